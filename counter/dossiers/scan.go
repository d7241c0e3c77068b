package dossiers

import (
	"errors"
	"strings"

	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

// Scanner takes what a scanner reads: a citizen's card, or a dossier's code from its receipt.
type Scanner struct {
	Config
	all *Controllers
}

// Scanned takes a code from either kind of scanner: a card's, or a dossier's from its receipt.
func (s *Scanner) Scanned(code string) {
	if s.Busy() {
		return
	}
	if written, ok := s.CodeOf(code); ok {
		s.open(written)
		return
	}
	if isTicket(code) {
		s.Warn("counter.scan.ticket")
		return
	}
	card, doubts, err := idcard.Parse(code, workday.DateOf(s.Now()))
	if err != nil {
		s.Warn(cardErrorText(err))
		return
	}
	if s.Place != navigation.Intake {
		s.all.Intake.Begin()
	}
	s.Notice = navigation.Notice{}
	s.all.Intake.Current.Scan(card, doubts)
	s.Changed()
}

// open finds a dossier by its code. One that nobody in the centre knows was filed on the portal.
func (s *Scanner) open(code string) {
	s.all.Register.LookUp(code, func(whole bool) {
		if _, err := dossier.ReadPortal(code); err == nil && whole {
			s.all.Intake.fileOnline(code)
			return
		}
		s.Warn("counter.scan.no_dossier", i18n.Args{"Code": code})
	})
}

// Knows reports whether a code is a dossier's, a ticket's or a card's, in whatever state.
func (s *Scanner) Knows(code string) bool {
	if _, ok := s.CodeOf(code); ok || isTicket(code) {
		return true
	}
	_, _, err := idcard.Parse(code, workday.DateOf(s.Now()))
	return !errors.Is(err, idcard.ErrNotCard)
}

// isTicket reports whether a code is that of a ticket's QR, alone or in an address.
func isTicket(code string) bool {
	_, err := seal.ReadTicket(code[strings.LastIndexByte(code, '/')+1:])
	return err == nil
}

// CodeOf finds a dossier's code in a text, ours or the portal's, or in the address of a receipt's QR.
func (s *Scanner) CodeOf(text string) (string, bool) {
	if receipt, err := seal.ReadReceipt(text); err == nil {
		text = receipt.Code
	}
	if pattern, err := dossier.NewPattern(s.Centre().Codes); err == nil {
		if code, err := pattern.Read(text); err == nil {
			written, err := pattern.Write(code)
			return written, err == nil
		}
	}
	code, err := dossier.ReadPortal(text)
	return code, err == nil
}

// cardErrorText returns the sentence for a scan that is no card.
func cardErrorText(err error) string {
	for id, known := range map[string]error{
		"insurance": idcard.ErrInsurance, "keyboard": idcard.ErrKeyboard, "name": idcard.ErrName,
		"birth": idcard.ErrBirth, "future": idcard.ErrFuture, "years": idcard.ErrYears, "not_card": idcard.ErrNotCard, "empty": idcard.ErrEmpty,
	} {
		if errors.Is(err, known) {
			return "counter.scan." + id
		}
	}
	return "counter.scan.not_card"
}
