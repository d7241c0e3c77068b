package sheet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzText holds whatever somebody typed to what gofpdf can set, and to the width it is given.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"Nguyễn Thị Ánh Nguyệt", "😀☑-\u00a0 \n", "e\u0302\u0303", "\xff\xfe", "H25-261109-0027 H25-261109-0027", "  hai  dấu  cách  "} {
		f.Add(seed, 20.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 1 && width < 300) {
			return
		}
		cleaned := clean(text)
		for _, r := range cleaned {
			if _, there := typeface()[0][r]; r > 0xFFFF || r != '\n' && !there {
				t.Errorf("%q is left in %q", r, cleaned)
			}
		}
		if !utf8.ValidString(cleaned) || clean(cleaned) != cleaned {
			t.Errorf("%q is not clean", cleaned)
		}
		mustFit(t, cleaned, wrap([]span{{text, plain}, {text, bold}}, 9, width), width)
	})
}

// mustFit checks that lines keep to a width, but for a single letter that is wider, and lose nothing but spaces.
func mustFit(t *testing.T, text string, lines []line, width float64) {
	t.Helper()
	var set strings.Builder
	for _, l := range lines {
		for _, piece := range l {
			set.WriteString(piece.text)
		}
		if letters := utf8.RuneCountInString(l.text()); letters > 1 && l.width() > width+1e-9 {
			t.Errorf("%q is %.2f wide, more than %.2f", l.text(), l.width(), width)
		}
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got, want := bare(set.String()), bare(text+text); got != want {
		t.Errorf("%q was set as %q", want, got)
	}
}

func (l line) text() (text string) {
	for _, piece := range l {
		text += piece.text
	}
	return text
}
