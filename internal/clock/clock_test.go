package clock

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

var morning = time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)

// box is a device with a clock of its own.
type box struct {
	testing.TB
	path   string
	device time.Time
	*Clock
}

func mustBox(t testing.TB, device time.Time) *box {
	b := &box{TB: t, path: filepath.Join(t.TempDir(), "clock.json"), device: device}
	b.start()
	return b
}

// start is a power cut and what follows it.
func (b *box) start() {
	b.Helper()
	var err error
	if b.Clock, err = Open(b.path, func() time.Time { return b.device }); err != nil {
		b.Fatal(err)
	}
}

// hears lets central tell the time at once.
func (b *box) hears(central time.Time) { b.Hear(central, b.device, b.device) }

func TestHallsTime(t *testing.T) {
	dead := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC) // where a clock without a battery begins
	for _, tt := range []struct {
		name   string
		device time.Time
		do     func(b *box)
		want   time.Time
	}{
		{"a good clock without central", morning, func(*box) {}, morning},
		{"a dead battery, central heard", dead, func(b *box) { b.hears(morning) }, morning},
		{"an hour after that", dead, func(b *box) { b.hears(morning); b.device = b.device.Add(time.Hour) }, morning.Add(time.Hour)},
		{"restarted without central, the clock runs on", dead, func(b *box) { b.hears(morning); b.start(); b.device = b.device.Add(time.Minute) }, morning.Add(time.Minute)},
		{"restarted without central, the clock began anew", dead, func(b *box) {
			b.hears(morning)
			b.device = b.device.Add(time.Hour)
			b.Now()
			b.device = dead
			b.start()
		}, morning.Add(time.Hour)},
		{"and it goes on from there", dead, func(b *box) {
			b.hears(morning)
			b.device = dead.Add(-time.Hour)
			b.start()
			b.Now()
			b.device = b.device.Add(10 * time.Minute)
		}, morning.Add(10 * time.Minute)},
		{"set back while it runs, without central", morning, func(b *box) { b.Now(); b.device = dead }, morning},
		{"set ahead, then central heard", morning.AddDate(70, 0, 0), func(b *box) { b.Now(); b.hears(morning) }, morning},
		{"and restarted", morning.AddDate(70, 0, 0), func(b *box) { b.Now(); b.hears(morning); b.start() }, morning},
		{"a difference no larger than the way to central", morning, func(b *box) { b.hears(morning.Add(500 * time.Millisecond)) }, morning},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := mustBox(t, tt.device)
			tt.do(b)
			if got := b.Now(); !got.Equal(tt.want) {
				t.Errorf("it is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSlowAnswerTellsTheTimeOfItsMiddle(t *testing.T) {
	b, answered := mustBox(t, morning), morning.Add(4*time.Second)
	b.device = answered
	for _, central := range []time.Duration{time.Hour, time.Hour + time.Second} { // the second may be as true as the first
		b.Hear(morning.Add(central), morning, answered)
		if got, want := b.Now(), morning.Add(time.Hour+2*time.Second); !got.Equal(want) {
			t.Errorf("it is %v, want %v", got, want)
		}
	}
}

func TestTornFileIsNoReasonToStandStill(t *testing.T) {
	b := mustBox(t, morning)
	if err := os.WriteFile(b.path, []byte(`{"ahead":`), 0o600); err != nil {
		t.Fatal(err)
	}
	b.start()
	if got := b.Now(); !got.Equal(morning) {
		t.Errorf("it is %v", got)
	}
}
