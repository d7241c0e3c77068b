package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
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
	calendar     *workday.Calendar
	loudspeakers *loudspeakers
	media        *media.Folder
	open         *openBoards
	seen         latest[boardHall]
}

// boardHall is what the boards' views are made of.
type boardHall struct {
	hall.View
	seats map[string]roster.LastSeat // by counter
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

// look reads what the wall board of a zone shows. However many boards there are, each change is read once.
func (h *boards) look(life int64) looker {
	version := pages.Version()
	return func(r *http.Request) (news, error) {
		z, err := h.zone(r)
		if err != nil {
			return news{}, err
		}
		v, err := h.seen.get(h.journal.Changed(), h.now(), h.read)
		return news{moment{Life: life, Position: v.Position, At: h.now().UTC().Truncate(time.Millisecond), Pages: version}, h.view(v, z)}, err
	}
}

// read reads the hall for all who wait, though the first may leave.
func (h *boards) read() (b boardHall, err error) {
	ctx := context.Background()
	if b.View, err = hall.Look(ctx, h.journal.Reader(), h.settings().Centre, h.now()); err == nil {
		b.seats, err = roster.LastSeats(ctx, h.journal.Reader(), workday.DateOf(h.now()).At(0))
	}
	return b, err
}

func (h *boards) view(v boardHall, z zone) boardView {
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
	for _, t := range v.Waiting {
		if z.serves(h.settings().Centre.Counters, t.Service) {
			b.Waiting++
			b.Lines[t.Service]++
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
