package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/dossier"
)

// step is one thing that may happen to the dossier shown: its key, what it asks, what is decided with the answers.
type step struct {
	key    fyne.KeyName
	action dossier.Action
	asks   func(*clerk) []question
	decide func(c *clerk, answers []string) (dossier.Body, error)
}

// steps are those of a dossier's page, in the order of a dossier's life. Two that never may happen at once share a key.
var steps = []step{
	{fyne.KeyF2, dossier.Receive, nil, nil}, // asks nothing, and central for the code
	{fyne.KeyF2, dossier.TakeOver, askTakeOver, decideTakeOver},
	{fyne.KeyF2, dossier.HandOver, askHandOver, decideHandOver},
	{fyne.KeyF3, dossier.AskSupplement, askSupplement, decideSupplement},
	{fyne.KeyF3, dossier.Supply, askSupply, decideSupply},
	{fyne.KeyF4, dossier.DemandPayment, askDemand, decideDemand},
	{fyne.KeyF4, dossier.Resume, askResume, decideResume},
	{fyne.KeyF5, dossier.Suspend, askSuspend, decideSuspend},
	{fyne.KeyF6, dossier.Extend, askExtend, decideExtend},
	{fyne.KeyF7, dossier.Finish, askFinish, decideFinish},
	{fyne.KeyF8, dossier.Pay, askPay, decidePay},
	{fyne.KeyF9, dossier.Return, askReturn, decideReturn},
	{fyne.KeyF10, dossier.Withdraw, askReason, decideWithdraw},
	{fyne.KeyF11, dossier.Refuse, askReason, decideRefuse},
}

// keyReprint prints the last slip again.
const keyReprint = fyne.KeyF12

// stepKeys are the keys of the steps, each once.
func stepKeys() (keys []fyne.KeyName) {
	for _, s := range steps {
		if n := len(keys); n == 0 || keys[n-1] != s.key {
			keys = append(keys, s.key)
		}
	}
	return keys
}

// stepOf is what a key does to a dossier as it stands; open tells whether it may. A closed key shows its first step, and the first one the hand-over.
func stepOf(k dossier.Desk, d dossier.Dossier, key fyne.KeyName) (shown step, open bool) {
	for _, s := range steps {
		if s.key != key {
			continue
		}
		if may(k, d, s.action) {
			return s, true
		}
		if shown.key == "" || s.action == dossier.HandOver {
			shown = s
		}
	}
	return shown, false
}

// likely is what mostly happens next.
var likely = map[dossier.Status]dossier.Action{
	dossier.Registered: dossier.Receive, dossier.Received: dossier.HandOver, dossier.Processing: dossier.Finish,
	dossier.Incomplete: dossier.Supply, dossier.Owing: dossier.Pay, dossier.Suspended: dossier.Resume, dossier.Finished: dossier.Return,
}

// next is what mostly happens next to a dossier; first of all, who was handed it says that it is there.
func next(d dossier.Dossier) dossier.Action {
	if d.Status == dossier.Processing && d.Handed() {
		return dossier.TakeOver
	}
	return likely[d.Status]
}

// may tells whether the status of a dossier allows an action to this desk, and whether there is anything to do it with.
func may(k dossier.Desk, d dossier.Dossier, a dossier.Action) bool {
	if _, ok := d.Status.After(a); !ok || !k.May(d, a) {
		return false
	}
	switch a {
	case dossier.Receive:
		return !d.Accepted()
	case dossier.TakeOver:
		return d.Handed()
	case dossier.Supply:
		return d.Accepted()
	case dossier.Pay:
		return d.Owes() > 0
	case dossier.AskSupplement:
		return d.Request == nil
	case dossier.Extend:
		return d.Extension == nil
	}
	return true
}
