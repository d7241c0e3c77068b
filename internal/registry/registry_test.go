package registry_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/assets"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/procedure"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

const agency = "000.00.00.H25"

func TestMain(m *testing.M) { journaltest.Main(m) }

func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, workday.Vietnam)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// office is a register under test, with a desk and a clock set by hand.
type office struct {
	testing.TB
	journal  *journal.Journal
	calendar *workday.Calendar
	clock    time.Time
}

func newOffice(t testing.TB) *office {
	t.Helper()
	holidays, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		t.Fatal(err)
	}
	o := &office{TB: t, clock: at(t, "2026-11-23 08:30")}
	if o.calendar, err = workday.New(workday.Standard, holidays); err != nil {
		t.Fatal(err)
	}
	o.journal = o.mustOpen("central")
	return o
}

func (o *office) mustOpen(origin string) *journal.Journal {
	o.Helper()
	j, err := journal.Open(journaltest.Place(o.TB, origin), origin, o.now, registry.Fold)
	if err != nil {
		o.Fatal(err)
	}
	o.Cleanup(func() { j.Close() })
	return j
}

func (o *office) write(j *journal.Journal, do func(*journal.Tx) error) {
	o.Helper()
	if err := j.Write(o.Context(), do); err != nil {
		o.Fatal(err)
	}
}

func (o *office) desk() dossier.Desk { return dossier.Desk{Calendar: o.calendar, At: o.clock} }

func (o *office) issue(id, agency string) (code string, err error) {
	err = o.journal.Write(o.Context(), func(tx *journal.Tx) (err error) {
		code, err = registry.Issue(tx, dossier.Circular, registry.Request{ID: id, Agency: agency}, o.clock)
		return err
	})
	return code, err
}

func (o *office) mustIssue(id string) string {
	o.Helper()
	code, err := o.issue(id, agency)
	if err != nil {
		o.Fatal(err)
	}
	return code
}

func (o *office) find(id string) dossier.Dossier {
	o.Helper()
	d, err := registry.Find(o.Context(), o.journal.Reader(), id)
	if err != nil {
		o.Fatal(err)
	}
	return d
}

// does lets a step happen.
func (o *office) does(id string, b dossier.Body, err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
	o.write(o.journal, func(tx *journal.Tx) error { _, err := registry.Record(tx, id, b); return err })
}

// receive takes a dossier in with n working days.
func (o *office) receive(id, name, phone string, n float64) {
	o.Helper()
	in := intake(name, phone, n)
	b, err := o.desk().Receive(dossier.Dossier{}, &in, o.mustIssue(id))
	o.does(id, b, err)
}

func intake(name, phone string, n float64) dossier.Intake {
	return dossier.Intake{
		Agency:    agency,
		Procedure: dossier.Procedure{Code: "2.000633", Name: "Cấp Giấy phép sản xuất rượu", Limit: workday.Limit{Amount: n, Unit: workday.WorkingDays}},
		Competent: "Sở Công Thương",
		Applicant: dossier.Applicant{Owner: dossier.Party{Kind: dossier.Citizen, Name: name, Identity: "035199000001", Phone: phone}},
		Papers:    []dossier.Paper{{Name: "Đơn đề nghị", Originals: 1}},
		Sets:      1, Channel: procedure.Counter,
	}
}

func (o *office) look(list registry.List, text string) registry.Answer {
	o.Helper()
	soon := o.calendar.AddWorkingDays(workday.DateOf(o.clock), 2).AddDays(1).At(0)
	a, err := registry.Look(o.Context(), o.journal.Reader(), registry.Question{List: list, Text: text, Now: o.clock, Soon: soon})
	if err != nil {
		o.Fatal(err)
	}
	return a
}

func (o *office) wantFound(list registry.List, text string, ids ...string) {
	o.Helper()
	var got []string
	for _, e := range o.look(list, text).Found {
		got = append(got, e.ID)
	}
	if diff := cmp.Diff(ids, got); diff != "" {
		o.Errorf("list %q, looking for %q: %s", list, text, diff)
	}
}

func TestCodes(t *testing.T) {
	o := newOffice(t)
	for _, tt := range []struct{ name, clock, id, agency, want string }{
		{"first of the day", "2026-11-23 08:30", "a", agency, "000.00.00.H25-261123-0001"},
		{"second", "2026-11-23 08:31", "b", agency, "000.00.00.H25-261123-0002"},
		{"asked twice for one dossier", "2026-11-23 08:32", "a", agency, "000.00.00.H25-261123-0001"},
		{"another agency", "2026-11-23 08:33", "c", "H42.14", "H42.14-261123-0001"},
		{"half past midnight in Vietnam", "2026-11-24 00:30", "d", agency, "000.00.00.H25-261124-0001"},
		{"asked again on the next day", "2026-11-24 08:30", "b", agency, "000.00.00.H25-261123-0002"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o.clock = at(t, tt.clock)
			if got, err := o.issue(tt.id, tt.agency); got != tt.want || err != nil {
				t.Errorf("code %s, %v; want %s", got, err, tt.want)
			}
		})
	}
	if _, err := o.issue("e", "no agency"); !errors.Is(err, dossier.ErrCode) {
		t.Errorf("a code for no agency: %v", err)
	}
}

// TestLateAnswer lets central give a code whose answer never reaches the desk, which then gives its own.
func TestLateAnswer(t *testing.T) {
	o := newOffice(t)
	o.mustIssue("a") // 0001, lost on the way
	counter := o.mustOpen("counter-05")
	var code string
	o.write(counter, func(tx *journal.Tx) (err error) {
		r := registry.Request{ID: "a", Agency: agency}
		if code, err = registry.IssueAlone(tx, dossier.Circular, r, 5, o.clock); err != nil {
			return err
		}
		in := intake("Nguyễn Thị Ánh Nguyệt", "", 5)
		b, err := o.desk().Receive(dossier.Dossier{}, &in, code)
		if err != nil {
			return err
		}
		_, err = registry.Record(tx, "a", b)
		return err
	})
	if want := "000.00.00.H25-261123-6161"; code != want {
		t.Fatalf("the desk's own code is %s, want %s", code, want)
	}
	for range 2 { // sending twice is normal
		o.push(counter)
	}
	if got := o.find("a").Code; got != code {
		t.Errorf("central's register has %s, the paper %s", got, code)
	}
	if got := o.mustIssue("a"); got != code {
		t.Errorf("asked once more, central says %s, the paper %s", got, code)
	}
	if got := o.mustIssue("b"); got != "000.00.00.H25-261123-0002" {
		t.Errorf("the next code is %s", got)
	}
	o.wantFound("", "6161", "a")
}

// TestACounterInThePlaceOfALostOne counts on beyond what the lost one may have given without central.
func TestACounterInThePlaceOfALostOne(t *testing.T) {
	o := newOffice(t)
	counter := o.mustOpen("counter-05")
	alone := func(id string) (code string) {
		o.write(counter, func(tx *journal.Tx) (err error) {
			code, err = registry.IssueAlone(tx, dossier.Circular, registry.Request{ID: id, Agency: agency}, 5, o.clock)
			return err
		})
		return code
	}
	replace := func() {
		o.write(counter, func(tx *journal.Tx) error {
			_, err := tx.Append(journal.KindLost, "", journal.Count{})
			return err
		})
	}
	replace()
	if got := alone("a"); got != "000.00.00.H25-261123-051001" {
		t.Errorf("its first code is %s", got)
	}
	replace()
	if got := alone("b"); got != "000.00.00.H25-261123-052001" {
		t.Errorf("the first code of the next one is %s", got)
	}
	o.push(counter)
	if got := o.mustIssue("c"); got != "000.00.00.H25-261123-0001" {
		t.Errorf("central, which forgot nothing, gives %s", got)
	}
	if o.clock = at(t, "2026-11-24 08:30"); alone("d") != "000.00.00.H25-261124-6161" {
		t.Error("the next day does not begin anew")
	}
}

// push sends all that a device did to central.
func (o *office) push(from *journal.Journal) {
	o.Helper()
	events, err := from.Own(o.Context(), 0, 100)
	if err != nil {
		o.Fatal(err)
	}
	origin, life := from.Name()
	o.write(o.journal, func(tx *journal.Tx) error { _, err := tx.Accept(origin, life, events); return err })
}

func TestLookingUp(t *testing.T) {
	o := newOffice(t)
	o.receive("nguyet", "Nguyễn Thị Ánh Nguyệt", "0912 345 678", 5)
	o.receive("dong", "Đặng Văn Đông", "0987654321", 5)
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a name without marks", "anh nguyet", []string{"nguyet"}},
		{"a name with marks, decomposed", "A\u0301nh Nguye\u0323\u0302t", []string{"nguyet"}},
		{"its beginning", "dang d", []string{"dong"}},
		{"đ as d", "ĐÔNG", []string{"dong"}},
		{"words in another order", "nguyet nguyen", []string{"nguyet"}},
		{"a whole code", "000.00.00.H25-261123-0001", []string{"nguyet"}},
		{"a code in small letters", "000.00.00.h25-261123-0002", []string{"dong"}},
		{"the number of the day", "0002", []string{"dong"}},
		{"a phone number in groups", "0912 345 678", []string{"nguyet"}},
		{"with dots", "0987.654.321", []string{"dong"}},
		{"with the country's code", "+84987654321", []string{"dong"}},
		{"an identity number", "035199000001", []string{"dong", "nguyet"}},
		{"nobody", "tran", nil},
		{"an emoji", "🙂", []string{"dong", "nguyet"}},
		{"all", "", []string{"dong", "nguyet"}},
		{"a pasted page", strings.Repeat("nguyet ", 3000), []string{"nguyet"}},
		{"SQL", "'; DROP TABLE dossiers; --", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o.TB = t
			var got []string
			for _, e := range o.look("", tt.text).Found {
				got = append(got, e.ID)
			}
			if diff := cmp.Diff(map[string]bool{}, set(got, tt.want)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// set is what only one of two lists has.
func set(a, b []string) map[string]bool {
	only := map[string]bool{}
	for _, list := range [][]string{a, b} {
		for _, s := range list {
			if _, both := only[s]; both {
				delete(only, s)
			} else {
				only[s] = true
			}
		}
	}
	return only
}

func TestLists(t *testing.T) {
	o := newOffice(t)
	for id, days := range map[string]float64{"soon": 1, "later": 10, "ready": 10, "asked": 10} {
		o.receive(id, "Trần Văn Bình", "", days)
	}
	b, err := o.desk().AskSupplement(o.find("asked"), dossier.SupplementRequest{Items: []string{"Tờ khai"}, Reason: "Thiếu chữ ký"})
	o.does("asked", b, err)
	o.wantFound(registry.DueSoon, "", "soon")
	o.wantFound(registry.DueToday, "")
	b, err = o.desk().HandOver(o.find("ready"), dossier.Handover{To: "Sở Công Thương"})
	o.does("ready", b, err)
	b, err = o.desk().Finish(o.find("ready"), dossier.Result{Name: "Giấy phép"})
	o.does("ready", b, err)

	o.clock = at(t, "2026-11-25 08:00") // the 24th is a holiday, so one working day ends here, at 8:30
	o.wantFound(registry.DueToday, "", "soon")
	o.clock = at(t, "2026-11-25 08:31")
	o.wantFound(registry.Late, "", "soon")
	o.wantFound(registry.Late, "binh", "soon")
	o.wantFound(registry.Late, "dong")
	o.wantFound(registry.Ready, "", "ready")
	o.wantFound(registry.Open, "", "soon", "later", "asked")
	want := map[registry.List]int{registry.Late: 1, registry.DueToday: 0, registry.DueSoon: 0, registry.Open: 3, registry.Linked: 0, registry.Ready: 1, registry.All: 4}
	if diff := cmp.Diff(want, o.look("", "nobody").Count); diff != "" {
		t.Error(diff)
	}
	entry := o.look(registry.Late, "").Found[0]
	if got := entry.Urgency(o.calendar, o.clock, 2); got != dossier.Late {
		t.Errorf("urgency of %+v is %s", entry, got)
	}
}

func TestWhatComesTooLateChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.receive("a", "Trần Văn Bình", "", 5)
	before := o.find("a")
	withdrawn, err := o.desk().Withdraw(before, "Đổi ý")
	o.does("a", withdrawn, err)
	after := o.find("a")
	handed, err := o.desk().HandOver(before, dossier.Handover{To: "Sở Công Thương"}) // another desk had not heard
	o.does("a", handed, err)
	o.does("never seen here", handed, err)
	if diff := cmp.Diff(after, o.find("a")); diff != "" {
		t.Errorf("a step too late changed the dossier: %s", diff)
	}
	o.wantFound("", "", "a")
	if len(after.History) != 2 {
		t.Errorf("history: %+v", after.History)
	}
}

// TestSameLogSameRows folds one log twice.
func TestSameLogSameRows(t *testing.T) {
	o := newOffice(t)
	o.receive("a", "Trần Văn Bình", "0912345678", 5)
	b, err := o.desk().HandOver(o.find("a"), dossier.Handover{To: "Sở Công Thương"})
	o.does("a", b, err)
	first := o.journal
	o.journal = o.mustOpen("province")
	o.push(first)
	again := o.find("a")
	o.journal = first
	if diff := cmp.Diff(o.find("a"), again); diff != "" {
		t.Error(diff)
	}
}

func FuzzLookingUp(f *testing.F) {
	for _, text := range []string{"anh nguyet", "0912 345", "000.00.00.H25-261123-0001", "🙂", "\xff", "%_'\"", ""} {
		f.Add(text)
	}
	o := newOffice(f)
	o.receive("a", "Nguyễn Thị Ánh Nguyệt", "0912345678", 5)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := registry.Look(t.Context(), o.journal.Reader(), registry.Question{Text: text, Now: o.clock, Soon: o.clock}); err != nil {
			t.Error(err)
		}
	})
}

func TestTheBookOfASpan(t *testing.T) {
	o := newOffice(t)
	for i, day := range []string{"2025-12-31 09:00", "2026-01-05 09:00", "2026-10-30 09:00", "2026-11-02 08:00", "2026-11-02 09:00", "2026-11-23 16:00"} {
		o.clock = at(t, day)
		o.receive(string(rune('a'+i)), "Trần Văn Bình", "", 5)
	}
	in := intake("Nguyễn Thị Ánh Nguyệt", "", 5)
	registered, err := o.desk().Register(in, "")
	o.does("not received yet", registered, err)
	for _, tt := range []struct {
		name     string
		from, to string
		first    int
		want     string
	}{
		{"a month", "2026-11-01 00:00", "2026-12-01 00:00", 3, "def"},
		{"a day", "2026-11-02 00:00", "2026-11-03 00:00", 3, "de"},
		{"the year", "2026-01-01 00:00", "2027-01-01 00:00", 1, "bcdef"},
		{"a day on which nobody came", "2026-11-10 00:00", "2026-11-11 00:00", 5, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, err := registry.Read(t.Context(), o.journal.Reader(), registry.Span{From: at(t, tt.from), To: at(t, tt.to)})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, d := range l.Dossiers {
				got += d.ID
			}
			if got != tt.want || l.First != tt.first {
				t.Errorf("%q from number %d on, want %q from %d", got, l.First, tt.want, tt.first)
			}
		})
	}
	rest, err := registry.Read(t.Context(), o.journal.Reader(), registry.Span{From: at(t, "2026-11-01 00:00"), To: at(t, "2026-12-01 00:00"), Behind: "d"})
	if err != nil || len(rest.Dossiers) != 2 || rest.Dossiers[0].ID != "e" {
		t.Errorf("behind d: %+v, %v", rest.Dossiers, err)
	}
}

func (o *office) now() time.Time { return o.clock }
