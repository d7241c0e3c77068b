package visit

import (
	"time"
	"unicode/utf8"

	"motcua/internal/vietnamese"
)

// Full reports whether a text at a step has as many letters as it may have.
func Full(s Step, t vietnamese.Typing) bool {
	return utf8.RuneCountInString(t.Text) >= steps[s].letters
}

// typing returns what is typed at the step; nil where nothing is.
func (v *Visit) typing() *vietnamese.Typing {
	switch v.Step {
	case Finding:
		return &v.Find.Typing
	case CodeEntry:
		return &v.Inquiry.Typing
	case RateVisit:
		return &v.Claim.Typing
	case Arriving:
		return &v.Arrival.Typing
	case Rating:
		return &v.Judgement.Typing
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
	return edit(at, change, steps[v.Step].letters)
}

// edit lets a key do its work on a text of so many letters at the most; true when that is another text.
func edit(at *vietnamese.Typing, change func(*vietnamese.Typing), most int) bool {
	typed := *at
	if change(&typed); utf8.RuneCountInString(typed.Text) > most {
		return false
	}
	before := at.Text
	*at = typed
	return typed.Text != before
}
