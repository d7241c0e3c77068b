package escpos_test

import (
	"strings"
	"testing"

	"motcua/drivers/escpos"
)

func TestProfilesAreComplete(t *testing.T) {
	for _, p := range escpos.Profiles() {
		t.Run(p.Name, func(t *testing.T) {
			if p.Dots%8 != 0 || p.ColumnsA != p.Dots/12 || p.ColumnsB != p.Dots/9 {
				t.Errorf("%d dots, %d and %d letters on a line", p.Dots, p.ColumnsA, p.ColumnsB)
			}
			if p.Letters == "" || p.Logo == "" || p.Cut == "" || p.Knife == 0 || p.Buffer == 0 || p.Reason == "" {
				t.Errorf("row is not whole: %+v", p)
			}
		})
	}
}

func TestUnknownPrinterListsTheKnown(t *testing.T) {
	_, err := escpos.ProfileNamed("star-tsp100")
	if err == nil || !strings.Contains(err.Error(), "epson-tm-t20, epson-tm-t82") {
		t.Errorf("got %v", err)
	}
}
