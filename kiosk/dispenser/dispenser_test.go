package dispenser

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)

var testCentre = centre.Centre{
	Services: []queue.Service{{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai"}}},
	Counters: []queue.Counter{{ID: "05", Services: []string{"dat-dai"}}},
}

// box is the kiosk's box: a folder that outlives power cuts, and a clock.
type box struct {
	folder string
	now    time.Time
}

func newBox(t testing.TB) *box { return &box{folder: t.TempDir(), now: nine} }

// mustStart is the kiosk's program coming up in the box.
func (b *box) mustStart(t testing.TB, central Central) *Dispenser {
	t.Helper()
	clock := func() time.Time { return b.now }
	j, err := journal.Open(filepath.Join(b.folder, "kiosk.db"), "kiosk-7", clock, Tables)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return &Dispenser{Journal: j, Central: central, Centre: func() centre.Centre { return testCentre }, Slip: numberOnly, Now: clock}
}

func numberOnly(t queue.Ticket, lang string) drivers.Document {
	var d drivers.Document
	d.Text(drivers.Style{}, t.Number+" "+lang)
	return d
}

func request(id string) Request {
	return Request{Request: queue.Request{ID: id, Service: "dat-dai", Kiosk: 7}, Lang: "en"}
}

func mustTake(t testing.TB, d *Dispenser, id string) queue.Ticket {
	t.Helper()
	got, err := d.Take(t.Context(), request(id))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func kinds(t testing.TB, d *Dispenser) (list []string) {
	t.Helper()
	events, err := d.Journal.Own(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		list = append(list, e.Kind)
	}
	return list
}

func slips(t testing.TB, d *Dispenser) (lines []string) {
	t.Helper()
	jobs, err := paper.NewStore(d.Journal, nil).Pending(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, job := range jobs {
		lines = append(lines, job.Document[0].Text)
	}
	return lines
}

func mustBe[T any](t testing.TB, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// gives is a central that answers with a number.
func gives(number string) Central {
	return func(_ context.Context, r queue.Request) (queue.Ticket, error) { return given(r, number), nil }
}

func given(r queue.Request, number string) queue.Ticket {
	return queue.Ticket{ID: r.ID, Number: number, Serial: 1, Service: r.Service, Kiosk: r.Kiosk, IssuedAt: nine, QueueTime: nine, State: queue.Waiting}
}

func away(context.Context, queue.Request) (queue.Ticket, error) {
	return queue.Ticket{}, errors.New("no route to host")
}

func TestNumberFromCentral(t *testing.T) {
	d := newBox(t).mustStart(t, gives("B001"))
	got := mustTake(t, d, "first")
	mustBe(t, got.Number, "B001")
	mustBe(t, kinds(t, d), []string{"ticket.requested", "ticket.issued", "slip.queued"})
	mustBe(t, slips(t, d), []string{"B001 en"})
}

func TestNumberAlone(t *testing.T) {
	for _, c := range []struct {
		name    string
		central Central
	}{
		{"central away", away},
		{"an answer that is no ticket", func(context.Context, queue.Request) (queue.Ticket, error) { return queue.Ticket{}, nil }},
		{"somebody else's ticket", givesAnother("B001")},
		{"central broken", refuses(http.StatusInternalServerError)},
		{"kiosk unknown to central", refuses(http.StatusUnauthorized)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newBox(t).mustStart(t, c.central)
			mustBe(t, mustTake(t, d, "first").Number, "B7001")
			mustBe(t, mustTake(t, d, "second").Number, "B7002")
			mustBe(t, slips(t, d), []string{"B7001 en", "B7002 en"})
		})
	}
}

// givesAnother is a central that mixes up its citizens.
func givesAnother(number string) Central {
	return func(_ context.Context, r queue.Request) (queue.Ticket, error) {
		r.ID = "other"
		return given(r, number), nil
	}
}

func refuses(status int) Central {
	return func(context.Context, queue.Request) (queue.Ticket, error) {
		return queue.Ticket{}, &uplink.Refusal{Status: status, Message: "no"}
	}
}

func TestServiceThatCentralDoesNotKnow(t *testing.T) {
	d := newBox(t).mustStart(t, refuses(http.StatusNotFound))
	if _, err := d.Take(t.Context(), request("first")); !errors.Is(err, ErrRefused) {
		t.Errorf("Take = %v; want %v", err, ErrRefused)
	}
	mustBe(t, kinds(t, d), []string{"ticket.requested", "ticket.cancelled"})
	mustBe(t, slips(t, d), nil)
}

func TestNobodyWaitsLongerThanPatience(t *testing.T) {
	asked, release := make(chan queue.Request, 1), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request queue.Request
		_ = json.NewDecoder(r.Body).Decode(&request)
		asked <- request
		<-release
		_ = json.NewEncoder(w).Encode(given(request, "B001"))
	}))
	defer server.Close()
	defer close(release)
	b := newBox(t)
	d := b.mustStart(t, nil)
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: server.URL}, d.Journal, func() {})
	if err != nil {
		t.Fatal(err)
	}
	d.Central = link.Issue
	began := time.Now()
	mustBe(t, mustTake(t, d, "first").Number, "B7001")
	if waited := time.Since(began); waited < uplink.Patience {
		t.Errorf("gave up after %v; central may take %v", waited, uplink.Patience)
	}
	mustBe(t, (<-asked).ID, "first")
	mustBe(t, kinds(t, d), []string{"ticket.requested", "ticket.issued", "slip.queued"})
}

func TestSlipExpiresWithItsCitizensPatience(t *testing.T) {
	d := newBox(t).mustStart(t, gives("B001"))
	mustTake(t, d, "first")
	jobs, err := paper.NewStore(d.Journal, nil).Pending(t.Context())
	if err != nil || len(jobs) != 1 {
		t.Fatal(jobs, err)
	}
	if want := nine.Add(RequestTTL); !jobs[0].Expires.Equal(want) {
		t.Errorf("expires %v; want %v", jobs[0].Expires, want)
	}
}

// TestKioskLeftOnOverNight gives numbers around the hall's midnight, which is not that of the clock in the box.
func TestKioskLeftOnOverNight(t *testing.T) {
	b := newBox(t)
	d := b.mustStart(t, func(context.Context, queue.Request) (queue.Ticket, error) {
		return queue.Ticket{}, errors.New("cable pulled")
	})
	midnight := time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC) // in Vietnam
	var numbers []string
	for i, at := range []time.Duration{-time.Hour, -time.Millisecond, 0, time.Hour} {
		b.now = midnight.Add(at)
		numbers = append(numbers, mustTake(t, d, string(rune('a'+i))).Number)
	}
	mustBe(t, numbers, []string{"B7001", "B7002", "B7001", "B7002"})
}
