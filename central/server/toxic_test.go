package server

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
)

// toxics are the ways in which a wire fails between a request and its answer. Upstream is towards central.
var toxics = []struct{ name, json string }{
	{"cut in the middle of the request", `{"type": "limit_data", "stream": "upstream", "attributes": {"bytes": 60}}`},
	{"cut when central has done it and before it answers", `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 0}}`},
	{"cut after the answer's first byte", `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 1}}`},
	{"cut in the middle of the answer", `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 130}}`},
	{"the answer is late", `{"type": "latency", "stream": "downstream", "attributes": {"latency": 700}}`},
	{"the request is late", `{"type": "latency", "stream": "upstream", "attributes": {"latency": 700}}`},
	{"the request creeps", `{"type": "bandwidth", "stream": "upstream", "attributes": {"rate": 1}}`},
	{"the answer creeps", `{"type": "bandwidth", "stream": "downstream", "attributes": {"rate": 1}}`},
	{"the answer comes in crumbs", `{"type": "slicer", "stream": "downstream", "attributes": {"average_size": 16, "size_variation": 8, "delay": 100000}}`},
	{"the line is slow to close", `{"type": "slow_close", "stream": "downstream", "attributes": {"delay": 300}}`},
	{"the line is silent and then closes", `{"type": "timeout", "stream": "upstream", "attributes": {"timeout": 400}}`},
	{"the line is reset", `{"type": "reset_peer", "stream": "downstream", "attributes": {"timeout": 0}}`},
	{"the line is reset after a while", `{"type": "reset_peer", "stream": "upstream", "attributes": {"timeout": 400}}`},
}

// TestFaultsBetweenRequestAndAnswer asks central each of its questions over each kind of broken wire, and again when it is mended: nothing is
// lost and nothing doubled.
func TestFaultsBetweenRequestAndAnswer(t *testing.T) {
	if journaltest.Postgres(t, "toxics") != "" {
		t.Skip("the wire is the same, whatever lies behind it")
	}
	zerolog.SetGlobalLevel(zerolog.Disabled) // a toxic's log has a mind of its own
	for _, question := range []struct {
		name string
		ask  func(*toxicWire)
	}{
		{"issue", (*toxicWire).issue}, {"next", (*toxicWire).next}, {"push", (*toxicWire).push}, {"pull", (*toxicWire).pull}, {"code", (*toxicWire).code},
	} {
		for _, toxic := range toxics {
			t.Run(question.name+", "+toxic.name, func(t *testing.T) {
				t.Parallel() // they mostly wait
				question.ask(newToxicWire(t, toxic.json))
			})
		}
	}
}

// toxicWire is a central, a proxy before it, and what the proxy is to do.
type toxicWire struct {
	*testing.T
	central *Server
	proxy   *toxiproxy.Proxy
	toxic   string
}

func newToxicWire(t *testing.T, toxic string) *toxicWire {
	t.Helper()
	settings := settingsOf(t, t.TempDir(), 1)
	settings.TLS = false // a cut after so many bytes is to be one of the question and not of the handshake
	settings.Centre.Codes = "{agency}-{yymmdd}-{serial}"
	w := &toxicWire{T: t, central: mustRun(t, settings), toxic: toxic}
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	w.proxy = toxiproxy.NewProxy(server, "central", "127.0.0.1:0", strings.TrimPrefix(w.central.Address(), "http://"))
	if err := w.proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.proxy.Stop)
	return w
}

// device gives a device whose wire goes through the proxy.
func (w *toxicWire) device(name string, fold journal.Fold) (*uplink.Link, *journal.Journal) {
	w.Helper()
	credential := mustEnrol(w, w.central, name)
	j, err := journal.Open(filepath.Join(w.TempDir(), name+".db"), name, time.Now, fold)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(w.Context(), uplink.Client{Base: "http://" + w.proxy.Listen, HTTP: credential.HTTP}, j, func() {})
	if err != nil {
		w.Fatal(err)
	}
	return link, j
}

// harmless tells whether a citizen gets central's number in spite of the toxic.
func (w *toxicWire) harmless() bool { return strings.Contains(w.toxic, "slow_close") }

// broken does something while the wire is broken, and mends it.
func (w *toxicWire) broken(do func()) {
	w.Helper()
	if _, err := w.proxy.Toxics.AddToxicJson(bytes.NewBufferString(w.toxic)); err != nil {
		w.Fatal(err)
	}
	do()
	w.proxy.Toxics.ResetToxics(context.Background())
}

// kioskFold is what a kiosk makes of its own events, as in the program.
func kioskFold() journal.Fold {
	f := dispenser.Tables
	f.Shape = gate.Shape
	return f
}

func (w *toxicWire) issue() {
	link, j := w.device("kiosk-1", kioskFold())
	kiosk := dispenser.Dispenser{
		Journal: j, Central: link.Issue, Now: time.Now, Centre: func() centre.Centre { return w.central.settings().Centre },
		Slip: func(queue.Ticket, string) drivers.Document { return nil },
	}
	var given []queue.Ticket
	take := func() {
		t, err := kiosk.Take(w.Context(), dispenser.Request{Request: queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}, Lang: "vi"})
		if err != nil {
			w.Fatal(err)
		}
		given = append(given, t)
	}
	w.broken(take)
	take()
	if err := link.Flush(w.Context()); err != nil {
		w.Fatal(err)
	}
	var want []string
	for _, t := range given {
		want = append(want, t.ID+" "+t.Number)
	}
	if given[0].Series == queue.Central && !w.harmless() {
		w.Errorf("the wire did not do what it is there for: %s", given[0].Number)
	}
	slices.Sort(want)
	w.wantRows(want, `SELECT id || ' ' || number FROM tickets ORDER BY id`)
}

func (w *toxicWire) next() {
	ticket := mustIssue(w, w.central)
	mustIssue(w, w.central)
	link, _ := w.device("counter-01", journal.Join())
	w.broken(func() { _, _ = link.Next(w.Context(), "01") }) // whether it comes is the wire's business
	t, err := link.Next(w.Context(), "01")
	if err != nil || t == nil || t.ID != ticket.ID {
		w.Fatalf("asked again: %v, %v", t, err)
	}
	w.wantRows([]string{ticket.ID + " 1"}, `SELECT id || ' ' || turn FROM tickets WHERE state = 'called'`)
}

func (w *toxicWire) push() {
	link, j := w.device("counter-01", journal.Join())
	mustAppend(w, j, 1, 3)
	w.broken(func() { _ = link.Flush(w.Context()) }) // tried again below
	mustAppend(w, j, 4, 5)
	if err := link.Flush(w.Context()); err != nil {
		w.Fatal(err)
	}
	w.wantRows([]string{"1 t1", "2 t2", "3 t3", "4 t4", "5 t5"}, `SELECT seq || ' ' || subject FROM events WHERE origin = 'counter-01' ORDER BY position`)
}

// pull is a counter with a new disk that takes back what central holds.
func (w *toxicWire) pull() {
	link, j := w.device("counter-01", journal.Join())
	mustAppend(w, j, 1, 3)
	if err := link.Flush(w.Context()); err != nil {
		w.Fatal(err)
	}
	link, blank := w.device("counter-01", journal.Join())
	w.broken(func() { _ = link.Flush(w.Context()) }) // tried again below
	if err := link.Flush(w.Context()); err != nil {
		w.Fatal(err)
	}
	_, before := j.Name()
	back, err := blank.Of(w.Context(), "counter-01", before, 0, 10)
	if err != nil || len(back) != 3 {
		w.Fatalf("%d events came back, %v", len(back), err)
	}
	w.wantRows([]string{"t1", "t2", "t3"}, `SELECT subject FROM events WHERE origin = 'counter-01' AND kind = 'printer.status' ORDER BY position`)
}

func (w *toxicWire) code() {
	link, _ := w.device("counter-01", journal.Join())
	patient := mustEnrol(w, w.central, "counter-01") // a link's own patience is too short for a busy machine
	request := registry.Request{ID: uuid.NewString(), Agency: "000.00.00.H25"}
	var first string
	var failed error
	w.broken(func() { first, failed = link.Code(w.Context(), request) })
	second, err := patient.Code(w.Context(), request)
	if err != nil || failed == nil && first != second {
		w.Fatalf("first %q, %v; then %q, %v", first, failed, second, err)
	}
	w.wantRows([]string{second}, `SELECT code FROM codes`)
}

// wantRows looks at what central has made of it.
func (w *toxicWire) wantRows(want []string, query string) {
	w.Helper()
	rows, err := w.central.journal.Reader().Query(query)
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			w.Fatal(err)
		}
		got = append(got, s)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		w.Errorf("central has %q, want %q", got, want)
	}
}

func mustAppend(t testing.TB, j *journal.Journal, from, to int) {
	t.Helper()
	err := j.Write(t.Context(), func(tx *journal.Tx) error {
		for n := from; n <= to; n++ {
			if _, err := tx.Append(hall.KindPrinter, fmt.Sprint("t", n), hall.PrinterState{Status: "ready"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
