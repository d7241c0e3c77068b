// Package citizen is the door for people who ask central from outside the house: the work that their browser does first, the code that goes to their
// phone, the login at a provider. What they come for is for the rooms behind it, which name a purpose and are handed who was proven.
package citizen

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"motcua/central/ratelimit"
	"motcua/central/settings"
	"motcua/central/web"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/identity"
	"motcua/internal/proofofwork"
	"motcua/internal/queue"
)

//go:embed web
var folder embed.FS

// Pages are the door's own.
var Pages = web.NewPages(folder)

// The addresses of the door's own pages: where a code is typed, and where a login comes back to.
const (
	Path         = "/xac-minh"
	pathLoggedIn = Path + "/xong"
)

// Done goes on with a room's business when somebody was proven; payload is what the room had given to Enter.
type Done func(w http.ResponseWriter, r *http.Request, payload string, p identity.Person)

// Door lets citizens in.
type Door struct {
	settings settings.Identity
	centre   queue.Name
	key      identity.Key
	now      func() time.Time
	codes    *identity.Codes
	mint     *proofofwork.Mint
	sender   Sender
	account  *account
	rooms    map[string]Done

	Demand *proofofwork.Demand // how much a browser works before it is heard

	sendsTo, sendsFrom, sends *ratelimit.Limits // messages: to a phone, for an address, in all
}

// How many messages go to one phone, and for one address, whose whole house or network it may be.
const (
	sendsToPhone = 4
	sendsFromOne = 30
)

// New returns the door of a centre. The key is the centre's own, and stays the same.
func New(s settings.Settings, key identity.Key, now func() time.Time) *Door {
	d := &Door{
		settings: s.Citizens, centre: s.Centre.Name, key: key, now: now, rooms: map[string]Done{},
		codes: identity.NewCodes(key.For("codes")), mint: proofofwork.New(key.For("work")),
		Demand:  &proofofwork.Demand{Base: 14, Free: 8, Quiet: 200, Window: 10 * time.Minute},
		sendsTo: ratelimit.PerDay(sendsToPhone), sendsFrom: ratelimit.PerDay(sendsFromOne), sends: ratelimit.PerDay(s.Citizens.Messages.MostADay),
	}
	switch s.Citizens.Proof {
	case identity.Phone:
		d.sender = newSender(s.Citizens.Messages)
	case identity.Account:
		d.account = newAccount(s.Citizens.Account, s.Centre.PublicURL, key.For("account"))
	}
	return d
}

// Then names what goes on when somebody was proven for a purpose.
func (d *Door) Then(purpose string, do Done) { d.rooms[purpose] = do }

// Mark returns what is kept of a person.
func (d *Door) Mark(p identity.Person) identity.Mark { return d.key.Mark(p) }

// Seal and Open keep what a room's form carries between two pages.
func (d *Door) Seal(purpose string, v any, lasts time.Duration) string {
	return d.key.Seal(purpose, v, d.now().Add(lasts))
}

// Open reads what Seal has written.
func (d *Door) Open(purpose, sealed string, v any) error {
	return d.key.Open(purpose, sealed, d.now(), v)
}

// Fields are what a room's form needs of the door: {{template "door.html" .Door}}.
type Fields struct {
	Lang      string // the only one that the form is written in; empty: it is written in both
	Proof     identity.Kind
	Provider  queue.Name // of logins
	Challenge string
	Typed     string // the phone or card, as it was typed
	Fault     string // id of the sentence that says what is wrong with it
}

// Fields returns those of a new form for somebody at an address.
func (d *Door) Fields(r *http.Request, purpose string) Fields {
	now := d.now()
	return Fields{
		Proof: d.settings.Proof, Provider: d.settings.Account.Name, Typed: r.PostFormValue("who"),
		Challenge: d.mint.Challenge(purpose, d.Demand.Bits(ratelimit.Address(r), now), now),
	}
}

// Worked takes the work that the browser has done for a form; the sentence that says what is wrong, or none.
func (d *Door) Worked(r *http.Request, purpose string) (problem string) {
	err := d.mint.Take(purpose, r.PostFormValue("work"), r.PostFormValue("solution"), d.now())
	switch {
	case err == nil:
		d.Demand.Count(ratelimit.Address(r), d.now())
		return ""
	case errors.Is(err, proofofwork.ErrUnsolved) && r.PostFormValue("solution") == "":
		return "page.door.no_script"
	}
	return "page.door.old"
}

// readPhone and readCard read what was typed, or return the sentence about it.
func readPhone(r *http.Request) (phone, problem string) {
	phone, err := identity.ReadPhone(r.PostFormValue("who"))
	if err != nil {
		return "", "page.door.phone.wrong"
	}
	return phone, ""
}

func readCard(r *http.Request) (digits, problem string) {
	number, err := idcard.ParseNumber(r.PostFormValue("who"))
	if err != nil {
		return "", "page.door.card.wrong"
	}
	return number.Digits(), ""
}

// Fault returns the sentence about a phone or card that cannot be one, or none: so a room says all that is wrong with a form at once.
func (d *Door) Fault(r *http.Request) (problem string) {
	switch d.settings.Proof {
	case identity.Phone:
		_, problem = readPhone(r)
	case identity.Card:
		_, problem = readCard(r)
	}
	return problem
}

// Proof returns how people prove who they are.
func (d *Door) Proof() identity.Kind { return d.settings.Proof }

// Enter has somebody prove who they are who has sent a room's form, and then goes on with the room's business of that purpose. Where it cannot begin, it
// answers nothing and returns the sentence to show above the form.
func (d *Door) Enter(w http.ResponseWriter, r *http.Request, purpose, payload string) (problem string) {
	if problem := d.Worked(r, purpose); problem != "" {
		return problem
	}
	switch d.settings.Proof {
	case identity.Phone:
		return d.ask(w, r, purpose, payload)
	case identity.Account:
		if err := d.account.begin(w, r, purpose, payload, d.now()); err != nil {
			slog.Error("login not begun", "err", err)
			return "page.door.provider"
		}
		return ""
	}
	digits, problem := readCard(r)
	if problem == "" {
		d.rooms[purpose](w, r, payload, identity.Person{Kind: identity.Card, ID: digits})
	}
	return problem
}

// errand is what the page that asks for the code carries.
type errand struct{ Purpose, Payload string }

// errandForm is the purpose of its seal.
const errandForm = "errand"

// ask sends a code to the phone and asks for it.
func (d *Door) ask(w http.ResponseWriter, r *http.Request, purpose, payload string) (problem string) {
	phone, problem := readPhone(r)
	if problem != "" {
		return problem
	}
	now := d.now()
	to := string(d.key.Mark(identity.Person{Kind: identity.Phone, ID: phone}))
	if d.sendsTo.Take(to, now) > 0 {
		return "page.door.phone.often"
	}
	if d.sendsFrom.Take(ratelimit.Address(r), now) > 0 || d.sends.Take("", now) > 0 {
		return "page.door.many"
	}
	form, code := d.codes.Begin(phone, now)
	text := withoutMarks(i18n.In(i18n.Vietnamese).Text("page.door.message", i18n.Args{"Code": code, "Centre": d.centre.In(i18n.Vietnamese)}))
	if err := d.sender.Send(r.Context(), phone, text); err != nil {
		slog.Error("code not sent", "err", err)
		return "page.door.unsent"
	}
	d.showCode(w, http.StatusOK, form, d.Seal(errandForm, errand{purpose, payload}, identity.CodeLasts), "")
	return ""
}

func (d *Door) showCode(w http.ResponseWriter, status int, form, carried, problem string) {
	Pages.Show(w, status, "code.html", map[string]any{"Centre": d.centre, "Form": form, "Errand": carried, "Phone": d.codes.Asked(form, d.now()), "Problem": problem})
}

// Routes returns the door's own pages.
func (d *Door) Routes() map[string]http.Handler {
	routes := map[string]http.Handler{"POST " + Path: http.HandlerFunc(d.prove)}
	if d.account != nil {
		routes["GET "+pathLoggedIn] = http.HandlerFunc(d.loggedIn)
	}
	return routes
}

// prove takes the code that somebody has typed.
func (d *Door) prove(w http.ResponseWriter, r *http.Request) {
	form, carried := r.PostFormValue("form"), r.PostFormValue("errand")
	var e errand
	if err := d.Open(errandForm, carried, &e); err != nil || d.rooms[e.Purpose] == nil {
		d.over(w)
		return
	}
	p, err := d.codes.Prove(form, onlyDigits(r.PostFormValue("code")), d.now())
	wait := identity.WaitError{}
	switch {
	case err == nil:
		d.rooms[e.Purpose](w, r, e.Payload, p)
	case errors.Is(err, identity.ErrWrongCode):
		d.showCode(w, http.StatusUnprocessableEntity, form, carried, "page.door.code.wrong")
	case errors.As(err, &wait):
		d.showCode(w, http.StatusTooManyRequests, form, carried, "page.door.code.wait")
	default:
		d.over(w)
	}
}

// over says that the way has to begin anew.
func (d *Door) over(w http.ResponseWriter) {
	Pages.Show(w, http.StatusGone, "over.html", map[string]any{"Centre": d.centre})
}

// loggedIn takes the answer of the provider of logins.
func (d *Door) loggedIn(w http.ResponseWriter, r *http.Request) {
	l, p, err := d.account.finish(w, r, d.now())
	if err != nil || d.rooms[l.Purpose] == nil {
		slog.Warn("login not taken", "err", err)
		d.over(w)
		return
	}
	d.rooms[l.Purpose](w, r, l.Payload, p)
}

// withoutMarks writes Vietnamese as every phone and every network takes it, in one message.
func withoutMarks(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return strings.NewReplacer("đ", "d", "Đ", "D", "–", "-").Replace(plain)
}

// ErrTooMany says that a day has had as many messages as it may have, to a phone or in all.
var ErrTooMany = errors.New("as many messages as a day may have")

// Messages returns the way of the messages of other rooms, within the same limits of a day as the door's own; nil where no phone is asked.
func (d *Door) Messages() Sender {
	if d.sender == nil {
		return nil
	}
	return limited{d}
}

// limited sends while the day's limits allow it.
type limited struct{ door *Door }

func (l limited) Send(ctx context.Context, phone, text string) error {
	d, now := l.door, l.door.now()
	if d.sendsTo.Take(string(d.Mark(identity.Person{Kind: identity.Phone, ID: phone})), now) > 0 || d.sends.Take("", now) > 0 {
		return ErrTooMany
	}
	return d.sender.Send(ctx, phone, withoutMarks(text))
}

// onlyDigits drops what people type between digits.
func onlyDigits(text string) string {
	digits := make([]rune, 0, len(text))
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits = append(digits, r)
		}
	}
	return string(digits)
}

// Proven reports whether people are proven before anything is theirs; a card is only said.
func (d *Door) Proven() bool { return d.settings.Proof != identity.Card }

// String says how, for the log at the start.
func (d *Door) String() string {
	return fmt.Sprintf("citizens prove themselves by %s", d.settings.Proof)
}
