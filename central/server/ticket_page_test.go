package server

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/assets"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

// codeOf is what the QR code of a ticket's slip says.
func codeOf(t *testing.T, c *Server, ticket queue.Ticket) string {
	t.Helper()
	ring, err := c.ring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ring.TicketCode(ticket)
}

// mustWish has whoever knows a code ask for something, and returns what the page says of it.
func mustWish(t *testing.T, c *Server, path string, form url.Values, head ...string) (status int, said string) {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	c.Handler().ServeHTTP(w, r)
	to, _ := url.Parse(w.Header().Get("Location"))
	return w.Code, to.Query().Get("said")
}

func lineOf(t *testing.T, c *Server) (numbers string) {
	t.Helper()
	for _, one := range mustLook(t, c).Waiting {
		numbers += one.Number + " "
	}
	return numbers
}

func TestWhatAHolderAsksForOnThePhone(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	c.phones.ofTicket = newPhones(c.core, c.pages, nil, c.halls.inMemory).ofAddress // many asks of one ticket
	first, second, third := mustIssue(t, c), mustIssue(t, c), mustIssue(t, c)
	page := "/t/" + codeOf(t, c, first)
	for _, tt := range []struct {
		name, path string
		form       url.Values
		said, line string
	}{
		{"lets one go first", page + "/let", url.Values{"ahead": {"1"}}, "let", "A002 A001 A003 "},
		{"the same, sent twice", page + "/let", url.Values{"ahead": {"1"}}, "let", "A002 A001 A003 "},
		{"all who are there", page + "/let", url.Values{"ahead": {"10"}, "deferred": {"1"}}, "let", "A002 A003 A001 "},
		{"too often", page + "/let", url.Values{"ahead": {"1"}, "deferred": {"2"}}, "often", "A002 A003 A001 "},
		{"no number of people", page + "/let", url.Values{"ahead": {"1000000"}}, "nobody", "A002 A003 A001 "},
		{"nobody behind", "/t/" + codeOf(t, c, first) + "/let", url.Values{"ahead": {"1"}, "deferred": {"9"}}, "often", "A002 A003 A001 "},
		{"comes back without having gone", page + "/return", nil, "back", "A002 A003 A001 "},
		{"leaves", "/t/" + codeOf(t, c, second) + "/leave", nil, "", "A003 A001 "},
		{"has left", "/t/" + codeOf(t, c, second) + "/let", url.Values{"ahead": {"1"}}, "ended", "A003 A001 "},
		{"a number without its seal", "/t/" + (seal.Ring{}).TicketCode(third) + "/leave", nil, "unproven", "A003 A001 "},
		{"another number's seal", "/t/" + (seal.Ring{}).TicketCode(third) + codeOf(t, c, first)[len(codeOf(t, c, first))-17:] + "/leave", nil, "unproven", "A003 A001 "},
		{"no code", "/t/nobody/leave", nil, "unproven", "A003 A001 "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, said := mustWish(t, c, tt.path, tt.form)
			if status != http.StatusSeeOther || said != tt.said || lineOf(t, c) != tt.line {
				t.Errorf("%d, said %q, line %s; want %q, %s", status, said, lineOf(t, c), tt.said, tt.line)
			}
		})
	}
	called := mustCallNext(t, c, "01")
	if status, said := mustWish(t, c, "/t/"+codeOf(t, c, third)+"/leave", nil); called.ID != third.ID || said != "called" {
		t.Errorf("%s called, leaving is answered %d %q", called.Number, status, said)
	}
}

// TestStrangersAskForNothing: another site's page, a browser of 2016 behind a proxy, and who asks again and again.
func TestStrangersAskForNothing(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.PublicListen, s.Centre.PublicURL = "127.0.0.1:0", "https://hall.example"
	c := mustRun(t, s)
	mine, other := mustIssue(t, c), mustIssue(t, c)
	mustIssue(t, c)
	post := func(code, origin string) int {
		req, err := http.NewRequestWithContext(t.Context(), "POST", "http://"+c.public.Addr().String()+"/t/"+code+"/let", strings.NewReader("ahead=1"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", origin)
		resp, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if status := post(codeOf(t, c, mine), "https://evil.example"); status != http.StatusForbidden || lineOf(t, c) != "A001 A002 A003 " {
		t.Errorf("another site: %d, line %s", status, lineOf(t, c))
	}
	if status := post(codeOf(t, c, mine), "https://hall.example"); status != http.StatusSeeOther || lineOf(t, c) != "A002 A001 A003 " {
		t.Errorf("the centre's own address: %d, line %s", status, lineOf(t, c))
	}
	status := 0
	for range 2 * askBurst {
		status = post(codeOf(t, c, mine), "https://hall.example")
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("again and again: %d", status)
	}
	if status := post(codeOf(t, c, other), "https://hall.example"); status != http.StatusSeeOther {
		t.Errorf("somebody else behind the same address: %d", status)
	}
}

// TestAKeyTakenBackProvesNothing: after a kiosk was stolen its thief can seal any code that it knew.
func TestAKeyTakenBackProvesNothing(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ticket := mustIssue(t, c)
	code := codeOf(t, c, ticket)
	if err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { return store.TakeBackSeals(tx, c.now()) }); err != nil {
		t.Fatal(err)
	}
	if status, said := mustWish(t, c, "/t/"+code+"/leave", nil); status != http.StatusSeeOther || said != "unproven" || lineOf(t, c) != "A001 " {
		t.Errorf("%d %q, line %s", status, said, lineOf(t, c))
	}
}

// TestWhatAPhoneShows looks at tickets in every state, at the hours of two days.
func TestWhatAPhoneShows(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 25, hour, minute, 0, 0, queue.Zone) }
	days := []string{"mon", "tue", "wed", "thu", "fri"}
	calendar, err := workday.Load(assets.Holidays, "")
	if err != nil {
		t.Fatal(err)
	}
	c := &core{present: store.NewPresent(settings.Settings{Centre: centre.Centre{Services: []queue.Service{{ID: "ho-tich", Letter: "A", Hours: []queue.Opening{
		{Days: days, From: 7*60 + 30, To: 11*60 + 30}, {Days: days, From: 13*60 + 30, To: 16*60 + 30},
	}}}}}, nil)}
	h := &phones{core: c, calendar: calendar}
	wait := queue.Wait{Least: 10 * time.Minute, Most: 25 * time.Minute}
	held := func(s queue.State, last queue.Action, behind int) queue.Held {
		return queue.Held{State: s, Last: last, Behind: behind, Day: "2026-11-25", Moved: at(9, 0)}
	}
	for _, tt := range []struct {
		name string
		now  time.Time
		f    hall.Followed
		want phoneView
	}{
		{"waits", at(9, 10), hall.Followed{Held: held(queue.Waiting, "", 0), Ahead: 4, Wait: wait, Serves: true}, phoneView{State: phoneWaiting, Ahead: 4, Wait: "10–25 phút"}},
		{"nothing is known of the wait", at(9, 10), hall.Followed{Held: held(queue.Waiting, "", 0), Ahead: 4}, phoneView{State: phoneWaiting, Ahead: 4}},
		{"next soon", at(9, 10), hall.Followed{Held: held(queue.Waiting, "", 0), Wait: queue.Wait{Most: 5 * time.Minute}}, phoneView{State: phoneWaiting, Wait: "dưới 5 phút"}},
		{"others wait behind", at(9, 10), hall.Followed{Held: held(queue.Waiting, "", 3)}, phoneView{State: phoneWaiting, Let: true}},
		{"called", at(9, 1), hall.Followed{Held: held(queue.Called, queue.Call, 0)}, phoneView{State: phoneCalled, Counter: "01"}},
		{"recalled", at(9, 1), hall.Followed{Held: held(queue.Called, queue.Recall, 0)}, phoneView{State: phoneRecalled, Counter: "01"}},
		{"at the counter", at(9, 3), hall.Followed{Held: held(queue.Called, queue.Recall, 0)}, phoneView{State: phoneServed, Counter: "01"}},
		{"did not come", at(9, 10), hall.Followed{Held: held(queue.NoShow, queue.Miss, 0)}, phoneView{State: phoneMissed, Until: "09:30"}},
		{"did not come for long", at(9, 31), hall.Followed{Held: held(queue.NoShow, queue.Miss, 0)}, phoneView{State: phoneMissed}},
		{"left", at(9, 10), hall.Followed{Held: held(queue.Cancelled, queue.Leave, 0)}, phoneView{State: phoneLeft}},
		{"the slip never came out", at(9, 10), hall.Followed{Held: held(queue.Cancelled, queue.Cancel, 0)}, phoneView{State: phoneVoid}},
		{"done", at(9, 10), hall.Followed{Held: held(queue.Done, queue.Finish, 0)}, phoneView{State: phoneDone}},
		{"noon", at(12, 0), hall.Followed{Held: held(queue.Waiting, "", 0)}, phoneView{State: phoneResting, Opens: "13:30"}},
		{"noon, and somebody is served", at(12, 0), hall.Followed{Held: held(queue.Waiting, "", 0), Serves: true}, phoneView{State: phoneWaiting}},
		{"evening", at(18, 0), hall.Followed{Held: held(queue.Waiting, "", 0)}, phoneView{State: phoneClosed, Opens: "07:30 26/11/2026"}},
		{"evening, and somebody is served", at(16, 50), hall.Followed{Held: held(queue.Waiting, "", 0), Serves: true}, phoneView{State: phoneWaiting}},
		{"the next day", at(33, 0), hall.Followed{Held: held(queue.Waiting, "", 3)}, phoneView{State: phoneOld}},
		{"did not come the day before", at(33, 0), hall.Followed{Held: held(queue.NoShow, queue.Miss, 0)}, phoneView{State: phoneOld}},
		{"was served the day before", at(33, 0), hall.Followed{Held: held(queue.Done, queue.Finish, 0)}, phoneView{State: phoneDone}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c.now = func() time.Time { return tt.now }
			tt.f.Ticket = queue.Ticket{Service: "ho-tich", State: tt.f.Held.State, Counter: tt.want.Counter}
			tt.want.At = "09:00"
			if got := h.viewOf(tt.f, i18n.In("vi")); got != tt.want {
				t.Errorf("got %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

// TestPhoneWithoutScripts: the page asks for itself anew, slowly, and forms do what can be done.
func TestPhoneWithoutScripts(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ticket := mustIssue(t, c)
	mustIssue(t, c)
	page := "/t/" + codeOf(t, c, ticket)
	for _, tt := range []struct{ path, accepts, want string }{
		{page, "", `<noscript><meta http-equiv="refresh" content="60"></noscript>`},
		{page, "", `action="` + page + `/let">`},
		{page, "", `href="` + page + `/leave?lang=vi"`},
		{page, "", `data-when="waiting">`},
		{page, "", `data-when="serving" hidden>`},
		{page, "", `lang="vi"`},
		{page, "vi-VN,vi;q=0.9,en;q=0.8", `lang="vi"`},
		{page, "en-GB,vi;q=0.5", `lang="vi"`},
		{page, "en-GB,fr;q=0.5", `<html lang="en"`},
		{page + "?lang=vi", "en-GB", `<html lang="vi"`},
		{page + "?lang=en", "vi", "Your queue number"},
		{page + "?said=often", "", "đã dùng hết số lần"},
		{page + "/leave", "", `action="` + page + `/leave">`},
		{"/t/" + (seal.Ring{}).TicketCode(ticket), "", "A001"},
	} {
		w := fetch(t, c.Handler(), tt.path, map[string]string{"Accept-Language": tt.accepts})
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), tt.want) || w.Header().Get("Set-Cookie") != "" || w.Header().Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: %d, without %s:\n%s", tt.path, w.Code, tt.want, w.Body)
		}
	}
	if w := fetch(t, c.Handler(), "/t/"+(seal.Ring{}).TicketCode(ticket), nil); strings.Contains(w.Body.String(), "<form") {
		t.Error("a code without its seal is offered what only a holder may do")
	}
	if w := fetch(t, c.Handler(), page+"?said=%3Cscript%3E", nil); strings.Contains(w.Body.String(), `id="said"`) {
		t.Error("the address says what the page says")
	}
}

// TestPhonesShareAReading counts how often the line is read for three phones and five changes.
func TestPhonesShareAReading(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.PublicListen = "127.0.0.1:0"
	c := mustRun(t, s)
	reads := make(chan struct{}, 1000)
	read := c.phones.line.read
	c.phones.line.read = func() (*hall.Snapshot, error) { reads <- struct{}{}; return read() }
	c.phones.pulse.gather = 10 * time.Millisecond
	ticket := mustIssue(t, c)
	ctx, stop := context.WithCancel(t.Context())
	var bells []io.Reader
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, "GET", "http://"+c.public.Addr().String()+"/t/"+codeOf(t, c, ticket)+"/bell", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		bells = append(bells, resp.Body)
	}
	mustCallNext(t, c, "01")
	for _, bell := range bells {
		for text, said := make([]byte, 4096), ""; !strings.Contains(said, `"state":"called"`); {
			n, err := bell.Read(text)
			if said += string(text[:n]); err != nil {
				t.Fatal(err, said)
			}
		}
	}
	if n := len(reads); n > 3 {
		t.Errorf("the line was read %d times for the start and one change", n)
	}
	stop()
	eventually(t, "all phones have left", func() bool { n, _ := followersOf(c.phones.line); return n == 0 })
	mustIssue(t, c)
	eventually(t, "nobody reads any more", func() bool { _, runs := followersOf(c.phones.line); return !runs })
}

func followersOf[T any](f *feed[T]) (n int, runs bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.followers, f.runs
}

// eventually waits until something is so, which it will be soon.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("not so: " + what)
		}
	}
}
