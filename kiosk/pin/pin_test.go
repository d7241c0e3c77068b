package pin_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"motcua/kiosk/pin"
)

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func mustSet(t testing.TB, digits string) (l *pin.Lock, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "technician.json")
	l = pin.New(path)
	if err := l.Set(digits); err != nil {
		t.Fatal(err)
	}
	return l, path
}

func TestRightPINOpens(t *testing.T) {
	l, _ := mustSet(t, "246810")
	if err := l.Try("246810", nine); err != nil {
		t.Error(err)
	}
}

func TestGuessingGetsSlowerAndARestartForgivesNothing(t *testing.T) {
	l, path := mustSet(t, "246810")
	now := nine
	for range 3 {
		if err := l.Try("000000", now); !errors.Is(err, pin.ErrWrong) {
			t.Fatalf("a guess: %v", err)
		}
	}
	for _, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute} {
		l = pin.New(path) // the plug was pulled
		if wait, err := l.Wait(now); err != nil || wait != want {
			t.Fatalf("wait %v, %v; want %v", wait, err, want)
		}
		if err := l.Try("246810", now); !errors.Is(err, pin.ErrWait) {
			t.Fatalf("the right PIN during the wait: %v", err)
		}
		now = now.Add(want)
		if err := l.Try("000000", now); !errors.Is(err, pin.ErrWrong) {
			t.Fatalf("a guess after the wait: %v", err)
		}
	}
	now = now.Add(time.Hour)
	if err := l.Try("246810", now); err != nil {
		t.Fatalf("the right PIN after the wait: %v", err)
	}
	if wait, _ := l.Wait(now); wait != 0 {
		t.Errorf("wait %v after the right PIN", wait)
	}
}

func TestNoWaitIsLongerThanAnHour(t *testing.T) {
	l, _ := mustSet(t, "246810")
	now := nine
	for range 20 {
		_ = l.Try("000000", now)
		wait, err := l.Wait(now)
		if err != nil || wait > time.Hour {
			t.Fatalf("wait %v, %v", wait, err)
		}
		now = now.Add(wait)
	}
	if wait, _ := l.Wait(now.AddDate(-30, 0, 0)); wait > time.Hour {
		t.Errorf("with a clock that fell back, wait %v", wait)
	}
}

func TestWhatIsNoPIN(t *testing.T) {
	l := pin.New(filepath.Join(t.TempDir(), "technician.json"))
	if err := l.Try("246810", nine); !errors.Is(err, pin.ErrUnset) {
		t.Errorf("without a PIN: %v", err)
	}
	for _, digits := range []string{"", "12345", "1234567890123", "12345a"} {
		if err := l.Set(digits); !errors.Is(err, pin.ErrShape) {
			t.Errorf("%q: %v", digits, err)
		}
	}
}
