package screens

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/counter/calls/callstest"
	"motcua/counter/desk"
	"motcua/counter/logbook"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// testCentral is central's part of the wire on a real journal; it can be cut off.
type testCentral struct {
	testing.TB
	journal *journal.Journal
	cut     bool
	mute    bool // does what it is asked, and its answer about a code is lost
	*httptest.Server
}

func mustCentral(t testing.TB) *testCentral {
	t.Helper()
	c := &testCentral{TB: t, journal: mustJournal(t, filepath.Join(t.TempDir(), "central.db"), "central", journal.Join(hall.Fold, registry.Fold))}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+uplink.PathNext, c.next)
	mux.HandleFunc("POST "+uplink.PathEvents, c.push)
	mux.HandleFunc("GET "+uplink.PathHall, c.hall)
	mux.HandleFunc("POST "+uplink.PathCodes, c.code)
	mux.HandleFunc("POST "+uplink.PathLookup, c.lookup)
	mux.HandleFunc("GET "+uplink.PathDossier, c.dossier)
	mux.HandleFunc("GET "+uplink.PathStand, c.stand)
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.cut {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(c.Server.Close)
	return c
}

func mustJournal(t testing.TB, path, origin string, fold journal.Fold) *journal.Journal {
	t.Helper()
	j, err := journal.Open(path, origin, time.Now, fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func (c *testCentral) next(w http.ResponseWriter, r *http.Request) {
	var t *queue.Ticket
	c.write(func(tx *journal.Tx) (err error) {
		t, err = hall.Next(tx, callstest.Centre, r.PathValue("counter"), time.Now())
		return err
	})
	if t == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	json.NewEncoder(w).Encode(t)
}

func (c *testCentral) push(w http.ResponseWriter, r *http.Request) {
	incarnation, _ := strconv.ParseInt(r.FormValue("incarnation"), 10, 64)
	var events []journal.Event
	json.NewDecoder(r.Body).Decode(&events)
	var held int64
	c.write(func(tx *journal.Tx) (err error) {
		held, err = tx.Accept(r.FormValue("origin"), incarnation, events)
		return err
	})
	json.NewEncoder(w).Encode(uplink.Held{Seq: held})
}

func (c *testCentral) hall(w http.ResponseWriter, r *http.Request) {
	v := c.look()
	if d, err := registry.Find(r.Context(), c.journal.Reader(), r.FormValue(uplink.OpenDossier)); err == nil {
		stand := d.Stand()
		v.Open = &stand
	}
	json.NewEncoder(w).Encode(v)
}

func (c *testCentral) stand(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), c.journal.Reader(), r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(d.Stand())
}

func (c *testCentral) code(w http.ResponseWriter, r *http.Request) {
	var request registry.Request
	json.NewDecoder(r.Body).Decode(&request)
	var code string
	c.write(func(tx *journal.Tx) (err error) {
		code, err = registry.Issue(tx, dossier.Circular, request, callstest.Morning)
		return err
	})
	if c.mute {
		w.WriteHeader(http.StatusGatewayTimeout) // the answer is lost on its way
		return
	}
	json.NewEncoder(w).Encode(code)
}

func (c *testCentral) lookup(w http.ResponseWriter, r *http.Request) {
	var q registry.Question
	json.NewDecoder(r.Body).Decode(&q)
	a, err := registry.Look(r.Context(), c.journal.Reader(), q)
	if err != nil {
		c.Error(err)
	}
	json.NewEncoder(w).Encode(a)
}

func (c *testCentral) dossier(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), c.journal.Reader(), r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(d)
}

func (c *testCentral) write(do func(*journal.Tx) error) {
	if err := c.journal.Write(context.Background(), do); err != nil {
		c.Error(err)
	}
}

func (c *testCentral) look() hall.View {
	v, err := hall.Look(context.Background(), c.journal.Reader(), callstest.Centre, time.Now())
	if err != nil {
		c.Error(err)
	}
	return v
}

func (c *testCentral) mustTake(service string) (t queue.Ticket) {
	c.Helper()
	c.write(func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, callstest.Centre, queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1}, time.Now())
		return err
	})
	t.InHand = true
	c.write(func(tx *journal.Tx) error { return hall.Record(tx, t) }) // the kiosk's own word
	return t
}

// wantAt05 looks who is called at counter 05, by central's word.
func (c *testCentral) wantAt05(number string) {
	c.Helper()
	got := ""
	if t := c.look().Desk("05").Ticket; t != nil {
		got = t.Number
	}
	if got != number {
		c.Errorf("at counter 05 central has %q, want %q", got, number)
	}
}

func mustRegister(t testing.TB, base, path string) logbook.Logbook {
	t.Helper()
	j := mustJournal(t, path, "counter-05", journal.Join())
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: base}, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return logbook.Logbook{Counter: "05", Journal: j, Link: link, Officer: func() officer.Officer { return callstest.Lan }}
}

// sitDown begins a shift at a logbook: the desk as its journal remembers it, and the newest view.
func sitDown(t testing.TB, r logbook.Logbook) *callstest.Shift {
	t.Helper()
	atDesk, err := r.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := callstest.NewShift(t)
	s.Desk, s.Session.Backend = atDesk, r
	glance(s, r)
	return s
}

// glance lets the view of a logbook's central reach the desk.
func glance(s *callstest.Shift, r logbook.Logbook) {
	s.Helper()
	v, err := r.Hall(s.Context())
	s.See(v, err == nil)
}

func TestKilledAndStartedAgain(t *testing.T) {
	central := mustCentral(t)
	central.mustTake("ho-tich")
	path := filepath.Join(t.TempDir(), "counter.db")
	before := sitDown(t, mustRegister(t, central.URL, path))
	before.Keys(desk.Next, desk.Recall)
	before.WantAt("A001")
	central.cut = true
	after := sitDown(t, mustRegister(t, central.URL, path)) // the first one never closed its journal
	after.WantAt("A001")
	if times := after.Desk.Visit().Times; times != 2 {
		t.Errorf("after the start the number was called %d times, want 2", times)
	}
	after.Keys(desk.Finish)
	again := sitDown(t, mustRegister(t, central.URL, path))
	again.WantAt("")
}

func TestWorkWithTheCablePulled(t *testing.T) {
	central := mustCentral(t)
	central.mustTake("ho-tich")
	central.mustTake("ho-tich")
	r := mustRegister(t, central.URL, filepath.Join(t.TempDir(), "counter.db"))
	s := sitDown(t, r)
	s.Keys(desk.Next)
	central.cut = true
	glance(s, r)
	s.Keys(desk.Recall, desk.Finish, desk.Next)
	s.WantAt("A002")         // of this counter's lane
	central.wantAt05("A001") // it has not heard yet
	s.Keys(desk.FinishNext)
	s.WantTold("không còn số dành cho quầy này")

	central.cut = false
	glance(s, r)
	s.WantAt("A002")
	central.wantAt05("A002")
	if calls := central.look().Calls; len(calls) != 2 || calls[1].Times != 2 {
		t.Errorf("the board shows %+v, want A002 once and A001 twice", calls)
	}
}

func TestTransferReachesCentral(t *testing.T) {
	central := mustCentral(t)
	taken := central.mustTake("ho-tich")
	r := mustRegister(t, central.URL, filepath.Join(t.TempDir(), "counter.db"))
	s := sitDown(t, r)
	s.Keys(desk.Next)
	s.Clock = s.Clock.Add(time.Minute)
	s.Transfer(taken.ID, "xay-dung")
	glance(s, r)
	if waiting := central.look().Waiting; len(waiting) != 1 || waiting[0].Service != "xay-dung" {
		t.Errorf("central has %+v waiting, want A001 for xay-dung", waiting)
	}
}

// TestAnswerWasLost lets central call somebody without the counter hearing it.
func TestAnswerWasLost(t *testing.T) {
	central := mustCentral(t)
	central.mustTake("ho-tich")
	r := mustRegister(t, central.URL, filepath.Join(t.TempDir(), "counter.db"))
	s := sitDown(t, r)
	if _, err := r.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	glance(s, r)
	s.WantAt("A001")
	s.WantTold("Máy chủ cho biết số A001 đang được gọi ở quầy này.")
	s.Keys(desk.Finish)
	glance(s, r)
	central.wantAt05("")
}

// TestCentralRestored gives central an older disk on which the number waits again: the counter's journal calls it once more.
func TestCentralRestored(t *testing.T) {
	old, central := mustCentral(t), mustCentral(t)
	issued := central.mustTake("ho-tich")
	old.write(func(tx *journal.Tx) error { return hall.Record(tx, issued) })
	path := filepath.Join(t.TempDir(), "counter.db")
	sitDown(t, mustRegister(t, central.URL, path)).Keys(desk.Next)
	central.wantAt05("A001")

	s := sitDown(t, mustRegister(t, old.URL, path))
	s.WantAt("A001")
	old.wantAt05("A001")
}

// TestCentralLostTheNumber gives central an older disk that never saw the number.
func TestCentralLostTheNumber(t *testing.T) {
	central := mustCentral(t)
	central.mustTake("ho-tich")
	path := filepath.Join(t.TempDir(), "counter.db")
	sitDown(t, mustRegister(t, central.URL, path)).Keys(desk.Next)

	s := sitDown(t, mustRegister(t, mustCentral(t).URL, path))
	s.WantAt("")
	s.WantTold("Máy chủ cho biết số A001 không còn ở quầy này.")
}

// TestANoShowTypedBackReachesCentral gives somebody up by mistake and calls them again by their number.
func TestANoShowTypedBackReachesCentral(t *testing.T) {
	central := mustCentral(t)
	ticket := central.mustTake("ho-tich")
	r := mustRegister(t, central.URL, filepath.Join(t.TempDir(), "counter.db"))
	s := sitDown(t, r)
	s.Keys(desk.Next, desk.NoShow)
	glance(s, r)
	central.wantAt05("")
	s.Clock = s.Clock.Add(time.Minute)
	for _, r := range ticket.Number {
		s.TypeNumber(r)
	}
	s.CallMissed()
	glance(s, r)
	s.WantAt(ticket.Number)
	central.wantAt05(ticket.Number)
}
