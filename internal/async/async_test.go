package async_test

import (
	"errors"
	"slices"
	"testing"

	"motcua/internal/async"
)

// late is a Runner whose answers come when and in which order the test calls them.
type late struct{ answers []func() }

func (l *late) run(work, show func()) { work(); l.answers = append(l.answers, show) }

func TestAsyncShowsOnlyWhatIsStillWanted(t *testing.T) {
	for _, c := range []struct {
		name  string
		play  func(ask func(string), drop func(), answer func(int))
		shown []string
		busy  bool
	}{
		{"one question", func(ask func(string), _ func(), answer func(int)) { ask("a"); answer(0) }, []string{"a"}, false},
		{"no answer yet", func(ask func(string), _ func(), _ func(int)) { ask("a") }, nil, true},
		{"the newer answer comes first", func(ask func(string), _ func(), answer func(int)) { ask("a"); ask("b"); answer(1); answer(0) }, []string{"b"}, false},
		{"the older answer comes first", func(ask func(string), _ func(), answer func(int)) { ask("a"); ask("b"); answer(0) }, nil, true},
		{"dropped", func(ask func(string), drop func(), answer func(int)) { ask("a"); drop(); answer(0) }, nil, false},
		{"dropped, and asked by the next", func(ask func(string), drop func(), answer func(int)) {
			ask("a")
			drop()
			ask("b")
			answer(0)
			answer(1)
		}, []string{"b"}, false},
		{"an answer leads to another question", func(ask func(string), _ func(), answer func(int)) { ask("again"); answer(0); answer(1) }, []string{"again", "a"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var later late
			var questions async.Async[string]
			var shown []string
			var ask func(string)
			ask = func(text string) {
				questions.Ask(later.run, func() (string, error) { return text, nil }, func(answer string, err error) {
					shown = append(shown, answer)
					if answer == "again" {
						ask("a")
					}
				})
			}
			c.play(ask, questions.Drop, func(i int) { later.answers[i]() })
			if !slices.Equal(shown, c.shown) || questions.Busy() != c.busy {
				t.Errorf("shown %q, busy %t; want %q, %t", shown, questions.Busy(), c.shown, c.busy)
			}
		})
	}
}

func TestAskAndTryShowEveryOutcome(t *testing.T) {
	var later late
	failure := errors.New("no way")
	var numbers []int
	var errs []error
	for n := range 2 {
		async.Ask(later.run, func() (int, error) { return n, failure }, func(n int, err error) { numbers, errs = append(numbers, n), append(errs, err) })
	}
	async.Try(later.run, func() error { return failure }, func(err error) { errs = append(errs, err) })
	for i := range 3 {
		later.answers[2-i]()
	}
	if !slices.Equal(numbers, []int{1, 0}) || !slices.Equal(errs, []error{failure, failure, failure}) {
		t.Errorf("shown %v, %v", numbers, errs)
	}
}
