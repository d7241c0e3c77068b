package navigation

import (
	"context"
	"time"

	"motcua/internal/async"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Place is a screen that the officer works at.
type Place int

// The screens of the counter.
const (
	Queue        Place = iota
	Intake             // a dossier is handed in
	Received           // it was received: the due date is shown
	Register           // the lists, and the search
	Dossier            // one dossier
	Preview            // an official paper, before it is printed
	Appointments       // a day's appointments
)

// Navigator is what the controllers of the desk share. It belongs to the goroutine of the screen.
type Navigator struct {
	Place   Place
	Notice  Notice
	Context context.Context // the program's: slow calls end with it
	Run     async.Runner
	Now     func() time.Time
	Speak   i18n.Localizer
	Changed func() // the window draws

	busy       bool
	readyAt    time.Time // from then on keys are meant for the screen shown
	generation int       // counts how often a screen was left
}

// debounce is how long keys do nothing on a screen that the officer has not read yet.
const debounce = 600 * time.Millisecond

// Debounce keeps the keys from a screen that the officer has not read yet.
func (n *Navigator) Debounce() { n.readyAt = n.Now().Add(debounce) }

// Ready reports whether keys count.
func (n *Navigator) Ready() bool {
	early := n.readyAt.Sub(n.Now())
	return !n.busy && (early <= 0 || early > debounce) // a clock that jumped back must not close the keyboard
}

// Busy reports whether something is being done that no other key may interrupt.
func (n *Navigator) Busy() bool { return n.busy }

// Go shows another screen, with nothing told.
func (n *Navigator) Go(to Place) { n.Place, n.Notice = to, Notice{} }

// Leave makes the answers that are on their way late: whoever is here when they come has not asked.
func (n *Navigator) Leave() { n.generation++ }

// LeaveToQueue goes back to the queue.
func (n *Navigator) LeaveToQueue() {
	n.Go(Queue)
	n.Leave()
	n.Changed()
}

// Here returns a function that reports whether the officer has left no screen since.
func (n *Navigator) Here() (still func() bool) {
	generation := n.generation
	return func() bool { return generation == n.generation }
}

// Tell shows a sentence.
func (n *Navigator) Tell(id string, args ...i18n.Args) {
	n.Notice = Notice{Text: n.Speak.Text(id, args...), At: n.Now().In(queue.Zone)}
	n.Changed()
}

// Warn shows a sentence that the officer must not miss.
func (n *Navigator) Warn(id string, args ...i18n.Args) {
	n.Tell(id, args...)
	n.Notice.Alert = true
	n.Changed()
}

// Ask runs work aside, with the program's context, and shows its outcome whoever is here by then.
func Ask[T any](n *Navigator, work func(context.Context) (T, error), show func(T, error)) {
	ctx := n.Context
	async.Ask(n.Run, func() (T, error) { return work(ctx) }, show)
}

// Try is Ask for work that has no result but its error.
func Try(n *Navigator, work func(context.Context) error, show func(error)) {
	ctx := n.Context
	async.Try(n.Run, func() error { return work(ctx) }, show)
}

// Do is Ask for what closes the keys until it is done. It reports false, and asks nothing, while something else is being done.
func Do[T any](n *Navigator, work func(context.Context) (T, error), show func(T, error)) bool {
	if n.busy {
		return false
	}
	n.busy = true
	Ask(n, work, func(answer T, err error) {
		n.busy = false
		show(answer, err)
	})
	return true
}

// Latest asks a question whose answer is shown only if no later one has been asked through it.
func Latest[T any](n *Navigator, a *async.Async[T], work func(context.Context) (T, error), show func(T, error)) {
	ctx := n.Context
	a.Ask(n.Run, func() (T, error) { return work(ctx) }, show)
}
