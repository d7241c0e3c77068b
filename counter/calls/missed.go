package calls

import (
	"unicode"
	"unicode/utf8"

	"motcua/counter/navigation"
	"motcua/internal/i18n"
)

// mostNumber bounds a number that is typed at the queue.
const mostNumber = 8

// TypeNumber takes one letter or digit of the number of somebody who was given up by mistake.
func (s *Session) TypeNumber(r rune) {
	if (unicode.IsLetter(r) || unicode.IsDigit(r)) && utf8.RuneCountInString(s.Typed) < mostNumber {
		s.Typed += string(unicode.ToUpper(r))
		s.Changed()
	}
}

// EraseNumber takes the last letter back.
func (s *Session) EraseNumber() {
	_, size := utf8.DecodeLastRuneInString(s.Typed)
	s.Typed = s.Typed[:len(s.Typed)-size]
	s.Changed()
}

// DropNumber forgets what was typed.
func (s *Session) DropNumber() {
	s.Typed = ""
	s.Changed()
}

// CallMissed calls somebody who was given up here today, by the number typed.
func (s *Session) CallMissed() {
	typed := s.Typed
	s.Typed, s.Notice = "", navigation.Notice{}
	t, ok := s.Desk.Missed(typed, s.Now())
	switch {
	case !ok:
		s.Warn("counter.missed.unknown", i18n.Args{"Number": typed})
	case s.Desk.Visit() != nil:
		s.Warn("counter.slip.busy", i18n.Args{"Present": s.Number(), "Number": t.Number})
	case s.Desk.Ready(s.Now()):
		s.begin()
		s.welcome(s.Desk.CallMissed(t, s.Now()))
		return
	}
	s.Changed()
}
