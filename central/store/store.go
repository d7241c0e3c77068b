// Package store is what central's server and its commands share of central's data: the folds of its journal, the keys of the seal, the doubts of
// its clock, the erasures that wait for a device, and folders that are thrown away.
package store

import (
	"time"

	"motcua/central/settings"
	"motcua/internal/centre"
	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/province"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/sayings"
	"motcua/internal/steering"
	"motcua/internal/trust"
)

// Origin is central's name in its own events.
const Origin = hall.Central

// Tables are what central makes of everybody's events.
var Tables = journal.Join(journal.LocalOnly(journal.Join(hall.Fold, registry.Fold, trust.Fold(Origin), roster.Fold(Origin), sayings.Fold, steering.Fold(Origin))), province.Fold)

// Open opens central's journal, and makes the folder for it.
func Open(s settings.Settings) (*journal.Journal, error) {
	if err := s.MakeData(); err != nil {
		return nil, err
	}
	present := NewPresent(s, nil)
	j, err := journal.Open(s.JournalPath(), Origin, time.Now, Gated(present.Centre))
	if err == nil {
		present.follow(j)
	}
	return j, err
}

// Gated is Tables with a gate before them: events of devices are checked before they are believed, central's own before they are written.
func Gated(present func() centre.Centre) journal.Fold {
	fold := Tables
	fold.Shape, fold.Check = gate.Shape, gate.New(present).Check
	return fold
}
