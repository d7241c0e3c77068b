package vietnamese

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func typing(keys string) Typing {
	var t Typing
	for _, key := range keys {
		t.Press(key)
	}
	return t
}

func TestTelexAsOneTypes(t *testing.T) {
	for keys, want := range map[string]string{
		"ddawng ky": "đăng ky", "ddawng kys": "đăng ký",
		"dangd": "đang", "hooj tichj": "hộ tịch", "keets hoon": "kết hôn", "ket hon": "ket hon",
		"hoaf": "hòa", "hoafn": "hoàn", "toans": "toán", "tuaanf": "tuần", "mua baan": "mua bân",
		"thuowr": "thuở", "thuowng": "thương", "thuongw": "thương", "nhuwowngf": "nhường", "huow": "huơ",
		"giaays": "giấy", "giayas": "giấy", "quyeenf": "quyền", "quys": "quý", "nguoiwf": "người", "khai sinh": "khai sinh",
		"chuwngs thuwcj": "chứng thực", "soor ddor": "sổ đỏ", "xac nhan": "xac nhan", "cawn cuowcs": "căn cước",
		"as": "á", "ass": "as", "asf": "à", "asz": "a", "aaa": "aa", "ddd": "dd", "aww": "aw", "uoww": "uow", "sss": "sss",
		"phari doi hoir, hayx muas": "phải doi hỏi, hãy múa", "gioowf giaawcj": "giờ giặc", "mua ": "mua ",
		"1.001193": "1.001193", "B2 ban": "B2 ban", "DDAWNG": "ĐĂNG", "wifi": "wifi", "ghi": "ghi", "giays": "giáy",
	} {
		if got := typing(keys).Text; got != want {
			t.Errorf("%s types %q, want %q", keys, got, want)
		}
	}
}

func TestPlainKeysStayLetters(t *testing.T) {
	text := Typing{Method: Plainly}
	for _, key := range "ddawngs" {
		text.Press(key)
	}
	if text.Text != "ddawngs" {
		t.Errorf("typed %q", text.Text)
	}
}

func TestBackspaceTakesALetterWithItsMarks(t *testing.T) {
	text := typing("ddeens")
	for _, want := range []string{"đế", "đ", "", ""} {
		if text.Backspace(); text.Text != want {
			t.Errorf("left %q, want %q", text.Text, want)
		}
	}
	text = typing("xin")
	if text.Clear(); text.Text != "" {
		t.Errorf("left %q", text.Text)
	}
}

func TestTypingGoesOnAfterBackspace(t *testing.T) {
	text := typing("hoons")
	text.Backspace()
	text.Press('p')
	if text.Text != "hốp" {
		t.Errorf("typed %q", text.Text)
	}
}

// Whoever types without marks must not find them there: no everyday word without marks reads as Telex.
func TestWordsWithoutMarksStayPlain(t *testing.T) {
	const words = "dang ky khai sinh ket hon ho tich chung thuc ban sao cap lai giay phep lai xe so do dat dai thue " +
		"ho kinh doanh can cuoc cong dan thuong tru tam tru xay dung nha o bao hiem xa hoi nguoi co cong ly lich tu phap"
	if got := typing(words).Text; got != words {
		t.Errorf("typed %q", got)
	}
}

func FuzzTyping(f *testing.F) {
	f.Add("ddawng kys")
	f.Add("thuowrnnzzww ")
	f.Fuzz(func(t *testing.T, keys string) {
		text := typing(keys)
		if utf8.ValidString(keys) && (!utf8.ValidString(text.Text) || !norm.NFC.IsNormalString(text.Text) && norm.NFC.IsNormalString(keys)) {
			t.Errorf("%q types %q", keys, text.Text)
		}
		if strings.Count(keys, " ") != strings.Count(text.Text, " ") {
			t.Errorf("%q types %q", keys, text.Text)
		}
		for range len(text.Text) + 1 {
			text.Backspace()
		}
		if text.Text != "" {
			t.Errorf("%q does not go away: %q", keys, text.Text)
		}
	})
}

func TestWordsOfOtherLanguagesStayAsTyped(t *testing.T) {
	for _, words := range []string{
		"passport karaoke homestay visa marriage massage hotel internet email website wifi resort container logistics license business",
		"facebook photo photocopy taxi bar gas temporary receive process registration certificate office coffee error session offline",
	} {
		for word := range strings.FieldsSeq(words) {
			if got := typing(word).Text; got != word {
				t.Errorf("%s reads %q while it is typed", word, got)
			}
			if got := typing("xin " + word + " ").Text; got != "xin "+word+" " {
				t.Errorf("%s reads %q", word, got)
			}
		}
	}
}

// TestWhoTakesAMarkBackHasTheWord types as those do who know the keys and see the mark come.
func TestWhoTakesAMarkBackHasTheWord(t *testing.T) {
	for keys, want := range map[string]string{
		"taxxi": "taxi", "passsport": "passport", "tesst": "test", "ress": "res", "barr": "bar", "xooong": "xoong", "wwifi": "wifi", "thuongww": "thuongw", "dduocjww": "đuọcw", "vissa": "vissa",
	} {
		if got := typing(keys + " ").Text; got != want+" " {
			t.Errorf("%s types %q, want %q", keys, got, want)
		}
	}
}

// TestWhatIsNoSyllableStandsAsTyped: half a syllable with marks is restored when the next word begins.
func TestWhatIsNoSyllableStandsAsTyped(t *testing.T) {
	for keys, want := range map[string]string{
		"dues ": "dues ", "pies, ": "pies, ", "nguoif ": "nguoif ", "toeef ": "toeef ", "DDawsk Lawsk ": "Đắk Lắk ", "kroong buks ": "krông búk ",
	} {
		if got := typing(keys).Text; got != want {
			t.Errorf("%q types %q, want %q", keys, got, want)
		}
	}
}

func TestEachForeignWordNeedsItsLine(t *testing.T) {
	for _, word := range foreign {
		if w := parse(word, ByTelex); w.String() == word {
			t.Errorf("%s stays as typed without a line", word)
		}
	}
}

func TestVNI(t *testing.T) {
	for keys, want := range map[string]string{
		"d9a8ng ky1": "đăng ký", "nguoi72": "người", "tie6n1": "tiến", "a33": "a3", "a30": "a", "thu7o7ng ": "thương ", "B2 ban": "B2 ban", "1.001193": "1.001193",
		"passport ": "passport ", "aws": "aws", "ho65 tich5 ": "hộ tịch ",
	} {
		text := Typing{Method: ByVNI}
		for _, key := range keys {
			text.Press(key)
		}
		if text.Text != want {
			t.Errorf("%s types %q, want %q", keys, text.Text, want)
		}
	}
}

func TestTypingGoesOnInATextFromElsewhere(t *testing.T) {
	text := typing("chuws")
	text.Text = "chu"
	if text.Press('w'); text.Text != "chư" {
		t.Errorf("typed %q", text.Text)
	}
	text.Choose(Plainly)
	if text.Press('s'); text.Text != "chưs" || text.Method.Next() != ByTelex {
		t.Errorf("typed %q", text.Text)
	}
}
