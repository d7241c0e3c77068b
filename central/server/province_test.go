package server

import (
	"bytes"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/assets"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/province"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// town is a province with two centres, as it is set up on a Monday.
type town struct {
	testing.TB
	province *Server
	data     map[string]string // each centre's folder
	centres  map[string]*Server
	lines    map[string]*uplink.Upstream
	calendar *workday.Calendar
}

func mustFound(t testing.TB) *town {
	t.Helper()
	w := &town{TB: t, data: map[string]string{}, centres: map[string]*Server{}, lines: map[string]*uplink.Upstream{}}
	holidays, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		t.Fatal(err)
	}
	if w.calendar, err = workday.New(workday.Standard, holidays); err != nil {
		t.Fatal(err)
	}
	settings := settingsOf(t, t.TempDir(), 1)
	settings.Centres = []centre.Partner{
		{ID: "ha-nam", Name: "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"},
		{ID: "kim-bang", Name: "Trung tâm Phục vụ hành chính công xã Kim Bảng", Agencies: []string{"Ủy ban nhân dân xã Kim Bảng"}},
		{ID: "ly-nhan", Name: "Trung tâm Phục vụ hành chính công xã Lý Nhân"},
	}
	w.province = mustRun(t, settings)
	for _, p := range w.province.settings().Centres {
		w.data[p.ID] = t.TempDir()
		w.join(p.ID)
	}
	return w
}

// join starts a centre, enrolled at the province, whose line is pulled until exchange.
func (w *town) join(name string) {
	w.Helper()
	settings := settingsOf(w, w.data[name], 1)
	settings.Upstream.Name = name
	c := mustRun(w, settings)
	w.centres[name] = c
	w.lines[name] = &uplink.Upstream{
		Client: mustEnrol(w, w.province, "centre-"+name), Journal: c.journal, Centre: name, Told: func(p []centre.Partner) { c.centres.others.Store(&p) },
	}
}

// exchange lets centres talk to the province, one after the other.
func (w *town) exchange(names ...string) {
	w.Helper()
	for _, name := range names {
		if err := w.lines[name].Exchange(w.Context()); err != nil {
			w.Fatalf("%s: %v", name, err)
		}
	}
}

// desk is an officer of a centre.
func (w *town) desk(centre string) dossier.Desk {
	return dossier.Desk{Calendar: w.calendar, At: time.Now(), Officer: "Cán bộ " + centre, Centre: centre}
}

// does lets a desk of a centre take a step with a dossier, which its central hears of.
func (w *town) does(centre, id string, decide func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error)) {
	w.Helper()
	c := w.centres[centre]
	body, err := decide(w.desk(centre), w.dossier(centre, id))
	if err != nil {
		w.Fatalf("%s: %v", centre, err)
	}
	link, desk := mustLink(w, c, "counter-01")
	err = desk.Write(w.Context(), func(tx *journal.Tx) error { _, err := registry.Record(tx, id, body); return err })
	if err == nil {
		err = link.Flush(w.Context())
	}
	if err != nil {
		w.Fatal(err)
	}
}

// dossier is one as a centre's register has it; none when it has not.
func (w *town) dossier(centre, id string) dossier.Dossier {
	d, _ := registry.Find(w.Context(), w.centres[centre].journal.Reader(), id)
	return d
}

// receive takes a dossier in at Hà Nam and hands it to the people's committee of Kim Bảng.
func (w *town) receive() (id string) {
	w.Helper()
	id = uuid.NewString()
	w.does("ha-nam", id, func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
		return k.Receive(d, &dossier.Intake{
			Agency: "000.00.00.H25", Competent: committee, Sets: 1,
			Procedure: dossier.Procedure{Code: "1.001", Name: "Cấp giấy phép", Limit: workday.Limit{Amount: 5, Unit: workday.WorkingDays}},
			Applicant: dossier.Applicant{Owner: dossier.Party{Name: "Nguyễn Thị Mẫu"}}, Papers: []dossier.Paper{{Name: "Đơn", Originals: 1}},
		}, "000.00.00.H25-261123-0001")
	})
	w.does("ha-nam", id, func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
		return k.HandOver(d, dossier.Handover{From: "Hà Nam", To: committee, Centre: w.centres["ha-nam"].centres.centre().PartnerFor(committee)})
	})
	return id
}

const committee = "Ủy ban nhân dân xã Kim Bảng"

func finish(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Finish(d, dossier.Result{Name: "Giấy phép"})
}

func TestDossierTravelsToAnotherCentreAndItsResultComesBack(t *testing.T) {
	w := mustFound(t)
	w.exchange("ha-nam", "kim-bang", "ly-nhan") // the province names the others
	id := w.receive()
	if _, err := finish(w.desk("ha-nam"), w.dossier("ha-nam", id)); !errors.Is(err, dossier.ErrElsewhere) {
		t.Errorf("Hà Nam decides on what Kim Bảng has: %v", err)
	}
	w.exchange("ha-nam", "kim-bang", "ly-nhan")
	here := w.dossier("kim-bang", id)
	if here.Code == "" || here.Home != "ha-nam" || !here.Handed() || !w.linked("kim-bang", id) || w.linked("ha-nam", id) {
		t.Fatalf("what arrived is %+v", here)
	}
	if d := w.dossier("ly-nhan", id); d.Status != 0 {
		t.Error("a centre that it does not concern has the dossier")
	}

	w.does("kim-bang", id, func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
		return k.TakeOver(d, "Trần Văn Thử")
	})
	w.exchange("kim-bang", "ha-nam")
	if stage := w.dossier("ha-nam", id).Stages[0]; stage.Taken.IsZero() || stage.Taker != "Trần Văn Thử" {
		t.Errorf("Hà Nam does not see that it was taken over: %+v", stage)
	}
	w.does("kim-bang", id, finish)
	w.exchange("kim-bang", "ha-nam")
	home := w.dossier("ha-nam", id)
	if home.Status != dossier.Finished || home.Result.Name != "Giấy phép" || home.Appointment.IsZero() || home.Stages[0].Done.IsZero() {
		t.Errorf("Hà Nam does not see the result: %+v", home)
	}
	deliver := func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
		return k.Return(d, dossier.Delivery{Taker: "Nguyễn Thị Mẫu"})
	}
	if _, err := deliver(w.desk("kim-bang"), w.dossier("kim-bang", id)); !errors.Is(err, dossier.ErrElsewhere) {
		t.Errorf("Kim Bảng returns what was handed in at Hà Nam: %v", err)
	}
	w.does("ha-nam", id, deliver)
	w.exchange("ha-nam", "kim-bang", "ha-nam", "kim-bang")
	for _, centre := range []string{"ha-nam", "kim-bang"} {
		if d := w.dossier(centre, id); d.Status != dossier.Returned || len(d.History) != 5 {
			t.Errorf("%s ends with %+v", centre, d.History)
		}
	}
	w.sound()
}

// linked tells whether a centre lists a dossier as handed there by another.
func (w *town) linked(centre, id string) bool {
	w.Helper()
	a, err := registry.Look(w.Context(), w.centres[centre].journal.Reader(), registry.Question{List: registry.Linked, Now: time.Now()})
	if err != nil {
		w.Fatal(err)
	}
	return slices.ContainsFunc(a.Found, func(e registry.Entry) bool { return e.ID == id })
}

// sound checks that every journal is whole and its tables are what the log says.
func (w *town) sound() {
	w.Helper()
	all := map[string]*Server{"province": w.province}
	maps.Copy(all, w.centres)
	for name, c := range all {
		audit, err := c.journal.Verify(w.Context())
		if err != nil || len(audit.Faults) > 0 {
			w.Errorf("%s: %+v, %v", name, audit, err)
		}
		if made, err := c.journal.Rebuild(w.Context()); err != nil || len(made.Differ) > 0 {
			w.Errorf("%s: %+v, %v", name, made, err)
		}
	}
}

func TestCentreThatItDoesNotConcernChangesNothing(t *testing.T) {
	w := mustFound(t)
	w.exchange("ha-nam", "kim-bang", "ly-nhan")
	id := w.receive()
	w.exchange("ha-nam", "kim-bang")
	forged := &dossier.Refusal{Reason: "không phải việc của mình"}
	link, desk := mustLink(t, w.centres["ly-nhan"], "counter-01")
	err := desk.Write(t.Context(), func(tx *journal.Tx) error { _, err := registry.Record(tx, id, *forged); return err })
	if err == nil {
		err = link.Flush(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	w.exchange("ly-nhan", "ha-nam", "kim-bang")
	for _, centre := range []string{"ha-nam", "kim-bang"} {
		if d := w.dossier(centre, id); d.Status != dossier.Processing || len(d.History) != 2 {
			t.Errorf("%s: %+v", centre, d.History)
		}
	}
}

func TestCentreIsOfflineForDaysAndNothingIsCountedTwice(t *testing.T) {
	w := mustFound(t)
	for range 30 {
		mustIssue(t, w.centres["ha-nam"])
		mustIssue(t, w.centres["kim-bang"]) // the same numbers as Hà Nam's
	}
	w.exchange("ha-nam")
	for range 20 {
		mustIssue(t, w.centres["ha-nam"])
	}
	w.join("ha-nam") // started anew: it remembers nothing of what it has sent
	w.exchange("ha-nam", "kim-bang", "ha-nam")
	standings, err := province.Look(t.Context(), w.province.journal.Reader(), time.Now())
	if err != nil || standings["ha-nam"].Waiting != 50 || standings["kim-bang"].Waiting != 30 {
		t.Errorf("%+v, %v", standings, err)
	}
	if n := w.waitingAtProvince(); n != 0 {
		t.Errorf("%d tickets of the centres stand in the province's own hall", n)
	}
	w.sound()
}

func (w *town) waitingAtProvince() int {
	w.Helper()
	return len(mustLook(w, w.province).Waiting)
}

// TestProvinceComesBackWithAnOlderBackup loses what the centres told since; they tell it again, and nobody counts it twice.
func TestProvinceComesBackWithAnOlderBackup(t *testing.T) {
	w := mustFound(t)
	w.exchange("ha-nam", "kim-bang", "ly-nhan")
	var saved bytes.Buffer
	if _, err := w.province.journal.Backup(t.Context(), &saved); err != nil {
		t.Fatal(err)
	}
	id := w.receive()
	w.exchange("ha-nam", "kim-bang")

	settings := settingsOf(t, t.TempDir(), 1)
	settings.Centres = w.province.settings().Centres
	w.province = mustRun(t, settings)
	if _, err := w.province.journal.Restore(t.Context(), &saved); err != nil {
		t.Fatal(err)
	}
	for name, line := range w.lines {
		line.Client = mustEnrol(t, w.province, "centre-"+name)
		_ = line.Exchange(t.Context()) // what it believed to have sent was not
	}
	w.exchange("ha-nam", "kim-bang")
	w.does("kim-bang", id, finish)
	w.exchange("kim-bang", "ha-nam", "kim-bang")
	for _, centre := range []string{"ha-nam", "kim-bang"} {
		if d := w.dossier(centre, id); d.Status != dossier.Finished || len(d.History) != 3 {
			t.Errorf("%s: %+v", centre, d.History)
		}
	}
	w.sound()
}

func TestLeadersSeeEachCentre(t *testing.T) {
	w := mustFound(t)
	w.exchange("ha-nam", "kim-bang", "ly-nhan")
	mustIssue(t, w.centres["ha-nam"])
	w.receive()
	w.exchange("ha-nam")
	if status := asked(t, w.province, "", "GET", "/province", ""); status != http.StatusSeeOther {
		t.Errorf("who is not logged in is answered %d, want the way to the login", status)
	}
	mustHire(t, w.province, "hoa", officer.Supervisor)
	got := answered(t, w.province, mustBrowse(t, w.province, "hoa"), "GET", "/province", "")
	page := strings.Join(strings.Fields(got.Body.String()), " ")
	for _, want := range []string{"Các trung tâm trong tỉnh", "xã Lý Nhân", "<td>Trung tâm Phục vụ hành chính công tỉnh Hà Nam</td><td>1</td><td>1</td><td>1</td>", "Toàn tỉnh"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if refresh := got.Header().Get("Refresh"); !strings.Contains(refresh, byItself) {
		t.Errorf("the page asks for itself as if somebody did: %q", refresh)
	}
	if strings.Contains(page, "Nguyễn Thị Mẫu") {
		t.Error("the page names a person")
	}
}

func TestVerifiersStayInTheirCentre(t *testing.T) {
	w := mustFound(t)
	centre := w.centres["ha-nam"]
	mustHire(t, centre, "lan", officer.Clerk)
	mustLogin(t, centre, "lan")
	w.exchange("ha-nam")
	events, err := w.province.journal.After(t.Context(), 0, uplink.MostEvents)
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string]string{roster.KindPassword: "verifier", roster.KindOpened: "hash"}
	for _, e := range events {
		if member, secret := secrets[e.Kind]; secret && e.Centre() == "ha-nam" {
			delete(secrets, e.Kind)
			if e.Private != nil || strings.Contains(string(e.Body), member) {
				t.Errorf("%s: the province holds %s %s", e.Kind, e.Body, e.Private)
			}
		}
	}
	if len(secrets) > 0 {
		t.Errorf("the province was not told of %v", secrets)
	}
	if audit, err := w.province.journal.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
}

func TestWhatACentreForgetsItsProvinceForgets(t *testing.T) {
	w := mustFound(t)
	w.exchange("ha-nam", "kim-bang", "ly-nhan")
	id := w.receive()
	w.exchange("ha-nam", "kim-bang")
	w.does("kim-bang", id, finish)
	w.exchange("kim-bang", "ha-nam")
	w.does("ha-nam", id, func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
		return k.Return(d, dossier.Delivery{Taker: "Nguyễn Thị Mẫu"})
	})
	w.exchange("ha-nam")
	if got := w.told(id); !strings.Contains(got, "Nguyễn Thị Mẫu") {
		t.Fatalf("the province does not know whose dossier it is: %s", got)
	}
	mustThrow(t, w.centres["ha-nam"], "counter-09", thrown{registry.KindForgotten, id, nil}) // a stolen one
	w.exchange("ha-nam")
	if got := w.told(id); !strings.Contains(got, "Nguyễn Thị Mẫu") {
		t.Fatal("a counter has made the province forget")
	}
	years := time.Now().AddDate(30, 0, 0)
	if f, err := registry.Forget(t.Context(), w.centres["ha-nam"].journal, dossier.Retention{Months: 12}, years); err != nil || f.Dossiers != 1 {
		t.Fatalf("%+v, %v", f, err)
	}
	w.exchange("ha-nam")
	if got := w.told(id); strings.Contains(got, "Nguyễn Thị Mẫu") {
		t.Errorf("the province still holds %s", got)
	}
	w.sound()
}

// told is all that the province holds of a dossier, in its log and its tables.
func (w *town) told(id string) (all string) {
	w.Helper()
	events, err := w.province.journal.After(w.Context(), 0, 10_000)
	if err != nil {
		w.Fatal(err)
	}
	for _, e := range events {
		all += string(e.Body) + string(e.Private)
	}
	var row []byte
	if err := w.province.journal.Reader().QueryRowContext(w.Context(), `SELECT dossier FROM province_dossiers WHERE id = $1`, id).Scan(&row); err != nil {
		w.Fatal(err)
	}
	return all + string(row)
}
