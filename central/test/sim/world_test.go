//go:build !race

package sim

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/server"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// world is one simulated hall.
type world struct {
	testing.TB
	rng     *rand.Rand
	folder  string
	planted *bug         // nil: nothing is
	say     func(string) // nil: nobody listens

	central      *simServer
	skew         time.Duration           // of central's own clock
	servers      map[string]http.Handler // by host: central, and the province's; what is down is missing
	province     *simProvince
	kiosks       []*simKiosk
	counters     []*simCounter
	staffed      int // of the counters, the first ones
	losses       []*loss
	thieves      []*thief
	rogues       []rogue
	forged       int             // numbers, no two the same: one number twice would look like central's fault
	fooled       map[string]bool // forged tickets that somebody has called who could not know better
	appointments []booking
	wire         wire
	slips        []slipShown

	violations []string
	sum        string
}

// slipShown is a number that a citizen holds.
type slipShown struct {
	ticket queue.Ticket
	text   string // of its QR
	by     *box
	loss   *loss  // the kiosk was revoked before; nil: it was not
	forged *thief // by whom; nil: it is what it says
}

func newWorld(t testing.TB, template string, seed uint64, planted *bug, say func(string)) *world {
	t.Helper()
	w := &world{TB: t, rng: rand.New(rand.NewPCG(seed, seed)), folder: simFolder(t), planted: planted, say: say}
	w.wire.world = w
	w.servers, w.fooled = map[string]http.Handler{}, map[string]bool{}
	w.copyTemplate(template)
	w.province = newSimProvince(w)
	w.startCentral()
	w.openAppointments()
	for _, name := range simNames("kiosk-%d", simKiosks) {
		w.kiosks = append(w.kiosks, newSimKiosk(newBox(w, name, name, simToken(name))))
	}
	for _, name := range simNames("counter-%02d", simCounters) {
		w.counters = append(w.counters, newSimCounter(newBox(w, name, name, simToken(name))))
	}
	w.rogues = []rogue{newRogueKiosk(w), newRogueCounter(w)}
	w.staffed = 3 + w.rng.IntN(simCounters-2) // few of them meet more often, all of them have short lanes
	return w
}

func (w *world) copyTemplate(template string) {
	w.must(os.CopyFS(w.folder, os.DirFS(template)))
	w.must(os.Mkdir(filepath.Join(w.folder, "province"), 0o700))
	for _, name := range []string{"auditor", "province/central"} {
		w.newDisk("central", name)
	}
}

// newDisk is an empty disk for a program.
func (w *world) newDisk(kind, name string) {
	w.must(copyFile(filepath.Join(w.folder, kind+".db"), filepath.Join(w.folder, name+".db")))
}

func copyFile(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o600)
}

func simNames(format string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf(format, i+1))
	}
	return names
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		panic(err) // the bubble's goroutine is this one
	}
}

// tell says what happens, to whoever replays a seed.
func (w *world) tell(format string, args ...any) {
	if w.say != nil {
		w.say(time.Now().Format("15:04:05.000 ") + fmt.Sprintf(format, args...))
	}
}

func (w *world) violate(format string, args ...any) {
	w.violations = append(w.violations, fmt.Sprintf(format, args...))
	w.tell("VIOLATION "+format, args...)
}

// chance is true so many times in a hundred.
func (w *world) chance(percent int) bool { return w.rng.IntN(100) < percent }

func pick[T any](w *world, list []T) T { return list[w.rng.IntN(len(list))] }

func (w *world) newID() string {
	var raw [16]byte
	for i := range raw {
		raw[i] = byte(w.rng.UintN(256))
	}
	return uuid.UUID(raw).String()
}

// now is the time by central's own clock.
func (w *world) now() time.Time { return time.Now().Add(w.skew) }

// startCentral opens central's journal; what was committed before is there.
func (w *world) startCentral() {
	fold := folds["central"]
	if w.planted != nil && w.planted.fold != nil {
		fold = w.planted.fold(fold)
	}
	j, err := journal.Open(filepath.Join(w.folder, "central.db"), store.Origin, w.now, fold)
	w.must(err)
	w.central = newSimServer(settings.Settings{Centre: simCentre()}, j, w.now)
	w.servers[simCentral] = w.central.Handler()
	if w.planted != nil && w.planted.plant != nil {
		w.servers[simCentral] = w.planted.plant(w, w.servers[simCentral])
	}
	w.province.join(w.central)
}

// simServer is the real server without ports, and what the simulation looks at beside it.
type simServer struct {
	*server.Server
	settings settings.Settings
	journal  *journal.Journal
}

// newSimServer lets in whom the real one does, however often they ask.
func newSimServer(s settings.Settings, j *journal.Journal, now func() time.Time) *simServer {
	s.MostRequests = 1_000_000
	return &simServer{server.New(server.Parts{Settings: s, Journal: j, Now: now, Patient: true}), s, j}
}

func (w *world) stopCentral() {
	delete(w.servers, simCentral)
	w.must(w.central.journal.Close())
}

// up tells whether central answers.
func (w *world) up() bool { return w.servers[simCentral] != nil }

// play lets things happen, each at its own moment.
func (w *world) play() {
	for range simEarly {
		pick(w, w.kiosks).touch()
	}
	for range simSteps {
		time.Sleep(time.Duration(w.rng.Int64N(int64(simStep))))
		w.wire.deliverLate(15)
		w.weather()
		w.happen()
	}
}

// happen lets somebody do something.
func (w *world) happen() {
	switch {
	case w.chance(8):
		w.let(w.province)
	case len(w.thieves) > 0 && w.chance(8):
		w.let(pick(w, w.thieves))
	case w.chance(8):
		w.let(pick(w, w.rogues))
	case w.chance(35):
		w.let(pick(w, w.kiosks))
	default:
		w.let(w.someCounter())
	}
}

// someCounter is a staffed one.
func (w *world) someCounter() *simCounter { return w.counters[w.rng.IntN(w.staffed)] }

// powered is what does something and loses its power over it.
type powered interface {
	name() string
	step()
	restart()
}

// simDevice is a kiosk or a counter.
type simDevice interface {
	powered
	machine() *box
	catchUp() error // with central: nothing is left to send or to see
}

func (w *world) devices() (all []simDevice) {
	for _, k := range w.kiosks {
		all = append(all, k)
	}
	for _, c := range w.counters {
		all = append(all, c)
	}
	return all
}

// trusted are the devices that central lets in.
func (w *world) trusted() (all []simDevice) {
	for _, d := range w.devices() {
		if d.machine().trusted() {
			all = append(all, d)
		}
	}
	return all
}

// let lets somebody do something.
func (w *world) let(d powered) { w.risk(d, d.step) }

// risk has somebody do something; the power may fail in the middle of a request, or afterwards.
func (w *world) risk(d powered, do func()) {
	defer func() {
		switch cause := recover(); {
		case cause == errPowerCut || cause == nil && w.chance(4):
			w.tell("the power of %s fails", d.name())
			d.restart()
		case cause != nil:
			panic(cause)
		}
	}()
	do()
}

// mend repairs everything, lets what is under way arrive, and all catch up. Some devices stay revoked.
func (w *world) mend() {
	w.tell("all is mended")
	w.wire.cut, w.wire.faults = nil, 0
	if !w.up() {
		w.startCentral()
	}
	w.makeRoom()
	for w.chance(70) {
		w.trustAgain()
	}
	w.wire.deliverLate(100)
	for range 2 { // an officer may learn only from another's last word that he was overruled
		for _, d := range w.trusted() {
			if err := d.catchUp(); err != nil {
				w.violate("%s does not find back to central: %v", d.name(), err)
			}
		}
	}
	for _, r := range w.rogues {
		w.must(r.machine().link.Flush(w.Context()))
	}
	w.must(w.province.line.Exchange(w.Context()))
}

func (w *world) close() {
	for _, r := range w.rogues {
		r.machine().close()
	}
	for _, d := range w.devices() {
		d.machine().close()
	}
	for _, t := range w.thieves {
		t.close()
	}
	w.stopCentral()
	w.must(w.province.central.journal.Close())
	w.must(os.RemoveAll(w.folder))
}
