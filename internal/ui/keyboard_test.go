package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"motcua/internal/vietnamese"
)

var methodWords = []MethodWords{{"Gõ: Telex", "aa = â"}, {"Gõ: VNI", "a6 = â"}, {"Gõ: không dấu", ""}}

// mustType touches keys by their signs and gives what they type.
func mustType(t testing.TB, k *Keyboard, text *vietnamese.Typing, signs string) string {
	t.Helper()
	for _, sign := range signs {
		mustTouch(t, k, string(sign))
		k.Show(*text)
	}
	return text.Text
}

func mustTouch(t testing.TB, k *Keyboard, name string) {
	t.Helper()
	for _, b := range k.Keys {
		if b.Name == "key."+name {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no key %s", name)
}

func TestKeyboardOfALanguageWithoutMarks(t *testing.T) {
	mustWear(t)
	var text vietnamese.Typing
	k := NewKeyboard(KeyWords{}, func(change func(*vietnamese.Typing)) { change(&text) })
	if got := mustType(t, k, &text, "marriage,massage.passport?"); got != "marriage,massage.passport?" {
		t.Errorf("typed %q", got)
	}
	for _, b := range k.Keys {
		if b.Name == "key.method" {
			t.Error("a way to put marks can be chosen")
		}
	}
	if text.Method != vietnamese.ByTelex {
		t.Error("what was chosen in Vietnamese is forgotten")
	}
}

func TestKeyTellsHowMarksArePut(t *testing.T) {
	mustWear(t)
	var text vietnamese.Typing
	k := NewKeyboard(KeyWords{Methods: methodWords}, func(change func(*vietnamese.Typing)) { change(&text) })
	for _, c := range []struct{ title, keys, want string }{
		{"Gõ: Telex", "cuar.", "của."}, {"Gõ: VNI", "cua3.", "của."}, {"Gõ: không dấu", "cuar3?", "cuar3?"}, {"Gõ: Telex", "soor", "sổ"},
	} {
		if got := k.method.Content().Title; got != c.title {
			t.Fatalf("the key says %q, want %q", got, c.title)
		}
		text.Text = ""
		if got := mustType(t, k, &text, c.keys); got != c.want {
			t.Errorf("%s: %s types %q, want %q", c.title, c.keys, got, c.want)
		}
		mustTouch(t, k, "method")
		k.Show(text)
	}
}

func TestCodesAreTypedAsTheyArePrinted(t *testing.T) {
	mustWear(t)
	text := vietnamese.Typing{Method: vietnamese.ByVNI}
	k := NewCodeKeyboard(KeyWords{}, func(change func(*vietnamese.Typing)) { change(&text) }, NewButton("done", Main, 50, Content{}, func() {}))
	if got := mustType(t, k, &text, "000.00.00.h25-261123-0001"); got != "000.00.00.h25-261123-0001" {
		t.Errorf("typed %q", got)
	}
}
