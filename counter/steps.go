package main

import (
	"errors"

	"fyne.io/fyne/v2"

	"motcua/counter/typed"
	"motcua/internal/dossier"
)

// step is one thing that may happen to the dossier shown: its key, what it asks, what is decided with the answers. Tries decides with answers
// that are good enough, so that a key which no answer would help is closed.
type step struct {
	key    fyne.KeyName
	action dossier.Action
	asks   func(*clerk) []typed.Question
	decide func(c *clerk, answers []string) (dossier.Body, error)
	tries  func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error)
}

// steps are those of a dossier's page, in the order of a dossier's life. Two that never may happen at once share a number.
var steps = []step{
	{fyne.Key1, dossier.Receive, nil, nil, tryReceive}, // asks nothing, and central for the code
	{fyne.Key1, dossier.TakeOver, askTakeOver, decideTakeOver, tryTakeOver},
	{fyne.Key1, dossier.HandOver, askHandOver, decideHandOver, tryHandOver},
	{fyne.Key2, dossier.AskSupplement, askSupplement, decideSupplement, trySupplement},
	{fyne.Key2, dossier.Supply, askSupply, decideSupply, trySupply},
	{fyne.Key3, dossier.DemandPayment, askDemand, decideDemand, tryDemand},
	{fyne.Key3, dossier.Resume, askResume, decideResume, tryResume},
	{fyne.Key4, dossier.Suspend, askSuspend, decideSuspend, trySuspend},
	{fyne.Key5, dossier.Extend, askExtend, decideExtend, tryExtend},
	{fyne.Key6, dossier.Finish, askFinish, decideFinish, tryFinish},
	{fyne.Key7, dossier.Pay, askPay, decidePay, tryPay},
	{fyne.Key8, dossier.Return, askReturn, decideReturn, tryReturn},
	{keyWithdraw, dossier.Withdraw, askReason, decideWithdraw, tryWithdraw},
	{keyRefuse, dossier.Refuse, askReason, decideRefuse, tryRefuse},
}

// keyReprint prints the last slip again.
const keyReprint = fyne.Key9

// stepKeys are the keys of the steps, each once.
func stepKeys() (keys []fyne.KeyName) {
	for _, s := range steps {
		if n := len(keys); n == 0 || keys[n-1] != s.key {
			keys = append(keys, s.key)
		}
	}
	return keys
}

// stepOf is what a key does to a dossier as it stands, and why it may not; nil: it may. A closed key shows its first step, and the first one
// the hand-over.
func stepOf(k dossier.Desk, d dossier.Dossier, key fyne.KeyName) (shown step, hindrance error) {
	for _, s := range steps {
		if s.key != key {
			continue
		}
		_, err := s.tries(k, d)
		if err == nil {
			return s, nil
		}
		if shown.key == "" || s.action == dossier.HandOver || errors.Is(hindrance, dossier.ErrNotAllowed) && !errors.Is(err, dossier.ErrNotAllowed) {
			shown, hindrance = s, err
		}
	}
	return shown, hindrance
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
