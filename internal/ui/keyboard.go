package ui

import (
	"fyne.io/fyne/v2"

	"motcua/internal/vietnamese"
)

// KeyWords is what the keys say that are no letters. Methods are how marks may be put, in the order of vietnamese.Method; without any the
// keys are letters and no more.
type KeyWords struct {
	Erase, Clear, Space string
	Methods             []MethodWords
}

// MethodWords says which method is on, and how it puts two marks.
type MethodWords struct{ Title, Example string }

// keyGap is the room between two keys, and around them all, in pixels: 2.7 mm on a panel of 21.5 inches. With it, ten keys on 1080 pixels are
// 96 wide there, which is 24 mm.
const keyGap = 11

// Keyboard is a Vietnamese keyboard for a finger. It keeps no text: each key says what it does to one.
type Keyboard struct {
	*fyne.Container
	Keys []*Button // key.a to key.z, key.0 to key.9, key.erase, key.clear, key.space, key.method, those of signs such as key.?

	say    KeyWords
	method *Button // nil where there is none to choose
	edit   func(func(*vietnamese.Typing))
}

// NewKeyboard makes a keyboard for words; edit is called with what a key does.
func NewKeyboard(say KeyWords, edit func(change func(*vietnamese.Typing))) *Keyboard {
	k := &Keyboard{say: say, edit: edit}
	if len(say.Methods) == 0 {
		k.edit = plainly(edit)
	}
	erase, clear := k.eraser(), k.clearer()
	space := k.key("space", Content{Title: say.Space}, 34, func(t *vietnamese.Typing) { t.Press(' ') })
	last := append([]Part{Share(1.8, clear), Share(2.4, space)}, k.letters(",.?")...)
	if len(say.Methods) > 0 {
		k.method = k.key("method", Content{}, 32, func(t *vietnamese.Typing) { t.Choose(t.Method.Next()) })
		last = append([]Part{Share(2.8, k.method)}, last...)
	}
	k.Container = k.board(erase, Row(keyGap, last...))
	k.Show(vietnamese.Typing{})
	return k
}

// NewCodeKeyboard makes a keyboard for codes and numbers, without marks and spaces; goOn is the key that ends the typing.
func NewCodeKeyboard(say KeyWords, edit func(change func(*vietnamese.Typing)), goOn *Button) *Keyboard {
	k := &Keyboard{say: say, edit: plainly(edit)}
	erase, clear := k.eraser(), k.clearer()
	last := append([]Part{Share(2.2, clear)}, k.letters(".-")...)
	k.Keys = append(k.Keys, goOn)
	k.Container = k.board(erase, Row(keyGap, append(last, Share(5.8, goOn))...))
	return k
}

// plainly lets a key be a letter, whichever method was chosen for words in another language.
func plainly(edit func(change func(*vietnamese.Typing))) func(change func(*vietnamese.Typing)) {
	return func(change func(*vietnamese.Typing)) {
		edit(func(t *vietnamese.Typing) {
			chosen := t.Method
			t.Choose(vietnamese.Plainly)
			change(t)
			t.Choose(chosen)
		})
	}
}

func (k *Keyboard) eraser() *Button {
	return k.key("erase", Content{Icon: Icon("erase", Ink), Title: k.say.Erase}, 34, (*vietnamese.Typing).Backspace)
}

func (k *Keyboard) clearer() *Button {
	return k.key("clear", Content{Title: k.say.Clear}, 34, (*vietnamese.Typing).Clear)
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
	if k.method == nil {
		return
	}
	on := k.say.Methods[t.Method]
	k.method.SetContent(Content{Title: on.Title, Subtitle: on.Example})
}

func (k *Keyboard) letters(row string) (parts []Part) {
	for _, letter := range row {
		b := k.key(string(letter), Content{Title: upper(letter)}, 52, func(t *vietnamese.Typing) { t.Press(letter) })
		parts = append(parts, Share(1, b))
	}
	return parts
}

// upper returns the sign on a key: as on keyboards of plastic.
func upper(letter rune) string {
	if letter >= 'a' {
		letter -= 'a' - 'A'
	}
	return string(letter)
}

func (k *Keyboard) key(name string, face Content, size float32, change func(*vietnamese.Typing)) *Button {
	b := NewButton("key."+name, Tile, size, face, func() { k.edit(change) })
	k.Keys = append(k.Keys, b)
	return b
}
