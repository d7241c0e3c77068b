package catalogue

import (
	"encoding/json"
	"slices"
	"strings"

	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// Join returns the centre's catalogue: the national entries, those of ours that no national one stands for, and the centre's own data over
// both. It also reports what of the centre's data fits nothing. The lists it is given stay as they are.
func Join(national, ours []procedure.Procedure, own []Own) (list []procedure.Procedure, stray []Fault) {
	list = WithOurs(national, ours, own)
	byCode := map[string][]int{}
	for i := range list {
		code := procedure.NationalCode(list[i].Code)
		byCode[code] = append(byCode[code], i)
	}
	off := map[int]bool{}
	for _, o := range own {
		found := byCode[procedure.NationalCode(o.Code)]
		if len(found) == 0 {
			stray = append(stray, o.Fault("no_entry", ""))
		}
		for _, i := range found {
			stray = append(stray, o.lay(&list[i])...)
			off[i] = off[i] || o.Off
		}
	}
	kept := list[:0]
	for i := range list {
		if !off[i] {
			kept = append(kept, list[i])
		}
	}
	return kept, stray
}

// IsOurs reports whether a code is one that we gave, for want of a national one.
func IsOurs(code string) bool { return strings.HasPrefix(code, "9.") }

// WithOurs returns the national entries and those of ours that none of them stands for: one of the same name, or one that the centre's own
// data join to it. What people call an entry of ours goes over to the one that stands for it.
func WithOurs(national, ours []procedure.Procedure, own []Own) []procedure.Procedure {
	list := slices.Clone(national)
	codes, names := map[string]int{}, map[string]int{}
	for i := range list {
		codes[procedure.NationalCode(list[i].Code)], names[vietnamese.Fold(list[i].Name)] = i, i
	}
	for _, p := range ours {
		if !IsOurs(p.Code) {
			continue
		}
		at, there := standsFor(p, own, codes, names)
		if !there {
			list = append(list, p)
			continue
		}
		for _, phrase := range p.Phrases {
			if !slices.Contains(list[at].Phrases, phrase) {
				list[at].Phrases = append(slices.Clone(list[at].Phrases), phrase)
			}
		}
	}
	return list
}

// standsFor finds the national entry that stands for one of ours.
func standsFor(p procedure.Procedure, own []Own, codes, names map[string]int) (at int, there bool) {
	for _, o := range own {
		if o.Replaces == p.Code {
			if at, there = codes[procedure.NationalCode(o.Code)]; there {
				return at, true
			}
		}
	}
	if at, there = codes[p.Code]; there {
		return at, true
	}
	at, there = names[vietnamese.Fold(p.Name)]
	return at, there
}

// lay lays the centre's data over an entry, and reports what does not fit it.
func (o Own) lay(p *procedure.Procedure) (stray []Fault) {
	if o.Counter != "" {
		p.Counter = o.Counter
	}
	if o.OnlineWhy != "" {
		p.OnlineWhy = o.OnlineWhy
	}
	p.Ways = slices.Clone(p.Ways)
	for i := range p.Ways {
		if !o.layWay(&p.Ways[i]) {
			stray = append(stray, o.Fault("cut_too_long", string(p.Ways[i].Channel)))
		}
	}
	p.Documents = slices.Clone(p.Documents)
	named := map[string]bool{}
	for i := range p.Documents {
		paper := &p.Documents[i]
		name := paper.Name
		if slices.Contains(o.VNeID, name) {
			paper.VNeID, named[name] = true, true
		}
		if own := o.Documents[name]; own != "" {
			paper.Name, named[name] = own, true
		}
	}
	for _, name := range o.papers() {
		if !named[name] {
			stray = append(stray, o.Fault("no_document", name))
		}
	}
	return stray
}

// layWay lays fee and cut over one way; false when nothing would be left of its limit.
func (o Own) layWay(w *procedure.Way) bool {
	fee := o.FeeVND
	if w.Channel == procedure.Web && o.FeeOnlineVND != nil {
		fee = o.FeeOnlineVND
	}
	if fee != nil {
		w.Fee = &procedure.Fee{VND: *fee}
	}
	days := w.Limit.Unit == workday.WorkingDays || w.Limit.Unit == workday.Days
	switch {
	case o.Cut == 0 || w.Limit.Unit == "":
		return true
	case !days || o.Cut >= w.Limit.Amount:
		return false
	}
	w.Limit.Amount, w.Cut = w.Limit.Amount-o.Cut, o.Cut
	return true
}

// Changes are what an import does to a catalogue.
type Changes struct{ New, Changed, Withdrawn []procedure.Procedure }

// None reports whether nothing changes.
func (c Changes) None() bool { return len(c.New)+len(c.Changed)+len(c.Withdrawn) == 0 }

// Compare returns what is different in a catalogue from the one before it.
func Compare(before, after []procedure.Procedure) (c Changes) {
	was := map[string]string{}
	for _, p := range before {
		was[p.Code] = print(p)
	}
	for _, p := range after {
		switch old, known := was[p.Code]; {
		case !known:
			c.New = append(c.New, p)
		case old != print(p):
			c.Changed = append(c.Changed, p)
		}
		delete(was, p.Code)
	}
	for _, p := range before {
		if _, gone := was[p.Code]; gone {
			c.Withdrawn = append(c.Withdrawn, p)
		}
	}
	return c
}

func print(p procedure.Procedure) string {
	raw, err := json.Marshal(p)
	if err != nil {
		panic(err) // an entry is texts and numbers
	}
	return string(raw)
}
