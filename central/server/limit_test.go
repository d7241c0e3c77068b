package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// door is central's door in a test: its clock stands still until it is moved.
type door struct {
	testing.TB
	*Server
	clock time.Time
}

func newDoor(t testing.TB, mostRequests int) *door {
	t.Helper()
	d := &door{TB: t, clock: time.Now()}
	s := settingsOf(t, t.TempDir(), 1)
	s.MostRequests = mostRequests
	d.Server = mustRun(t, s, func(c *Server) {
		c.now = func() time.Time { return d.clock }
		c.guard.now = c.now
	})
	return d
}

// knock asks for the hall from an address.
func (d *door) knock(from, authorization string) *httptest.ResponseRecorder {
	return d.send(httptest.NewRequest("GET", uplink.PathHall, nil), from, authorization)
}

func (d *door) send(r *http.Request, from, authorization string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r.RemoteAddr = from + ":40000"
	r.Header.Set("Authorization", authorization)
	d.Handler().ServeHTTP(w, r)
	return w
}

// mustAdmit gives the header of a device that is enrolled.
func (d *door) mustAdmit(device string) string {
	d.Helper()
	c, err := uplink.Enrol(d.Context(), d.Address(), device, mustInvite(d, d.Server, device))
	if err != nil {
		d.Fatal(err)
	}
	return c.Token.Header()
}

// want looks at the answers to so many questions.
func want(t testing.TB, what string, n, status int, ask func() *httptest.ResponseRecorder) {
	t.Helper()
	for i := range n {
		w := ask()
		if w.Code != status {
			t.Fatalf("%s, number %d: %d %s, want %d", what, i+1, w.Code, w.Body, status)
		}
		if status == http.StatusTooManyRequests && (w.Header().Get("Retry-After") == "" || w.Header().Get("Retry-After") == "0") {
			t.Fatalf("%s: nobody says until when to wait", what)
		}
	}
}

func TestDeviceThatAsksTooOftenWaits(t *testing.T) {
	d := newDoor(t, 5)
	hasty, patient := d.mustAdmit("kiosk-1"), d.mustAdmit("counter-01")
	want(t, "in a burst", 10, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", hasty) })
	want(t, "one too many", 3, http.StatusTooManyRequests, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", hasty) })
	want(t, "another device on the same box", 1, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", patient) })
	d.clock = d.clock.Add(time.Second)
	want(t, "a second later", 5, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", hasty) })
}

func TestGuessesOfTokensAreSlowed(t *testing.T) {
	d := newDoor(t, 1000)
	known, fresh := d.mustAdmit("kiosk-1"), d.mustAdmit("counter-01")
	want(t, "a device that was here before", 1, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", known) })
	guess := func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", trust.NewToken().Header()) }
	want(t, "a guess", guessBurst, http.StatusUnauthorized, guess)
	want(t, "a guess too many", 3, http.StatusTooManyRequests, guess)
	d.clock = d.clock.Add(Believed)
	want(t, "the device that was here before", 1, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.9", known) })
	want(t, "a device from elsewhere", 1, http.StatusOK, func() *httptest.ResponseRecorder { return d.knock("10.0.0.10", fresh) })
	d.clock = d.clock.Add(guessEvery)
	want(t, "a guess ten seconds later", 1, http.StatusUnauthorized, guess)
	want(t, "and another", 1, http.StatusTooManyRequests, guess)
}

func TestGuessesOfCodesAreSlowed(t *testing.T) {
	d := newDoor(t, 1000)
	mustInvite(t, d.Server, "kiosk-1")
	guess := func() *httptest.ResponseRecorder {
		body := fmt.Sprintf(`{"device":"kiosk-1","secret":%q,"token":%q}`, trust.NewCode(d.pin).Secret(), trust.NewToken().Hash())
		return d.send(httptest.NewRequest("POST", uplink.PathEnrol, strings.NewReader(body)), "10.0.0.9", "")
	}
	want(t, "a guess", guessBurst, http.StatusForbidden, guess)
	want(t, "a guess too many", 3, http.StatusTooManyRequests, guess)
	d.clock = d.clock.Add(guessEvery)
	want(t, "a guess ten seconds later", 1, http.StatusForbidden, guess)
}

func TestGuessesOfLoginsAreSlowedWhateverTheName(t *testing.T) {
	d := newDoor(t, 1000)
	n := 0
	guess := func() *httptest.ResponseRecorder {
		n++
		r := httptest.NewRequest("POST", "/login", strings.NewReader(fmt.Sprintf("officer=somebody%d&password=guess", n)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return d.send(r, "10.0.0.9", "")
	}
	want(t, "a guess", guessBurst, http.StatusUnauthorized, guess)
	d.clock = d.clock.Add(time.Second) // and no name has waits of its own
	if w := guess(); w.Code != http.StatusTooManyRequests {
		t.Errorf("a guess too many: %d", w.Code)
	}
}

func TestPublicPagesAreNotForEver(t *testing.T) {
	d := newDoor(t, 5)
	board := func() *httptest.ResponseRecorder {
		return d.send(httptest.NewRequest("GET", "/board.json", nil), "10.0.0.9", "")
	}
	want(t, "the board", 2*5*crowd, http.StatusOK, board)
	want(t, "the board without end", 1, http.StatusTooManyRequests, board)
	want(t, "the board elsewhere", 1, http.StatusOK, func() *httptest.ResponseRecorder {
		return d.send(httptest.NewRequest("GET", "/board.json", nil), "10.0.0.10", "")
	})
}

func TestNobodyBringsMoreThanFits(t *testing.T) {
	d := newDoor(t, 1000)
	kiosk := d.mustAdmit("kiosk-1")
	long := `{"service":"` + strings.Repeat("a", most) + `"}`
	w := d.send(httptest.NewRequest("POST", uplink.PathTickets, strings.NewReader(long)), "10.0.0.9", kiosk)
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "too large") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
