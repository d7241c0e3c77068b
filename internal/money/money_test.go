package money_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/money"
)

func TestAmountsAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "5": 5, "500": 500, "3250000": 3_250_000, "3.250.000": 3_250_000, "3,250,000": 3_250_000, "3 250 000": 3_250_000,
		"20.000": 20_000, "20,000": 20_000, "20.000,00": 20_000, "20,000.00": 20_000, "20.000,0": 20_000, "3.250.000,00 đ": 325_0000,
		"20000,00": 20_000, "20000.0": 20_000, "20 000,00": 20_000, "3\u00a0250\u00a0000\u00a0đ": 3_250_000, "20\u202f000 ₫": 20_000, "20\u2009000đ": 20_000,
		" 20.000 Đồng": 20_000, "20.000 đo\u0302\u0300ng": 20_000, "20000 dong": 20_000, "20000d": 20_000, "20.000 VND": 20_000, "20.000VNĐ": 20_000,
		"20.000 VNÐ": 20_000, "20.000 Ð": 20_000, "20.000 ð": 20_000, "VND 20,000": 20_000, "vnđ20.000": 20_000, "₫20.000": 20_000, "1.000.000.000.000": money.Most,
	} {
		if got, err := money.Parse(text); got != want || err != nil {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestWhatIsNoAmount(t *testing.T) {
	for _, text := range []string{
		"", " ", "đ", "VND", "ba triệu", "-5", "+5", "1,5", "1.5", "1.2.3", "1.50", "20.00", "0.50", "20.000,50", "20,000.5", "3.250.000,01 đ", "1,23,456", "12,34",
		"1.234,567", "1.234.56", "1234.567", "12345.678", "20.000.00", "20..000", ".000", "20.", ",5", "20.000.", "20 .000", "20 000.000", "20.000 000", "0.020", "007", "020.000",
		"20k", "20 nghìn", "20tr", "2e7", "2E+07", "0x20", "20_000", "20'000", "VND 20.000 đ", "20.000 đđ", "20.000 USD", "$20", "20.000/lần", "20000 + 5000", "5 %",
		"1000000000001", "1.000.000.000.001", "99999999999999999999", "٢٠٠٠٠", "２００００", "🙂", "20\n000.000",
	} {
		if got, err := money.Parse(text); !errors.Is(err, money.ErrAmount) {
			t.Errorf("%q is %d, %v", text, got, err)
		}
	}
}

// TestEveryWayOfWritingIsTheSameAmount writes amounts in all ways that are read, and misplaces one mark.
func TestEveryWayOfWritingIsTheSameAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, money.Most).Draw(t, "amount")
		mark := rapid.SampledFrom([]string{"", ".", ",", " ", "\u00a0", "\u202f"}).Draw(t, "mark")
		text := grouped(n, mark)
		if n >= 1000 && mark != "," {
			text += rapid.SampledFrom([]string{"", ",0", ",00"}).Draw(t, "decimals")
		}
		unit := rapid.SampledFrom([]string{"", "đ", " đ", " đồng", " VND", "vnđ", "₫", "\u00a0₫"}).Draw(t, "unit")
		if got, err := money.Parse(text + unit); got != n || err != nil {
			t.Fatalf("%q is %d, %v", text+unit, got, err)
		}
		if n < 10_000 || mark == "" {
			return
		}
		short := text[:strings.LastIndex(grouped(n, mark), mark)+len(mark)+2] // a figure of the last group is lost
		if got, err := money.Parse(short); err == nil {
			t.Fatalf("%q is %d", short, got)
		}
	})
}

func grouped(n int64, mark string) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// FuzzParse holds the reader to what an independent, dull one says: an amount that is read has the figures of the text, in their order,
// but for a decimal part of zeros.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"20.000,00", "1,5", "3.250.000 đ", "VND 20,000", "20.00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := money.Parse(text)
		if err != nil {
			return
		}
		figures := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text)
		want := fmt.Sprint(n)
		if zeros, ok := strings.CutPrefix(figures, want); n < 0 || n > money.Most || !ok || len(zeros) > 2 || strings.Trim(zeros, "0") != "" {
			t.Errorf("%q is %d", text, n)
		}
	})
}
