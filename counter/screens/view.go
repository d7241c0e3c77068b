package screens

import (
	"fyne.io/fyne/v2"

	"motcua/counter/widgets"
	"motcua/internal/ui"
)

// view is one screen under the header. A new one is a file with such a type, a place in navigation, and its lines in Desk.addViews.
type view interface {
	object() fyne.CanvasObject
	draw()
	press(fyne.KeyName) bool    // does what a key says; false: it means nothing here
	typed(rune)                 // a letter or digit that no scanner typed
	moveSelection(fyne.KeyName) // an arrow, a page key or Backspace; held down it comes again and again
	targets() (screen string, targets []ui.Target)

	search() (field *widgets.SearchField, open bool) // its search field, nil: none; and whether letters are written into it now
	keeps() bool                                     // keys that lead elsewhere would lose what is being done
	scanned(code string) bool                        // takes a code before the dossiers do; false: it is not for this screen
}

// plain is the rest of a view that has no search field, loses nothing and takes no code of its own.
type plain struct{}

func (plain) search() (*widgets.SearchField, bool) { return nil, false }
func (plain) keeps() bool                          { return false }
func (plain) scanned(string) bool                  { return false }

// host is what the desk lends a screen: the cards that lie over it, and how it has the window drawn.
type host struct {
	form   *widgets.Form
	menu   *menu
	redraw func()
	press  func(fyne.KeyName) // a key was clicked
	click  func(do func())    // something else was clicked
}

// walks are the keys that move a selection, with the lines and columns they go.
var walks = map[fyne.KeyName][2]int{
	fyne.KeyUp: {-1, 0}, fyne.KeyDown: {1, 0}, fyne.KeyLeft: {0, -1}, fyne.KeyRight: {0, 1}, fyne.KeyPageUp: {-10, 0}, fyne.KeyPageDown: {10, 0}, fyne.KeyBackspace: {0, 0},
}

// repeats reports whether a key that is held down counts again and again.
func repeats(name fyne.KeyName) bool { _, ok := walks[name]; return ok }
