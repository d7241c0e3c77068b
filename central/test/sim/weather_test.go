//go:build !race

package sim

import (
	"io"
	"time"

	"motcua/central/admin"
	"motcua/internal/i18n"
	"motcua/internal/program"
)

// weather changes what is broken, and what people at central do.
func (w *world) weather() {
	switch w.rng.IntN(36) {
	case 0:
		w.pullCables()
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
		w.jump()
	case 8, 9:
		w.fill()
	case 10:
		w.makeRoom()
	case 11, 12:
		w.staff()
	}
}

// staff is somebody at central who does something there.
func (w *world) staff() {
	if !w.up() {
		return
	}
	switch w.rng.IntN(7) {
	case 0, 1:
		w.lose()
	case 2, 3, 4:
		w.trustAgain()
	case 5:
		w.changeAppointments()
	default:
		w.tell("a new key signs")
		w.orFull(w.job().Do(w.Context(), "new-seal"))
	}
}

// job is a command of central's that runs beside it.
func (w *world) job() admin.Job {
	return admin.Job{Call: program.Call{Say: i18n.In("en")}, Settings: w.central.settings, Journal: w.central.journal, Now: w.now, Says: io.Discard}
}

func (w *world) pullCables() {
	w.wire.cut = map[*box]bool{w.province.box: w.chance(60)}
	for _, d := range w.devices() {
		w.wire.cut[d.machine()] = w.chance(60)
	}
	w.tell("some cables are pulled")
}

// jump sets somebody's clock.
func (w *world) jump() {
	by := time.Duration(w.rng.Int64N(int64(4*time.Hour))) - 2*time.Hour
	if w.chance(20) {
		w.skew = by // of central: not so far that the day is another
		w.tell("the clock of central is %v off", by)
		return
	}
	d := pick(w, w.devices()).machine()
	d.skew += by
	w.tell("the clock of %s jumps", d.device)
}
