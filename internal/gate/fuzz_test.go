package gate

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/sayings"
	"motcua/internal/sheet/sample"
	"motcua/internal/steering"
	"motcua/internal/workday"
)

var listKinds = flag.Bool("kinds", false, "list the kinds of event to fuzz, those with the richest bodies first, and do nothing else")

// noon is when everything of this test happens.
var noon = time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC)

const (
	someID     = "0190c5a0-0000-7000-8000-000000000001"
	someAgency = "000.00.00.H25"
)

var (
	signed = dossier.Signed{Officer: "Nguyễn Thị Lan", Login: "lan", Upon: "abc"}
	intake = sample.Intake()
	why    = queue.Why{Reason: queue.BySlip, Lines: 2, After: 3, From: "02"}
	paper  = []dossier.Paper{{Name: "Tờ khai", Originals: 1, Copies: 2, Certified: 1, Lent: 1}}
	limit  = workday.Limit{Amount: 3.5, Unit: workday.WorkingDays}
)

// honest are bodies as devices write them, one of each kind and with all its members: fuzzing begins there.
var honest = map[string]any{
	"ticket.requested": queue.Request{ID: someID, Service: "ho-tich", Kiosk: 1, Class: "elderly", Appointment: "HEN1"},
	hall.KindIssued: queue.Ticket{
		ID: someID, Number: "A1001", Series: 1, Serial: 1, Service: "ho-tich", Kiosk: 1, IssuedAt: noon, QueueTime: noon, InHand: true, State: queue.Waiting,
		Counter: "01", Turn: 1, Class: "elderly", Slot: noon, Held: noon, Ahead: 3, Why: why,
	},
	sayings.KindCounted: sayings.Counted{Day: "2026-11-22", Questions: []sayings.Asked{
		{Text: "giấy khai sanh", Asked: 5, GivenUp: 1, Chosen: map[string]int{"1.001193": 3, "2.000635": 1}}, {Text: "wifi", Asked: 4, GivenUp: 4},
	}},
	hall.KindPrinted:      struct{}{},
	hall.KindRated:        rating.Rating{Ticket: someID, Counter: "01", Level: 1, Reasons: rating.Reasons(), Words: "chờ lâu quá"},
	hall.KindHelp:         struct{}{},
	hall.KindHelpGivenUp:  struct{}{},
	hall.KindHelpAnswered: struct{}{},
	hall.KindConflictTold: hall.Told{Counter: "01", Turn: 1, Officer: "lan"},

	hall.KindOf(queue.Cancel):   hall.Move{Counter: "01", Turn: 1},
	hall.KindOf(queue.Call):     hall.Move{Counter: "01", Officer: "lan", Turn: 1, Why: why},
	hall.KindOf(queue.Recall):   hall.Move{Counter: "01", Officer: "lan", Turn: 1},
	hall.KindOf(queue.Skip):     hall.Move{Counter: "01", Officer: "lan", Turn: 1},
	hall.KindOf(queue.Miss):     hall.Move{Counter: "01", Officer: "lan", Turn: 1},
	hall.KindOf(queue.Finish):   hall.Move{Counter: "01", Officer: "lan", Turn: 1},
	hall.KindOf(queue.Transfer): hall.Move{Counter: "01", Officer: "lan", Turn: 1, Service: "dat-dai"},
	hall.KindOf(queue.Defer):    hall.Move{Turn: 1, Ahead: 3},
	hall.KindOf(queue.Leave):    hall.Move{Turn: 1},
	hall.KindOf(queue.Return):   hall.Move{Turn: 1},

	dossier.KindOf(dossier.Register):      dossier.Registration{Signed: signed, Intake: intake, Code: someAgency + "-261123-0001"},
	dossier.KindOf(dossier.Receive):       dossier.Reception{Signed: signed, Intake: &intake, Code: someAgency + "-261123-0001", Appointment: noon},
	dossier.KindOf(dossier.Refuse):        dossier.Refusal{Signed: signed, Intake: &intake, Reason: "thiếu giấy"},
	dossier.KindOf(dossier.HandOver):      dossier.Handover{Signed: signed, From: "Trung tâm", To: "Sở", Centre: "ly-nhan", Giver: "Lan", Taker: "Hòa", Limit: limit, Note: "x", Appointment: noon},
	dossier.KindOf(dossier.TakeOver):      dossier.Takeover{Signed: signed, Taker: "Hòa"},
	dossier.KindOf(dossier.AskSupplement): dossier.SupplementRequest{Signed: signed, Items: []string{"bản sao"}, Reason: "thiếu", Contact: "Hòa", Phone: "0226 300 0005"},
	dossier.KindOf(dossier.Supply):        dossier.Supplement{Signed: signed, Papers: paper, Appointment: noon, Travels: true},
	dossier.KindOf(dossier.DemandPayment): dossier.PaymentDemand{Signed: signed, Charges: []dossier.Charge{{Name: "Thuế", Amount: 1000}}, Reason: "Thông báo 12"},
	dossier.KindOf(dossier.Suspend):       dossier.Suspension{Signed: signed, Reason: "x", AtRequest: true},
	dossier.KindOf(dossier.Resume):        dossier.Resumption{Signed: signed, Papers: paper, Appointment: noon},
	dossier.KindOf(dossier.Withdraw):      dossier.Withdrawal{Signed: signed, Reason: "x"},
	dossier.KindOf(dossier.Extend):        dossier.Extension{Signed: signed, Reason: "x", Was: noon, Until: noon.AddDate(0, 0, 3), Head: "Thủy"},
	dossier.KindOf(dossier.Finish):        dossier.Result{Signed: signed, Name: "Giấy phép", Number: "12/GP", Appointment: noon, Declined: true, Reason: "x"},
	dossier.KindOf(dossier.Return):        dossier.Delivery{Signed: signed, Channel: procedure.Counter, Taker: "Nguyệt", Phone: "0900 000 001", Proxy: true},
	dossier.KindOf(dossier.Pay):           dossier.Payment{Signed: signed, Fee: "Phí", Method: dossier.Cash, Receipt: "0000001", At: noon},

	registry.KindCodeIssued: registry.Number{Code: someAgency + "-261123-0001", Agency: someAgency, Day: "2026-11-23", Series: 0, Serial: 1},
	registry.KindForgotten:  nil,
	registry.KindClashRead:  registry.ClashRead{Device: "counter-01", Officer: "lan", Lost: dossier.Step{Action: dossier.Receive, Status: 2, At: noon, By: "Lan"}},

	roster.KindDeskOpened:  roster.Seat{Offline: true, At: noon, Proof: make([]byte, 64)},
	roster.KindLocked:      roster.Seat{Offline: true},
	roster.KindDeskRefused: roster.Seat{Offline: true},
	roster.KindRead:        roster.Reading{Officer: "lan", Device: "counter-01", Code: someAgency + "-261123-0001"},
	roster.KindSearched:    roster.Reading{Officer: "lan", Device: "counter-01"},
	roster.KindBook:        roster.Reading{Officer: "lan", Device: "counter-01", Day: workday.Date{Year: 2026, Month: 11, Day: 23}},

	steering.KindChanged: steering.Changed{Way: steering.ByPage, Officer: "hoa", Before: []byte(`[]`), After: []byte(`[{"days":["mon"],"from":"07:30","to":"11:30"}]`)},

	journal.KindLost:      journal.Count{Events: 3},
	journal.KindRecovered: journal.Count{Events: 3},
	journal.KindBackwards: journal.Behind{Milliseconds: 60_000},
	journal.KindErased:    journal.Erasure{By: "hoa", User: "root", Events: 2, Parts: [][]byte{make([]byte, 32)}},
	hall.KindPrinter:      hall.PrinterState{Status: "ready"},
	hall.KindHealth:       hall.Health{Part: "disk", State: "good"},
	hall.KindSlip:         map[string]any{"ID": someID, "Document": []any{map[string]any{"Text": "A1001"}}, "Expires": noon},
}

// subjectOf is what an honest event of a kind is about.
func subjectOf(kind string) string {
	switch kind {
	case hall.KindHelpAnswered:
		return "kiosk-1"
	case roster.KindDeskOpened, roster.KindLocked, roster.KindDeskRefused:
		return "lan"
	case steering.KindChanged:
		return "centre.hours"
	}
	return someID
}

// originOf is a device that brings a kind of event.
func originOf(name string) string {
	k, _ := of(name)
	if len(k.from) == 0 {
		return hall.Central
	}
	return map[string]string{"kiosk": "kiosk-1", "counter": "counter-01"}[string(k.from[0])]
}

// TestEveryKindIsFuzzed: whoever adds a kind of event says here what its honest body is. With -kinds it only tells them, for make fuzz.
func TestEveryKindIsFuzzed(t *testing.T) {
	length := func(kind string) int { raw, _ := json.Marshal(honest[kind]); return strings.Count(string(raw), ":") }
	if *listKinds {
		for _, kind := range slices.SortedFunc(maps.Keys(honest), func(a, b string) int { return 100*(length(b)-length(a)) + strings.Compare(a, b) }) {
			fmt.Println("kind", kind)
		}
		return
	}
	h := newBench(t)
	for name := range kinds {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(honest)), func(kind string) bool {
			return kind == name || strings.HasSuffix(name, ".") && strings.HasPrefix(kind, name)
		}) {
			t.Errorf("%s is not fuzzed", name)
		}
	}
	for kind := range honest {
		e := h.event(kind)
		if err := Shape(e); err != nil {
			t.Errorf("an honest %s: %v", kind, err)
		}
		if err := h.tries(e); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// FuzzKind: of whatever body, the gate says yes or no; what Shape has said yes to can be asked about and folded, and afterwards the next number,
// the next code and the next call are ordinary ones. FUZZ_KIND names the only kind to try.
func FuzzKind(f *testing.F) {
	h := newBench(f)
	only := os.Getenv("FUZZ_KIND")
	for kind := range honest {
		if only == "" || kind == only {
			e := h.event(kind)
			f.Add(kind, e.Subject, []byte(e.Body), []byte(e.Private))
			f.Add(kind, "", []byte(`{}`), []byte(nil))
		}
	}
	f.Fuzz(func(t *testing.T, kind, subject string, body, private []byte) {
		if only != "" {
			kind = only
		}
		if _, known := of(kind); !known {
			return
		}
		e := journal.Event{Position: 1000, Origin: originOf(kind), Incarnation: 1, Seq: 1, At: noon, Kind: kind, Subject: subject, Body: body}
		if len(private) > 0 {
			e.Private = private
		}
		if err := h.tries(e); err != nil {
			t.Errorf("%s about %q: %s %s: %v", kind, subject, body, private, err)
		}
	})
}

// bench is what things are tried on: central's tables, with an officer, a ticket and a dossier in them, and an honest event of each kind.
type bench struct {
	journal *journal.Journal
	fold    journal.Fold
	checker *Checker
	centre  centre.Centre
	ctx     context.Context
	honest  map[string]journal.Event
}

func newBench(t testing.TB) *bench {
	t.Helper()
	h := &bench{ctx: t.Context(), fold: journal.Join(hall.Fold, registry.Fold, roster.Fold(hall.Central), steering.Fold(hall.Central)), honest: map[string]journal.Event{}}
	h.centre = centre.Centre{
		Services: []queue.Service{{ID: "ho-tich", Letter: "A"}, {ID: "dat-dai", Letter: "B"}}, Counters: []queue.Counter{{ID: "01", Services: []string{"ho-tich", "dat-dai"}}},
		Classes: []queue.Class{{ID: "elderly", HeadStart: 15}}, Agencies: []centre.Agency{{Code: someAgency, Name: "Trung tâm"}},
	}
	h.checker = New(func() centre.Centre { return h.centre })
	var err error
	h.journal, err = journal.Open(filepath.Join(t.TempDir(), "central.db"), hall.Central, func() time.Time { return noon }, h.fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.journal.Close() })
	if err := errors.Join(h.journal.Write(h.ctx, h.furnish), h.readHonest(filepath.Join(t.TempDir(), "device.db"))); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *bench) furnish(tx *journal.Tx) error {
	_, issued := hall.Issue(tx, h.centre, queue.Request{ID: "0190c5a0-0000-7000-8000-000000000002", Service: "ho-tich", Kiosk: 1}, noon)
	_, received := registry.Record(tx, someID, dossier.Reception{Signed: signed, Intake: &intake, Code: someAgency + "-261123-0002", Appointment: noon})
	_, opened := tx.Append(roster.KindOpened, "lan", roster.Login{Device: "counter-01", Hash: "x"})
	return errors.Join(issued, received, opened, roster.Add(tx, roster.Console, officer.Officer{ID: "lan", Name: "Lan"}, "x"))
}

// readHonest has a device write the honest bodies, which tells what of them is private.
func (h *bench) readHonest(path string) error {
	j, err := journal.Open(path, "counter-01", func() time.Time { return noon }, journal.Join())
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Write(h.ctx, func(tx *journal.Tx) error {
		for kind, body := range honest {
			e, err := tx.Append(kind, subjectOf(kind), body)
			if err != nil {
				return err
			}
			e.Origin, e.Position = originOf(kind), 1000
			h.honest[kind] = e
		}
		return nil
	})
}

func (h *bench) event(kind string) journal.Event { return h.honest[kind] }

// errUndone undoes what was tried.
var errUndone = errors.New("undone")

// tries has central hear an event as if it came now, and as if an older version had taken it in.
func (h *bench) tries(e journal.Event) error {
	d := originOf(e.Kind)
	for _, seen := range []journal.Seen{{Now: noon}, {Legacy: true}} {
		err := h.journal.Write(h.ctx, func(tx *journal.Tx) error {
			refusal := journal.Refused("")
			if err := h.checker.Check(tx.Tables, e, seen); err != nil && !errors.As(err, &refusal) {
				return fmt.Errorf("%s cannot be asked: %w", d, err)
			}
			if Shape(e) != nil {
				return errUndone
			}
			if err := h.fold.Apply(tx.Tables, e); err != nil {
				return fmt.Errorf("does not fold: %w", err)
			}
			return errors.Join(h.goesOn(tx), errUndone)
		})
		if err = trimUndone(err); err != nil {
			return err
		}
	}
	return nil
}

// trimUndone is an error without what only undoes.
func trimUndone(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok && len(joined.Unwrap()) == 1 || err == errUndone {
		return nil
	}
	return err
}

// goesOn gives the next number and the next code, and calls the next person.
func (h *bench) goesOn(tx *journal.Tx) error {
	t, err := hall.Issue(tx, h.centre, queue.Request{ID: "0190c5a0-0000-7000-8000-00000000ffff", Service: "ho-tich", Kiosk: 2}, noon)
	if err == nil && t.Number != "A002" && t.Number != "A003" {
		err = fmt.Errorf("the next number is %q", t.Number)
	}
	code, failed := registry.Issue(tx, dossier.Circular, registry.Request{ID: "0190c5a0-0000-7000-8000-00000000fffe", Agency: someAgency}, noon)
	if failed == nil && len(code) != len(someAgency+"-261123-0001") {
		failed = fmt.Errorf("the next code is %q", code)
	}
	_, called := hall.Next(tx, h.centre, "01", noon)
	return errors.Join(err, failed, called)
}
