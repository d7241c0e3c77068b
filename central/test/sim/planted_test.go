//go:build !race

package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// plant puts a bug between the wire and central.
type plant func(*world, http.Handler) http.Handler

// bug is one that the simulation must find, and what it says of it. It is between the wire and central, or in what central believes.
type bug struct {
	name  string
	says  string
	plant plant
	fold  func(journal.Fold) journal.Fold
}

var planted = []bug{
	{name: "anybody is server.Believed anything", says: "the rogue", fold: believesAll},
	{name: "nobody is asked whose it is", says: "the rogue", fold: believesShapes},
	{name: "numbers are looked up first and taken later", says: "in two hands", plant: func(w *world, next http.Handler) http.Handler { return &checkThenInsert{world: w, next: next} }},
	{name: "an appointment is honoured twice", says: "honoured twice", plant: func(w *world, next http.Handler) http.Handler { return honoursAgain{w, next} }},
	{name: "a revoked device is let in", says: "revoked", plant: func(w *world, next http.Handler) http.Handler { return letsIn{w, next} }},
}

// believesAll is a central without a gate.
func believesAll(f journal.Fold) journal.Fold {
	f.Check = nil
	return f
}

// believesShapes is a central that looks at what an event says and not at who says it about what.
func believesShapes(f journal.Fold) journal.Fold {
	f.Check = func(_ journal.Tables, e journal.Event, _ journal.Seen) error {
		if err := gate.Shape(e); err != nil {
			return journal.Refused(err.Error())
		}
		return nil
	}
	return f
}

// checkThenInsert is the planted bug: a central that looks which number is free, answers, and takes it a moment later, as the free
// systems of the trade do.
type checkThenInsert struct {
	world   *world
	next    http.Handler
	pending []queue.Ticket
}

func (b *checkThenInsert) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, uplink.PathTickets) {
		b.next.ServeHTTP(rw, r)
		return
	}
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	undone := errors.New("only looked")
	var ask queue.Request
	b.world.must(jsonInto(body, &ask))
	var t queue.Ticket
	_ = b.world.central.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		if t, err = hall.Issue(tx, b.world.central.settings.Centre, ask, time.Now()); err != nil {
			return err
		}
		return undone
	})
	b.pending = append(b.pending, t)
	b.world.must(json.NewEncoder(rw).Encode(t))
}

// insert takes the numbers that were looked up.
func (b *checkThenInsert) insert() {
	for _, t := range b.pending {
		b.world.orFull(b.world.central.journal.Write(context.Background(), func(tx *journal.Tx) error { return hall.Record(tx, t) }))
	}
	b.pending = nil
}

// honoursAgain is a central that does not look whether an appointment's number was taken.
type honoursAgain struct {
	world *world
	next  http.Handler
}

func (b honoursAgain) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	var ask queue.Request
	if r.URL.Path != uplink.PathTickets || jsonInto(body, &ask) != nil || ask.Appointment == "" {
		b.next.ServeHTTP(rw, r)
		return
	}
	code := ask.Appointment
	ask.Appointment = ""
	c := b.world.central
	var t queue.Ticket
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		if t, err = hall.Issue(tx, c.settings.Centre, ask, b.world.now()); err == nil {
			_, err = tx.Append(hall.KindArrived, code, hall.Arrived{Ticket: t.ID})
		}
		return err
	})
	if err != nil { // the real one refuses it
		r.Body = io.NopCloser(bytes.NewReader(body))
		b.next.ServeHTTP(rw, r)
		return
	}
	b.world.must(json.NewEncoder(rw).Encode(t))
}

// letsIn is a central that knows who was enrolled and forgets who was revoked.
type letsIn struct {
	world *world
	next  http.Handler
}

func (b letsIn) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	token, _ := trust.ParseHeader(r.Header.Get("Authorization"))
	members, err := trust.Members(r.Context(), b.world.central.journal.Reader())
	b.world.must(err)
	for _, m := range members {
		if d, err := trust.ParseDevice(m.Name); err == nil && m.Revoked && m.Token == token.Hash() {
			b.world.central.HandlerFor(d).ServeHTTP(rw, r)
			return
		}
	}
	b.next.ServeHTTP(rw, r)
}
