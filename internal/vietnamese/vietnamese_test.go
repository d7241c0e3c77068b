package vietnamese

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestTelex(t *testing.T) {
	for keys, want := range map[string]string{
		"Nguyeenx": "Nguyễn", "Vawn": "Văn", "DDawng": "Đăng", "ddawng": "đăng", "Thij": "Thị", "Hoaf": "Hòa", "Nuwx": "Nữ",
		"dangd": "đang", "ddaats": "đất", "nhuwowngf": "nhường", "nhuongwf": "nhường", "quoocs": "quốc", "quyeenf": "quyền",
		"giaayr": "giẩy", "giaays": "giấy", "gif": "gì", "muaf": "mùa", "khuyur": "khuỷu", "toans": "toán", "tuwf": "từ",
		"quys": "quý", "quaf": "quà", "thuees": "thuế", "Phuwowngf": "Phường", "xax": "xã", "hooj": "hộ",
		"NGUYEENX": "NGUYỄN", "huyenej": "huyện", "oong": "ông", "Uwng": "Ưng", "hoaif": "hoài", "chuyeens": "chuyến",
	} {
		if got, ok := Telex(keys); !ok || got != want {
			t.Errorf("%s types %q (%v), want %q", keys, got, ok, want)
		}
	}
	for _, word := range []string{"", "An", "Minh", "Nam", "wifi", "Ksor", "taxix", "b2b", "Nguyễn", "xss", "tuoir", "catf", "internet"} {
		if got, ok := Telex(word); ok {
			t.Errorf("%q is no Telex, got %q", word, got)
		}
	}
}

func TestPlainTelexOfUnfinishedWords(t *testing.T) {
	for keys, want := range map[string]string{"ddaw": "da", "ddawng": "dang", "thuwowng": "thuong", "Ddaats": "dat", "taxix": "taxix", "ký": "ky"} {
		if got := PlainTelex(keys); got != want {
			t.Errorf("%s is %q, want %q", keys, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, s := range []string{"Đăng Ký KẾT HÔN", norm.NFD.String("Đăng ký kết hôn")} {
		if got := Fold(s); got != "dang ky ket hon" {
			t.Errorf("%q folds to %q", s, got)
		}
	}
}

func TestPlainSyllables(t *testing.T) {
	for word, want := range map[string]bool{
		"nguyen": true, "Nghĩa": true, "quoc": true, "quynh": true, "gieng": true, "giang": true, "oanh": true, "y": true,
		"nguyeenx": false, "ksor": false, "bcd": false, "": false, "khaii": false, "qinh": false,
	} {
		if IsPlainSyllable(word) != want {
			t.Errorf("%q: want %v", word, want)
		}
	}
}

func FuzzTelex(f *testing.F) {
	f.Add("Nguyeenx")
	f.Add("wwwddd")
	f.Fuzz(func(t *testing.T, word string) {
		if text := typing(word + " ").Text; !utf8.ValidString(text) || text == "" {
			t.Errorf("%q types %q", word, text)
		}
		got, ok := Telex(word)
		if ok && (!IsPlainSyllable(got) || !utf8.ValidString(got) || strings.EqualFold(got, word)) {
			t.Errorf("%q types %q", word, got)
		}
		Fold(word)
	})
}
