//go:build !race

package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"motcua/internal/clock"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// The rogues of the hall, and the series of the kiosk among them.
const (
	simRogueKiosk   = "kiosk-9"
	simRogueCounter = "counter-21"
	rogueSeries     = 9
)

// simOfficer sits at every counter but the rogue's.
const simOfficer = "lan"

// login is an officer's password as it is kept.
type login struct {
	verifier officer.Verifier
	signer   officer.Signer
}

var simLogin = sync.OnceValue(func() login {
	v, err := verifier()
	if err != nil {
		panic(err)
	}
	signer, err := officer.NewSigner(v, password)
	if err != nil {
		panic(err)
	}
	return login{v, signer}
})

// simHire gives the hall its officer.
func simHire(tx *journal.Tx) error {
	l := simLogin()
	if err := roster.Add(tx, roster.Console, officer.Officer{ID: simOfficer, Name: "Nguyễn Thị Lan", Roles: []officer.Role{officer.Clerk}}, l.verifier); err != nil {
		return err
	}
	return roster.SetKey(tx, simOfficer, l.signer.Key())
}

// rogue is a device with a good token, whose program writes what no program of ours does.
type rogue interface {
	powered
	machine() *box
}

// liar is what the rogues have in common.
type liar struct {
	*box
	lies []func() // each writes an event or several
}

func newLiar(w *world, device string) *liar {
	l := &liar{box: newBox(w, device, "rogue-"+device, simToken(device))}
	l.start()
	return l
}

// start is box's, with a journal that looks at nothing.
func (l *liar) start() {
	var err error
	l.clock, err = clock.Open(filepath.Join(l.folder, l.disk+"."+clock.File), l.world.now)
	l.must(err)
	l.journal, err = journal.Open(filepath.Join(l.folder, l.disk+".db"), l.device, l.clock.Now, journal.Join())
	l.must(err)
	l.link, err = uplink.NewLink(l.Context(), l.wire.client(l.box, simCentral), l.journal, func() {})
	l.must(err)
}

func (l *liar) restart() { l.close(); l.start() }

func (l *liar) step() {
	for range 1 + l.rng.IntN(4) {
		pick(l.world, l.lies)()
	}
	_ = l.link.Flush(l.Context()) // tried again next time
	if l.chance(30) {
		l.force()
	}
}

// says writes an event, whatever it says.
func (l *liar) says(kind, subject string, body any) {
	l.tell("%s says %s %.40s", l.disk, kind, subject)
	l.must(l.journal.Write(l.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(kind, subject, body)
		return err
	}))
}

// known is a ticket that central knows; a stolen box sees them all.
func (l *liar) known() string {
	if !l.up() {
		return l.newID()
	}
	list := l.rows(l.central.journal, fmt.Sprintf(`SELECT id FROM tickets WHERE series <> %d ORDER BY id`, rogueSeries))
	return pick(l.world, append(list, l.newID()))
}

// force sends what no journal of ours would hold, straight to central.
func (l *liar) force() {
	if !l.up() {
		return
	}
	name, life := l.journal.Name()
	mine, err := l.journal.Own(l.Context(), 0, 1000)
	l.must(err)
	other := fmt.Sprintf("kiosk-%d", 1+l.rng.IntN(simKiosks))
	changed := slices.Clone(mine)
	for i := range changed {
		changed[i].Body = json.RawMessage(`{"changed":true}`)
	}
	again, err := json.Marshal(changed)
	l.must(err)
	huge := append(bytes.Repeat([]byte(`[{"kind":"`), 1), bytes.Repeat([]byte("x"), 3<<20)...)
	switch l.rng.IntN(4) {
	case 0:
		l.post(other, 1, again, false)
	case 1:
		l.post(name, life, again, len(mine) > 0 && l.heldOf(name, life) >= mine[len(mine)-1].Seq) // what central holds it holds
	case 2:
		l.post(name, life, huge, false)
	default:
		if _, err := l.link.Issue(l.Context(), queue.Request{ID: l.newID(), Service: "ho-tich", Kiosk: 1}); err == nil {
			l.violate("%s has asked for a number as kiosk 1", l.disk)
		}
	}
}

// post sends a page of events; taken says that central may.
func (l *liar) post(origin string, life int64, body []byte, taken bool) {
	url := fmt.Sprintf("http://%s%s?origin=%s&incarnation=%d", simCentral, uplink.PathEvents, origin, life)
	resp, err := l.wire.client(l.box, simCentral).HTTP.Post(url, "application/json", bytes.NewReader(body))
	if err == nil && resp.StatusCode == http.StatusOK && !taken && len(body) > len("null") {
		l.violate("central takes what %s has sent for %s: %.80s", l.disk, origin, body)
	}
}

// rogueKiosk is a stolen kiosk.
type rogueKiosk struct {
	*liar
	serial int // of its own numbers
}

func newRogueKiosk(w *world) *rogueKiosk {
	k := &rogueKiosk{liar: newLiar(w, simRogueKiosk)}
	ticket := func(change func(*queue.Ticket)) func() {
		return func() {
			t := k.ticket()
			change(&t)
			k.says(hall.KindIssued, t.ID, t)
		}
	}
	k.lies = []func(){
		ticket(func(*queue.Ticket) {}), // nobody waits for it, and nobody can know
		ticket(func(t *queue.Ticket) { t.Series, t.Serial, t.Number = queue.Central, 1<<62, "A001" }),
		ticket(func(t *queue.Ticket) { t.Series, t.Serial, t.Number = queue.Central, 7992, queue.Number("A", 0, 7992) }),
		ticket(func(t *queue.Ticket) { t.Series, t.Serial, t.Number = queue.Central, 1, queue.Number("A", 0, 1) }), // somebody has it
		ticket(func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 1, 1, queue.Number("A", 1, 1) }),
		ticket(func(t *queue.Ticket) { t.Kiosk = 2 }),
		ticket(func(t *queue.Ticket) { t.ID = k.known() }),
		ticket(func(t *queue.Ticket) { t.QueueTime = time.Unix(0, 0) }),
		ticket(func(t *queue.Ticket) { t.QueueTime = t.QueueTime.Add(-3 * time.Hour) }),
		ticket(func(t *queue.Ticket) { t.IssuedAt, t.QueueTime = time.Unix(0, 0), time.Unix(0, 0) }),
		ticket(func(t *queue.Ticket) { t.IssuedAt = t.IssuedAt.AddDate(100, 0, 0); t.QueueTime = t.IssuedAt }),
		ticket(func(t *queue.Ticket) { t.Number = strings.Repeat("A", 50_000) }),
		ticket(func(t *queue.Ticket) { t.Service = "ma-tuy" }),
		func() { k.says(hall.KindOf(queue.Cancel), k.known(), hall.Move{}) },
		func() { k.says(hall.KindPrinted, k.known(), struct{}{}) },
		func() { k.says(hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999}) },
		func() {
			k.says(hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 1, Words: strings.Repeat("x", 40_000)})
		},
		func() {
			id := k.known()
			k.says(hall.KindRated, id, rating.Rating{Ticket: id, Level: rating.Dissatisfied})
		},
		func() {
			k.says(hall.KindOf(queue.Call), k.known(), hall.Move{Counter: "01", Turn: 1, Officer: simOfficer})
		},
		func() { k.says(hall.KindOf(queue.Finish), k.known(), hall.Move{Counter: "01", Turn: 1}) },
		func() { k.says(trust.KindEnrolled, "kiosk-1", struct{}{}) },
		func() { k.says(roster.KindAdded, "eve", roster.Change{By: roster.Console}) },
		func() { k.says("dossier.withdrawn", "d", dossier.Withdrawal{Reason: "x"}) },
		func() { k.says(hall.KindIssued, k.known(), []int{1}) },
		func() { k.says(hall.KindHelp, "", nested(200)) },
		func() { k.says(hall.KindHealth, "", hall.Health{Part: "a\x00b", State: "good"}) },
		func() { k.says(journal.KindLost, "", journal.Count{Events: -1}) },
		func() { k.says(journal.KindRestored, "", journal.Count{}) },
	}
	return k
}

// ticket is the next of its own series.
func (k *rogueKiosk) ticket() queue.Ticket {
	k.serial++
	now := k.clock.Now().UTC().Truncate(time.Millisecond)
	return queue.Ticket{
		ID: k.newID(), Number: queue.Number("A", rogueSeries, k.serial), Series: rogueSeries, Serial: k.serial, Service: "ho-tich", Kiosk: rogueSeries,
		IssuedAt: now, QueueTime: now, State: queue.Waiting, Ahead: queue.Unknown, InHand: true,
	}
}

// rogueCounter is a stolen counter, at which nobody sits.
type rogueCounter struct{ *liar }

func newRogueCounter(w *world) *rogueCounter {
	c := &rogueCounter{newLiar(w, simRogueCounter)}
	id := c.place()
	move := func(a queue.Action, m hall.Move) func() {
		return func() { c.says(hall.KindOf(a), c.known(), m) }
	}
	signed := dossier.Signed{Officer: "Nguyễn Thị Lan", Login: simOfficer}
	c.lies = []func(){
		move(queue.Call, hall.Move{Counter: id, Turn: 1, Officer: simOfficer}),
		move(queue.Call, hall.Move{Counter: id, Turn: 1}),
		move(queue.Finish, hall.Move{Counter: id, Turn: 1, Officer: simOfficer}),
		move(queue.Finish, hall.Move{Counter: "01", Turn: 1, Officer: simOfficer}),
		move(queue.Miss, hall.Move{Counter: id, Turn: 900, Officer: simOfficer}),
		move(queue.Call, hall.Move{Counter: id, Turn: 1e9, Officer: simOfficer}),
		move(queue.Transfer, hall.Move{Counter: id, Turn: 1, Service: "ma-tuy", Officer: simOfficer}),
		func() { c.says(roster.KindDeskOpened, simOfficer, roster.Seat{}) },
		func() { c.says(roster.KindDeskOpened, simOfficer, roster.Seat{Offline: true, At: c.clock.Now()}) },
		func() {
			at := c.clock.Now().UTC().Truncate(time.Millisecond) // somebody else's proof
			c.says(roster.KindDeskOpened, simOfficer, roster.Seat{Offline: true, At: at, Proof: simLogin().signer.Prove("counter-01", simOfficer, at)})
		},
		func() { c.says(roster.KindLocked, simOfficer, roster.Seat{}) },
		func() { c.says("dossier.withdrawn", c.newID(), dossier.Withdrawal{Signed: signed, Reason: "x"}) },
		func() { c.says("dossier.withdrawn", c.newID(), dossier.Withdrawal{Reason: "x"}) },
		func() { c.says(roster.KindRead, "d", roster.Reading{Officer: simOfficer, Device: c.device}) },
		func() { c.says(roster.KindRead, "d", roster.Reading{Officer: simOfficer, Device: "counter-01"}) },
		func() { c.says(roster.KindBook, "", roster.Reading{Officer: "nobody", Device: c.device}) },
		func() {
			for i := range 50 {
				c.says(registry.KindCodeIssued, c.newID(), numberOf(c.clock.Now(), dossier.Central, 1+i*20))
			}
		},
		func() {
			c.says(registry.KindCodeIssued, c.newID(), registry.Number{Code: "000.00.00.H25-000101-0001", Agency: "000.00.00.H25", Day: workday.DateOf(c.clock.Now()).String(), Serial: 1_000_000})
		},
		func() { c.slip(1, 500) },
		func() { c.slip(queue.Central, 3) },
		func() { c.says(hall.KindConflictTold, c.known(), hall.Told{Counter: "01", Turn: 1}) },
		func() {
			c.says(hall.KindConflictTold, c.known(), hall.Told{Counter: "01", Turn: 1, Officer: simOfficer})
		},
		func() { c.says(hall.KindHelpAnswered, "kiosk-1", struct{}{}) },
		func() { c.says(registry.KindForgotten, c.newID(), nil) },
		func() {
			c.says(registry.KindClashRead, "d", registry.ClashRead{Device: "counter-01", Officer: simOfficer})
		},
		func() { c.says(hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 1}) },
	}
	return c
}

// slip tells of somebody's ticket that another number stands on its slip.
func (c *rogueCounter) slip(series, serial int) {
	now := c.clock.Now().UTC().Truncate(time.Millisecond)
	t := queue.Ticket{ID: c.known(), Number: queue.Number("A", series, serial), Series: series, Serial: serial, Service: "ho-tich", IssuedAt: now, QueueTime: now, Ahead: queue.Unknown, InHand: true}
	c.says(hall.KindIssued, t.ID, t)
}

// checkRogues: what the rogues have said has changed nothing but what SECURITY.md lists, and central holds of them what they have written.
func (w *world) checkRogues() {
	w.checkRogueTickets()
	for _, r := range w.rogues {
		w.checkHeld(r.machine())
	}
	for _, none := range []struct{ what, query string }{
		{"has called somebody", `SELECT ticket FROM deeds WHERE counter = '21'`},
		{"has cancelled somebody's ticket", `SELECT d.ticket FROM deeds d JOIN events e ON e.position = d.position WHERE e.origin = '` + simRogueKiosk + `' AND EXISTS (SELECT 1 FROM tickets t WHERE t.id = d.ticket)`},
		{"has given out codes", `SELECT code FROM codes`},
		{"has done something with a dossier", `SELECT id FROM dossiers`},
		{"has acted in somebody's name", `SELECT kind || ' ' || subject FROM acts WHERE device = '` + simRogueCounter + `'`},
		{"is an officer", `SELECT id FROM officers WHERE id <> '` + simOfficer + `'`},
		{"has rated as nobody can", `SELECT ticket FROM ratings WHERE level NOT BETWEEN 1 AND 4`},
		{"is before others", `SELECT number FROM tickets WHERE series = 9 AND place < issued_at`},
		{"has days of its own", `SELECT day FROM tickets WHERE day < '1999-12-31' OR day > '2000-01-02'`},
		{"has moved central's series", `SELECT service FROM series WHERE series = 0 AND last > 900`},
	} {
		if rows := w.rows(w.central.journal, none.query); len(rows) > 0 {
			w.violate("the rogue %s: %v", none.what, rows)
		}
	}
}

// checkRogueTickets: every number in the tables is one that somebody honest has said, or of the rogue's own series.
func (w *world) checkRogueTickets() {
	said := map[string]bool{}
	for _, e := range w.events(w.central.journal) {
		var t queue.Ticket
		if e.Kind == hall.KindIssued && e.Origin != simRogueKiosk && e.Origin != simRogueCounter {
			w.must(e.Read(&t))
			said[t.ID+" "+t.Number] = true
		}
	}
	for _, row := range w.rows(w.central.journal, fmt.Sprintf(`SELECT id || ' ' || number FROM tickets WHERE series <> %d`, rogueSeries)) {
		if !said[row] {
			w.violate("the rogue has made the ticket %s", row)
		}
	}
	taken := w.rows(w.central.journal, fmt.Sprintf(`SELECT id FROM tickets WHERE series = %d`, rogueSeries))
	for _, s := range w.slips {
		if slices.Contains(taken, s.ticket.ID) {
			w.violate("the rogue has taken the ticket %s", s.ticket.ID)
		}
	}
}

// checkHeld: central holds of a box what stands on its disk, and nothing else.
func (w *world) checkHeld(b *box) {
	written := map[string][]byte{}
	for _, e := range w.events(b.journal) {
		written[lifeKey(e)] = e.Hash
	}
	for _, e := range w.events(w.central.journal) {
		if e.Origin == b.device && !bytes.Equal(written[lifeKey(e)], e.Hash) {
			w.violate("the rogue has changed %s %s after central had it", lifeKey(e), e.Kind)
		}
	}
}
