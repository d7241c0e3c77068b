package screens

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"motcua/assets"
	"motcua/counter/appointments"
	"motcua/counter/calls"
	"motcua/counter/calls/callstest"
	"motcua/counter/dossiers"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/papers"
	"motcua/counter/settings"
	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// filedDesk is the controllers of a desk with real files, on a real journal; central is the test's, or none.
type filedDesk struct {
	testing.TB
	*dossiers.Controllers
	papers       *papers.Controller
	appointments *appointments.Controller
	files        *filing.Store
	journal      *journal.Journal
	line         *uplink.Link
	woken        int // times the spool was told of a slip

	printerIs drivers.Status
	centreIs  centre.Centre
	newID     func() string
}

// screens are the controllers as the screens want them.
func (f *filedDesk) screens(s *calls.Session) Controllers {
	return Controllers{Navigator: f.Navigator, Calls: s, Dossiers: f.Controllers, Papers: f.papers, Appointments: f.appointments}
}

// quit is another officer sitting down.
func (f *filedDesk) quit() {
	f.Quit()
	f.appointments.Quit()
}

var filedCentre = centre.Centre{
	Name:  queue.Name{"vi": "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"},
	Codes: "{agency}-{yymmdd}-{serial}", Agencies: []centre.Agency{{Code: "000.00.00.H25", Name: "Trung tâm"}},
	PublicURL: "https://hcc.hanam.example.vn", Papers: centre.Letterhead{Parent: "Ủy ban nhân dân tỉnh Hà Nam", Symbol: "TTPVHCC", Place: "Hà Nam", Phone: "0226 300 0000"},
}

// filedRing are the keys of the centre's seal.
var filedRing = seal.Ring{}.Renewed()

// newFiledDesk begins a shift whose central is away: an address that nobody has.
func newFiledDesk(t testing.TB, s *callstest.Shift) *filedDesk {
	t.Helper()
	return newFiledDeskAt(t, s, "http://127.0.0.1:1", filepath.Join(t.TempDir(), "counter.db"))
}

func newFiledDeskAt(t testing.TB, s *callstest.Shift, central, path string) *filedDesk {
	t.Helper()
	return newDeviceAt(t, s, central, path, "counter-05")
}

func newDeviceAt(t testing.TB, s *callstest.Shift, central, path, device string) *filedDesk {
	t.Helper()
	now := func() time.Time { return s.Clock }
	j, err := journal.Open(path, device, now, filing.Tables)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: central}, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	f := &filedDesk{TB: t, journal: j, line: link, printerIs: drivers.Ready, centreIs: filedCentre}
	centreNow := func() centre.Centre { return f.centreIs }
	receiptLink := dossiers.LinkTo(centreNow, func() seal.Ring { return filedRing })
	f.files = &filing.Store{Journal: j, Central: link, Centre: func() centre.Centre { return filedCentre }, Calendar: calendar, Series: 5, Officer: func() officer.Officer { return callstest.Lan }, Slip: dossiers.SlipsOf(s.Speak, "05", centreNow, receiptLink), Now: now}
	ids := 0
	f.newID = func() string { ids++; return fmt.Sprintf("019a5c3e-7b00-7000-8000-%012d", ids) }
	newID := func() string { return f.newID() }
	wake, printer := func() { f.woken++ }, func() drivers.Status { return f.printerIs }
	nav := &navigation.Navigator{Context: t.Context(), Run: ui.Inline, Now: now, Speak: s.Speak, Changed: func() {}}
	f.Controllers = dossiers.New(dossiers.Config{
		Navigator: nav, Store: f.files, Offer: dossiers.NewOffer(shipped, shippedIndex), Centre: centreNow, NewID: newID,
		Printer: &dossiers.SlipPrinter{Wake: wake, Status: printer},
	})
	f.papers = papers.New(papers.Config{Navigator: nav, Store: f.files, Centre: centreNow, Counter: "05", Link: receiptLink, Output: settings.Forms{Folder: t.TempDir()}})
	f.appointments = appointments.New(appointments.Config{
		Navigator: nav, Central: link, Centre: centreNow, Counter: "05", Calendar: func() *workday.Calendar { return calendar }, Print: f.files.Print, Wake: wake, Printer: printer, NewID: newID,
	})
	return f
}

var shipped = func() []procedure.Procedure {
	list, _, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		panic(err)
	}
	return list
}()

var calendar = func() *workday.Calendar {
	c, err := workday.Load(assets.Holidays, "")
	if err != nil {
		panic(err)
	}
	return c
}()

var shippedIndex = procedure.NewIndex(shipped)

const (
	nguyet = "035199000001||Nguyễn Thị Ánh Nguyệt|01011999|Nữ|Thôn 1, Xã Bình Nghĩa, Hà Nam|15042021"
	binh   = "036085012345|168123456|Trần Văn Bình|02031985|Nam|Số 5, đường Lê Lợi, Hà Nam|10102022"
)

// hands are somebody at a counter's window: keys, a scanner, and what came of it.
type hands struct {
	*window
	strikes int // keys and scans
}

func newOfficer(t testing.TB, lang string, size fyne.Size) *hands {
	return &hands{window: newWindow(t, lang, size, "A001", "A002")}
}

// scan is a scanner on a wire.
func (o *hands) scan(code string) {
	o.strikes++
	o.screen.onScan(code)
}

// press lets keys go down, at a human pace.
func (o *hands) press(names ...fyne.KeyName) {
	for _, name := range names {
		if isRune(name) {
			o.Clock = o.Clock.Add(time.Second)
			o.write(string(name))
			continue
		}
		o.strikes++
		o.Clock = o.Clock.Add(time.Second)
		stroke(o.canvas, name, o.screen.onKey, o.screen.onRepeatedKey)
	}
}

// write types letters and digits.
func (o *hands) write(text string) {
	for _, r := range text {
		o.strikes++
		o.Clock = o.Clock.Add(200 * time.Millisecond)
		o.screen.onRune(r)
	}
}

// fill answers the form that is open.
func (o *hands) fill(answers ...string) {
	o.Helper()
	if !o.screen.form.Box.Visible() {
		o.Fatal("no form is open")
	}
	for i, a := range answers {
		o.screen.form.Rows[i].Field().AnswerWith(a)
		o.screen.form.Enter(i)
	}
}

func (o *hands) wantPlace(want navigation.Place) {
	o.Helper()
	if o.filed.Place != want {
		o.Errorf("the officer is at place %d, want %d; told: %q", o.filed.Place, want, o.filed.Notice.Text)
	}
}

func (o *hands) wantTold(part string) {
	o.Helper()
	if !strings.Contains(o.filed.Notice.Text, part) {
		o.Errorf("the officer is told %q, want %q in it", o.filed.Notice.Text, part)
	}
}

// birth takes in a birth registration by the shortest way.
func (o *hands) birth(card string) dossier.Dossier {
	o.scan(card)
	o.write("khai s")
	o.press(fyne.KeyReturn)
	o.write("12")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	return o.filed.Page.Dossier
}

// slips lists the slips to be printed, by their second line.
func (o *hands) slips() (titles []string) {
	o.Helper()
	jobs, err := paper.NewStore(o.filed.journal, nil).Pending(o.Context())
	if err != nil {
		o.Fatal(err)
	}
	for _, job := range jobs {
		titles = append(titles, job.Document[1].Text)
	}
	return titles
}

func TestCardToReceipt(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	d := o.birth(nguyet)
	t.Logf("card to receipt: %d key strokes and scans", o.strikes)
	if o.strikes > 12 {
		t.Errorf("%d key strokes and scans, 12 at most", o.strikes)
	}
	if d.Procedure.Code != "1.001193" || d.Applicant.Owner.Name != "Nguyễn Thị Ánh Nguyệt" || len(d.Papers) != 2 {
		t.Errorf("received: %+v", d)
	}
	if want := time.Date(2026, 11, 23, 17, 0, 0, 0, workday.Vietnam); !d.Appointment.Equal(want) {
		t.Errorf("promised for %v, want %v", d.Appointment, want)
	}
	if diff := cmp.Diff([]string{o.Speak.Text("slip.receipt.title")}, o.slips()); diff != "" || o.filed.woken != 1 {
		t.Errorf("printing, woken %d times: %s", o.filed.woken, diff)
	}
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Queue)
	o.scan(nguyet) // the next birth of this desk: the procedure is the first of its frequent ones
	o.strikes = 1
	o.write("1")
	o.write("0")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	t.Logf("the second time: %d", o.strikes)
}

func TestFeeIsTakenAtOnce(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(binh)
	o.write("lai xe")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Intake)
	o.write("1")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	d := o.filed.Page.Dossier
	if d.Owes() != 0 || len(d.Paid()) != 1 || d.Paid()[0].Payment.Method != dossier.Cash {
		t.Errorf("fees: %+v", d.Fees)
	}
	if got := o.slips(); len(got) != 2 {
		t.Errorf("slips: %q, want receipt and fee", got)
	}
}

// TestAWholeLife lets one dossier go from hand to hand.
func TestAWholeLife(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(binh)
	o.write("lai xe")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(fyne.KeyReturn, fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	for _, step := range []struct {
		key     fyne.KeyName
		answers []string
		status  dossier.Status
		told    string
	}{
		{fyne.Key1, []string{"Công an tỉnh", "Đỗ Thị Sáu", "3"}, dossier.Processing, "chuyển hồ sơ"},
		{fyne.Key2, []string{"Giấy khám sức khỏe; Ảnh", "Hết hạn"}, dossier.Incomplete, "ngừng tính"},
		{fyne.Key2, []string{"Giấy khám sức khỏe; Ảnh"}, dossier.Received, "tính lại"},
		{fyne.Key1, []string{"Công an tỉnh", "", ""}, dossier.Processing, "chuyển hồ sơ"},
		{fyne.Key3, []string{"Lệ phí sát hạch lại", "90.000", "Thông báo 12"}, dossier.Owing, "nghĩa vụ tài chính"},
		{fyne.Key4, []string{"Nghỉ ốm", "1"}, dossier.Suspended, "dừng giải quyết"},
		{fyne.Key3, []string{""}, dossier.Processing, "Tiếp tục giải quyết"},
		{fyne.Key5, []string{"31/12/2026", "Máy sát hạch hỏng", "Vũ Văn Năm"}, dossier.Processing, "gia hạn"},
		{fyne.Key6, []string{"Giấy phép lái xe", "0123"}, dossier.Finished, "chờ trả"},
		{fyne.Key7, []string{"2", "BL0001"}, dossier.Finished, "thu phí"},
		{fyne.Key7, []string{"1", "BL0002"}, dossier.Finished, "thu phí"},
		{fyne.Key8, []string{"Trần Văn Bình", ""}, dossier.Returned, "trả kết quả"},
	} {
		o.press(step.key)
		o.fill(step.answers...)
		if o.filed.Page.Dossier.Status != step.status {
			t.Fatalf("after %s: status %d, want %d; told %q", step.key, o.filed.Page.Dossier.Status, step.status, o.screen.form.Help.Words())
		}
		o.wantTold(step.told)
	}
	if got := len(o.slips()); got != 10 { // receipt, supplement, new receipt, demand, suspension, new receipt, apology, two fees, delivery
		t.Errorf("%d slips: %q", got, o.slips())
	}
	again, err := o.filed.files.Find(t.Context(), o.filed.Page.Dossier.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(o.filed.Page.Dossier, again); diff != "" {
		t.Errorf("the register differs from the screen: %s", diff)
	}
	o.press(keyReprint)
	if got := len(o.slips()); got != 11 {
		t.Errorf("after a reprint there are %d slips", got)
	}
}

func TestRulesAreSaidInAForm(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	for _, tt := range []struct {
		key     fyne.KeyName
		answers []string
		says    string
	}{
		{fyne.Key1, []string{"  ", "", ""}, "cơ quan"},
		{fyne.Key1, []string{"Công an tỉnh", "", "vài"}, "ngày làm việc"},
		{fyne.Key2, []string{" ; ", "Thiếu"}, "giấy tờ"},
		{fyne.Key2, []string{"Tờ khai", ""}, "lý do"},
		{keyWithdraw, []string{""}, "lý do"},
	} {
		o.press(tt.key)
		o.fill(tt.answers...)
		if got := o.screen.form.Help.Words(); !strings.Contains(strings.ToLower(got), tt.says) {
			t.Errorf("%s %q: told %q, want %q in it", tt.key, tt.answers, got, tt.says)
		}
		o.screen.form.Close()
	}
	if n := len(o.filed.Page.Dossier.History); n != 1 {
		t.Errorf("%d steps were written down", n)
	}
	o.press(fyne.Key8, fyne.Key6, fyne.Key3, fyne.Key4) // closed keys
	if o.screen.form.Box.Visible() {
		t.Error("a closed key opened a form")
	}
}

func TestScansThatAreNoCard(t *testing.T) {
	for _, tt := range []struct{ name, scan, says string }{
		{"rubbish", "abcdefghij", "không phải thẻ căn cước"},
		{"emoji", "🙂🙂🙂🙂🙂🙂", "không phải thẻ căn cước"},
		{"a health insurance card", "GD4353501234567|4e677579e1bb856e2056c4836e2041|01/01/1980|1|x|y|z", "bảo hiểm"},
		{"a name of emoji", "035199000001||🙂|01011999|Nữ|Hà Nam|15042021", "tên"},
		{"an empty name", "035199000001|||01011999|Nữ|Hà Nam|15042021", "tên"},
		{"a name of 300 letters", "035199000001||" + strings.Repeat("A", 300) + "|01011999|Nữ|Hà Nam|15042021", "tên"},
		{"a number of another century", "035245000001||Nguyễn Văn A|24111990|Nam|Hà Nam|15042021", "không khớp"},
		{"born tomorrow", "035226000001||Nguyễn Văn A|24112026|Nam|Hà Nam|15042021", "sau ngày hôm nay"},
		{"a dossier nobody knows", "000.00.00.H25-261123-9999", "không có hồ sơ"},
		{"nothing", "", "máy quét"},
		{"broken bytes", "\xff\xfe|\xff|\xff|\xff|\xff|\xff|\xff", "không phải thẻ"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.scan(tt.scan)
			if got := strings.ToLower(o.filed.Notice.Text); !strings.Contains(got, tt.says) {
				t.Errorf("told %q, want %q in it", got, tt.says)
			}
			o.wantPlace(navigation.Queue)
		})
	}
}

func TestOddNames(t *testing.T) {
	long := strings.Repeat("Nguyễn ", 35) // 245 letters
	for _, tt := range []struct{ name, given, want, told string }{
		{"decomposed", "Nguye\u0302\u0303n A\u0301nh", "Nguyễn Ánh", ""},
		{"emoji within", "Nguyễn 🙂 Ánh", "Nguyễn Ánh", ""},
		{"only emoji", "🙂", "", "chữ cái"},
		{"empty", " ", "", "chữ cái"},
		{"245 letters", long, strings.TrimSpace(long), ""},
		{"300 letters", strings.Repeat("ễ", 300), "", "250"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.press(keyIntake, keyMore, fyne.Key1)
			o.fill(tt.given, "", "", "")
			if tt.told != "" && !strings.Contains(o.screen.form.Help.Words(), tt.told) {
				t.Errorf("told %q", o.screen.form.Help.Words())
			}
			if got := o.filed.Intake.Current.Applicant.Owner.Name; got != tt.want {
				t.Errorf("name %q, want %q", got, tt.want)
			}
			wantFit(t, o.screen.box)
		})
	}
}

func TestReceiptOpensItsDossier(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	d := o.birth(nguyet)
	o.press(fyne.KeyEscape)
	o.wantPlace(navigation.Queue)
	for _, scan := range []string{d.Code, o.filed.papers.Link(d), strings.ToLower(o.filed.papers.Link(d)), strings.ToLower(d.Code)} {
		o.scan(scan)
		o.wantPlace(navigation.Dossier)
		if o.filed.Page.Dossier.ID != d.ID {
			t.Errorf("%q opened %q", scan, o.filed.Page.Dossier.Code)
		}
	}
}

// TestScannerThatTypes lets a scanner type where a hand was typing: nothing of the code stays behind.
func TestScannerThatTypes(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	var waiting []func()
	o.screen.keyboard.After = func(_ time.Duration, f func()) { waiting = append(waiting, f) }
	scan := func(code string) {
		for _, r := range code {
			o.Clock = o.Clock.Add(4 * time.Millisecond)
			o.screen.onRune(r)
		}
		o.screen.onKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	scan(nguyet)
	o.wantPlace(navigation.Intake)
	o.screen.onRune('k')
	o.Clock = o.Clock.Add(time.Second)
	for len(waiting) > 0 { // a pause is looked at twice
		pauses := waiting
		waiting = nil
		for _, f := range pauses {
			f()
		}
		o.Clock = o.Clock.Add(20 * time.Millisecond)
	}
	o.Clock = o.Clock.Add(time.Second)
	scan(binh)
	if in := o.filed.Intake.Current; in.Query != "k" || in.Applicant.Owner.Name != "Trần Văn Bình" || in.Applicant.Submitter == nil {
		t.Errorf("query %q, people %+v", in.Query, in.Applicant)
	}
}

// TestOfflineCodesReconcile takes dossiers in with the cable pulled, with an answer lost, and with central there.
func TestOfflineCodesReconcile(t *testing.T) {
	o, central := newOfficerOnline(t)
	receive := func(want string) dossier.Dossier {
		t.Helper()
		d := o.birth(nguyet)
		o.press(fyne.KeyEscape)
		if d.Code != want {
			t.Errorf("code %s, want %s", d.Code, want)
		}
		return d
	}
	receive("000.00.00.H25-261123-0001")
	central.cut = true
	alone := receive("000.00.00.H25-261123-6161")
	o.press(keyBrowse)
	o.press(fyne.KeyLeft) // the whole register, as this desk has it
	if found := o.filed.Register.Answer.Found; len(found) != 2 || o.filed.Register.Whole {
		t.Errorf("without central the desk finds %d dossiers, whole %v", len(found), o.filed.Register.Whole)
	}
	o.press(fyne.KeyEscape)
	central.cut, central.mute = false, true
	lost := receive("000.00.00.H25-261123-6162") // central's 0002 was given to nobody
	central.mute = false
	receive("000.00.00.H25-261123-0003")
	o.press(keyBrowse)
	o.press(fyne.KeyLeft)
	if found := o.filed.Register.Answer.Found; len(found) != 4 || !o.filed.Register.Whole {
		t.Errorf("central's register has %d dossiers, whole %v", len(found), o.filed.Register.Whole)
	}
	for _, d := range []dossier.Dossier{alone, lost} {
		got, err := registry.Find(t.Context(), central.journal.Reader(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Code != d.Code || !got.Appointment.Equal(d.Appointment) {
			t.Errorf("central has %s for %v, the paper %s for %v", got.Code, got.Appointment, d.Code, d.Appointment)
		}
	}
}

// TestADossierFromThePortal scans the code of a dossier that was filed online: it is taken in under that code, and found by it.
func TestADossierFromThePortal(t *testing.T) {
	const code = "G22.99.08-261107-00123"
	o, _ := newOfficerOnline(t)
	o.scan(code)
	o.wantPlace(navigation.Intake)
	o.wantTold(code)
	d := o.birth(nguyet)
	if d.Code != code || d.Channel != procedure.Web || d.Status != dossier.Received || d.Appointment.IsZero() {
		t.Errorf("received as %s by %s, status %d, for %s", d.Code, d.Channel, d.Status, d.Appointment)
	}
	o.press(fyne.KeyEscape)
	o.scan(strings.ToLower(code))
	o.wantPlace(navigation.Dossier)
	if o.filed.Page.Dossier.ID != d.ID {
		t.Errorf("the code opens %s", o.filed.Page.Dossier.Code)
	}
	o.press(fyne.KeyEscape, fyne.KeyEscape, keyIntake, keyMore, fyne.Key4)
	o.fill("A001")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "Ghi mã hồ sơ theo dạng") {
		t.Errorf("told %q of a code that is none", got)
	}
}

// newOfficerOnline is an officer whose desk has a central.
func newOfficerOnline(t *testing.T) (*hands, *testCentral) {
	t.Helper()
	central := mustCentral(t)
	w := newWindowOf(t, "vi", usual, func(t testing.TB, s *callstest.Shift) *filedDesk {
		f := newFiledDeskAt(t, s, central.URL, filepath.Join(t.TempDir(), "desk.db"))
		f.newID = uuid.NewString
		return f
	}, "A001", "A002")
	return &hands{window: w}, central
}

// TestPowerCutAfterTheCode restarts a counter whose disk has the intake and not the dossier: the same code comes out.
func TestPowerCutAfterTheCode(t *testing.T) {
	central := mustCentral(t)
	path := filepath.Join(t.TempDir(), "desk.db")
	s := callstest.NewShift(t)
	before := newFiledDeskAt(t, s, central.URL, path)
	before.newID = uuid.NewString
	before.Run = func(work, show func()) {
		before.files.Central = dying{before.files.Central, before.journal}
		work()
	}
	before.Scanner.Scanned(nguyet)
	for _, r := range "khai s" {
		before.Intake.Current.Type(r)
	}
	before.Intake.Current.Enter()
	before.Intake.Current.Type('1')
	before.Intake.Receive()

	after := newFiledDeskAt(t, s, central.URL, path)
	draft, err := after.files.Interrupted(t.Context())
	if err != nil || draft == nil {
		t.Fatalf("nothing was left to resume: %v", err)
	}
	after.Restore(draft)
	if lack := after.Intake.Current.Lack(); lack != intake.Nothing {
		t.Fatalf("the resumed intake lacks %s", lack)
	}
	after.Intake.Receive()
	if want := "000.00.00.H25-261123-0001"; after.Page.Dossier.Code != want {
		t.Errorf("code %s, want %s again", after.Page.Dossier.Code, want)
	}
	if draft, err := after.files.Interrupted(t.Context()); draft != nil || err != nil {
		t.Errorf("still interrupted: %+v, %v", draft, err)
	}
}

// dying is a central during whose answer the counter's power fails.
type dying struct {
	filing.Central
	journal *journal.Journal
}

func (d dying) Code(ctx context.Context, r registry.Request) (string, error) {
	code, err := d.Central.Code(ctx, r)
	d.journal.Close()
	return code, err
}

// TestNumbersStayOffTheLog lets everything be said about a person, and looks for the number.
func TestNumbersStayOffTheLog(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	defer slog.SetDefault(before)
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.press(fyne.KeyEscape, keyBrowse)
	o.write("035199000001")
	o.scan("035199000001|x")
	for _, secret := range []string{"035199000001", "Nguyệt"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %s: %s", secret, log.String())
		}
	}
	for _, text := range test.LaidOutObjects(o.screen.intake.box) {
		if said, ok := text.(*ui.Text); ok && strings.Contains(said.Words(), "035199000001") {
			t.Errorf("the intake shows the whole number: %q", said.Words())
		}
	}
}
