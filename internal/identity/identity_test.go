package identity

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/internal/lockout"
)

var morning = time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)

func TestReadPhone(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"as people write it", "0912 345 678", "+84912345678"},
		{"with dots", "0912.345.678", "+84912345678"},
		{"from abroad", "+84 912 345 678", "+84912345678"},
		{"without the plus", "84912345678", "+84912345678"},
		{"a landline", "024 3825 1234", ""},
		{"too short", "091234567", ""},
		{"too long", "09123456789", ""},
		{"another country", "+1 912 345 6789", ""},
		{"letters", "0912345x78", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ReadPhone(tt.text)
			if got != tt.want || (err == nil) != (tt.want != "") || err != nil && !errors.Is(err, ErrPhone) {
				t.Errorf("%q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	key := NewKey()
	somebody := Person{Phone, "+84912345678"}
	mark := key.Mark(somebody)
	if mark != key.Mark(somebody) || !IsMark(string(mark)) {
		t.Errorf("%q and %q", mark, key.Mark(somebody))
	}
	for name, other := range map[string]Mark{
		"another phone": key.Mark(Person{Phone, "+84912345679"}), "another kind": key.Mark(Person{Card, somebody.ID}), "another key": NewKey().Mark(somebody),
	} {
		if other == mark {
			t.Errorf("%s has the same mark", name)
		}
	}
	if strings.Contains(string(mark), "912345") || IsMark("912345678") || IsMark(string(mark)+"\n") {
		t.Error("a mark tells of a phone")
	}
}

func TestSealedForms(t *testing.T) {
	key := NewKey()
	type form struct{ Service string }
	sealed := key.Seal("number", form{"ho-tich"}, morning.Add(time.Minute))
	var got form
	if err := key.Open("number", sealed, morning, &got); err != nil || got.Service != "ho-tich" {
		t.Fatalf("%+v, %v", got, err)
	}
	changed := "A" + sealed[1:]
	if changed == sealed {
		changed = "B" + sealed[1:]
	}
	tests := []struct {
		name, purpose, sealed string
		key                   Key
		at                    time.Time
		want                  error
	}{
		{"for another purpose", "booking", sealed, key, morning, ErrForm},
		{"changed", "number", changed, key, morning, ErrForm},
		{"of another central", "number", sealed, NewKey(), morning, ErrForm},
		{"cut off", "number", sealed[:10], key, morning, ErrForm},
		{"nothing", "number", "", key, morning, ErrForm},
		{"too late", "number", sealed, key, morning.Add(time.Minute), ErrOver},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.key.Open(tt.purpose, tt.sealed, tt.at, &got); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// another returns a code that is not the one that was sent.
func another(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestPhoneProvenByItsCode(t *testing.T) {
	c := NewCodes(NewKey())
	form, code := c.Begin("+84912345678", morning)
	if strings.Contains(form, code) || len(code) != 6 || c.Asked(form, morning) != "••• ••• 678" {
		t.Errorf("form %s, code %s, asked %s", form, code, c.Asked(form, morning))
	}
	if _, err := c.Prove(form, another(code), morning); !errors.Is(err, ErrWrongCode) {
		t.Errorf("a wrong code: %v", err)
	}
	if p, err := c.Prove(form, code, morning.Add(time.Minute)); err != nil || p != (Person{Phone, "+84912345678"}) {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := c.Prove(form, code, morning.Add(CodeLasts)); !errors.Is(err, ErrCodeOver) {
		t.Errorf("too late: %v", err)
	}
	if _, err := NewCodes(NewKey()).Prove(form, code, morning); !errors.Is(err, ErrForm) {
		t.Errorf("another central's: %v", err)
	}
}

// TestGuessedAtTooOften: five wrong guesses void a code, its right one with them, and a phone's next codes wait longer and longer.
func TestGuessedAtTooOften(t *testing.T) {
	c := NewCodes(NewKey())
	form, code := c.Begin("+84912345678", morning)
	for range mostWrong {
		if _, err := c.Prove(form, another(code), morning); !errors.Is(err, ErrWrongCode) {
			t.Fatal(err)
		}
	}
	if _, err := c.Prove(form, code, morning); !errors.Is(err, ErrCodeOver) {
		t.Errorf("after five wrong guesses: %v", err)
	}
	form, code = c.Begin("+84912345678", morning)
	for range int(freeWrong) - mostWrong {
		_, _ = c.Prove(form, another(code), morning)
	}
	wait := WaitError{}
	if _, err := c.Prove(form, code, morning); !errors.As(err, &wait) || wait.After != lockout.First {
		t.Errorf("after eight wrong guesses: %v", err)
	}
	if _, err := c.Prove(form, code, morning.Add(lockout.First)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if len(c.phones) != 0 {
		t.Errorf("who has proven a phone still waits: %v", c.phones)
	}
}

// TestOthersGuessesKeepNobodyOut: what is guessed at one phone is nothing to another's.
func TestOthersGuessesKeepNobodyOut(t *testing.T) {
	c := NewCodes(NewKey())
	for range 4 {
		form, code := c.Begin("+84912345678", morning)
		for range mostWrong {
			_, _ = c.Prove(form, another(code), morning)
		}
	}
	form, code := c.Begin("+84987654321", morning)
	if _, err := c.Prove(form, code, morning); err != nil {
		t.Error(err)
	}
}

// TestCodesAreDrawnEvenly: the first digit of many codes is each of ten, a zero too.
func TestCodesAreDrawnEvenly(t *testing.T) {
	c := NewCodes(NewKey())
	first := map[byte]int{}
	for i := range 2000 {
		_, code := c.Begin(fmt.Sprintf("+849%08d", i), morning)
		first[code[0]]++
	}
	for digit := byte('0'); digit <= '9'; digit++ {
		if first[digit] < 100 {
			t.Errorf("%c came first %d times of 2000", digit, first[digit])
		}
	}
}
