package papers

import (
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/sheet"
)

// officeOf returns the centre as its papers name it, with the agencies that decide on what it receives.
func officeOf(c centre.Centre) sheet.Office {
	p := c.Papers
	o := sheet.Office{
		Parent: p.Parent, Name: c.Name.In(i18n.Vietnamese), Symbol: p.Symbol, Place: p.Place, Phone: p.Phone, Head: p.Head, TaxCode: p.TaxCode,
		Fees: dossier.Series{Template: p.FeeTemplate, Symbol: p.FeeSymbol},
	}
	for _, a := range c.Agencies {
		if a.Name != o.Name {
			o.Agencies = append(o.Agencies, sheet.Office{Parent: a.Parent, Name: a.Name, Symbol: a.Symbol, Phone: a.Phone, Head: a.Head})
		}
	}
	return o
}
