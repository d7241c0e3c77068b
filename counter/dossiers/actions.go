package dossiers

import (
	"errors"

	"motcua/counter/typed"
	"motcua/internal/dossier"
)

// Step is one thing that may happen to the dossier shown: its key, what it asks, what is decided with the answers. Tries decides with answers
// that are good enough, so that a key which no answer would help is closed.
type Step struct {
	Key    string // of the keyboard, as Fyne names it
	Action dossier.Action
	asks   func(*Page) []typed.Question
	decide func(p *Page, answers []string) (dossier.Body, error)
	tries  func(k dossier.Desk, d dossier.Dossier) (dossier.Body, error)
}

// Steps are those of a dossier's page, in the order of a dossier's life. Two that never may happen at once share a number.
var Steps = []Step{
	{"1", dossier.Receive, nil, nil, tryReceive}, // asks nothing, and central for the code
	{"1", dossier.TakeOver, askTakeOver, decideTakeOver, tryTakeOver},
	{"1", dossier.HandOver, askHandOver, decideHandOver, tryHandOver},
	{"2", dossier.AskSupplement, askSupplement, decideSupplement, trySupplement},
	{"2", dossier.Supply, askSupply, decideSupply, trySupply},
	{"3", dossier.DemandPayment, askDemand, decideDemand, tryDemand},
	{"3", dossier.Resume, askResume, decideResume, tryResume},
	{"4", dossier.Suspend, askSuspend, decideSuspend, trySuspend},
	{"5", dossier.Extend, askExtend, decideExtend, tryExtend},
	{"6", dossier.Finish, askFinish, decideFinish, tryFinish},
	{"7", dossier.Pay, askPay, decidePay, tryPay},
	{"8", dossier.Return, askReturn, decideReturn, tryReturn},
	{KeyWithdraw, dossier.Withdraw, askReason, decideWithdraw, tryWithdraw},
	{KeyRefuse, dossier.Refuse, askReason, decideRefuse, tryRefuse},
}

// The keys of what cannot be undone mean nothing else anywhere; the other one prints the last slip again.
const (
	KeyWithdraw = "Delete"
	KeyRefuse   = "End"
	KeyReprint  = "9"
)

// StepKeys returns the keys of the steps, each once.
func StepKeys() (keys []string) {
	for _, s := range Steps {
		if n := len(keys); n == 0 || keys[n-1] != s.Key {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// StepOf returns what a key does to a dossier as it stands, and why it may not; nil: it may. A closed key shows its first step, and the first one
// the hand-over.
func StepOf(k dossier.Desk, d dossier.Dossier, key string) (shown Step, hindrance error) {
	for _, s := range Steps {
		if s.Key != key {
			continue
		}
		_, err := s.tries(k, d)
		if err == nil {
			return s, nil
		}
		if shown.Key == "" || s.Action == dossier.HandOver || errors.Is(hindrance, dossier.ErrNotAllowed) && !errors.Is(err, dossier.ErrNotAllowed) {
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

// Next returns what mostly happens next to a dossier; first of all, who was handed it says that it is there.
func Next(d dossier.Dossier) dossier.Action {
	if d.Status == dossier.Processing && d.Handed() {
		return dossier.TakeOver
	}
	return likely[d.Status]
}

// Asks reports whether the step asks questions before it is done.
func (s Step) Asks() bool { return s.asks != nil }

// Questions returns what a step asks about the dossier on a page.
func (s Step) Questions(p *Page) []typed.Question { return s.asks(p) }

// Decide returns what happens to the dossier on a page with the answers.
func (s Step) Decide(p *Page, answers []string) (dossier.Body, error) { return s.decide(p, answers) }
