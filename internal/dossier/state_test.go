package dossier_test

import (
	"slices"
	"testing"

	"motcua/internal/dossier"
)

var actions = []dossier.Action{
	dossier.Register, dossier.Receive, dossier.Refuse, dossier.HandOver, dossier.AskSupplement, dossier.Supply, dossier.DemandPayment,
	dossier.Suspend, dossier.Resume, dossier.Withdraw, dossier.Extend, dossier.Finish, dossier.Return, dossier.Pay,
}

// national is the transitions between the ten codes that the national portal's data show. 6→7 is none of them.
var national = map[dossier.Status][]dossier.Status{
	dossier.Registered: {dossier.Received, dossier.Refused, dossier.Incomplete, dossier.Withdrawn},
	dossier.Received:   {dossier.Processing, dossier.Incomplete, dossier.Withdrawn},
	dossier.Processing: {dossier.Incomplete, dossier.Owing, dossier.Suspended, dossier.Finished, dossier.Withdrawn},
	dossier.Incomplete: {dossier.Received, dossier.Processing, dossier.Refused, dossier.Withdrawn, dossier.Suspended},
	dossier.Owing:      {dossier.Processing, dossier.Suspended},
	dossier.Suspended:  {dossier.Processing, dossier.Finished},
	dossier.Finished:   {dossier.Returned},
}

func TestActionsMakeTheNationalTransitionsAndNoOther(t *testing.T) {
	for _, from := range dossier.Statuses() {
		reached := map[dossier.Status]bool{}
		for _, a := range actions {
			if to, ok := from.After(a); ok && to != from {
				reached[to] = true
			}
		}
		for _, to := range dossier.Statuses() {
			if reached[to] != slices.Contains(national[from], to) {
				t.Errorf("%d → %d: possible is %v", from, to, reached[to])
			}
		}
	}
}

func TestStatuses(t *testing.T) {
	for i, s := range dossier.Statuses() {
		if int(s) != i+1 {
			t.Errorf("status %d is listed as number %d", s, i+1)
		}
		if s.Paused() && s.Settled() {
			t.Errorf("status %d is paused and settled at once", s)
		}
	}
}
