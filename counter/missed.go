package main

import (
	"unicode"
	"unicode/utf8"

	"motcua/counter/navigation"
	"motcua/internal/words"
)

// mostNumber bounds a number that is typed at the queue.
const mostNumber = 8

// typeNumber takes one letter or digit of the number of somebody who was given up by mistake.
func (s *session) typeNumber(r rune) {
	if (unicode.IsLetter(r) || unicode.IsDigit(r)) && utf8.RuneCountInString(s.typed) < mostNumber {
		s.typed += string(unicode.ToUpper(r))
		s.changed()
	}
}

// eraseNumber takes the last letter back.
func (s *session) eraseNumber() {
	_, size := utf8.DecodeLastRuneInString(s.typed)
	s.typed = s.typed[:len(s.typed)-size]
	s.changed()
}

// dropNumber forgets what was typed.
func (s *session) dropNumber() {
	s.typed = ""
	s.changed()
}

// callMissed calls somebody who was given up here today, by the number typed.
func (s *session) callMissed() {
	typed := s.typed
	s.typed, s.notice = "", navigation.Notice{}
	t, ok := s.desk.Missed(typed, s.now())
	switch {
	case !ok:
		s.warn("counter.missed.unknown", words.Args{"Number": typed})
	case s.desk.Visit() != nil:
		s.warn("counter.slip.busy", words.Args{"Present": s.number(), "Number": t.Number})
	case s.desk.Ready(s.now()):
		s.begin()
		s.welcome(s.desk.CallMissed(t, s.now()))
		return
	}
	s.changed()
}
