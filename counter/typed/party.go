package typed

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/vietnamese"
)

// What an officer may have mistyped about a person.
var (
	ErrName   = errors.New("no name a person or company can have")
	ErrNumber = errors.New("no number of a card, a company or a passport")
)

const (
	mostName    = 250 // runes, as on a card
	mostAddress = 300
)

// PartyOf returns a person or company typed in by hand; the number tells which. Without a number it is a citizen.
func PartyOf(name, number, address, phone string) (p dossier.Party, err error) {
	p = dossier.Party{Kind: dossier.Citizen, Name: Tidy(name), Address: Tidy(address), Phone: Tidy(phone)}
	if !strings.ContainsFunc(p.Name, unicode.IsLetter) || utf8.RuneCountInString(p.Name) > mostName || utf8.RuneCountInString(p.Address) > mostAddress {
		return p, ErrName
	}
	number = strings.ToUpper(strings.Join(strings.Fields(number), ""))
	if number == "" {
		return p, nil
	}
	if card, err := idcard.ParseNumber(number); err == nil {
		p.Identity = dossier.Identity(card.Digits())
		return p, nil
	}
	tax, err := idcard.ParseTaxCode(number)
	switch {
	case err == nil:
		p.Kind, p.Identity = dossier.Business, dossier.Identity(tax.String())
		return p, nil
	case errors.Is(err, idcard.ErrTaxCheck):
		return p, err
	case len(number) < 5 || len(number) > 9 || strings.Trim(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "":
		return p, ErrNumber
	}
	if strings.Trim(number, "0123456789") != "" { // nine digits alone are an old identity card
		p.Kind = dossier.Foreigner
	}
	p.Identity = dossier.Identity(number)
	return p, nil
}

// Tidy returns a text as it is kept: composed letters, single spaces, nothing that no paper can show.
func Tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || r > 0xFFFF {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(vietnamese.Letters(s)), " ")
}
