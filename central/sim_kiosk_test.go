package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"motcua/drivers"
	"motcua/internal/clock"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
)

func jsonInto(raw []byte, v any) error { return json.Unmarshal(raw, v) }

// simKiosk is a kiosk: the real dispenser, journal and link, and citizens who touch it.
type simKiosk struct {
	*world
	number    int
	journal   *journal.Journal
	link      *uplink.Link
	dispenser dispenser.Dispenser
	clock     *clock.Clock
	skew      time.Duration // of the device's own clock
}

func newSimKiosk(w *world, number int) *simKiosk {
	k := &simKiosk{world: w, number: number}
	k.start()
	k.link.Refresh(w.Context()) // a kiosk is set up with central in reach
	return k
}

func (k *simKiosk) name() string          { return fmt.Sprintf("kiosk-%d", k.number) }
func (k *simKiosk) jump(by time.Duration) { k.skew += by }
func (k *simKiosk) log() *journal.Journal { return k.journal }
func (k *simKiosk) close()                { k.must(k.journal.Close()) }

func (k *simKiosk) start() {
	k.journal, k.link, k.clock = k.open(k.name(), "kiosk", &k.skew)
	centre := func() hall.Centre { v, _ := k.link.View(); return v.Centre }
	k.dispenser = dispenser.Dispenser{
		Journal: k.journal, Central: k.link.Issue, Centre: centre, Now: k.clock.Now,
		Slip: func(t queue.Ticket, lang string) drivers.Document {
			return slip.Ticket(words.In(lang), centre(), t, k.link.Seals().TicketCode(t))
		},
	}
}

// restart is the power coming back: who touched it before gets what was promised, if they still stand there.
func (k *simKiosk) restart() {
	k.close()
	k.start()
	defer func() {
		if cause := recover(); cause == errPowerCut {
			k.restart()
		} else if cause != nil {
			panic(cause)
		}
	}()
	fresh, err := k.dispenser.Resume(k.Context())
	k.must(err)
	for _, u := range fresh {
		k.show(u.Ticket)
	}
}

func (k *simKiosk) step() {
	switch k.rng.IntN(4) {
	case 0:
		k.link.Refresh(k.Context())
		_ = k.link.Flush(k.Context()) // tried again next time
	default:
		k.touch()
	}
}

// touch is a citizen who takes a number.
func (k *simKiosk) touch() {
	service := pick(k.world, simCentre().Services).ID
	t, err := k.dispenser.Take(k.Context(), dispenser.Request{Request: queue.Request{ID: k.newID(), Service: service, Kiosk: k.number}, Lang: "vi"})
	switch {
	case err == nil:
		k.show(t)
	case !errors.Is(err, dispenser.ErrRefused):
		k.violate("%s gives no number: %v", k.name(), err)
	}
}

// show puts a number into a citizen's hand; sometimes the printer has no paper, and the number stands on the screen.
func (k *simKiosk) show(t queue.Ticket) {
	k.tell("%s gives %s %s", k.name(), t.Number, t.ID)
	text := simCentre().TicketURL(k.link.Seals().TicketCode(t))
	k.slips = append(k.slips, slipShown{t, text})
	if k.chance(90) {
		k.must(k.journal.Write(k.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindPrinted, t.ID, struct{}{})
			return err
		}))
	}
}

func (k *simKiosk) catchUp() error {
	k.link.Refresh(k.Context())
	return k.link.Flush(k.Context())
}
