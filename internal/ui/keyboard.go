package ui

import (
	"fyne.io/fyne/v2"

	"motcua/internal/vietnamese"
)

// KeyWords is what the keys say that are no letters.
type KeyWords struct{ Telex, Plain, Erase, Clear, Space string }

// keyGap is the room between two keys, and around them all, in pixels: with it, ten keys on 1080 pixels are 101 wide.
const keyGap = 6

// Keyboard is a Vietnamese keyboard for a finger. It keeps no text: each key says what it does to one.
type Keyboard struct {
	*fyne.Container
	Keys []*Button // key.a to key.z, key.0 to key.9, key.erase, key.clear, key.space, key.telex

	say   KeyWords
	telex *Button
	edit  func(func(*vietnamese.Typing))
}

// NewKeyboard makes a keyboard; edit is called with what a key does.
func NewKeyboard(say KeyWords, edit func(change func(*vietnamese.Typing))) *Keyboard {
	k := &Keyboard{say: say, edit: edit}
	k.telex = k.key("telex", Face{}, 34, func(t *vietnamese.Typing) { t.Plain = !t.Plain })
	erase := k.key("erase", Face{Icon: Icon("erase", Ink), Title: say.Erase}, 34, (*vietnamese.Typing).Backspace)
	clear := k.key("clear", Face{Title: say.Clear}, 34, (*vietnamese.Typing).Clear)
	space := k.key("space", Face{Title: say.Space}, 34, func(t *vietnamese.Typing) { t.Press(' ') })
	k.Container = k.board(erase, Row(keyGap, Share(2.2, k.telex), Share(2.2, clear), Share(5.6, space)))
	k.Show(vietnamese.Typing{})
	return k
}

// NewCodeKeyboard makes a keyboard for codes and numbers, without marks and spaces; goOn is the key that ends the typing.
func NewCodeKeyboard(say KeyWords, edit func(change func(*vietnamese.Typing)), goOn *Button) *Keyboard {
	press := func(change func(*vietnamese.Typing)) {
		edit(func(t *vietnamese.Typing) {
			t.Plain = true
			change(t)
		})
	}
	k := &Keyboard{say: say, edit: press}
	erase := k.key("erase", Face{Icon: Icon("erase", Ink), Title: say.Erase}, 34, (*vietnamese.Typing).Backspace)
	clear := k.key("clear", Face{Title: say.Clear}, 34, (*vietnamese.Typing).Clear)
	k.Keys = append(k.Keys, goOn)
	k.Container = k.board(erase, Row(keyGap, Share(3, clear), Share(7, goOn)))
	return k
}

// board lays the keys out over a last row.
func (k *Keyboard) board(erase *Button, last *fyne.Container) *fyne.Container {
	const half = 0.45 // of a key, so that the middle row's keys are as wide as the others'
	home := append(append([]Part{Space(half)}, k.letters("asdfghjkl")...), Space(half))
	return Pad(keyGap, Column(keyGap,
		Share(1, Row(keyGap, k.letters("1234567890")...)),
		Share(1, Row(keyGap, k.letters("qwertyuiop")...)),
		Share(1, Row(keyGap, home...)),
		Share(1, Row(keyGap, append(k.letters("zxcvbnm"), Share(3, erase))...)),
		Share(1, last),
	))
}

// Show tells which way of typing is on.
func (k *Keyboard) Show(t vietnamese.Typing) {
	face := Face{Title: k.say.Telex}
	if t.Plain {
		face.Title = k.say.Plain
	}
	k.telex.Wear(face)
}

func (k *Keyboard) letters(row string) (parts []Part) {
	for _, letter := range row {
		b := k.key(string(letter), Face{Title: upper(letter)}, 52, func(t *vietnamese.Typing) { t.Press(letter) })
		parts = append(parts, Share(1, b))
	}
	return parts
}

// upper is the sign on a key: as on keyboards of plastic.
func upper(letter rune) string {
	if letter >= 'a' {
		letter -= 'a' - 'A'
	}
	return string(letter)
}

func (k *Keyboard) key(name string, face Face, size float32, change func(*vietnamese.Typing)) *Button {
	b := NewButton("key."+name, Tile, size, face, func() { k.edit(change) })
	k.Keys = append(k.Keys, b)
	return b
}
