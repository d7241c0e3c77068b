package screens

import (
	"testing"

	"fyne.io/fyne/v2"

	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
)

func TestHelpIsShownUntilSomebodyGoes(t *testing.T) {
	uitest.Wear(t, ui.Theme{Text: 20})
	h := newHelpStrip(i18n.In("vi"))
	h.see([]hall.HelpCall{{Device: "kiosk-2", Coming: true}, {Device: "kiosk-1"}, {Device: "kiosk-3"}})
	if !h.box.Visible() || h.device != "kiosk-1" {
		t.Fatalf("help is due at %q", h.device)
	}
	if want := "kiosk-1 cần người hướng dẫn – Bấm Insert: tôi đến ngay"; h.text.Words() != want {
		t.Errorf("it says %q", h.text.Words())
	}
	h.see([]hall.HelpCall{{Device: "kiosk-1", Coming: true}})
	if h.box.Visible() {
		t.Error("somebody is on the way and the strip still asks")
	}
	if keyComing != fyne.KeyInsert {
		t.Error("the strip names another key than the one that answers")
	}
}
