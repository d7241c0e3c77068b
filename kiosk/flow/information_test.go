package flow

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
			l := mustOpenKiosk(t, portrait, district())
			l.view.Centre.Payment = "https://thanhtoan.example/hanam"
			l.OnHall()
			l.window.mustTap(t, c.tile)
			if l.window.mustShow(t, c.screen); !l.window.says(c.says) {
				t.Error("nobody is told what the code is for")
			}
			l.window.mustTap(t, "print")
			l.window.mustTap(t, "print")
			if len(l.printed) != 1 {
				t.Fatalf("printed %q; want one page", l.printed)
			}
			l.OnSlip(l.printed[0], spool.Printed)
			if !l.window.says("Mời lấy giấy") {
				t.Error("nobody is told to take the page")
			}
			l.window.mustTap(t, "back")
			l.window.mustShow(t, "home")
		})
	}
}

func TestCentreWithoutACodeToPayByShowsNone(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "payment")
	if l.window.says("Quét mã để thanh toán") {
		t.Error("a code is promised that is not there")
	}
}

func TestPagesThatThePrinterKeptAreAllWithdrawn(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	for _, tile := range []string{"online", "payment"} {
		l.window.mustTap(t, tile)
		l.window.mustTap(t, "print")
		l.window.mustTap(t, "first")
	}
	l.paper = false
	l.OnPrinter()
	if strings.Join(l.withdrawn, " ") != strings.Join(l.printed, " ") || len(l.printed) != 2 {
		t.Errorf("withdrawn %q; want %q", l.withdrawn, l.printed)
	}
}

// TestWhoLooksForNoProcedure is offered what is in the house, and goes back to what was typed.
func TestWhoLooksForNoProcedure(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "qqqq")
	l.window.mustTap(t, "around")
	l.window.mustShow(t, "around")
	if !l.window.says("Nhà vệ sinh: cuối hành lang tầng 1") {
		t.Error("the toilets are not named")
	}
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "finding")
	if !l.window.says("qqqq|") {
		t.Error("what was typed is gone")
	}
}
