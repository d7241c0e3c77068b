package dossier_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/dossier"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		amount dossier.Dong
		want   string
	}{
		{0, "Không đồng"},
		{5, "Năm đồng"},
		{15, "Mười lăm đồng"},
		{21, "Hai mươi mốt đồng"},
		{24, "Hai mươi tư đồng"},
		{104, "Một trăm linh bốn đồng"},
		{114, "Một trăm mười bốn đồng"},
		{500, "Năm trăm đồng"},
		{2_000, "Hai nghìn đồng chẵn"},
		{8_000, "Tám nghìn đồng chẵn"},
		{10_500, "Mười nghìn năm trăm đồng"},
		{115_000, "Một trăm mười lăm nghìn đồng chẵn"},
		{150_000, "Một trăm năm mươi nghìn đồng chẵn"},
		{205_005, "Hai trăm linh năm nghìn không trăm linh năm đồng"},
		{1_000_000, "Một triệu đồng chẵn"},
		{1_001_000, "Một triệu không trăm linh một nghìn đồng chẵn"},
		{1_000_015, "Một triệu không trăm mười lăm đồng"},
		{21_041_055, "Hai mươi mốt triệu không trăm bốn mươi mốt nghìn không trăm năm mươi lăm đồng"},
		{1_000_000_000, "Một tỷ đồng chẵn"},
		{1_050_000_000, "Một tỷ không trăm năm mươi triệu đồng chẵn"},
		{999_999_999_999, "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng"},
		{1_000_000_000_000, "Một nghìn tỷ đồng chẵn"},
		{-21, "Âm hai mươi mốt đồng"},
	} {
		if got := tt.amount.Words(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.amount, got, tt.want)
		}
	}
}

func TestFigures(t *testing.T) {
	for amount, want := range map[dossier.Dong]string{0: "0", 999: "999", 1000: "1.000", 150_000: "150.000", 1_250_000: "1.250.000", -1000: "-1.000", -999: "-999"} {
		if got := amount.String(); got != want {
			t.Errorf("%d: %s", int64(amount), got)
		}
	}
}

// TestWordsAreReadBack reads the words as a person would, by a reader that knows nothing of how they were written.
func TestWordsAreReadBack(t *testing.T) {
	check := func(t rapid.TB, n int64) {
		words := dossier.Cardinal(n)
		if got, ok := heard(words); !ok || got != n {
			t.Fatalf("%d: %q is heard as %d", n, words, got)
		}
	}
	for n := range int64(100_000) {
		check(t, n)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.Int64Range(0, 999_999_999_999).Draw(t, "amount")) })
}

var values = map[string]int64{
	"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}

func heard(words string) (sum int64, ok bool) {
	group, digit := int64(0), int64(0)
	for _, w := range strings.Fields(words) {
		switch w {
		case "mười":
			group, digit = group+10, 0
		case "mươi":
			group, digit = group+digit*10, 0
		case "trăm":
			group, digit = group+digit*100, 0
		case "linh":
		case "nghìn", "triệu", "tỷ":
			scale := map[string]int64{"nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}[w]
			sum, group, digit = sum+(group+digit)*scale, 0, 0
		default:
			v, known := values[w]
			if !known {
				return 0, false
			}
			digit = v
		}
	}
	return sum + group + digit, true
}

func TestOnlySoundsThatAreSaid(t *testing.T) {
	for n := range int64(1_000_000) {
		if n%97 != 0 && n > 10_000 {
			continue
		}
		words := strings.Fields(dossier.Cardinal(n))
		for i, w := range words {
			after := func(names ...string) bool { return i > 0 && slices.Contains(names, words[i-1]) }
			wrong := (w == "mốt" || w == "tư") && !after("mươi") || w == "lăm" && !after("mươi", "mười") ||
				(w == "một" || w == "bốn" || w == "năm") && after("mươi") || w == "năm" && after("mười") || w == "linh" && !after("trăm")
			if wrong {
				t.Fatalf("%d is said %q", n, strings.Join(words, " "))
			}
		}
	}
}

func TestAmountsAreReadAsWritten(t *testing.T) { // how they may be written is money's
	rapid.Check(t, func(t *rapid.T) {
		amount := dossier.Dong(rapid.Int64Range(0, 1e12).Draw(t, "amount"))
		if got, err := dossier.ParseDong(amount.String() + " đ"); got != amount || err != nil {
			t.Fatalf("%s is %d, %v", amount, got, err)
		}
	})
}
