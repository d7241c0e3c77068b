package filing_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/counter/filing"
	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/sheet/sample"
	"motcua/internal/workday"
)

// errCable is a central that cannot be reached.
var errCable = errors.New("the cable is pulled")

// wire is a central whose answers the test gives.
type wire struct {
	code  func(registry.Request) (string, error)
	asked []registry.Request
	stand *dossier.Stand // nil: the cable is pulled
}

func (w *wire) Code(_ context.Context, r registry.Request) (string, error) {
	w.asked = append(w.asked, r)
	return w.code(r)
}
func (w *wire) Look(context.Context, registry.Question) (a registry.Answer, err error) {
	return a, errCable
}
func (w *wire) Book(context.Context, registry.Span) (l registry.Leaf, err error) { return l, errCable }
func (w *wire) Dossier(context.Context, string) (d dossier.Dossier, err error)   { return d, errCable }

func (w *wire) Stand(_ context.Context, id string) (s dossier.Stand, err error) {
	if w.stand == nil {
		return s, errCable
	}
	return *w.stand, nil
}

func pulled(registry.Request) (string, error) { return "", errCable }

// desk is a store under test, with a clock set by hand.
type desk struct {
	testing.TB
	*filing.Store
	wire  *wire
	path  string
	clock time.Time
}

func newDesk(t testing.TB) *desk {
	d := &desk{TB: t, wire: &wire{code: pulled}, path: filepath.Join(t.TempDir(), "counter.db"), clock: sample.Week2026.At(0, 9, 32)}
	now := func() time.Time { return d.clock }
	d.Store = &filing.Store{
		Central: d.wire, Calendar: sample.Calendar(), Series: 5, Officer: func() officer.Officer { return officer.Officer{ID: "khanh", Name: sample.Officer} }, Now: now,
		Centre: func() centre.Centre {
			return centre.Centre{Name: queue.Name{"vi": "Trung tâm"}, Codes: "{agency}-{yymmdd}-{serial}", Agencies: []centre.Agency{{Code: "000.00.00.H25", Name: "Trung tâm"}}}
		},
		Slip: func(a dossier.Action, d dossier.Dossier) drivers.Document {
			if a == dossier.HandOver {
				return nil
			}
			var slip drivers.Document
			slip.Text(drivers.Style{}, string(a)+" "+d.Code)
			return slip
		},
	}
	d.switchOn()
	return d
}

// switchOn opens the journal, as after a power cut.
func (d *desk) switchOn() {
	d.Helper()
	if d.Journal != nil {
		d.Journal.Close()
	}
	j, err := journal.Open(d.path, "counter-05", d.Now, filing.Tables)
	if err != nil {
		d.Fatal(err)
	}
	d.Journal = j
	d.Cleanup(func() { j.Close() })
}

func draft(id string) filing.Draft { return filing.Draft{ID: id, Intake: sample.Intake()} }

func (d *desk) mustReceive(draft filing.Draft) dossier.Dossier {
	d.Helper()
	got, err := d.Receive(d.Context(), draft)
	if err != nil {
		d.Fatal(err)
	}
	return got
}

// slips lists what waits for the printer.
func (d *desk) slips() (texts []string) {
	d.Helper()
	jobs, err := paper.NewStore(d.Journal, nil).Pending(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	for _, job := range jobs {
		texts = append(texts, job.Document[0].Text)
	}
	return texts
}

// kinds lists what was written down.
func (d *desk) kinds() (kinds []string) {
	d.Helper()
	events, err := d.Journal.Own(d.Context(), 0, 1000)
	if err != nil {
		d.Fatal(err)
	}
	for _, e := range events {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

func TestWhoseCodeADossierGets(t *testing.T) {
	const central, alone = "000.00.00.H25-261109-0001", "000.00.00.H25-261109-6161"
	for _, tt := range []struct {
		name   string
		code   func(registry.Request) (string, error)
		portal string
		want   string
		asked  int
	}{
		{"central's", func(registry.Request) (string, error) { return central, nil }, "", central, 1},
		{"the desk's own, without central", pulled, "", alone, 1},
		{"the desk's own, when central talks nonsense", func(registry.Request) (string, error) { return "🙂", nil }, "", alone, 1},
		{"the portal's, and nobody is asked", pulled, "G22.99.08-261107-00123", "G22.99.08-261107-00123", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.wire.code = tt.code
			draft := draft("a")
			draft.Code = tt.portal
			got := d.mustReceive(draft)
			if got.Code != tt.want || len(d.wire.asked) != tt.asked {
				t.Errorf("code %s after %d questions", got.Code, len(d.wire.asked))
			}
			if diff := cmp.Diff([]string{"received " + tt.want}, d.slips()); diff != "" {
				t.Error(diff)
			}
			if interrupted, err := d.Interrupted(t.Context()); interrupted != nil || err != nil {
				t.Errorf("left behind: %+v, %v", interrupted, err)
			}
			if again, err := d.Find(t.Context(), "a"); err != nil || !cmp.Equal(got, again) {
				t.Errorf("the register has %+v, %v", again, err)
			}
		})
	}
}

func TestAPortalsCodeIsOneDossiers(t *testing.T) {
	d := newDesk(t)
	first := draft("a")
	first.Code = "000.00.00.H25-261109-0007"
	d.mustReceive(first)
	second := draft("b")
	second.Code = first.Code
	if _, err := d.Receive(t.Context(), second); !errors.Is(err, registry.ErrCodeTaken) {
		t.Errorf("the code given twice: %v", err)
	}
	var next string
	err := d.Journal.Write(t.Context(), func(tx *journal.Tx) (err error) { // what central would give once it has heard of it
		next, err = registry.Issue(tx, dossier.Circular, registry.Request{ID: "c", Agency: "000.00.00.H25"}, d.clock)
		return err
	})
	if want := "000.00.00.H25-261109-0008"; next != want || err != nil {
		t.Errorf("central's next code is %s, %v; want %s", next, err, want)
	}
}

func TestADossierRegisteredBefore(t *testing.T) {
	for _, tt := range []struct{ name, portal, want string }{
		{"with the portal's code", "G22.99.08-261107-00123", "G22.99.08-261107-00123"},
		{"without one", "", "000.00.00.H25-261109-6161"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			in := sample.Intake()
			body, err := d.Desk().Register(in, tt.portal)
			if err != nil {
				t.Fatal(err)
			}
			registered, err := d.Do(t.Context(), dossier.Dossier{ID: "a"}, body)
			if err != nil {
				t.Fatal(err)
			}
			d.clock = sample.Week2026.At(1, 8, 0)
			tt.want = strings.Replace(tt.want, "261109", "261110", 1)
			got, err := d.Accept(t.Context(), registered)
			if err != nil || got.Code != tt.want || got.Status != dossier.Received || got.Appointment.IsZero() {
				t.Errorf("accepted as %s, status %d, for %s, %v", got.Code, got.Status, got.Appointment, err)
			}
			if _, err := d.Accept(t.Context(), got); !errors.Is(err, dossier.ErrReceived) {
				t.Errorf("accepted twice: %v", err)
			}
		})
	}
}

// TestPowerCutWhileCentralAnswers ends the program between central's code and its writing down.
func TestPowerCutWhileCentralAnswers(t *testing.T) {
	d := newDesk(t)
	given := 0
	d.wire.code = func(registry.Request) (string, error) {
		if given++; given == 1 {
			d.Journal.Close()
		}
		return "000.00.00.H25-261109-0001", nil
	}
	if _, err := d.Receive(t.Context(), draft("a")); !errors.Is(err, journal.ErrClosed) {
		t.Fatalf("received while the power was gone: %v", err)
	}
	d.switchOn()
	left, err := d.Interrupted(t.Context())
	if err != nil || left == nil || left.ID != "a" {
		t.Fatalf("left behind: %+v, %v", left, err)
	}
	if got := d.mustReceive(*left); got.Code != "000.00.00.H25-261109-0001" || d.wire.asked[0] != d.wire.asked[1] {
		t.Errorf("code %s; asked %+v", got.Code, d.wire.asked)
	}
	if diff := cmp.Diff([]string{"received 000.00.00.H25-261109-0001"}, d.slips()); diff != "" {
		t.Error(diff)
	}
	d.switchOn()
	if left, err := d.Interrupted(t.Context()); left != nil || err != nil {
		t.Errorf("still left behind: %+v, %v", left, err)
	}
}

func TestAnInterruptedIntakeIsDropped(t *testing.T) {
	d := newDesk(t)
	d.wire.code = func(registry.Request) (string, error) { d.Journal.Close(); return "", errCable }
	_, _ = d.Receive(t.Context(), draft("a"))
	d.switchOn()
	if err := d.Drop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left, err := d.Interrupted(t.Context()); left != nil || err != nil {
		t.Errorf("left behind: %+v, %v", left, err)
	}
}

func TestFeesTakenAtOnce(t *testing.T) {
	d := newDesk(t)
	paid := draft("a")
	paid.Paid = dossier.Cash
	got := d.mustReceive(paid)
	if got.Owes() != 0 {
		t.Errorf("still owes %s", got.Owes())
	}
	if diff := cmp.Diff([]string{"code.issued", "dossier.received", "slip.queued", "dossier.paid", "slip.queued"}, d.kinds()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeReceivedLeavesNothing(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*desk, *filing.Draft)
		want  error
	}{
		{"nobody's", func(_ *desk, f *filing.Draft) { f.Intake.Applicant = dossier.Applicant{} }, dossier.ErrNoApplicant},
		{"empty-handed", func(_ *desk, f *filing.Draft) { f.Intake.Papers = nil }, dossier.ErrNothingGiven},
		{"a procedure without a time limit", func(_ *desk, f *filing.Draft) { f.Intake.Procedure.Limit = workday.Limit{} }, nil},
		{"a centre that names no agency", func(d *desk, _ *filing.Draft) { d.Centre = func() centre.Centre { return centre.Centre{} } }, filing.ErrNoAgency},
		{"a pattern of codes that is none", func(d *desk, _ *filing.Draft) {
			d.Centre = func() centre.Centre {
				return centre.Centre{Codes: "{agency}", Agencies: []centre.Agency{{Code: "000.00.00.H25", Name: "x"}}}
			}
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, f := newDesk(t), draft("a")
			tt.spoil(d, &f)
			if _, err := d.Receive(t.Context(), f); err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if got := d.kinds(); len(got) > 0 {
				t.Errorf("written down: %v", got)
			}
		})
	}
}

// TestNothingIsWrittenByNobody: a desk at which nobody sits writes no step, whatever screen asks it to.
func TestNothingIsWrittenByNobody(t *testing.T) {
	d := newDesk(t)
	received := d.mustReceive(draft("a"))
	signed := d.Desk()
	d.Officer = func() officer.Officer { return officer.Officer{} }
	before := d.kinds()
	if _, err := d.Receive(t.Context(), draft("b")); !errors.Is(err, officer.ErrNobody) {
		t.Errorf("received: %v", err)
	}
	if _, err := d.Accept(t.Context(), dossier.Dossier{ID: "c", Status: dossier.Registered}); !errors.Is(err, officer.ErrNobody) {
		t.Errorf("accepted: %v", err)
	}
	body, err := d.Desk().Withdraw(received, "nobody's wish")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Do(t.Context(), received, body); !errors.Is(err, officer.ErrNobody) {
		t.Errorf("withdrawn: %v", err)
	}
	if diff := cmp.Diff(before, d.kinds()); diff != "" {
		t.Errorf("written: %s", diff)
	}
	if body, err = signed.Withdraw(received, "hers"); err != nil {
		t.Fatal(err)
	}
	if after, err := d.Do(t.Context(), received, body); err != nil || after.Status != dossier.Withdrawn {
		t.Errorf("what an officer decided before the desk was locked is not written: %v", err)
	}
}

func TestAStepAndItsSlipAreOne(t *testing.T) {
	d := newDesk(t)
	received := d.mustReceive(draft("a"))
	body, err := d.Desk().HandOver(received, dossier.Handover{From: "Trung tâm", To: "Sở Công Thương"})
	if err != nil {
		t.Fatal(err)
	}
	handed, err := d.Do(t.Context(), received, body)
	if err != nil || handed.Status != dossier.Processing {
		t.Fatalf("%+v, %v", handed, err)
	}
	before := d.kinds()
	if _, err := d.Do(t.Context(), handed, dossier.Delivery{Signed: dossier.Signed{Login: "khanh"}, Taker: "x"}); !errors.Is(err, dossier.ErrNotAllowed) {
		t.Errorf("given back before there is a result: %v", err)
	}
	if diff := cmp.Diff(before, d.kinds()); diff != "" {
		t.Errorf("a step that is not allowed was written down: %s", diff)
	}
	d.Again = "IN LẠI"
	if err := d.Reprint(t.Context(), "again", handed); err != nil { // the hand-over has no slip, so the receipt's
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"received " + received.Code, "IN LẠI"}, d.slips()); diff != "" {
		t.Error(diff)
	}
	if err := d.Reprint(t.Context(), "nothing", dossier.Dossier{}); err != nil {
		t.Errorf("nothing to print again: %v", err)
	}
}

func TestTheDesksOwnRegister(t *testing.T) {
	d := newDesk(t)
	const n = registry.MostLeaf + 3
	for i := range n {
		d.clock = d.clock.Add(time.Second)
		d.mustReceive(draft(fmt.Sprintf("dossier-%04d", i)))
	}
	list, first, whole, err := d.Book(t.Context(), registry.Span{From: sample.Week2026.At(0, 0, 0), To: sample.Week2026.At(1, 0, 0)})
	if err != nil || whole || first != 1 || len(list) != n || list[n-1].ID != fmt.Sprintf("dossier-%04d", n-1) {
		t.Errorf("%d dossiers from number %d on, whole %v, %v", len(list), first, whole, err)
	}
	a, whole, err := d.Look(t.Context(), registry.Question{Text: "anh nguyet", Now: d.clock, Soon: d.clock})
	if err != nil || whole || a.Count[registry.All] != n {
		t.Errorf("%v found, whole %v, %v", a.Count, whole, err)
	}
	if _, err := d.Find(t.Context(), "nobody's"); !errors.Is(err, registry.ErrNoDossier) {
		t.Errorf("nobody's dossier: %v", err)
	}
	if codes, err := d.Frequent(t.Context(), 9); err != nil || len(codes) != 1 || codes[0] != sample.Intake().Procedure.Code {
		t.Errorf("frequent: %v, %v", codes, err)
	}
}

func TestOddNamesAreKeptAsTheyAre(t *testing.T) {
	for _, name := range []string{"Nguyễn 🙂 Ánh", "Nguye\u0302\u0303n A\u0301nh", strings.Repeat("ễ", 300), "'; DROP TABLE dossiers; --", "\x00\x1b[31m"} {
		d, f := newDesk(t), draft("a")
		f.Intake.Applicant.Owner.Name = name
		got := d.mustReceive(f)
		again, err := d.Find(t.Context(), "a")
		if err != nil || again.Applicant.Owner.Name != name || got.Channel != procedure.Counter {
			t.Errorf("%q came back as %q, %v", name, again.Applicant.Owner.Name, err)
		}
	}
}
