package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/maphash"
	"net/http"
	"slices"
	"sync"
	"time"

	"motcua/central/media"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// boards are the wall boards: what they show, each for its zone, and which of them are open.
type boards struct {
	*core
	pages        *publicPages
	calendar     *workday.Calendar
	loudspeakers *loudspeakers
	media        *media.Folder
	open         *openBoards
	pulse        pulse
	hall         *feed[*boardHall]
}

func newBoards(c *core, pages *publicPages, calendar *workday.Calendar, inMemory *hall.Present) *boards {
	h := &boards{core: c, pages: pages, calendar: calendar, loudspeakers: newLoudspeakers(c), media: media.New(c.settings().Board.Media), pulse: boardPulse}
	h.open = newOpenBoards(func() time.Time { return c.now() })
	h.hall = &feed[*boardHall]{pulse: &h.pulse, changed: c.journal.Changed, read: func() (*boardHall, error) { return h.read(inMemory) }}
	return h
}

// boardHall is what the boards' views are made of.
type boardHall struct {
	*hall.Snapshot
	seats map[string]roster.LastSeat // by counter

	mu    sync.Mutex
	zones map[string]*boardNews // by name: what all boards of a zone are sent, made when the first asks
}

// boardNews is a view as all boards of a zone are sent it.
type boardNews struct {
	text   []byte // JSON
	whole  uint64 // a sum of it
	urgent uint64 // a sum without what can wait
}

// boardView is what the wall board shows: numbers and counters, nothing that names a person or opens a ticket's page.
type boardView struct {
	Calls     []boardCall    `json:"calls"`
	Desks     []boardDesk    `json:"desks"`
	Waiting   int            `json:"waiting"`
	Lines     map[string]int `json:"lines"`     // who waits, by service
	Programme string         `json:"programme"` // version of what /programme.json holds
	Voice     *boardVoice    `json:"voice"`     // nil: the board is mute
}

// boardCall is a call; which clips say it the board knows by its number and counter.
type boardCall struct {
	hall.CallShown
	Aloud bool `json:"aloud,omitempty"` // there are clips for all of it
}

type boardDesk struct {
	Counter string `json:"counter"`
	Number  string `json:"number"`         // empty: nobody is called there
	Rest    rest   `json:"rest,omitempty"` // why nobody is
	Back    string `json:"back,omitempty"` // when somebody is there again, such as 13:30; empty: nobody knows
}

// read reads the hall for all boards.
func (h *boards) read(inMemory *hall.Present) (*boardHall, error) {
	ctx := context.Background() // though the first of them may leave
	s, err := inMemory.Look(ctx, h.now())
	if err != nil {
		return nil, err
	}
	seats, err := roster.LastSeats(ctx, h.journal.Reader(), workday.DateOf(h.now()).At(0))
	return &boardHall{Snapshot: s, seats: seats, zones: map[string]*boardNews{}}, err
}

var sums = maphash.MakeSeed()

// news is what the boards of a zone are sent of a reading: written once, however many they are.
func (h *boards) news(v *boardHall, z zone) (n *boardNews, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n = v.zones[z.name]; n != nil {
		return n, nil
	}
	n = &boardNews{}
	view := h.view(v, z)
	if n.text, err = json.Marshal(view); err != nil {
		return nil, err
	}
	n.whole = maphash.Bytes(sums, n.text)
	view.Waiting, view.Lines = 0, nil
	calls, err := json.Marshal(view)
	n.urgent = maphash.Bytes(sums, calls)
	v.zones[z.name] = n
	return n, err
}

// once answers what the boards of a zone show, for browsers whose streams do not get through.
func (h *boards) once(w http.ResponseWriter, r *http.Request) {
	z, err := h.zone(r)
	if err != nil {
		answerLook(w, news{}, err)
		return
	}
	defer h.hall.join()()
	v, err := h.hall.latest(r.Context())
	if err != nil {
		answerLook(w, news{}, err)
		return
	}
	n, err := h.news(v.value, z)
	if err != nil {
		answerLook(w, news{}, err)
		return
	}
	answerLook(w, news{h.pages.moment(v.value.Position), json.RawMessage(n.text)}, nil)
}

func (h *boards) view(v *boardHall, z zone) boardView {
	b := boardView{Calls: []boardCall{}, Desks: []boardDesk{}, Lines: map[string]int{}, Programme: h.programme(z).version(), Voice: h.loudspeakers.ofBoard()}
	for _, c := range v.Calls {
		if z.has(c.Counter) {
			b.Calls = append(b.Calls, boardCall{CallShown: c, Aloud: h.loudspeakers.canSay(c)})
		}
	}
	rests := h.rests(v.seats)
	for _, d := range v.Desks {
		if z.has(d.Counter) {
			b.Desks = append(b.Desks, deskOf(d, rests[d.Counter]))
		}
	}
	for service, waiting := range v.Lines() {
		if z.serves(h.settings().Centre.Counters, service) {
			b.Waiting += waiting
			b.Lines[service] = waiting
		}
	}
	return b
}

func deskOf(d hall.Desk, r resting) boardDesk {
	if d.Ticket != nil {
		return boardDesk{Counter: d.Counter, Number: d.Ticket.Number}
	}
	return boardDesk{Counter: d.Counter, Rest: r.rest, Back: r.back}
}

// zone is which counters a board is for; without a name, all of them.
type zone struct {
	name     string
	counters []string
}

var errNoZone = errors.New("no zone of that name is in the settings")

// zone finds the one that a board's address names.
func (h *boards) zone(r *http.Request) (z zone, err error) {
	z.name = r.URL.Query().Get("zone")
	counters, known := h.settings().Board.Zones[z.name]
	if z.name != "" && !known {
		return z, errNoZone
	}
	z.counters = counters
	return z, nil
}

func (z zone) has(counter string) bool { return z.name == "" || slices.Contains(z.counters, counter) }

// serves reports whether a counter of the zone takes a service.
func (z zone) serves(all []queue.Counter, service string) bool {
	return slices.ContainsFunc(all, func(c queue.Counter) bool { return z.has(c.ID) && slices.Contains(c.Services, service) })
}

// programme is what a board shows besides the hall, which changes seldom: a board asks for it when its version is another.
type programme struct {
	Services []saidService `json:"services"`
	Notices  []queue.Name  `json:"notices"`
	Media    []media.Item  `json:"media"`
	Seconds  int           `json:"seconds"` // that a picture stays
}

type saidService struct {
	ID   string     `json:"id"`
	Name queue.Name `json:"name"`
}

func (h *boards) programme(z zone) programme {
	p := programme{Services: []saidService{}, Notices: []queue.Name{}, Media: append([]media.Item{}, h.media.Items()...), Seconds: h.settings().Board.Seconds}
	for _, s := range h.settings().Centre.Services {
		if z.serves(h.settings().Centre.Counters, s.ID) {
			p.Services = append(p.Services, saidService{s.ID, said(s.Name)})
		}
	}
	today := workday.DateOf(h.now())
	for _, n := range h.settings().Board.Notices {
		if n.On(today) {
			p.Notices = append(p.Notices, said(n.Text))
		}
	}
	return p
}

// said returns a text in the languages of the board.
func said(text queue.Name) queue.Name {
	return queue.Name{i18n.Vietnamese: text.In(i18n.Vietnamese), "en": cmp.Or(text["en"], text.In(i18n.Vietnamese))}
}

func (p programme) version() string {
	raw, _ := json.Marshal(p) // of texts alone
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:5])
}

// serveProgramme answers a board that has an older one.
func (h *boards) serveProgramme(w http.ResponseWriter, r *http.Request) {
	z, err := h.zone(r)
	w.Header().Set("Cache-Control", "no-store")
	answer(w, h.programme(z), err)
}
