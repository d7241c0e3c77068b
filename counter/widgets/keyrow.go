package widgets

import (
	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// KeyText is what one key of a row shows, as ids of sentences.
type KeyText struct {
	Title, Help string
	State       KeyState
}

// KeyRow is a row of keys, each with its key of the keyboard.
type KeyRow struct {
	Box   *fyne.Container
	Names []fyne.KeyName
	Keys  []*KeyButton
}

// NewKeyRow makes a row; prefix begins the names by which a scripted officer finds its keys.
func NewKeyRow(press func(fyne.KeyName), prefix string, names ...fyne.KeyName) *KeyRow {
	r := &KeyRow{Names: names}
	var parts []ui.Part
	for _, name := range names {
		k := NewSlimKeyButton(prefix+"."+string(name), SignOf(name), func() { press(name) })
		r.Keys = append(r.Keys, k)
		wide := float32(1)
		if name == fyne.KeyReturn {
			wide = 1.15 // the thing to do says most
		}
		parts = append(parts, ui.Share(wide, k))
	}
	r.Box = ui.Row(10, parts...)
	return r
}

// Fold lays the keys out in two rows.
func (r *KeyRow) Fold() {
	var above, below []ui.Part
	for i, k := range r.Keys {
		if i < (len(r.Keys)+1)/2 {
			above = append(above, ui.Share(1, k))
		} else {
			below = append(below, ui.Share(1, k))
		}
	}
	if len(below) < len(above) {
		below = append(below, ui.Space(1))
	}
	r.Box = ui.Column(10, ui.Share(1, ui.Row(10, above...)), ui.Share(1, ui.Row(10, below...)))
}

// signs are the words on caps that differ from Fyne's names of keys.
var signs = map[fyne.KeyName]string{
	fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc", fyne.KeyLeft: "←", fyne.KeyRight: "→", fyne.KeyUp: "↑", fyne.KeyDown: "↓",
	fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn", fyne.KeyDelete: "Del", fyne.KeyBackspace: "Backspace",
}

// SignOf returns the word on a key's cap.
func SignOf(name fyne.KeyName) string {
	if sign, ok := signs[name]; ok {
		return sign
	}
	return string(name)
}

// SetText changes what the keys show, in their order.
func (r *KeyRow) SetText(speak i18n.Localizer, faces ...KeyText) {
	for i, f := range faces {
		help := ""
		if f.Help != "" {
			help = speak.Text(f.Help)
		}
		r.Keys[i].SetContent(KeyContent{Title: speak.Text(f.Title), Help: help, State: f.State})
	}
}

// Targets returns the keys that can be clicked now.
func (r *KeyRow) Targets() (targets []ui.Target) {
	for _, k := range r.Keys {
		if k.Content.State != KeyClosed && k.Visible() {
			targets = append(targets, ui.Target{Name: k.Name, Object: k})
		}
	}
	return targets
}
