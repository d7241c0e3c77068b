package queue_test

import (
	"strings"
	"testing"

	"motcua/internal/queue"
)

func TestNumbersAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"as printed", "A003", "A003"},
		{"small letters", "a003", "A003"},
		{"without zeros", "A3", "A003"},
		{"two digits", "b17", "B017"},
		{"with a space", "a 3", "A003"},
		{"with a dash", "A-3", "A003"},
		{"with a long dash and spaces", " A – 03 ", "A003"},
		{"with a full stop", "A.003.", "A003"},
		{"of a kiosk that counts alone", "A7001", "A7001"},
		{"the second round", "aa5", "AA005"},
		{"no letter", "003", "A003 B003 C003"},
		{"no letter and no zeros", "3", "A003 B003 C003"},
		{"of a kiosk, no letter", "7001", "A7001 B7001 C7001"},
		{"no number", "A", ""},
		{"zero", "A000", ""},
		{"two letters", "AB3", ""},
		{"too long", "A1234567", ""},
		{"nothing", "", ""},
		{"words", "số của tôi", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(queue.TypedNumbers(c.text, []string{"A", "B", "C"}), " "); got != c.want {
				t.Errorf("%q may be %q, want %q", c.text, got, c.want)
			}
		})
	}
}
