// Package async asks slow questions for whoever owns a screen's goroutine, and keeps stale answers from being shown. What is asked, and the screen
// itself, are left to others: controllers without Fyne use it too.
package async

// Runner does slow work and then shows its outcome on the goroutine of the screen.
type Runner func(work, show func())

// Inline is the Runner of tests, where the goroutine that calls is the screen's.
func Inline(work, show func()) { work(); show() }

// Async asks slow questions of one kind for a screen: the work runs aside, its outcome is shown on the goroutine of the screen. A newer question
// or Drop makes the answer to an older one stale, and a stale answer is not shown. The zero Async is ready; it belongs to the screen's goroutine.
//
//	hits async.Async[[]Hit] // in the screen
//
//	query := s.query.Text // copied: the work reads no field and no widget
//	s.hits.Ask(s.run, func() ([]Hit, error) { return s.find(ctx, query) }, s.show)
type Async[T any] struct {
	asked int // questions, and how often they were dropped
	busy  bool
}

// Ask runs work aside and hands its outcome to show, unless that is stale by then.
func (a *Async[T]) Ask(run Runner, work func() (T, error), show func(T, error)) {
	a.asked++
	a.busy = true
	mine := a.asked
	Ask(run, work, func(answer T, err error) {
		if mine == a.asked {
			a.busy = false
			show(answer, err)
		}
	})
}

// Busy reports whether an answer is on its way that will be shown. Whoever must not ask twice at once looks here first.
func (a *Async[T]) Busy() bool { return a.busy }

// Drop makes the answer on its way stale, as when its screen closes or its person goes. The work itself goes on to its end.
func (a *Async[T]) Drop() {
	a.asked++
	a.busy = false
}

// Ask runs work aside and hands its outcome to show, whoever stands there by then: for what must be dealt with in any case, such as a number that
// was taken. What only the asking screen wants goes through Async.
func Ask[T any](run Runner, work func() (T, error), show func(T, error)) {
	var answer T
	var err error
	run(func() { answer, err = work() }, func() { show(answer, err) })
}

// Try is Ask for work that has no result but its error.
func Try(run Runner, work func() error, show func(error)) {
	var err error
	run(func() { err = work() }, func() { show(err) })
}
