package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// keyWords is what one key of a row shows, as ids of sentences.
type keyWords struct {
	title, help string
	state       keyState
}

// keyRow is a row of keys, each with its key of the keyboard.
type keyRow struct {
	box   *fyne.Container
	names []fyne.KeyName
	keys  []*key
}

// newKeyRow makes a row; prefix begins the names by which a scripted officer finds its keys.
func newKeyRow(press func(fyne.KeyName), prefix string, names ...fyne.KeyName) *keyRow {
	r := &keyRow{names: names}
	var parts []ui.Part
	for _, name := range names {
		k := newSlimKey(prefix+"."+string(name), signOf(name), func() { press(name) })
		r.keys = append(r.keys, k)
		wide := float32(1)
		if name == fyne.KeyReturn {
			wide = 1.15 // the thing to do says most
		}
		parts = append(parts, ui.Share(wide, k))
	}
	r.box = ui.Row(10, parts...)
	return r
}

// fold lays the keys out in two rows.
func (r *keyRow) fold() {
	var above, below []ui.Part
	for i, k := range r.keys {
		if i < (len(r.keys)+1)/2 {
			above = append(above, ui.Share(1, k))
		} else {
			below = append(below, ui.Share(1, k))
		}
	}
	if len(below) < len(above) {
		below = append(below, ui.Space(1))
	}
	r.box = ui.Column(10, ui.Share(1, ui.Row(10, above...)), ui.Share(1, ui.Row(10, below...)))
}

// signs are the words on caps that differ from Fyne's names of keys.
var signs = map[fyne.KeyName]string{
	fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc", fyne.KeyLeft: "←", fyne.KeyRight: "→", fyne.KeyUp: "↑", fyne.KeyDown: "↓",
	fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn", keyWithdraw: "Del", fyne.KeyBackspace: "Backspace",
}

// signOf is the word on a key's cap.
func signOf(name fyne.KeyName) string {
	if sign, ok := signs[name]; ok {
		return sign
	}
	return string(name)
}

// wear changes what the keys show, in their order.
func (r *keyRow) wear(speak words.Speaker, faces ...keyWords) {
	for i, f := range faces {
		help := ""
		if f.help != "" {
			help = speak.Say(f.help)
		}
		r.keys[i].wear(face{title: speak.Say(f.title), help: help, state: f.state})
	}
}

func (r *keyRow) targets() (targets []ui.Target) {
	for _, k := range r.keys {
		if k.face.state != keyClosed && k.Visible() {
			targets = append(targets, ui.Target{Name: k.Name, Object: k})
		}
	}
	return targets
}
