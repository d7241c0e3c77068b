package main

import (
	"strings"
	"testing"

	"motcua/drivers/spool"
)

func TestLeafletIsReadAndTakenHome(t *testing.T) {
	for _, c := range []struct{ tile, screen, says string }{
		{"online", "filing", "Quét mã bằng điện thoại để mở Cổng"},
		{"payment", "paying", "Quét mã để thanh toán"},
	} {
		t.Run(c.tile, func(t *testing.T) {
			l := mustOpenLobby(t, portrait, district())
			l.view.Centre.Payment = "https://thanhtoan.example/hanam"
			l.onHall()
			l.stage.mustTap(t, c.tile)
			if l.stage.mustShow(t, c.screen); !l.stage.says(c.says) {
				t.Error("nobody is told what the code is for")
			}
			l.stage.mustTap(t, "print")
			l.stage.mustTap(t, "print")
			if len(l.printed) != 1 {
				t.Fatalf("printed %q; want one page", l.printed)
			}
			l.onSlip(l.printed[0], spool.Printed)
			if !l.stage.says("Mời lấy giấy") {
				t.Error("nobody is told to take the page")
			}
			l.stage.mustTap(t, "back")
			l.stage.mustShow(t, "home")
		})
	}
}

func TestCentreWithoutACodeToPayByShowsNone(t *testing.T) {
	l := mustOpenLobby(t, portrait, district())
	l.stage.mustTap(t, "payment")
	if l.stage.says("Quét mã để thanh toán") {
		t.Error("a code is promised that is not there")
	}
}

func TestPagesThatThePrinterKeptAreAllWithdrawn(t *testing.T) {
	l := mustOpenLobby(t, portrait, district())
	for _, tile := range []string{"online", "payment"} {
		l.stage.mustTap(t, tile)
		l.stage.mustTap(t, "print")
		l.stage.mustTap(t, "first")
	}
	l.paper = false
	l.onPrinter()
	if strings.Join(l.withdrawn, " ") != strings.Join(l.printed, " ") || len(l.printed) != 2 {
		t.Errorf("withdrawn %q; want %q", l.withdrawn, l.printed)
	}
}
