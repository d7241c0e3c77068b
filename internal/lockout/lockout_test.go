package lockout_test

import (
	"testing"
	"time"

	"motcua/internal/lockout"
)

func TestWaitsDoubleUpToAnHour(t *testing.T) {
	for wrong, want := range map[int]time.Duration{
		0: 0, 2: 0, 3: 30 * time.Second, 4: time.Minute, 5: 2 * time.Minute, 9: 32 * time.Minute, 10: time.Hour, 11: time.Hour, 1000: time.Hour,
	} {
		if got := lockout.Free(3).Wait(wrong); got != want {
			t.Errorf("after %d wrong ones: %v, want %v", wrong, got, want)
		}
	}
}
