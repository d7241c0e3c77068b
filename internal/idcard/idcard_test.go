package idcard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/workday"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

var today = workday.Date{Year: 2026, Month: 11, Day: 23}

// Every number here is made up.
const row = "035199000001|168000001|Nguyễn Thị Ánh|01021999|Nữ|Thôn 1, Xã Thanh Hà, Huyện Thanh Liêm, Hà Nam|15042021"

var person = Card{
	Number: "035199000001", OldNumber: "168000001", Name: "Nguyễn Thị Ánh", Birth: workday.Date{Year: 1999, Month: 2, Day: 1},
	Sex: Female, Address: "Thôn 1, Xã Thanh Hà, Huyện Thanh Liêm, Hà Nam", Issued: workday.Date{Year: 2021, Month: 4, Day: 15},
}

func TestScannersTypeTheSameCard(t *testing.T) {
	noOld := person
	noOld.OldNumber = ""
	plain := person
	plain.Name, plain.Address = "Nguyen Thi Anh", "Thon 1, Xa Thanh Ha, Huyen Thanh Liem, Ha Nam"
	for _, v := range []struct {
		name, scan string
		want       Card
		warnings   []Warning
	}{
		{"seven fields", row, person, nil},
		{"no old number", strings.Replace(row, "168000001", "", 1), noOld, nil},
		{"six fields", strings.Replace(row, "168000001|", "", 1), noOld, nil},
		{"card of 2024 with parents", row + "|Nguyễn Văn Bình|Trần Thị Cúc|", person, nil},
		{"card of 2024, empty fields", row + "||||", person, nil},
		{"keyboard wedge with return", row + "\r\n", person, nil},
		{"scanner names the symbol first", "]Q1" + row, person, nil},
		{"symbol and encoding first", `]Q2\000026` + row, person, nil},
		{"encoding first", `\000026` + row, person, nil},
		{"encoding, then the symbol", `\000026]Q1` + row, person, nil},
		{"two encodings", `]Q2\000003\000026` + row, person, nil},
		{"byte order mark", "\ufeff" + row, person, nil},
		{"decomposed letters", norm.NFD.String(row), person, nil},
		{"days with slashes", strings.NewReplacer("01021999", "1/2/1999", "15042021", "15/4/2021").Replace(row), person, nil},
		{"another mark between fields", strings.ReplaceAll(row, "|", "~"), person, nil},
		{"typed as Western letters", westernLetters(row), person, []Warning{EncodingUndone}},
		{"Telex keys", "035199000001|168000001|Nguyeenx Thij Anhs|01021999|Nuwx|Thoon 1, Xax Thanh Haf, Huyeenj Thanh Lieem, Haf Nam|15042021",
			person, []Warning{TelexUndone}},
		{"Telex keys, six fields", "035199000001|Nguyeenx Thij Anhs|01021999|Nuwx|Thoon 1, Xax Thanh Haf, Huyeenj Thanh Lieem, Haf Nam|15042021",
			noOld, []Warning{TelexUndone}},
		{"digits on the Vietnamese layout", windowsLayout("035199000001") + "|" + windowsLayout("168000001") + "|Nguyễn Thị Ánh|" +
			windowsLayout("01021999") + "|Nữ|Thôn 1, Xã Thanh Hà, Huyện Thanh Liêm, Hà Nam|" + windowsLayout("15042021"),
			person, []Warning{LayoutUndone}},
		{"marks dropped", "035199000001|168000001|Nguyen Thi Anh|01021999|Nu|Thon 1, Xa Thanh Ha, Huyen Thanh Liem, Ha Nam|15042021",
			plain, []Warning{MarksLost}},
	} {
		t.Run(v.name, func(t *testing.T) {
			got, warnings, err := Parse(v.scan, today)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(v.want, got); diff != "" {
				t.Error(diff)
			}
			if !slices.Equal(warnings, v.warnings) {
				t.Errorf("warnings %q, want %q", warnings, v.warnings)
			}
		})
	}
}

func TestDoubts(t *testing.T) {
	for _, v := range []struct {
		name, old, new string
		want           Warning
	}{
		{"birth date was corrected", "01021999", "01021998", YearDiffers},
		{"sex and number", "|Nữ|", "|Nam|", SexDiffers},
		{"sex unreadable", "|Nữ|", "|N?|", SexFromNumber},
		{"no such province", "035199", "003199", UnknownProvince},
		{"day of issue lost", "15042021", "", IssueUnread},
		{"issued tomorrow", "15042021", "24112026", IssueUnread},
		{"letters lost", "Nguyễn", "Nguy?n", LettersLost},
	} {
		t.Run(v.name, func(t *testing.T) {
			card, warnings, err := Parse(strings.Replace(row, v.old, v.new, 1), today)
			if err != nil || !slices.Contains(warnings, v.want) {
				t.Errorf("warnings %q (%v), want %q", warnings, err, v.want)
			}
			if card.Sex == "" {
				t.Error("no sex, though the number has one")
			}
		})
	}
	if _, w, err := Parse(strings.Replace(row, "035199", "101199", 1), today); err != nil || len(w) != 0 {
		t.Errorf("born abroad: %q (%v)", w, err)
	}
	card, w, err := Parse(strings.Replace(row, "01021999", "1999", 1), today)
	if err != nil || len(w) != 0 || card.Birth != (workday.Date{Year: 1999}) {
		t.Errorf("only the year known: %v %q (%v)", card.Birth, w, err)
	}
}

func TestRefusals(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(row, old, new, 1) }
	for name, v := range map[string]struct {
		scan string
		want error
	}{
		"nothing":                {" \r\n", ErrEmpty},
		"only a byte order mark": {"\ufeff", ErrNotCard},
		"a web address":          {"https://example.vn/tra-cuu?ma=1", ErrNotCard},
		"half a scan":            {row[:40], ErrNotCard},
		"five fields":            {"035199000001|Nguyễn Thị Ánh|01021999|Nữ|Hà Nam", ErrNotCard},
		"eleven digits":          {replace("035199000001", "03519900001"), ErrNotCard},
		"digits and letters":     {replace("035199000001", "0351ă900đ001"), ErrKeyboard},
		"insurance card":         {"GD4350000000001|4e677579e1bb856e|01/02/1999|2|||01/01/2026|31/12/2026", ErrInsurance},
		"no name":                {replace("Nguyễn Thị Ánh", " "), ErrName},
		"emoji":                  {replace("Nguyễn Thị Ánh", "Nguyễn 🙂"), ErrName},
		"300 letters":            {replace("Nguyễn Thị Ánh", strings.Repeat("ễ", 300)), ErrName},
		"a screenful":            {strings.Repeat(row, 20), ErrNotCard},
		"30 February":            {replace("01021999", "30021999"), ErrBirth},
		"no birth date":          {replace("01021999", ""), ErrBirth},
		"born tomorrow":          {replace("01021999", "24112026"), ErrFuture},
		"number of 2099":         {replace("035199", "035399"), ErrYears},
	} {
		t.Run(name, func(t *testing.T) {
			card, warnings, err := Parse(v.scan, today)
			if !errors.Is(err, v.want) || card != (Card{}) && err == nil || warnings != nil {
				t.Errorf("got %v %q %v, want %v", card, warnings, err, v.want)
			}
		})
	}
}

func TestNumbersStayOutOfLogs(t *testing.T) {
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("read", "number", person.Number, "card", person, "passport", Passport{Number: "C1234567"})
	printed := fmt.Sprintf("%v %+v %#v %s", person, person, person.Number, Passport{Number: "C1234567"}) + log.String()
	for _, secret := range []string{"199000001", "Ánh", "1234567"} {
		if strings.Contains(printed, secret) {
			t.Errorf("%q in %s", secret, printed)
		}
	}
	if !strings.Contains(printed, "035•••••0001") {
		t.Errorf("no masked number in %s", printed)
	}
}

func TestCardSurvivesTheJournal(t *testing.T) {
	old := person
	old.Birth, old.Issued = workday.Date{Year: 1931}, workday.Date{}
	for _, want := range []Card{person, old, {}} {
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Card
		if err := json.Unmarshal(text, &got); err != nil || got != want {
			t.Errorf("%s is read %#v (%v)", text, got, err)
		}
	}
}

func TestMask(t *testing.T) {
	for number, want := range map[string]string{"035199000001": "035•••••0001", "168000001": "16••••001", "C1234567": "C1••••67", "12": "••", "": ""} {
		if got := Mask(number); got != want {
			t.Errorf("%s masked: %s, want %s", number, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	n, err := ParseNumber(" 035 199 000001 ")
	province, known := n.Province()
	if err != nil || n.Digits() != "035199000001" || province != "Hà Nam" || !known || n.Sex() != Female || n.BirthYear() != 1999 {
		t.Errorf("%s: %s, %s, %d (%v)", n.Digits(), province, n.Sex(), n.BirthYear(), err)
	}
	if n := Number("037204000001"); n.Sex() != Male || n.BirthYear() != 2004 {
		t.Errorf("%s, %d", n.Sex(), n.BirthYear())
	}
	var none Number
	if _, ok := none.Province(); ok || none.Sex() != "" || none.BirthYear() != 0 || none.Check(today, Male) != nil {
		t.Error("the zero number says something")
	}
	for _, s := range []string{"", "03519900000", "0351990000011", "03519900000a", "０３５１９９００"} {
		if _, err := ParseNumber(s); !errors.Is(err, ErrNumber) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestTaxCodes(t *testing.T) {
	for s, want := range map[string]string{"0100109106": "0100109106", "0100109106-001": "0100109106-001", " 0100 109106 001": "0100109106-001"} {
		if c, err := ParseTaxCode(s); err != nil || c.String() != want {
			t.Errorf("%s: %s (%v)", s, c, err)
		}
	}
	for s, want := range map[string]error{
		"": ErrTaxCode, "010010910": ErrTaxCode, "0100109106-000": ErrTaxCode, "01001O9106": ErrTaxCode, "0100109107": ErrTaxCheck, "0100190106": ErrTaxCheck,
	} {
		if _, err := ParseTaxCode(s); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", s, err, want)
		}
	}
}

func TestByHand(t *testing.T) {
	good := Passport{"C1234567", "VNM", "Nguyen Thi Anh", person.Birth, workday.Date{Year: 2030, Month: 1, Day: 1}}
	with := func(change func(*Passport)) Passport { p := good; change(&p); return p }
	for name, v := range map[string]struct {
		passport Passport
		want     error
	}{
		"good":            {good, nil},
		"letters only":    {with(func(p *Passport) { p.Number = "PASSPORT" }), ErrPassport},
		"too long":        {with(func(p *Passport) { p.Number = "C123456789" }), ErrPassport},
		"country in full": {with(func(p *Passport) { p.Nationality = "Vietnam" }), ErrNationality},
		"no name":         {with(func(p *Passport) { p.Name = "" }), ErrName},
		"no birth":        {with(func(p *Passport) { p.Birth = workday.Date{} }), ErrBirth},
		"born tomorrow":   {with(func(p *Passport) { p.Birth = today.AddDays(1) }), ErrFuture},
		"expired":         {with(func(p *Passport) { p.Expires = today.AddDays(-1) }), ErrExpired},
	} {
		if err := v.passport.Validate(today); !errors.Is(err, v.want) {
			t.Errorf("%s: %v, want %v", name, err, v.want)
		}
	}
	for _, c := range []Company{{"0100109106", ""}, {"0100109106", strings.Repeat("a", 300)}, {"0100109107", "Công ty An Bình"}} {
		if c.Validate() == nil {
			t.Errorf("%+v accepted", c)
		}
	}
	if err := (Company{"0100109106", "Công ty An Bình"}).Validate(); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(row)
	f.Add(strings.Replace(row, "168000001|", "", 1))
	f.Add(windowsLayout("035199000001") + "|||||||")
	f.Add("035199000001|168000001|Nguyeenx Thij Anhs|01021999|Nuwx|Thoon 1|15042021")
	f.Fuzz(func(t *testing.T, scan string) {
		card, _, err := Parse(scan, today)
		if err != nil {
			if strings.ContainsAny(err.Error(), "0123456789") {
				t.Errorf("digits in %q", err)
			}
			return
		}
		if len(card.Number) != 12 || card.Name == "" || card.Sex == "" || card.Birth.Year == 0 {
			t.Errorf("half a card: %#v", card)
		}
	})
}

// windowsLayout types digits on the Vietnamese layout of Windows.
func windowsLayout(digits string) string {
	return strings.NewReplacer("1", "ă", "2", "â", "3", "ê", "4", "ô", "5", "\u0300", "6", "\u0309", "7", "\u0303", "8", "\u0301", "9", "\u0323", "0", "đ").Replace(digits)
}

// westernLetters types each byte of UTF-8 as a letter of the Western code page.
func westernLetters(s string) string {
	var typed []rune
	for _, b := range []byte(s) {
		r := charmap.Windows1252.DecodeByte(b)
		if r == utf8.RuneError {
			r = rune(b)
		}
		typed = append(typed, r)
	}
	return string(typed)
}
