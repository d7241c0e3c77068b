package flow

import (
	"bytes"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/cue"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// passers lets one person after the other do anything at one kiosk, whose printer, central and answers come and go.
type passers struct {
	*harness
	waiting []string // slips that the printer has still to bring out
	log     bytes.Buffer
}

// secrets are what only the person before the glass may read.
var secrets = []string{"261123-0001", "261123-0002", "035199000001", "Nguyệt", "HN2041", "khai sinh"}

func mustLetPass(t *testing.T) *passers {
	t.Helper()
	centre := district()
	centre.Services = centre.Services[:2] // so that few touches lead far
	p := &passers{harness: mustOpenKiosk(t, portrait, centre)}
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	slog.SetDefault(slog.New(slog.NewTextHandler(&p.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	cues := cue.SendTo(&p.log)
	t.Cleanup(func() { cue.SendTo(cues) })
	p.Scanner, p.told, p.coming, p.visited = true, []registry.Progress{incomplete, underWay}, meeting, done
	take, print, again, withdraw := p.Take, p.Print, p.PrintAgain, p.Withdraw
	queued := func(id string) { p.waiting = append(p.waiting, id) }
	p.Take = func(r dispenser.Request) (queue.Ticket, error) { queued(r.ID); return take(r) }
	p.Print = func(id string, d drivers.Document) error { queued(id); return print(id, d) }
	p.PrintAgain = func(t queue.Ticket, lang string) error { queued(dispenser.AgainJob(t.ID)); return again(t, lang) }
	p.Withdraw = func(id string) error {
		p.waiting = slices.DeleteFunc(p.waiting, func(w string) bool { return dispenser.TicketOf(w) == id })
		return withdraw(id)
	}
	return p
}

// anew is the next check's kiosk.
func (p *passers) anew() {
	p.online, p.paper, p.later, p.waiting, p.Run = true, true, nil, nil, ui.Inline
	p.behind.slips = nil
	p.begin(visit.New(p.Lang))
}

// words is all that stands on the glass.
func (p *passers) words() (words []string) {
	each(p.window.Native.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*ui.Text); ok {
			words = append(words, text.Words())
		}
	})
	return words
}

// mustForget checks, after each step that led home, that nothing of the visit is left.
func (p *passers) mustForget(t *rapid.T, step string, do func()) {
	was := p.visit.Step
	do()
	logged := p.log.String()
	p.log.Reset()
	for _, secret := range secrets {
		if strings.Contains(logged, secret) {
			t.Fatalf("after %s the log holds %q", step, secret)
		}
	}
	if p.visit.Step != visit.Home || was == visit.Home {
		return
	}
	fresh := visit.New(p.Lang)
	if step == "back" {
		fresh = p.visit.Again(p.clock)
	}
	if !reflect.DeepEqual(p.visit, fresh) || p.page != 0 {
		t.Fatalf("after %s the visit is %+v, page %d", step, p.visit, p.page)
	}
	seen := p.words()
	p.visit = fresh
	p.draw()
	if !slices.Equal(seen, p.words()) {
		t.Fatalf("after %s the glass says %q", step, seen)
	}
}

// answer lets the answers come that were on their way.
func (p *passers) answer(t *rapid.T) {
	p.Run = ui.Inline
	for _, show := range p.later {
		p.mustForget(t, "a late answer", show)
	}
	p.later = nil
}

// mustPrintNothingLate checks that the printer, once it was down, brings out nothing by itself.
func (p *passers) mustPrintNothingLate(t *rapid.T) {
	p.paper = false
	p.OnPrinter()
	p.answer(t)
	if len(p.waiting) > 0 {
		t.Fatalf("the printer is down and %q would come out when it is back", p.waiting)
	}
}

// TestNothingOfAVisitReachesTheNext walks random ways through the kiosk: touches, cards, receipts, silence, a printer and a central that
// come and go. After each way home nothing of the visit is left in state, picture, log or on paper.
func TestNothingOfAVisitReachesTheNext(t *testing.T) {
	p := mustLetPass(t)
	rapid.Check(t, func(t *rapid.T) {
		p.anew()
		touch := func(of func(name string) bool) func(t *rapid.T) { return func(t *rapid.T) { p.touch(t, of) } }
		t.Repeat(map[string]func(*rapid.T){
			"touch anything": touch(func(string) bool { return true }), "choose": touch(isChoice), "a visit": p.visitOnce, "another visit": p.visitOnce, "a third": p.visitOnce,
			"go home": touch(func(name string) bool { return name == "first" || name == "done" }),
			"type":    func(t *rapid.T) { p.typeAnything(t) },
			"scan": func(t *rapid.T) {
				text := rapid.SampledFrom([]string{card, "HN2041", underWay.Code, "https://hall.example/t/x"}).Draw(t, "scanned")
				p.mustForget(t, "scan", func() { p.OnScan(text) })
			},
			"wait": func(t *rapid.T) {
				seconds := rapid.IntRange(1, 70).Draw(t, "seconds")
				for range seconds {
					p.mustForget(t, "wait", func() { p.clock = p.clock.Add(time.Second); p.OnTick() })
				}
			},
			"answers are late": func(*rapid.T) { p.Run = p.delay },
			"answers come":     p.answer,
			"paper": func(t *rapid.T) {
				if p.paper && len(p.waiting) > 0 {
					slip := p.waiting[0]
					p.waiting = p.waiting[1:]
					p.mustForget(t, "a slip", func() { p.OnSlip(slip, spool.Printed) })
				}
			},
			"printer goes":  p.mustPrintNothingLate,
			"printer comes": func(*rapid.T) { p.paper = true; p.OnPrinter() },
			"central":       func(*rapid.T) { p.online = !p.online; p.OnHall() },
		})
	})
}

// isChoice reports whether a button chooses something for its person.
func isChoice(name string) bool {
	return slices.ContainsFunc([]string{"number", "priority", "offices", "choice.", "service.", "rate.", "reason.", "offer.", "lookup", "opinion", "find", "pay"},
		func(begins string) bool { return strings.HasPrefix(name, begins) })
}

// touch touches one of the buttons of a kind, if there is any.
func (p *passers) touch(t *rapid.T, of func(name string) bool) {
	targets := slices.DeleteFunc(p.window.Targets(), func(b ui.Target) bool { return !of(b.Name) })
	if len(targets) > 0 {
		b := rapid.SampledFrom(targets).Draw(t, "touch")
		p.mustForget(t, b.Name, func() { test.Tap(b.Object.(fyne.Tappable)) })
	}
}

// visitOnce chooses a few things, as people do, and leaves.
func (p *passers) visitOnce(t *rapid.T) {
	p.begin(visit.New(p.Lang))
	for range rapid.IntRange(2, 4).Draw(t, "touches") {
		p.touch(t, isChoice)
	}
	switch leave := rapid.SampledFrom([]string{"first", "back", "silence"}).Draw(t, "leaves by"); leave {
	case "silence":
		for range 81 {
			p.mustForget(t, "wait", func() { p.clock = p.clock.Add(time.Second); p.OnTick() })
		}
	default:
		for range 4 {
			p.touch(t, func(name string) bool { return name == leave })
		}
	}
}

// typeAnything types what somebody may have on paper.
func (p *passers) typeAnything(t *rapid.T) {
	text := rapid.SampledFrom([]string{"2611230001", "hn2041", "a017", "khai sinh"}).Draw(t, "typed")
	for _, sign := range text {
		for _, target := range p.window.Targets() {
			if target.Name == "key."+string(sign) {
				p.mustForget(t, "type", func() { test.Tap(target.Object.(fyne.Tappable)) })
				break
			}
		}
	}
}
