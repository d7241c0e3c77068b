//go:build !race

package sim

import (
	"fmt"

	"motcua/internal/journal"
)

// mostPages is SQLite's own bound: room enough.
const mostPages = 1<<32 - 2

// fill has the disk of a device, of central or of the province run full.
func (w *world) fill() {
	name, j := w.someDisk()
	w.tell("the disk of %s is full", name)
	w.bound(j, 1) // no fewer than it has
}

// someDisk is one on which much is written, more often than not.
func (w *world) someDisk() (name string, j *journal.Journal) {
	switch {
	case w.up() && w.chance(40):
		return simCentral, w.central.journal
	case w.chance(10):
		return simUpstream, w.province.central.journal
	}
	d := pick(w, w.kiosks).machine()
	if w.chance(30) {
		d = w.someCounter().machine()
	}
	return d.disk, d.journal
}

// makeRoom is somebody who deletes what is not needed. Who was switched off and on has found room too.
func (w *world) makeRoom() {
	w.tell("there is room on all disks")
	for _, d := range w.devices() {
		w.bound(d.machine().journal, mostPages)
	}
	if w.up() {
		w.bound(w.central.journal, mostPages)
	}
	w.bound(w.province.central.journal, mostPages)
}

// bound lets a journal's file grow to so many pages.
func (w *world) bound(j *journal.Journal, pages int) {
	w.must(j.Write(w.Context(), func(tx *journal.Tx) error {
		_, err := tx.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages))
		return err
	}))
}
