package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

func newID() string { return uuid.NewString() }

// cases are what is tried, the gravest first. Each tells what has worked of it.
var cases = []struct {
	name string
	do   func(h *attacked) error
}{
	{"central's series to its end", poisonTicket(func(t *queue.Ticket) { t.Series, t.Serial = 0, 1<<62 })},
	{"central's last number", poisonTicket(func(t *queue.Ticket) {
		t.Series, t.Serial, t.Number = 0, queue.MostSerial, queue.Number("A", 0, queue.MostSerial)
	})},
	{"another kiosk's series", poisonTicket(func(t *queue.Ticket) { t.Series, t.Number = 2, "A2001" })},
	{"the head of the line since 1970", poisonTicket(func(t *queue.Ticket) { t.QueueTime = time.Unix(0, 0) })},
	{"a place that nobody took from home", forgedPlace},
	{"a day in eighty years", poisonTicket(func(t *queue.Ticket) { t.IssuedAt = t.IssuedAt.AddDate(80, 0, 0); t.QueueTime = t.IssuedAt })},
	{"a number of 60 KB", poisonTicket(func(t *queue.Ticket) { t.Number = strings.Repeat("A", 60000) })},
	{"renaming a service", poisonTicket(func(t *queue.Ticket) { t.Service = "nowhere" })},
	{"a rating of level 99999", poison("rating-01", hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999})},
	{"a rating of 40 KB", poison("kiosk-1", hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 1, Words: strings.Repeat("a", 40000)})},
	{"an officer of its own", poison("kiosk-1", roster.KindAdded, "eve", roster.Change{By: "console"})},
	{"an agency's codes used up", poison("counter-01", registry.KindCodeIssued, "d", registry.Number{Code: "000.00.00.H25-261123-0001", Agency: "000.00.00.H25", Day: "2026-11-23", Serial: 1_000_000})},
	{"a dossier withdrawn in an officer's name", poison("counter-01", "dossier.withdrawn", "d", dossier.Withdrawal{Signed: dossier.Signed{Login: "lan"}, Reason: "x"})},
	{"a dossier withdrawn in nobody's name", poison("counter-01", "dossier.withdrawn", "d", dossier.Withdrawal{Reason: "x"})},
	{"what an officer read elsewhere", poison("counter-01", roster.KindRead, "d", roster.Reading{Officer: "lan", Device: "counter-02"})},
	{"a login without central and without a password", poison("counter-01", roster.KindDeskOpened, "lan", roster.Seat{Offline: true, At: time.Now()})},
	{"a call to another counter", poison("counter-01", hall.KindOf(queue.Call), newID(), hall.Move{Counter: "02", Turn: 1, Officer: "lan"})},
	{"central's number for somebody else", func(h *attacked) error {
		t, err := h.client("kiosk-2").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 2})
		if err != nil {
			return err
		}
		return poisonTicket(func(mine *queue.Ticket) { mine.Series, mine.Serial, mine.Number = 0, t.Serial, t.Number })(h)
	}},
	{"somebody else's ticket under another number", func(h *attacked) error {
		t, err := h.client("kiosk-2").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 2})
		if err != nil {
			return err
		}
		return poisonTicket(func(mine *queue.Ticket) { mine.ID = t.ID })(h)
	}},
	{"a slip where nobody sits", func(h *attacked) error {
		now := time.Now().UTC().Truncate(time.Millisecond)
		t := queue.Ticket{ID: newID(), Number: "A2077", Series: 2, Serial: 77, Service: "ho-tich", IssuedAt: now, QueueTime: now, InHand: true}
		return poison("counter-01", hall.KindIssued, t.ID, t)(h)
	}},
	{"a desk locked from who never sat there", poison("counter-01", roster.KindLocked, "minh", roster.Seat{})},
	{"a thousand codes at a desk where nobody sits", codeFlood},
	{"events changed after central had them", replay},
	{"another device's events", func(h *attacked) error {
		status, err := h.post("kiosk-1", uplink.PathEvents+"?origin=kiosk-2&incarnation=1", []byte("[]"))
		if err == nil && status != http.StatusForbidden {
			err = fmt.Errorf("the answer is %d", status)
		}
		return err
	}},
	{"8 MB of empty events, three at once", flood},
	{"8 MB in one event", func(h *attacked) error {
		return pushed(h, append(bytes.Repeat([]byte("["), 1), bytes.Repeat([]byte("9"), 7_900_000)...))
	}},
	{"8 MB of brackets", func(h *attacked) error { return pushed(h, bytes.Repeat([]byte("["), 7_900_000)) }},
	{"wrong passwords from a browser", lockOut},
	{"a real login behind sixty guesses", behindGuesses},
	{"a desk's session as a cookie", deskCookie},
	{"everybody sent out of the line from a phone", emptyLine},
	{"folders and templates", listings},
	{"a forwarded address from no proxy of ours", forwarded},
	{"ten codes one after the other, and ten more", inquiries},
	{"files that others read", files},
	{"three hundred requests a second from the address of a whole hall", crowded},
	{"four hundred streams on few connections", streams},
	{"a cookie and an origin through a proxy, and past it", throughProxy},
	{"a folder that others read", openFolder},
	{"a thousand addresses that want the whole day from home", emptyDay},
	{"pictures out of their folder", outOfTheFolder},
	{"questions of 15 KB and more to the catalogue", longQuestions},
	{"bookings with forms and links that are forged", forgedBookings},
	{"poison, a kill, a start, verify and rebuild", afterKill},
	{"a clock that was eighty years ahead", aheadOnce},
	{"a backup killed in the middle of it", killedBackup},
	{"ninety watchers and sixty-four descriptors", watchers},
}

func poisonTicket(change func(*queue.Ticket)) func(h *attacked) error {
	return func(h *attacked) error {
		now := time.Now().UTC().Truncate(time.Millisecond)
		t := queue.Ticket{ID: newID(), Number: "A1001", Series: 1, Serial: 1, Service: "ho-tich", Kiosk: 1, IssuedAt: now, QueueTime: now, State: queue.Waiting, InHand: true}
		change(&t)
		return poison("kiosk-1", hall.KindIssued, t.ID, t)(h)
	}
}

// mostMemory is how much central may hold under any of this, in MB.
const mostMemory = 512

func flood(h *attacked) error {
	body := append(append([]byte("[{}"), bytes.Repeat([]byte(",{}"), 2_650_000)...), ']')
	together(3, func(int) { _ = pushed(h, body) })
	return pushed(h, body)
}

func pushed(h *attacked, body []byte) error {
	status, err := h.post("rating-01", uplink.PathEvents+"?origin=rating-01&incarnation=1", body)
	if rss := h.mostHeld(); rss > mostMemory {
		return fmt.Errorf("central holds %d MB", rss)
	}
	if err == nil && status == http.StatusOK {
		return errors.New("it is taken")
	}
	return h.goesOn()
}

func guess(h *attacked, officer string) error {
	resp, err := h.browser.PostForm(h.address+"/login", url.Values{"officer": {officer}, "password": {"guess"}})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func lockOut(h *attacked) error {
	for range 8 {
		if err := guess(h, "lan"); err != nil {
			return err
		}
	}
	_, err := h.client("counter-01").Login(h, uplink.Credentials{Officer: "lan", Password: password})
	return err
}

func behindGuesses(h *attacked) error {
	alone, err := loginTakes(h)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() { defer close(done); together(60, func(i int) { _ = guess(h, fmt.Sprintf("nobody%d", i)) }) }()
	took, err := loginTakes(h)
	<-done
	if err == nil && took > 6*alone+time.Second { // both at once on few cores, and not one behind sixty
		err = fmt.Errorf("it took %s, alone %s", took, alone)
	}
	return err
}

// loginTakes returns how long a login at a desk takes.
func loginTakes(h *attacked) (time.Duration, error) {
	begun := time.Now()
	_, err := h.client("counter-02").Login(h, uplink.Credentials{Officer: "lan", Password: password})
	return time.Since(begun), err
}

func deskCookie(h *attacked) error {
	s, err := h.client("counter-01").Login(h, uplink.Credentials{Officer: "minh", Password: password})
	if err != nil {
		return err
	}
	status, _, err := h.get("/printers", &http.Cookie{Name: "motcua-session", Value: s.Token})
	if err == nil && status == http.StatusOK {
		err = errors.New("the page is shown")
	}
	return err
}

// emptyLine knows the ids of all who wait, as a kiosk's box does, and asks for each on its phone page: without a seal, with another's, as
// another site's page, and in the body of an event.
func emptyLine(h *attacked) error {
	t, err := h.client("kiosk-2").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 2})
	if err != nil {
		return err
	}
	for _, code := range []string{seal.Ring{}.TicketCode(t), seal.Ring{}.Renewed().TicketCode(t)} {
		resp, err := h.browser.PostForm(h.address+"/t/"+code+"/leave", nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	if err := poison("kiosk-1", hall.KindOf(queue.Leave), t.ID, hall.Move{})(h); err != nil {
		return err
	}
	status, place, err := h.get("/t/" + seal.Ring{}.TicketCode(t) + "/place.json")
	if err == nil && (status != http.StatusOK || strings.Contains(place, `"state":"left"`)) {
		err = fmt.Errorf("%d: %s", status, place)
	}
	return err
}

func listings(h *attacked) error {
	for _, path := range []string{"/web/", "/fonts/", "/web/login.html", "/web", "/fonts"} {
		status, body, err := h.get(path)
		if err != nil {
			return err
		}
		if status == http.StatusOK {
			return fmt.Errorf("%s is shown: %.60q", path, body)
		}
	}
	return nil
}

func forwarded(h *attacked) error {
	for i := range 30 { // each from another address, as it says
		req, err := http.NewRequestWithContext(h, http.MethodPost, h.address+"/login", strings.NewReader("officer=nobody&password=guess"))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.0.0.%d", i))
		resp, err := h.browser.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return nil
		}
	}
	return errors.New("thirty guesses are looked at")
}

func inquiries(h *attacked) error {
	for i := range 20 {
		_, err := h.client("kiosk-1").Inquire(h, registry.Inquiry{Codes: []string{fmt.Sprintf("000.00.00.H25-261123-%04d", i+1)}})
		if errors.Is(err, uplink.ErrTooMany) {
			return nil
		}
	}
	return errors.New("twenty are answered")
}

func files(h *attacked) error {
	return filepath.WalkDir(filepath.Dir(h.config), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			err = fmt.Errorf("%s is %s", d.Name(), info.Mode().Perm())
		}
		return err
	})
}

func afterKill(h *attacked) error {
	h.stop()
	for _, args := range [][]string{{"verify"}, {"verify", "--meaning"}, {"rebuild"}} {
		if _, err := h.command("", args...); err != nil {
			return err
		}
	}
	return errors.Join(h.start(), h.goesOn())
}

func watchers(h *attacked) error {
	h.stop()
	if err := h.start("sh", "-c", `ulimit -n 64; exec "$0" "$@"`); err != nil {
		return err
	}
	for range 90 { // each on a connection of its own
		alone := &http.Client{Transport: h.browser.Transport.(*http.Transport).Clone(), Timeout: 10 * time.Second}
		req, err := http.NewRequestWithContext(h, http.MethodGet, h.address+"/bell", nil)
		if err != nil {
			return err
		}
		go func() {
			if resp, err := alone.Do(req); err == nil {
				defer resp.Body.Close()
				_, _ = resp.Body.Read(make([]byte, 1))
				time.Sleep(20 * time.Second)
			}
		}()
	}
	time.Sleep(2 * time.Second)
	return h.goesOn()
}
