package main

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/roster"
)

// TestLoginThroughAnOutage locks a desk with somebody called to it, logs in with the server dead, goes on when it is back, and shuts out
// an officer who was removed, with the server and without.
func TestLoginThroughAnOutage(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation, counterStation)
	must := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	var r report
	h.mustShowHome(t)
	ticket, err := playedVisit{h}.takeTicket(t.Context(), &r)
	must(err, h.counter.login(t.Context(), "lan"), playedVisit{h}.callNext(t.Context(), ticket))

	must(h.lock(t))
	h.central.kill()
	from := h.counter.cues.length()
	must(h.counter.photograph(h.out, "login-locked"), h.unlock(), h.counter.awaitScreen(t.Context(), from, "counter"))
	must(h.counter.photograph(h.out, "login-without-central"))

	from = h.counter.cues.length()
	must(h.startCentral(t.Context()), h.counter.awaitCue(t.Context(), from, cue.Line{Of: cue.Connected}))
	must(h.counter.key("F9"))
	_, err = h.awaitHall(t.Context(), func(v hall.View) bool { return v.Desk(counterID).Ticket == nil })
	must(err)

	must(h.officer(t.Context(), "", "remove", "lan"), h.lock(t), h.unlock())
	h.awaitMistyped(t, 1)
	h.central.kill()
	must(h.counter.awaitStill(), h.retype()) // the refusal has emptied the password's field only
	h.awaitMistyped(t, 2)
	if got := h.counter.newest(); got != "counter.login" {
		t.Errorf("a removed officer sees %s", got)
	}
}

// lock leaves the desk by its key.
func (h *sampleHall) lock(t testing.TB) error {
	from := h.counter.cues.length()
	return errors.Join(h.counter.key("F12"), h.counter.awaitScreen(t.Context(), from, "counter.login"), h.counter.awaitStill())
}

// unlock logs in after F12, which leaves both fields empty.
func (h *sampleHall) unlock() error {
	return errors.Join(h.counter.write("lan"), h.counter.key("Return"), h.retype())
}

// retype types the password where the name stands already.
func (h *sampleHall) retype() error {
	return errors.Join(h.counter.write(samplePassword), h.counter.key("Return"))
}

// awaitMistyped waits until the counter has written down so many wrong passwords.
func (h *sampleHall) awaitMistyped(t testing.TB, want int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.data("counter"), "counter.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		var got int
		if err := db.QueryRow(`SELECT count(*) FROM events WHERE kind = $1`, roster.KindDeskRefused).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d wrong passwords are written down, want %d", got, want)
		}
	}
}
