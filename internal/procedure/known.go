package procedure

import (
	"strings"

	"motcua/internal/vietnamese"
)

// Knows reports whether a word stands in a name of the catalogue, in what people call things, or is written short for something.
func (x *Index) Knows(word string) bool {
	t := tokenOf(strings.ToLower(vietnamese.Letters(word)))
	if _, known := x.ids[t.plain]; known {
		return true
	}
	return x.lex.short[t.plain] != nil || x.lex.heard[t.plain] != nil
}

// Neighbours reports whether two words stand beside each other in a name of the catalogue or in what people call things, in this order.
func (x *Index) Neighbours(left, right string) bool {
	l, r := tokenOf(strings.ToLower(vietnamese.Letters(left))), tokenOf(strings.ToLower(vietnamese.Letters(right)))
	from, known := x.ids[l.plain]
	to, also := x.ids[r.plain]
	if !known || !also {
		return false
	}
	for _, p := range x.pairs[pair{from, to}] {
		if x.isForm(p.left, l) && x.isForm(p.form, r) {
			return true
		}
	}
	return false
}

// isForm reports whether a form of a word is the one that was typed; typed without marks, it is any of them.
func (x *Index) isForm(id int32, typed token) bool {
	form, known := x.forms[typed.marked]
	return typed.marked == typed.plain || known && form == id
}
