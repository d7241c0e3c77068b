package booking

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"motcua/internal/queue"
)

func TestNames(t *testing.T) {
	for typed, want := range map[string]string{
		"  Nguyễn  Văn An ": "Nguyễn Văn An", "H'Hen Niê": "H'Hen Niê", "Jean-Paul O’Brien": "Jean-Paul O’Brien", "Trần Thị B.": "Trần Thị B.",
		"Nguye\u0302\u0303n An": "Nguyễn An", // typed in parts
		"":                      "", "A": "", "0912345678": "", "<b>An</b>": "", "An\u202eAn": "", "=cmd()": "", strings.Repeat("ă", LongestName+1): "",
	} {
		got, err := ParseName(typed)
		if got != want || (want == "") != errors.Is(err, ErrName) {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestMasks(t *testing.T) {
	if got := MaskName("Nguyễn Văn Ân"); got != "N. V. Ân" {
		t.Error(got)
	}
	if MaskName("") != "" {
		t.Error("nobody is masked")
	}
}

// TestSecrets: a secret opens its own page alone, its code is one of the centre's own, and neither hash nor code leads back to it or to each other.
func TestSecrets(t *testing.T) {
	s := Secret{1, 2, 3}
	back, err := ParseSecret(s.String())
	if err != nil || back != s {
		t.Fatalf("%v, %v", back, err)
	}
	if code, err := queue.AppointmentCode(s.Code()); err != nil || code != s.Code() || len(code) != 8 {
		t.Errorf("code %q, %v", code, err)
	}
	if other := (Secret{1, 2, 4}); other.Code() == s.Code() || other.Hash() == s.Hash() || strings.HasPrefix(s.Hash(), s.Code()) {
		t.Error("two secrets lead to the same")
	}
	if logged := fmt.Sprintf("%#v", s); strings.Contains(logged, s.String()) {
		t.Errorf("a log says %s", logged)
	}
	for _, text := range []string{"", "x", s.String() + "A", s.String()[1:], strings.Repeat("=", 27), s.String()[:26] + "\n"} {
		if _, err := ParseSecret(text); !errors.Is(err, ErrSecret) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
