package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/settings"
	"motcua/central/web"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

func TestMain(m *testing.M) {
	syscall.Umask(0o077) // central refuses a folder that others may look into
	beCentral()
	journaltest.Main(m)
}

// mustServe starts a central of its own on a free port, with n counters that all take the one service.
func mustServe(t testing.TB, data string, counters int) *Server {
	t.Helper()
	return mustRun(t, settingsOf(t, data, counters))
}

// settingsOf are those of a central on a free port, with n counters that all take the one service.
func settingsOf(t testing.TB, data string, counters int) settings.Settings {
	t.Helper()
	centre := centre.Centre{
		Name:     queue.Name{"vi": "Trung tâm", "en": "Centre"},
		Services: []queue.Service{{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch", "en": "Civil status"}}},
	}
	for i := range counters {
		centre.Counters = append(centre.Counters, queue.Counter{ID: fmt.Sprintf("%02d", i+1), Services: []string{"ho-tich"}})
	}
	return settings.Settings{
		Listen: "127.0.0.1:0", TLS: true, MostRequests: 1_000_000, Data: data, Database: journaltest.Postgres(t, data), Centre: centre,
	}
}

// mustRun starts a central; what is changed of it before it runs is changed by the functions.
func mustRun(t testing.TB, s settings.Settings, before ...func(*Server)) *Server {
	t.Helper()
	c, err := Open(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range before {
		change(c)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		c.Close()
	})
	return c
}

// credentials are those of the devices that tests have enrolled, by central's folder and the device's name.
var credentials = struct {
	sync.Mutex
	of map[[2]string]uplink.Credential
}{of: map[[2]string]uplink.Credential{}}

// mustEnrol gives the client of a device, which it enrols the first time.
func mustEnrol(t testing.TB, c *Server, name string) uplink.Client {
	t.Helper()
	credentials.Lock()
	defer credentials.Unlock()
	key := [2]string{c.settings().Data, name}
	if _, known := credentials.of[key]; !known {
		var err error
		if credentials.of[key], err = uplink.Enrol(t.Context(), c.Address(), name, mustInvite(t, c, name)); err != nil {
			t.Fatal(err)
		}
	}
	return credentials.of[key].Client(c.Address())
}

// enrolmentEvents is how many events enrolling one device makes.
const enrolmentEvents = 2

// mustInvite gives a code for a device, whether there is a place for it or not.
func mustInvite(t testing.TB, c *Server, name string) string {
	t.Helper()
	d, err := trust.ParseDevice(name)
	if err != nil {
		t.Fatal(err)
	}
	code := trust.NewCode(c.pin)
	if err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { return trust.Invite(tx, d, code, c.now()) }); err != nil {
		t.Fatal(err)
	}
	return code.String()
}

// as lets a device ask, without a wire between; more is what it shows besides its token.
func as(t testing.TB, c *Server, device, method, path, body string, more ...func(*http.Request)) *httptest.ResponseRecorder {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, path, strings.NewReader(body))
	if device != "" {
		mustEnrol(t, c, device)
		credentials.Lock()
		r.Header.Set("Authorization", credentials.of[[2]string{c.settings().Data, device}].Token.Header())
		credentials.Unlock()
	}
	for _, show := range more {
		show(r)
	}
	c.Handler().ServeHTTP(w, r)
	return w
}

// mustLink gives a device of its own with an empty journal.
func mustLink(t testing.TB, c *Server, name string) (*uplink.Link, *journal.Journal) {
	t.Helper()
	nothing := journal.Join() // a device's own tables do not matter here
	j, err := journal.Open(filepath.Join(t.TempDir(), name+".db"), name, time.Now, nothing)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(t.Context(), mustEnrol(t, c, name), j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return link, j
}

func mustIssue(t testing.TB, c *Server) queue.Ticket {
	t.Helper()
	ticket, err := mustEnrol(t, c, "kiosk-1").Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1})
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}

// TestEveryTicketIsCalledExactlyOnce lets 32 kiosks and 32 counters rush at central at once, 50 times each.
func TestEveryTicketIsCalledExactlyOnce(t *testing.T) {
	const clients, each = 32, 50
	c := mustServe(t, t.TempDir(), clients)
	var mu sync.Mutex
	numbers, calls := map[string]int{}, map[string]int{}
	count := func(m map[string]int, key string) { mu.Lock(); m[key]++; mu.Unlock() }

	var issuing sync.WaitGroup
	for range clients {
		issuing.Go(func() {
			for range each {
				count(numbers, mustIssue(t, c).Number)
			}
		})
	}
	var calling sync.WaitGroup
	for i := range clients {
		link, j := mustLink(t, c, fmt.Sprintf("counter-%02d", i+1))
		calling.Go(func() { serve(t, c, link, j, fmt.Sprintf("%02d", i+1), each, func(id string) { count(calls, id) }) })
	}
	issuing.Wait()
	calling.Wait()

	if len(numbers) != clients*each || len(calls) != clients*each {
		t.Errorf("%d numbers and %d tickets called, want %d of each", len(numbers), len(calls), clients*each)
	}
	for key, n := range numbers {
		if n != 1 {
			t.Errorf("number %s was given %d times", key, n)
		}
	}
	for key, n := range calls {
		if n != 1 {
			t.Errorf("ticket %s was called %d times", key, n)
		}
	}
}

// serve calls and finishes until it has had n people.
func serve(t testing.TB, c *Server, link *uplink.Link, j *journal.Journal, counter string, n int, called func(id string)) {
	for served := 0; served < n; {
		changed := c.journal.Changed()
		ticket, err := link.Next(t.Context(), counter)
		if err != nil {
			t.Error(err)
			return
		}
		if ticket == nil {
			<-changed // the kiosks are behind
			continue
		}
		called(ticket.ID)
		served++
		err = j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindOf(queue.Finish), ticket.ID, hall.Move{Counter: counter})
			return err
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// TestTwoCountersRaceForOnePerson lets every counter ask at the same moment for the only one who waits.
func TestTwoCountersRaceForOnePerson(t *testing.T) {
	const counters = 32
	c := mustServe(t, t.TempDir(), counters)
	ticket := mustIssue(t, c)
	start := make(chan struct{})
	got := make(chan *queue.Ticket, counters)
	for i := range counters {
		id := fmt.Sprintf("%02d", i+1)
		client := mustEnrol(t, c, "counter-"+id)
		go func() {
			<-start
			called, err := client.Next(t.Context(), id)
			if err != nil {
				t.Error(err)
			}
			got <- called
		}()
	}
	close(start)
	var had []string
	for range counters {
		if called := <-got; called != nil {
			had = append(had, called.Counter)
			if called.ID != ticket.ID {
				t.Errorf("called %s, who is not there", called.ID)
			}
		}
	}
	if len(had) != 1 {
		t.Errorf("the one who waits was called to %v", had)
	}
}

func TestWhatWasPromisedSurvivesARestart(t *testing.T) {
	data := t.TempDir()
	first := mustServe(t, data, 2)
	request := queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}
	before, err := mustEnrol(t, first, "kiosk-1").Issue(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	second := mustServe(t, data, 2) // the same folder opened twice: the first one's disk as a crash would leave it
	again, err := mustEnrol(t, second, "kiosk-1").Issue(t.Context(), request)
	if err != nil || again != before {
		t.Errorf("before %+v, after %+v, %v", before, again, err)
	}
	if got := mustIssue(t, second).Number; got != "A002" {
		t.Errorf("next number is %s, want A002", got)
	}
}

func TestPushAnswersAGapWithWhereToGoOn(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	link, j := mustLink(t, c, "kiosk-1")
	for range 3 {
		err := j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindHelp, "", nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	origin, life := j.Name()
	events, err := j.Own(t.Context(), 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	client := mustEnrol(t, c, "kiosk-1")
	if held, err := client.Push(t.Context(), origin, life, events); held.Seq != 0 || err != nil {
		t.Errorf("a push that begins with the second event: held %d, %v", held.Seq, err)
	}
	if err := link.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if held, err := client.Push(t.Context(), origin, life, nil); held.Seq != 3 || err != nil {
		t.Errorf("after the whole push: held %d, %v", held.Seq, err)
	}
}

func TestBellRingsAtOnceAndAfterEachChange(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	rings := make(chan struct{}, 100)
	go mustEnrol(t, c, "kiosk-1").Bell(ctx, func() { rings <- struct{}{} })
	for _, when := range []string{"at first", "after a ticket"} {
		select {
		case <-rings:
		case <-time.After(5 * time.Second):
			t.Fatal("no ring " + when)
		}
		mustIssue(t, c)
	}
}

func TestBadRequestsGetASentence(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, tt := range []struct {
		name, device, method, path, body string
		status                           int
		says                             string
	}{
		{"no JSON", "kiosk-1", "POST", uplink.PathTickets, "số thứ tự", 400, "ticket request"},
		{"id that is no UUID", "kiosk-1", "POST", uplink.PathTickets, `{"id":"1","service":"ho-tich","kiosk":1}`, 400, "id"},
		{"unknown service", "kiosk-1", "POST", uplink.PathTickets, `{"id":"` + uuid.NewString() + `","service":"bay","kiosk":1}`, 404, "no such service: bay"},
		{"counter that is no more", "counter-99", "POST", "/v1/counters/99/next", "", 404, "no such counter: 99"},
		{"push without a name", "kiosk-1", "POST", uplink.PathEvents, "[]", 400, "origin"},
		{"push of a foreign event", "kiosk-1", "POST", uplink.PathEvents + "?origin=kiosk-1&incarnation=1", `[{"origin":"central","incarnation":1,"seq":1,"kind":"help.called"}]`, 422, "another device"},
		{"changes after nothing", "centre-ha-nam", "GET", uplink.PathChanges, "", 400, "serial number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if w := as(t, c, tt.device, tt.method, tt.path, tt.body); w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("%d %s; want %d and %q in it", w.Code, w.Body, tt.status, tt.says)
			}
		})
	}
}

func TestPages(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ticket := mustIssue(t, c)
	for _, tt := range []struct {
		name, path string
		status     int
		says       []string
	}{
		{"the wall board", "/", 200, []string{"Trung tâm", "Mời số", "Please go to the counter"}},
		{"where I stand", "/t/" + (seal.Ring{}).TicketCode(ticket), 200, []string{"A001", "Hộ tịch", "Số người chờ trước"}},
		{"a guessed ticket", "/t/A001-" + strings.Repeat("A", 34), 404, []string{"Không tìm thấy"}},
		{"the technician's list, before a login", "/printers", 303, nil},
		{"the login", "/login", 200, []string{"Đăng nhập", "Log in"}},
		{"the typeface", pages.Path("NotoSans-Regular.woff2"), 200, nil},
		{"no list of files", web.PathStatic, 404, nil},
		{"no templates", "/web/ticket.html", 404, nil},
		{"no fonts by guess", "/fonts/", 404, nil},
		{"an old name of a style sheet", web.PathStatic + "board.0000000000.css", 404, nil},
		{"the icon", "/favicon.ico", 200, []string{"<svg"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, r := httptest.NewRecorder(), httptest.NewRequest("GET", tt.path, nil)
			c.Handler().ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			if i := slices.IndexFunc(tt.says, func(s string) bool { return !strings.Contains(w.Body.String(), s) }); i >= 0 {
				t.Errorf("page lacks %q", tt.says[i])
			}
		})
	}
}

func TestBoardTellsNobodysTicketID(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ticket := mustIssue(t, c)
	w := httptest.NewRecorder()
	c.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/board.json", nil))
	if strings.Contains(w.Body.String(), ticket.ID) {
		t.Errorf("the board gives away %s: %s", ticket.ID, w.Body)
	}
}

// TestWhoHasLeftIsOver: the board is told which of its calls are over.
func TestWhoHasLeftIsOver(t *testing.T) {
	c := mustServe(t, t.TempDir(), 2)
	served, staying := mustCall(t, c, "01"), mustCall(t, c, "02")
	mustFinish(t, c, served)
	w := httptest.NewRecorder()
	c.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/board.json", nil))
	var n struct{ View boardView }
	if err := json.Unmarshal(w.Body.Bytes(), &n); err != nil || len(n.View.Calls) != 2 {
		t.Fatal(err, w.Body)
	}
	for _, call := range n.View.Calls {
		if call.Over != (call.Number == served.Number) {
			t.Errorf("%s was finished, %s was not; the board has %+v", served.Number, staying.Number, call)
		}
	}
}

// TestCentralStopsAtOnce stops a central that devices look at.
func TestCentralStopsAtOnce(t *testing.T) {
	c, err := Open(settingsOf(t, t.TempDir(), 1))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	for range 3 {
		mustIssue(t, c) // a connection that rests then
	}
	rung, bell := make(chan struct{}), make(chan error, 1)
	go func() { bell <- mustEnrol(t, c, desk).Bell(t.Context(), sync.OnceFunc(func() { close(rung) })) }()
	<-rung
	began := time.Now()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > lastAnswers/5 {
		t.Errorf("central took %s to stop", took)
	}
	<-bell
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// mustCall gives out a number and calls it to a counter, as its officer would.
func mustCall(t *testing.T, c *Server, counter string) queue.Ticket {
	t.Helper()
	mustIssue(t, c)
	return mustCallNext(t, c, counter)
}

func mustCallNext(t *testing.T, c *Server, counter string) (called queue.Ticket) {
	t.Helper()
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		ticket, err := hall.Next(tx, c.settings().Centre, counter, c.now())
		if err == nil && ticket == nil {
			return errors.New("nobody waits")
		}
		called = *ticket
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return called
}

func mustFinish(t *testing.T, c *Server, ticket queue.Ticket) {
	t.Helper()
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindOf(queue.Finish), ticket.ID, hall.Move{Counter: ticket.Counter, Turn: ticket.Turn})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
