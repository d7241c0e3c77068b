//go:build !race

package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestOddNames(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"emoji", "Nguyễn Văn 😀 An 👨‍👩‍👧", "Nguyễn Văn ? An"},
		{"decomposed", norm.NFD.String("Nguyễn Thị Ánh Nguyệt"), "Nguyễn Thị Ánh Nguyệt"},
		{"300 letters in words", strings.Repeat("Nguyễn Ưng ", 28), "Nguyễn Ưng Nguyễn Ưng"},
		{"300 letters without a space", strings.Repeat("Nghiêng", 43), ""},
		{"a page of letters without a space", strings.Repeat("Ệ", 1500), ""},
		{"empty", "", ""},
		{"blank", " \t\n ", ""},
		{"Chinese", "越南 Trần", "?? Trần"},
		{"broken bytes", "Trần \xff\xfe Khánh", "Trần ? Khánh"},
		{"control characters", "Trần\x00\x1b\u200b Khánh\u202e", "Trần Khánh"},
		{"lines", "Trần\nQuốc\r\nKhánh", "Trần"},
		{"a tick", "☐ Nam ☑ Nữ ✓", "Nam"},
		{"only marks", "☐☑✓", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, pdf := range oddForms(t, tt.text) {
				mustStayOnPaper(t, pdf)
				if got := text(t, pdf); !strings.Contains(got, tt.want) || !utf8.ValidString(got) {
					t.Errorf("%q is not in %q", tt.want, got)
				}
			}
		})
	}
}
