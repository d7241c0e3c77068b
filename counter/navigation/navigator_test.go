package navigation

import (
	"context"
	"errors"
	"testing"
	"time"

	"motcua/internal/async"
	"motcua/internal/i18n"
)

// desk is a navigator whose clock is set by hand and whose answers wait until they are told to come.
type desk struct {
	*Navigator
	clock time.Time
	late  []func()
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{clock: time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC)}
	d.Navigator = &Navigator{Context: t.Context(), Now: func() time.Time { return d.clock }, Speak: i18n.In(i18n.Vietnamese), Changed: func() {}}
	d.Run = func(work, show func()) { work(); d.late = append(d.late, show) }
	return d
}

func (d *desk) come() {
	for _, show := range d.late {
		show()
	}
	d.late = nil
}

func TestKeysWaitForTheScreenToBeRead(t *testing.T) {
	d := newDesk(t)
	d.Debounce()
	for _, tt := range []struct {
		name  string
		after time.Duration
		ready bool
	}{
		{"at once", 0, false}, {"a blink later", 599 * time.Millisecond, false}, {"once it is read", 600 * time.Millisecond, true},
		{"after the clock jumped back", -time.Hour, true},
	} {
		d.clock = d.readyAt.Add(tt.after - debounce)
		if got := d.Ready(); got != tt.ready {
			t.Errorf("%s: keys count: %v, want %v", tt.name, got, tt.ready)
		}
	}
}

func TestOneThingIsDoneAtATime(t *testing.T) {
	d := newDesk(t)
	done := 0
	work := func(context.Context) (int, error) { return 1, nil }
	if !Do(d.Navigator, work, func(n int, _ error) { done += n }) || d.Ready() {
		t.Fatal("it was not begun, or keys count meanwhile")
	}
	if Do(d.Navigator, work, func(n int, _ error) { done += n }) {
		t.Error("a second thing was begun")
	}
	if d.come(); done != 1 || !d.Ready() {
		t.Errorf("done %d times; keys count: %v", done, d.Ready())
	}
}

func TestWhoHasLeftIsNotHere(t *testing.T) {
	d := newDesk(t)
	here := d.Here()
	d.Go(Register)
	if !here() {
		t.Error("going to another screen is leaving nobody")
	}
	if d.LeaveToQueue(); here() || d.Place != Queue {
		t.Errorf("still here: %v, at place %d", here(), d.Place)
	}
}

func TestTheLatestAnswerIsShown(t *testing.T) {
	d := newDesk(t)
	var answers async.Async[string]
	var shown []string
	ask := func(text string) {
		Latest(d.Navigator, &answers, func(context.Context) (string, error) { return text, nil }, func(s string, _ error) { shown = append(shown, s) })
	}
	ask("nguyen")
	ask("nguyen thi")
	if d.come(); len(shown) != 1 || shown[0] != "nguyen thi" {
		t.Errorf("shown: %q", shown)
	}
}

func TestSlowCallsEndWithTheProgram(t *testing.T) {
	d := newDesk(t)
	ctx, end := context.WithCancel(t.Context())
	d.Context = ctx
	end()
	var told error
	Try(d.Navigator, func(ctx context.Context) error { return ctx.Err() }, func(err error) { told = err })
	if d.come(); !errors.Is(told, context.Canceled) {
		t.Errorf("the call heard %v", told)
	}
}
