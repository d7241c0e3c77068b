package booking

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/central/citizen"
	"motcua/central/citizen/providertest"
	"motcua/central/settings"
	"motcua/central/web"
	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/procedure"
	"motcua/internal/proofofwork"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

func TestMain(m *testing.M) { journaltest.Main(m) }

// house is a centre on the web, at a moment that stands still.
type house struct {
	testing.TB
	*Room
	address string
	clock   time.Time
	outbox  string // file of what was sent to phones
}

// plan is what a house is built by.
type plan struct {
	Parts
	citizens settings.Identity
	rules    booking.Rules
}

// byPhone has people prove a phone by a code that is sent there.
func byPhone(p *plan) { p.citizens.Proof = identity.Phone }

// monday is a morning before a day off, 24/11.
var monday = time.Date(2026, 11, 23, 8, 0, 0, 0, queue.Zone)

func testCentre() centre.Centre {
	weekdays := []string{"mon", "tue", "wed", "thu", "fri"}
	return centre.Centre{
		Name:      queue.Name{"vi": "Trung tâm Phục vụ hành chính công phường Hà Nam", "en": "Hà Nam Ward Public Administration Service Centre"},
		PublicURL: "https://hanam.example.vn",
		Services: []queue.Service{
			{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch – Chứng thực", "en": "Civil status – Certification"}, Fields: []string{"Hộ tịch"}},
			{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai – Môi trường", "en": "Land – Environment"}},
		},
		Counters:     []queue.Counter{{ID: "01", Services: []string{"ho-tich", "dat-dai"}}},
		Hours:        []queue.Opening{{Days: weekdays, From: 7*60 + 30, To: 11*60 + 30}, {Days: weekdays, From: 13*60 + 30, To: 17 * 60}},
		Appointments: queue.CheckIn{Taken: true, Before: 30, After: 15, Length: 30},
		Papers:       centre.Letterhead{Phone: "0226 300 0005"},
	}
}

// catalogue knows one procedure.
type catalogue struct{}

func (catalogue) Procedure(_ context.Context, code string) (procedure.Procedure, bool) {
	return procedure.Procedure{
		Code: code, Name: "Đăng ký khai sinh", Field: "Hộ tịch",
		Documents: []procedure.Paper{{Name: "Tờ khai đăng ký khai sinh theo mẫu"}, {Name: "Giấy chứng sinh"}},
	}, code == "1.001193"
}

func mustOpen(t testing.TB, before ...func(*plan)) *house {
	t.Helper()
	h := &house{TB: t, clock: monday, outbox: filepath.Join(t.TempDir(), "messages")}
	j, err := journal.Open(journaltest.Place(t, "central"), hall.Central, func() time.Time { return h.clock }, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	calendar, err := workday.New(workday.Standard)
	if err != nil {
		t.Fatal(err)
	}
	p := plan{rules: booking.Rules{On: true, PerCounter: 4, Share: 50, Days: 14, Before: 60, Most: 2, PerAddress: 200}, citizens: settings.Identity{Proof: identity.Card, Messages: settings.Messages{MostADay: 500, File: h.outbox}}}
	p.Parts = Parts{
		Centre: testCentre, Rules: func() booking.Rules { return p.rules },
		Journal: j, Calendar: calendar, Now: func() time.Time { return h.clock }, Procedures: catalogue{}, Secure: func(*http.Request) bool { return true },
	}
	for _, change := range before {
		change(&p)
	}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	h.address = server.URL
	own := p.Centre() // logins come back to where the test listens
	own.PublicURL = server.URL
	p.Door = citizen.New(settings.Settings{Centre: own, Citizens: p.citizens}, identity.NewKey(), p.Now)
	p.Door.Demand = &proofofwork.Demand{Base: 1, Free: 1000, Quiet: 1000, Window: time.Hour} // what a browser pays is tested in one
	h.Room = New(p.Parts)
	for _, routes := range []map[string]http.Handler{h.Routes(), h.Door.Routes()} {
		for pattern, do := range routes {
			mux.Handle(pattern, web.Compressed(do))
		}
	}
	mux.Handle("GET "+web.PathStatic, web.Static(Web, citizen.Pages))
	return h
}

// page is an answer.
type page struct {
	status int
	path   string // where it was found in the end
	body   string
	header http.Header
}

// hidden returns what a hidden field of the page holds.
func (p page) hidden(name string) string {
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(p.body)
	if m == nil {
		return ""
	}
	return strings.NewReplacer("&#43;", "+", "&amp;", "&").Replace(m[1])
}

func (h *house) get(path string) page {
	h.Helper()
	resp, err := http.Get(h.address + path)
	return h.read(resp, err)
}

func (h *house) post(path string, form url.Values) page {
	h.Helper()
	resp, err := http.PostForm(h.address+path, form)
	return h.read(resp, err)
}

func (h *house) read(resp *http.Response, err error) page {
	h.Helper()
	if err != nil {
		h.Error(err)
		return page{}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		h.Error(err)
	}
	return page{resp.StatusCode, resp.Request.URL.Path, string(body), resp.Header}
}

// formFor is what somebody sends for a slot of ho-tich, with the work that their browser has done.
func (h *house) formFor(n int, day, at string) url.Values {
	work, phone := h.Door.Fields(httptest.NewRequest("GET", PathBook, nil), purpose).Challenge, fmt.Sprintf("09%08d", n)
	f := url.Values{
		"service": {"ho-tich"}, "day": {day}, "at": {at}, "name": {"Nguyễn Văn An"}, "phone": {phone}, "who": {phone},
		"work": {work}, "solution": {proofofwork.Solve(work)},
	}
	if h.Door.Proof() == identity.Card {
		f.Set("who", fmt.Sprintf("0350900%05d", n))
	}
	return f
}

// sent returns what was sent to phones, a line a message.
func (h *house) sent() []string {
	h.Helper()
	raw, err := os.ReadFile(h.outbox)
	if err != nil {
		h.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

// lastSent returns the last of it.
func (h *house) lastSent() string { return h.sent()[len(h.sent())-1] }

// proves types the code that was sent last into the page that asks for it.
func (h *house) proves(asks page) page {
	h.Helper()
	return h.post(citizen.Path, url.Values{"form": {asks.hidden("form")}, "errand": {asks.hidden("errand")}, "code": {strings.Fields(h.lastSent())[1]}})
}

// mustBook books a slot and returns the page of the appointment.
func (h *house) mustBook(n int, day, at string) page {
	h.Helper()
	p := h.post(PathBook, h.formFor(n, day, at))
	if p.status != http.StatusOK || !strings.HasPrefix(p.path, PathOwn) {
		h.Fatalf("%d at %s: %s", p.status, p.path, p.body)
	}
	return p
}

func wantSays(t testing.TB, p page, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("%s: %d, want %d", p.path, p.status, status)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("%s does not say %q:\n%s", p.path, text, p.body)
		}
	}
}

// TestFromTheServiceToThePage chooses service, day and time by the links of each page, as somebody without scripts does, books, and looks at the page.
func TestFromTheServiceToThePage(t *testing.T) {
	h := mustOpen(t)
	wantSays(t, h.get(PathBook), 200, `href="/dat-lich?lang=vi&amp;service=ho-tich"`, "Đất đai – Môi trường")
	wantSays(t, h.get(PathBook+"?service=ho-tich&lang=en"), 200, "Choose a day", "24/11 · closed", "25/11 · 30 free", `href="?day=2026-11-25&amp;lang=en&amp;service=ho-tich"`)
	wantSays(t, h.get(PathBook+"?service=ho-tich&day=2026-11-25"), 200, "Thứ Tư, 25/11/2026", "còn 2 chỗ", `href="?at=07%3A30&amp;day=2026-11-25&amp;lang=vi&amp;service=ho-tich"`)
	form := h.get(PathBook + "?service=ho-tich&day=2026-11-25&at=09:00&procedure=1.001193")
	wantSays(t, form, 200, "09:00–09:30", "Họ và tên", `name="procedure" value="1.001193"`)
	asked := h.formFor(1, "2026-11-25", "09:00")
	asked.Set("procedure", form.hidden("procedure"))
	own := h.post(PathBook, asked)
	wantSays(t, own, 200, "Đã đặt lịch hẹn.", "09:00–09:30", "N. V. An · ••• ••• 001", "Giấy chứng sinh", "<svg", "từ 08:30 đến 09:45")
	if strings.Contains(own.body, "000000001") || strings.Contains(own.body, "Nguyễn Văn An") {
		t.Error("the page names its person")
	}
	if own.header.Get("Referrer-Policy") != "no-referrer" || own.header.Get("Cache-Control") != "no-store" || own.header.Get("Set-Cookie") != "" {
		t.Errorf("headers %v", own.header)
	}
}

// TestWhatWasTypedWrong is said beside its field, what was typed stands there still, and nothing is booked.
func TestWhatWasTypedWrong(t *testing.T) {
	h := mustOpen(t)
	f := h.formFor(1, "2026-11-25", "09:00")
	f.Set("name", `<b>"Lan"</b>`)
	f.Set("phone", "024 3825 1234")
	f.Set("who", "0350900")
	p := h.post(PathBook, f)
	wantSays(t, p, 422, `id="name-fault"`, `id="phone-fault"`, `id="who-fault"`, `value="0350900"`, `value="&lt;b&gt;&#34;Lan&#34;&lt;/b&gt;"`, `value="024 3825 1234"`, "Xin nhập số di động")
	f = h.formFor(1, "2026-11-25", "09:00")
	f.Del("solution")
	wantSays(t, h.post(PathBook, f), 422, "cần JavaScript")
	once := h.formFor(1, "2026-11-25", "09:00")
	if p := h.post(PathBook, once); p.status != 200 {
		t.Error(p.status)
	}
	wantSays(t, h.post(PathBook, once), 422, "Trang mở đã lâu")
	h.wantBooked(1)
}

// wantBooked counts the appointments that stand.
func (h *house) wantBooked(n int) {
	h.Helper()
	got := 0
	for day := workday.DateOf(monday); !h.Rules().LastDay(monday).Before(day); day = day.AddDays(1) {
		entries, err := h.book().On(context.Background(), h.Journal.Reader(), day)
		if err != nil {
			h.Fatal(err)
		}
		for _, e := range entries {
			if e.Arrival != queue.GivenUp {
				got++
			}
		}
	}
	if got != n {
		h.Errorf("%d are booked, want %d", got, n)
	}
}

// TestAHundredBrowsersAndTwoPlaces: exactly as many are booked as there are; everybody else reads so and is shown the nearest free times, of which one
// is booked without typing anything again.
func TestAHundredBrowsersAndTwoPlaces(t *testing.T) {
	h := mustOpen(t)
	forms := make([]url.Values, 100)
	for i := range forms {
		forms[i] = h.formFor(i, "2026-11-25", "09:00")
	}
	pages := make([]page, len(forms))
	var wait sync.WaitGroup
	for i := range forms {
		wait.Go(func() { pages[i] = h.post(PathBook, forms[i]) })
	}
	wait.Wait()
	booked, late := 0, page{}
	for _, p := range pages {
		if p.status == http.StatusOK && strings.HasPrefix(p.path, PathOwn) {
			booked++
			continue
		}
		late = p
		wantSays(t, p, http.StatusConflict, "chỗ cuối cùng lúc 09:00", "08:30 · Thứ Tư, 25/11/2026", "09:30 · Thứ Tư, 25/11/2026")
	}
	if booked != 2 {
		t.Errorf("%d are booked, want 2", booked)
	}
	h.wantBooked(2)
	at := regexp.MustCompile(`name="at" value="([^"]*)">09:30`).FindStringSubmatch(late.body)
	if at == nil {
		t.Fatal(late.body)
	}
	other := h.post(PathBook+"/gio-khac", url.Values{"draft": {late.hidden("draft")}, "at": {strings.ReplaceAll(at[1], "&#43;", "+")}})
	wantSays(t, other, 200, "09:30–10:00")
	h.wantBooked(3)
}

// TestAnAppointmentIsMovedAndCancelledByItsLink, and by nothing that only looks.
func TestAnAppointmentIsMovedAndCancelledByItsLink(t *testing.T) {
	h := mustOpen(t)
	own := h.mustBook(1, "2026-11-25", "09:00").path
	for _, look := range []string{"", "/doi", "/doi?day=2026-11-26", "/doi?day=2026-11-26&at=10:00", "/huy", "/lich.ics"} {
		if p := h.get(own + look); p.status != 200 {
			t.Errorf("%s: %d", look, p.status)
		}
	}
	wantSays(t, h.get(own), 200, "09:00–09:30", "Thứ Tư, 25/11/2026")
	wantSays(t, h.get(own+"/lich.ics"), 200, "SEQUENCE:0\r\n", "DTSTART:20261125T020000Z\r\n", "METHOD:PUBLISH")
	wantSays(t, h.post(own+"/doi", url.Values{"day": {"2026-11-26"}, "at": {"10:00"}}), 200, "10:00–10:30", "Thứ Năm, 26/11/2026", "Đã đặt lịch hẹn.")
	wantSays(t, h.post(own+"/doi", url.Values{"day": {"2026-11-26"}, "at": {"10:10"}}), 409, "Giờ vừa chọn không còn chỗ")
	wantSays(t, h.get(own+"/lich.ics"), 200, "SEQUENCE:1\r\n", "DTSTART:20261126T030000Z\r\n")
	h.wantBooked(1)
	wantSays(t, h.post(own+"/huy", nil), 200, "Lịch hẹn này đã hủy.")
	wantSays(t, h.get(own+"/lich.ics?lang=en"), 200, "SEQUENCE:2\r\n", "STATUS:CANCELLED", "METHOD:CANCEL", "Appointment: Civil status")
	h.wantBooked(0)
	wantSays(t, h.get(PathOwn+strings.Repeat("A", 27)), 404, "Không có lịch hẹn nào ở liên kết này")
	wantSays(t, h.get(PathOwn+"x"), 404)
}

// TestAnOfficersChangeIsToldOnThePage, and the counters' diary names nobody whole.
func TestAnOfficersChangeIsToldOnThePage(t *testing.T) {
	h := mustOpen(t)
	own := h.mustBook(1, "2026-11-25", "09:00").path
	entries, err := h.book().On(t.Context(), h.Journal.Reader(), workday.Date{Year: 2026, Month: 11, Day: 25})
	if err != nil || len(entries) != 1 || entries[0].Whose != "N. V. An · ••• ••• 001" || !entries[0].Online {
		t.Fatalf("%+v, %v", entries, err)
	}
	lan := hall.Author{Officer: "lan", Device: "counter-01"}
	err = h.Journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := h.book().Appointments.Book(t.Context(), tx, hall.Booking{Code: entries[0].Code, Service: "ho-tich", From: entries[0].From.Add(2 * time.Hour), Move: true}, lan)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wantSays(t, h.get(own), 200, "đã được trung tâm đổi giờ", "11:00–11:30", "Trước đây: 09:00 · Thứ Tư, 25/11/2026")
	err = h.Journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := h.book().Appointments.GiveUp(t.Context(), tx, entries[0].Code, lan)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wantSays(t, h.get(own), 200, "đã bị trung tâm hủy")
}

// TestAPhoneIsProvenByACode before anything is booked; its holder is sent the link, and a reminder the day before.
func TestAPhoneIsProvenByACode(t *testing.T) {
	h := mustOpen(t, byPhone)
	asks := h.post(PathBook, h.formFor(1, "2026-11-25", "09:00"))
	wantSays(t, asks, 200, "Nhập mã vừa nhận", "••• ••• 001")
	h.wantBooked(0)
	wantSays(t, h.post(citizen.Path, url.Values{"form": {asks.hidden("form")}, "errand": {asks.hidden("errand")}, "code": {"1"}}), 422, "Mã chưa đúng")
	h.wantBooked(0)
	own := h.proves(asks)
	wantSays(t, own, 200, "Đã đặt lịch hẹn.", "••• ••• 001")
	if said := h.lastSent(); !strings.HasPrefix(said, "+84900000001 ") || !strings.Contains(said, "https://hanam.example.vn"+own.path) {
		t.Errorf("sent %q", said)
	}
	h.wantBooked(1)
	h.clock = monday.AddDate(0, 0, 1)
	n := len(h.sent())
	h.remind(t.Context())
	h.remind(t.Context())
	if said := h.lastSent(); len(h.sent()) != n+1 || !strings.Contains(said, "ngay mai 09:00 Thu Tu, 25/11/2026") {
		t.Errorf("%d reminders, %q", len(h.sent())-n, said)
	}
}

// TestAGatewayThatIsDown is said, and nothing is booked.
func TestAGatewayThatIsDown(t *testing.T) {
	h := mustOpen(t, byPhone, func(p *plan) { p.citizens.Messages.File += "/none" })
	wantSays(t, h.post(PathBook, h.formFor(1, "2026-11-25", "09:00")), 422, "Chưa gửi được tin nhắn")
	h.wantBooked(0)
}

// TestTheCodesFormSentTwice makes one appointment, and counts once for the address.
func TestTheCodesFormSentTwice(t *testing.T) {
	h := mustOpen(t, byPhone, func(p *plan) { p.rules.PerAddress = 2 })
	asks := h.post(PathBook, h.formFor(1, "2026-11-25", "09:00"))
	code := url.Values{"form": {asks.hidden("form")}, "errand": {asks.hidden("errand")}, "code": {strings.Fields(h.lastSent())[1]}}
	first, again := h.post(citizen.Path, code), h.post(citizen.Path, code)
	if first.path != again.path || again.status != http.StatusOK {
		t.Errorf("%s, then %d at %s", first.path, again.status, again.path)
	}
	h.proves(h.post(PathBook, h.formFor(2, "2026-11-25", "09:30")))
	h.wantBooked(2)
}

// TestAnUnprovenDraftBooksNothing, and who has proven one phone books for no other.
func TestAnUnprovenDraftBooksNothing(t *testing.T) {
	h := mustOpen(t, byPhone)
	other := h.post(PathBook, h.formFor(2, "2026-11-25", "09:00"))
	for _, draft := range []string{other.hidden("errand"), h.Door.Seal(purpose, draft{Service: "ho-tich"}, draftLasts)} {
		wantSays(t, h.post(PathBook+"/gio-khac", url.Values{"draft": {draft}, "at": {"2026-11-25T09:30:00+07:00"}}), 403)
	}
	h.wantBooked(0)
	mine := h.post(PathBook, h.formFor(1, "2026-11-25", "09:00"))
	wantSays(t, h.post(citizen.Path, url.Values{"form": {mine.hidden("form")}, "errand": {other.hidden("errand")}, "code": {strings.Fields(h.lastSent())[1]}}), 200, "••• ••• 001")
}

// TestLoggedIn: who logs in at a provider books without a code, is the same person with whatever phone, and is found at the kiosk by their card.
func TestLoggedIn(t *testing.T) {
	provider := providertest.Start(t)
	h := mustOpen(t, func(p *plan) {
		p.citizens = settings.Identity{Proof: identity.Account, Account: settings.Account{
			Issuer: provider.URL, Client: "motcua", Secret: "s", Scopes: []string{"openid"}, Claim: "number", Name: queue.Name{"vi": "VNeID"},
		}}
	})
	h.clock = time.Now() // so has the provider's token
	day := workday.DateOf(h.clock).AddDays(1)
	for len(h.mustSlots(day)) == 0 {
		day = day.AddDays(1)
	}
	at := clockOf(h.mustSlots(day)[1].From)
	logsIn := func(n int, at string) page {
		b := &http.Client{}
		b.Jar, _ = cookiejar.New(nil)
		resp, err := b.PostForm(h.address+PathBook, h.formFor(n, day.String(), at))
		return h.read(resp, err)
	}
	wantSays(t, h.get(PathBook+"?service=ho-tich&day="+day.String()+"&at="+at), 200, "đăng nhập bằng VNeID.", "Tiếp tục đăng nhập")
	wantSays(t, logsIn(1, at), 200, "Đã đặt lịch hẹn.", "••• ••• 001")
	wantSays(t, logsIn(2, clockOf(h.mustSlots(day)[2].From)), 409, "đã có lịch hẹn cho dịch vụ này")
	mark := h.Door.Mark(identity.Person{Kind: identity.Card, ID: provider.Number})
	c, err := hall.CheckIn(t.Context(), h.Journal.Reader(), h.Centre(), hall.CheckInRequest{Card: "035090001234", Mark: mark}, h.clock)
	if err != nil || clockOf(c.From) != at {
		t.Errorf("by the card: %+v, %v", c, err)
	}
	if c, err := hall.CheckIn(t.Context(), h.Journal.Reader(), h.Centre(), hall.CheckInRequest{Card: "035090009999"}, h.clock); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("another's card: %+v, %v", c, err)
	}
}

func (h *house) mustSlots(day workday.Date) []booking.Slot {
	h.Helper()
	slots, err := h.book().SlotsOn(context.Background(), h.Journal.Reader(), "ho-tich", day)
	if err != nil {
		h.Fatal(err)
	}
	return slots
}

// TestNobodyBooksOutAWeek: with a new number for each, work done and slots chosen well, an address gets its share of the day and all of the web no
// more than its own, and officers still find room.
func TestNobodyBooksOutAWeek(t *testing.T) {
	h := mustOpen(t, func(p *plan) { p.rules.PerAddress, p.rules.PerCounter = 12, 2 })
	n, got, stopped := 0, 0, 0
	for day := 25; day <= 27; day++ {
		for _, at := range []string{"08:00", "08:30", "09:00", "09:30", "10:00", "10:30"} {
			n++
			p := h.post(PathBook, h.formFor(n, fmt.Sprintf("2026-11-%d", day), at))
			switch {
			case p.status == 200:
				got++
			case p.status == http.StatusTooManyRequests:
				stopped++
			}
		}
	}
	if got != 12 || stopped != 6 {
		t.Errorf("%d were booked and %d stopped, want 12 and 6", got, stopped)
	}
	slots, err := h.book().SlotsOn(t.Context(), h.Journal.Reader(), "ho-tich", workday.Date{Year: 2026, Month: 11, Day: 25})
	if err != nil || slots[1].Free != 0 {
		t.Errorf("%v, %v", slots, err)
	}
	err = h.Journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := h.book().Appointments.Book(t.Context(), tx, hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: slots[1].From}, hall.Author{Officer: "lan"})
		return err
	})
	if err != nil {
		t.Errorf("an officer finds no room: %v", err)
	}
}

// TestNamesGoOverNoOpenLine.
func TestNamesGoOverNoOpenLine(t *testing.T) {
	h := mustOpen(t, func(p *plan) { p.Secure = func(*http.Request) bool { return false } })
	wantSays(t, h.get(PathBook+"?service=ho-tich"), 403, "https://hanam.example.vn/dat-lich")
	wantSays(t, h.post(PathBook, h.formFor(1, "2026-11-25", "09:00")), 403)
	h.wantBooked(0)
}

// TestOffByDefault: a centre that has not turned it on has no such page.
func TestOffByDefault(t *testing.T) {
	h := mustOpen(t, func(p *plan) { p.rules.On = false })
	wantSays(t, h.get(PathBook), 404)
}
