package trust

import (
	"errors"
	"strings"
	"testing"
)

func TestCodeIsReadAsItIsTyped(t *testing.T) {
	code := NewCode("pin")
	written := code.String()
	for _, tt := range []struct{ name, typed string }{
		{"as it was printed", written},
		{"without groups", strings.ReplaceAll(written, "-", "")},
		{"in small letters, spaced", strings.ToLower(strings.ReplaceAll(written, "-", " "))},
		{"O for 0 and I for 1", strings.NewReplacer("0", "O", "1", "I").Replace(written)},
		{"with a space behind", written + " "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if read, err := ParseCode(tt.typed); err != nil || read != code {
				t.Errorf("%q is read as %v, %v; want %v", tt.typed, read, err, code)
			}
		})
	}
}

func TestWhatIsNoCode(t *testing.T) {
	for _, typed := range []string{"", "kiosk-1", "7KQM-2F9X-0C3D-V8T", "7KQM-2F9X-0C3D-V8TAA", "7KQM-2F9X-0C3D-V8TU", strings.Repeat("-", 1000)} {
		if code, err := ParseCode(typed); !errors.Is(err, ErrCodeForm) || code != (Code{}) {
			t.Errorf("%q is read as %v, %v", typed, code, err)
		}
	}
}

func TestCodeKnowsItsCentralOnly(t *testing.T) {
	code := NewCode("this central's key")
	if !code.Knows("this central's key") || code.Knows("another key") || code.Knows("") {
		t.Error("the code takes one key for another")
	}
	if other := NewCode("this central's key"); other.Secret() == code.Secret() || other.seal == code.seal {
		t.Error("two codes share a part, so a key that passes could be looked for beforehand")
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("7KQM-2F9X-0C3D-V8TA")
	f.Add("o1li o1li o1li o1li")
	f.Add("–")
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := ParseCode(typed)
		if err != nil {
			return
		}
		if again, err := ParseCode(code.String()); err != nil || again != code {
			t.Errorf("%q is %v, which reads as %v, %v", typed, code, again, err)
		}
	})
}

func FuzzParseHeader(f *testing.F) {
	f.Add(NewToken().Header())
	f.Add("Basic dXNlcjpwYXNz")
	f.Add("bearer  ")
	f.Fuzz(func(t *testing.T, header string) {
		token, shown := ParseHeader(header)
		if !shown {
			return
		}
		if again, shown := ParseHeader(token.Header()); !shown || again != token || !token.Hash().Valid() {
			t.Errorf("%q is read as %q, which reads as %q", header, token, again)
		}
	})
}

func TestDeviceNames(t *testing.T) {
	for name, good := range map[string]bool{
		"kiosk-1": true, "kiosk-99": true, "counter-05": true, "counter-a-2": true, "rating-05": true, "centre-ha-nam": true,
		"kiosk-0": false, "kiosk-100": false, "kiosk-01": false, "kiosk": false, "counter-": false, "central": false, "counter-5/../6": false, "": false,
	} {
		if d, err := ParseDevice(name); (err == nil) != good || good && d.Name() != name {
			t.Errorf("%q is read as %+v, %v", name, d, err)
		}
	}
}
