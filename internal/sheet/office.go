package sheet

import (
	"strings"

	"motcua/internal/dossier"
)

// Office is who issues the papers, as it is named in ordinary writing: the forms put it in capitals where they want it.
type Office struct {
	Parent  string // Ủy ban nhân dân tỉnh Hà Nam; empty where none stands above it on paper
	Name    string // Trung tâm Phục vụ hành chính công
	Symbol  string // of its documents: TTPVHCC; empty leaves it to be filled in by hand
	Place   string // where they are dated: Hà Nam
	Phone   string
	Head    string // who leads it, and signs; empty leaves it to be filled in by hand
	TaxCode string
	Fees    dossier.Series // of its fee receipts

	Agencies []Office // that decide on what the office receives
}

// Deciding is the agency that decides on a dossier, as its own papers are headed and signed (NĐ 61/2018 đ.19 k.4, k.8, k.9). One that
// nobody described is named, and its symbol and its head are left to be filled in by hand: never this office's in their place.
func (o Office) Deciding(name string) Office {
	if name == "" || name == o.Name {
		return o
	}
	agency := Office{Name: name, Place: o.Place}
	for _, known := range o.Agencies {
		if known.Name == name {
			agency = known
		}
	}
	if agency.Place == "" {
		agency.Place = o.Place
	}
	if agency.Parent == "" && !people(name) {
		agency.Parent = o.Parent
	}
	agency.Fees, agency.TaxCode = o.Fees, o.TaxCode
	return agency
}

// people tells whether an agency is a people's committee, above which no other authority is named (NĐ 30/2020 Phụ lục I phần I mục II.2).
func people(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "ủy ban nhân dân") || strings.HasPrefix(name, "uỷ ban nhân dân") || strings.HasPrefix(name, "ubnd")
}

// numbered is an office whose papers of one kind have the kind's letters before its symbol: 125/PXL-SCT.
func (o Office) numbered(kind string) Office {
	o.Symbol = kind + "-" + o.symbol()
	return o
}

// symbol is the office's own, or dots to write it on.
func (o Office) symbol() string {
	if o.Symbol == "" {
		return "........"
	}
	return o.Symbol
}
