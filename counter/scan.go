package main

import (
	"errors"
	"strings"

	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

// scanned takes a code from either kind of scanner: a card's, or a dossier's from its receipt.
func (c *clerk) scanned(code string) {
	if c.busy {
		return
	}
	if written, ok := c.codeOf(code); ok {
		c.open(written)
		return
	}
	if isTicket(code) {
		c.warn("counter.scan.ticket")
		return
	}
	card, doubts, err := idcard.Parse(code, workday.DateOf(c.now()))
	if err != nil {
		c.warn(cardTrouble(err))
		return
	}
	if c.place != atIntake {
		c.begin()
	}
	c.notice = navigation.Notice{}
	c.intake.Scan(card, doubts)
	c.changed()
}

// knows reports whether a code is a dossier's, a ticket's or a card's, in whatever state.
func (c *clerk) knows(code string) bool {
	if _, ok := c.codeOf(code); ok || isTicket(code) {
		return true
	}
	_, _, err := idcard.Parse(code, workday.DateOf(c.now()))
	return !errors.Is(err, idcard.ErrNotCard)
}

// isTicket reports whether a code is that of a ticket's QR, alone or in an address.
func isTicket(code string) bool {
	_, err := seal.ReadTicket(code[strings.LastIndexByte(code, '/')+1:])
	return err == nil
}

// codeOf finds a dossier's code in a text, ours or the portal's, or in the address of a receipt's QR.
func (c *clerk) codeOf(text string) (string, bool) {
	if receipt, err := seal.ReadReceipt(text); err == nil {
		text = receipt.Code
	}
	if pattern, err := dossier.NewPattern(c.centre().Codes); err == nil {
		if code, err := pattern.Read(text); err == nil {
			written, err := pattern.Write(code)
			return written, err == nil
		}
	}
	code, err := dossier.ReadPortal(text)
	return code, err == nil
}

// cardTrouble is the sentence for a scan that is no card.
func cardTrouble(err error) string {
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
