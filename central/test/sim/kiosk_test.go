//go:build !race

package sim

import (
	"encoding/json"
	"errors"
	"strconv"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/kiosk/dispenser"
)

func jsonInto(raw []byte, v any) error { return json.Unmarshal(raw, v) }

// simKiosk is a kiosk: the real dispenser, journal and link, and citizens who touch it.
type simKiosk struct {
	*box
	number    int
	dispenser dispenser.Dispenser
}

func newSimKiosk(b *box) *simKiosk {
	k := &simKiosk{box: b}
	var err error
	k.number, err = strconv.Atoi(b.place())
	k.must(err)
	k.start()
	k.link.Refresh(k.Context()) // a kiosk is set up with central in reach
	return k
}

func (k *simKiosk) centre() centre.Centre { v, _ := k.link.View(); return v.Centre }

func (k *simKiosk) start() {
	k.box.start()
	k.dispenser = dispenser.Dispenser{
		Journal: k.journal, Central: k.link.Issue, Centre: k.centre, Now: k.clock.Now,
		Slip: func(t queue.Ticket, lang string) drivers.Document {
			return slip.Ticket(i18n.In(lang), k.centre(), t, k.link.Seals().TicketCode(t))
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
	switch {
	case k.chance(25) || len(k.centre().Services) == 0: // then its screen offers nothing
		k.link.Refresh(k.Context())
		_ = k.link.Flush(k.Context()) // tried again next time
	case k.chance(25):
		k.comeFor(pick(k.world, k.appointments).code)
	default:
		k.touch()
	}
}

// touch is a citizen who takes a number; one in five is old.
func (k *simKiosk) touch() {
	r := queue.Request{Service: pick(k.world, simCentre().Services).ID}
	if k.rng.IntN(5) == 0 {
		r.Class = "elderly"
	}
	k.take(r)
}

// take gives a number; ok when there is one.
func (k *simKiosk) take(r queue.Request) (t queue.Ticket, ok bool) {
	r.ID, r.Kiosk = k.newID(), k.number
	t, err := k.dispenser.Take(k.Context(), dispenser.Request{Request: r, Lang: "vi"})
	switch {
	case err == nil:
		k.show(t)
	case !errors.Is(err, dispenser.ErrRefused) && !errors.Is(err, journal.ErrFull):
		k.violate("%s gives no number: %v", k.disk, err)
	}
	return t, err == nil
}

// show puts a number into a citizen's hand; sometimes the printer has no paper, and the number stands on the screen.
func (k *simKiosk) show(t queue.Ticket) {
	k.tell("%s gives %s %s", k.disk, t.Number, t.ID)
	text := simCentre().TicketURL(k.link.Seals().TicketCode(t))
	k.slips = append(k.slips, slipShown{ticket: t, text: text, by: k.box, loss: k.loss})
	k.promise(hall.KindIssued, t.ID)
	if k.chance(90) {
		k.orFull(k.journal.Write(k.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindPrinted, t.ID, struct{}{})
			return err
		}))
	}
}

func (k *simKiosk) catchUp() error {
	k.link.Refresh(k.Context())
	return k.link.Flush(k.Context())
}
