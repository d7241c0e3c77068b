package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
)

// TestEveryWidgetOutlivesItsRenderer draws each widget of the house, and again after Fyne has forgotten how: a screen that was out of sight
// for a minute must not come back blank.
func TestEveryWidgetOutlivesItsRenderer(t *testing.T) {
	for name, widget := range map[string]func() fyne.CanvasObject{
		"text": func() fyne.CanvasObject {
			return ui.NewText("Mời quý khách chạm vào lĩnh vực cần làm thủ tục", 42)
		},
		"title": func() fyne.CanvasObject { return ui.Title("A001", 200, ui.Crest) },
		"panel": func() fyne.CanvasObject { return ui.Panel(ui.Crest, 20, ui.NewText("Quầy 05", 30)) },
		"button": func() fyne.CanvasObject {
			return ui.NewButton("take", ui.Main, 44, ui.Content{Badge: "A", Title: "Hộ tịch", Subtitle: "3 người chờ"}, func() {})
		},
		"tile with an icon": func() fyne.CanvasObject {
			return ui.NewButton("help", ui.Tile, 44, ui.Content{Icon: ui.Icon("wheelchair", ui.Ink), Title: "Hạ thấp"}, func() {})
		},
		"header": func() fyne.CanvasObject {
			h := ui.NewHeader(ui.OnHeader{})
			h.Say("Trung tâm Phục vụ hành chính công", "08:30", "Thứ Hai", ui.HeaderKeys{Help: "Giúp đỡ", Eyes: "Chữ to", Reach: "Hạ thấp", Language: "English"})
			return h.Container
		},
		"banner": func() fyne.CanvasObject {
			b := ui.NewBanner(40)
			b.Say(ui.Notice, ui.Icon("wheelchair", ui.Ink), "Hết giấy", "Hãy ghi lại số")
			return b.Container
		},
		"list":  func() fyne.CanvasObject { return ui.NewList(1, []string{"Tờ khai", "Giấy chứng sinh"}, 30) },
		"facts": func() fyne.CanvasObject { return ui.NewFacts(ui.Fact{Label: "Người chờ", Value: "3"}) },
		"code":  func() fyne.CanvasObject { return ui.QR("https://hcc.hanam.example.vn/a001") },
		"patch": func() fyne.CanvasObject { return ui.NewTapArea(func() {}) },
	} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(ui.Theme{Text: 30})
			window := test.NewTempWindow(t, widget())
			window.Resize(fyne.NewSize(800, 500))
			uitest.MustOutlive(t, name, window.Canvas())
		})
	}
}

// TestAPatchIsTouchedWhereItLies: what shows nothing has its place all the same.
func TestAPatchIsTouchedWhereItLies(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.Theme{Text: 30})
	patch := ui.NewTapArea(func() {})
	test.NewTempWindow(t, patch).Resize(fyne.NewSize(800, 500))
	uitest.ForgetRenderers(t)
	for _, o := range test.TempWidgetRenderer(t, patch).Objects() {
		if o.Size() != patch.Size() {
			t.Errorf("the patch of %v is drawn over %v", patch.Size(), o.Size())
		}
	}
}
