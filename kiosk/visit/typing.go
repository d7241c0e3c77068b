package visit

import (
	"time"
	"unicode/utf8"

	"motcua/internal/vietnamese"
)

// longest is how many letters may be typed at a step: more helps nobody, and would not fit the screen.
var longest = map[Step]int{Finding: 50, Seeking: 40}

// typing is what is typed at the step; nil where nothing is.
func (v *Visit) typing() *vietnamese.Typing {
	switch v.Step {
	case Finding:
		return &v.Find.Typing
	case Seeking:
		return &v.Inquiry.Typing
	}
	return nil
}

// Type changes what is typed; true when that is another text.
func (v *Visit) Type(change func(*vietnamese.Typing), now time.Time) bool {
	at := v.typing()
	if at == nil {
		return false
	}
	v.touched = now
	typed := *at
	if change(&typed); utf8.RuneCountInString(typed.Text) > longest[v.Step] {
		return false
	}
	before := at.Text
	*at = typed
	return typed.Text != before
}
