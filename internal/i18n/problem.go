package i18n

import (
	"errors"
	"maps"
)

// Problem is an error that a person reads, such as on a command line: a sentence of the translations.
type Problem struct {
	ID   string
	Args Args
	Err  error // that programs decide on, or nil
}

// NewProblem makes the problem that the sentence named id tells of.
func NewProblem(id string, args Args) *Problem { return &Problem{ID: id, Args: args} }

// Error says the problem in Vietnamese; Speaker.Tell says it in the reader's language.
func (p *Problem) Error() string { return In(Vietnamese).Text(p.ID, p.Args) }

// Unwrap returns what programs decide on.
func (p *Problem) Unwrap() error { return p.Err }

// telling is an error of several sentences that knows how to say them in a language.
type telling interface {
	error
	In(Localizer) string
}

// Tell says an error: a problem in the speaker's language, others as they stand, and errors that were joined one a line.
func (s Localizer) Tell(err error) string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return s.tellAll(joined.Unwrap())
	}
	var problem *Problem
	if errors.As(err, &problem) {
		return s.Text(problem.ID, problem.Args)
	}
	var told telling
	if errors.As(err, &told) {
		return told.In(s)
	}
	return err.Error()
}

func (s Localizer) tellAll(errs []error) (text string) {
	for i, err := range errs {
		if i > 0 {
			text += "\n"
		}
		text += s.Tell(err)
	}
	return text
}

// spoken says the errors among what fills a sentence in its language.
func (s Localizer) spoken(args Args) Args {
	said := maps.Clone(args)
	for name, v := range said {
		if err, ok := v.(error); ok {
			said[name] = s.Tell(err)
		}
	}
	return said
}
