package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/clock"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
)

// How large a hall is simulated, and for how long.
const (
	simKiosks   = 3
	simCounters = 20
	simEarly    = 20 // who came before the counters opened
	simSteps    = 160
	simStep     = 20 * time.Second // at the most between two things that happen
)

// folds are what each kind of device makes of its own events, as in the programs.
var folds = map[string]journal.Fold{
	"central": tables,
	"kiosk":   journal.Join(hall.Fold, paper.Fold, dispenser.Fold),
	"counter": journal.Join(registry.Fold, paper.Fold),
}

// world is one simulated hall.
type world struct {
	testing.TB
	rng     *rand.Rand
	folder  string
	planted bool
	say     func(string) // nil: nobody listens

	central  *Central
	servers  map[string]http.Handler // by host: central, and the province's; what is down is missing
	province *simProvince
	kiosks   []*simKiosk
	counters []*simCounter
	wire     wire
	slips    []slipShown

	violations []string
	sum        string
}

// slipShown is a number that a citizen holds.
type slipShown struct {
	ticket queue.Ticket
	text   string // of its QR
}

func newWorld(t testing.TB, template string, seed uint64, planted bool, say func(string)) *world {
	t.Helper()
	w := &world{TB: t, rng: rand.New(rand.NewPCG(seed, seed)), folder: simFolder(t), planted: planted, say: say}
	w.wire.world = w
	w.servers = map[string]http.Handler{}
	w.copyTemplate(template)
	w.province = newSimProvince(w)
	w.startCentral()
	for i := range simKiosks {
		w.kiosks = append(w.kiosks, newSimKiosk(w, i+1))
	}
	for i := range simCounters {
		w.counters = append(w.counters, newSimCounter(w, fmt.Sprintf("%02d", i+1)))
	}
	return w
}

// simCentre has five lines; every counter takes two of them, so that lanes cross.
func simCentre() hall.Centre {
	c := hall.Centre{Name: queue.Name{"vi": "Trung tâm"}, PublicURL: "http://hall"}
	services := []string{"ho-tich", "dat-dai", "xay-dung", "doanh-nghiep", "nguoi-co-cong"}
	for i, id := range services {
		c.Services = append(c.Services, queue.Service{ID: id, Letter: string(rune('A' + i)), Name: queue.Name{"vi": id}})
	}
	for i := range simCounters {
		c.Counters = append(c.Counters, queue.Counter{ID: fmt.Sprintf("%02d", i+1), Services: []string{services[i%len(services)], services[(i+1)%len(services)]}})
	}
	return c
}

func (w *world) copyTemplate(template string) {
	w.must(os.CopyFS(w.folder, os.DirFS(template)))
	w.must(os.Mkdir(filepath.Join(w.folder, "province"), 0o700))
	for kind, names := range map[string][]string{
		"kiosk": simNames("kiosk-%d", simKiosks), "counter": simNames("counter-%02d", simCounters), "central": {"auditor", "province/central"},
	} {
		for _, name := range names {
			w.must(copyFile(filepath.Join(w.folder, kind+".db"), filepath.Join(w.folder, name+".db")))
		}
	}
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

// startCentral opens central's journal; what was committed before is there.
func (w *world) startCentral() {
	j, err := openJournal(Settings{Data: w.folder})
	w.must(err)
	w.central = &Central{settings: Settings{Centre: simCentre()}, journal: j, now: time.Now}
	w.servers[simCentral] = routesOf(w.central)
	if w.planted {
		w.servers[simCentral] = &checkThenInsert{world: w, next: w.servers[simCentral]}
	}
	w.province.join(w.central)
}

// routesOf answers devices as central does; that they are who they say is the wire's word, not a token's.
func routesOf(c *Central) http.Handler {
	mux := http.NewServeMux()
	for _, r := range c.deviceRoutes() {
		mux.Handle(r.pattern, r.do)
	}
	return mux
}

func (w *world) stopCentral() {
	delete(w.servers, simCentral)
	w.must(w.central.journal.Close())
}

// up tells whether central answers.
func (w *world) up() bool { return w.servers[simCentral] != nil }

// open opens a device's journal, its line and its clock, as when it is switched on.
func (w *world) open(name, kind string, skew *time.Duration) (*journal.Journal, *uplink.Link, *clock.Clock) {
	wall, err := clock.Open(filepath.Join(w.folder, name+"."+clock.File), func() time.Time { return time.Now().Add(*skew) })
	w.must(err)
	j, err := journal.OpenDevice(filepath.Join(w.folder, name+".db"), name, wall.Now, folds[kind])
	w.must(err)
	link, err := uplink.NewLink(w.Context(), w.wire.client(name, simCentral), j, func() {})
	w.must(err)
	link.Set(wall)
	return j, link, wall
}

// play lets things happen, each at its own moment.
func (w *world) play() {
	for range simEarly {
		pick(w, w.kiosks).touch()
	}
	open := w.counters[:3+w.rng.IntN(simCounters-2)] // few of them meet more often, all of them have short lanes
	for range simSteps {
		time.Sleep(time.Duration(w.rng.Int64N(int64(simStep))))
		w.wire.deliverLate(15)
		w.weather()
		switch {
		case w.chance(8):
			w.let(w.province)
		case w.chance(35):
			w.let(pick(w, w.kiosks))
		default:
			w.let(pick(w, open))
		}
	}
}

// weather changes what is broken.
func (w *world) weather() {
	switch w.rng.IntN(30) {
	case 0:
		w.wire.cut = map[string]bool{}
		for _, d := range w.devices() {
			w.wire.cut[d.name()] = w.chance(60)
		}
		w.tell("some cables are pulled")
	case 1:
		w.wire.cut = nil
		w.tell("all cables are in")
	case 2:
		if w.up() {
			w.stopCentral()
			w.tell("central stops")
		}
	case 3, 4, 5:
		if !w.up() {
			w.startCentral()
			w.tell("central starts")
		}
	case 6:
		w.wire.faults = w.rng.IntN(40)
		w.tell("%d faults in a hundred requests", w.wire.faults)
	case 7:
		d := pick(w, w.devices())
		d.jump(time.Duration(w.rng.Int64N(int64(4*time.Hour))) - 2*time.Hour)
		w.tell("the clock of %s jumps", d.name())
	}
}

// powered is what does something and loses its power over it.
type powered interface {
	name() string
	step()
	restart()
}

// simDevice is a kiosk or a counter.
type simDevice interface {
	powered
	jump(time.Duration)
	catchUp() error // with central: nothing is left to send or to see
	close()
	log() *journal.Journal
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

// let lets somebody do something; the power may fail in the middle of a request, or afterwards.
func (w *world) let(d powered) {
	defer func() {
		switch cause := recover(); {
		case cause == errPowerCut || cause == nil && w.chance(4):
			w.tell("the power of %s fails", d.name())
			d.restart()
		case cause != nil:
			panic(cause)
		}
	}()
	d.step()
}

// mend repairs everything, lets what is under way arrive, and all catch up.
func (w *world) mend() {
	w.tell("all is mended")
	w.wire.cut, w.wire.faults = nil, 0
	if !w.up() {
		w.startCentral()
	}
	w.wire.deliverLate(100)
	for range 2 { // an officer may learn only from another's last word that he was overruled
		for _, d := range w.devices() {
			if err := d.catchUp(); err != nil {
				w.violate("%s does not find back to central: %v", d.name(), err)
			}
		}
	}
	w.must(w.province.line.Exchange(w.Context()))
}

func (w *world) close() {
	for _, d := range w.devices() {
		d.close()
	}
	w.stopCentral()
	w.must(w.province.central.journal.Close())
	w.must(os.RemoveAll(w.folder))
}
