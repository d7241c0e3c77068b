package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func mustWear(t testing.TB) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme{Text: 30})
}

func TestTextFitsItsBox(t *testing.T) {
	mustWear(t)
	const name = "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"
	for _, c := range []struct {
		name  string
		words string
		box   fyne.Size
		lines int
		size  float32
		fits  bool
	}{
		{"all the room in the world", name, fyne.NewSize(2000, 200), 1, 44, true},
		{"a portrait header", name, fyne.NewSize(420, 120), 2, 0, true},
		{"two sentences", "Chạm vào.\nXin chờ.", fyne.NewSize(2000, 200), 2, 44, true},
		{"a stamp", name, fyne.NewSize(60, 30), 0, LeastType, false},
		{"a word wider than its box", "Khoangiengchieng", fyne.NewSize(100, 400), 1, LeastType, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := NewText(c.words, 44)
			lines, size, fits := text.set(c.box)
			if fits != c.fits {
				t.Errorf("fits = %v at %v: %q", fits, size, lines)
			}
			if c.lines != 0 && len(lines) != c.lines {
				t.Errorf("lines %q; want %d", lines, c.lines)
			}
			if c.size != 0 && size != c.size {
				t.Errorf("type %v; want %v", size, c.size)
			}
			if got := strings.Join(lines, " "); got != strings.ReplaceAll(c.words, "\n", " ") {
				t.Errorf("words changed to %q", got)
			}
		})
	}
}

func TestLinesAreOfLikeLength(t *testing.T) {
	mustWear(t)
	text := NewText("Mời quý khách chạm vào lĩnh vực cần làm thủ tục", 42)
	all := text.measure(text.words, 42).Width
	lines := text.even(all*0.9, 42)
	if len(lines) != 2 || text.measure(lines[0], 42).Width > all*0.62 {
		t.Errorf("lines %q", lines)
	}
}

// TestNoSyllableStandsAlone sets words in a width in which only the last one does not fit.
func TestNoSyllableStandsAlone(t *testing.T) {
	mustWear(t)
	for words, want := range map[string]string{
		"Chọn theo cơ quan":                "Chọn theo|cơ quan",
		"Hôm nay đã phát hết số":           "Hôm nay đã phát|hết số",
		"Một dòng\nHôm nay đã phát hết số": "Một dòng|Hôm nay đã phát|hết số",
		"Quay lại": "Quay|lại", // there is nothing to keep it company
	} {
		text := NewText(words, 42)
		text.Align = fyne.TextAlignLeading
		last := words[strings.LastIndex(words, "\n")+1:]
		width := text.measure(last[:strings.LastIndex(last, " ")], 42).Width + 1
		if lines := strings.Join(text.lines(width, 42), "|"); lines != want {
			t.Errorf("lines %q; want %q", lines, want)
		}
	}
}

func TestBindingSpaceHoldsACompoundTogether(t *testing.T) {
	mustWear(t)
	text := NewText("số thứ\u00a0tự", 42)
	lines := text.wrap(text.measure("số thứ", 42).Width+1, 42)
	if want := []string{"số", "thứ\u00a0tự"}; strings.Join(lines, "|") != strings.Join(want, "|") {
		t.Errorf("lines %q; want %q", lines, want)
	}
}

func TestWhatIsTypedKeepsItsSizeAndShowsItsEnd(t *testing.T) {
	mustWear(t)
	text := NewText("giấy xác nhận tình trạng hôn nhân để kết hôn với người nước ngoài|", 50)
	text.Tail = true
	line, size, fits := text.set(fyne.NewSize(600, 80))
	if size != 50 || !fits || len(line) != 1 || !strings.HasPrefix(line[0], "…") || !strings.HasSuffix(line[0], "người nước ngoài|") {
		t.Errorf("%q in type of %v", line, size)
	}
	lines, size, _ := text.set(fyne.NewSize(600, 150))
	if size != 50 || len(lines) != 2 || !strings.HasPrefix(lines[0], "…") || !strings.HasSuffix(lines[1], "ngoài|") {
		t.Errorf("%q in type of %v", lines, size)
	}
	text.words = strings.Repeat("a", 80)
	for _, line := range text.tail(fyne.NewSize(600, 250), 50) {
		if text.measure(line, 50).Width > 600 {
			t.Errorf("%q is wider than its box", line)
		}
	}
}
