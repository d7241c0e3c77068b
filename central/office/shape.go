package office

import (
	"reflect"
	"strings"

	"motcua/central/settings"
	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// kind is how something of the settings is asked for.
type kind string

// The kinds.
const (
	text   kind = "text"
	number kind = "number"
	yes    kind = "yes"   // or no
	clock  kind = "clock" // of the day, 07:30
	day    kind = "day"   // 2026-11-30
	name   kind = "name"  // a text in each language
	lines  kind = "lines" // texts, one on each line
	counts kind = "counts"
	one    kind = "one"   // of some choices
	some   kind = "some"  // of some choices
	zones  kind = "zones" // names, and some of the counters for each
	table  kind = "table"
	list   kind = "list" // of tables
)

// shape is what something of the settings is made of.
type shape struct {
	kind   kind
	key    string // as in the file
	path   string // from the block on, without places in lists: centre.services.letter
	fields []shape
}

// shapeOf returns the shape of a part, by the types that settings are read into.
func shapeOf(part string) (shape, bool) {
	block, key, _ := strings.Cut(part, ".")
	of, known := map[string]any{"centre": centre.Centre{}, "board": settings.Board{}, "booking": booking.Rules{}}[block]
	if !known {
		return shape{}, false
	}
	for _, s := range fieldsOf(reflect.TypeOf(of), block) {
		if s.key == key {
			return s, true
		}
	}
	return shape{}, false
}

func fieldsOf(t reflect.Type, path string) (fields []shape) {
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" {
			fields = append(fields, shapeFor(t.Field(i).Type, key, path+"."+key))
		}
	}
	return fields
}

func shapeFor(t reflect.Type, key, path string) shape {
	s := shape{key: key, path: path}
	switch {
	case choices[path] != nil && t.Kind() == reflect.Slice:
		s.kind = some
	case choices[path] != nil:
		s.kind = one
	case t == reflect.TypeFor[queue.Name]():
		s.kind = name
	case t == reflect.TypeFor[workday.Clock]():
		s.kind = clock
	case t == reflect.TypeFor[workday.Date]():
		s.kind = day
	case t == reflect.TypeFor[settings.Zones]():
		s.kind = zones
	case t == reflect.TypeFor[map[string]int]():
		s.kind = counts
	case t == reflect.TypeFor[[]string]():
		s.kind = lines
	case t.Kind() == reflect.Bool:
		s.kind = yes
	case t.Kind() == reflect.Int:
		s.kind = number
	case t.Kind() == reflect.Struct:
		s.kind, s.fields = table, fieldsOf(t, path)
	case t.Kind() == reflect.Slice:
		s.kind, s.fields = list, fieldsOf(t.Elem(), path)
	default:
		s.kind = text
	}
	return s
}

// Choice is one of those that somebody picks from.
type Choice struct {
	ID    string
	Label queue.Name // empty: the id is what people know
	Word  string     // id of a sentence instead
	On    bool
}

// choices are what is picked from, by the path of what is picked.
var choices = map[string]func(settings.Settings) []Choice{
	"centre.services.agency":       agencies,
	"centre.counters.services":     services,
	"centre.hours.days":            weekdays,
	"centre.services.hours.days":   weekdays,
	"centre.reservations.services": services,
	"centre.reservations.elderly":  classes,
	"booking.services":             services,
}

func services(s settings.Settings) (all []Choice) {
	for _, service := range s.Centre.Services {
		all = append(all, Choice{ID: service.ID, Label: service.Name})
	}
	return all
}

func agencies(s settings.Settings) (all []Choice) {
	for _, a := range s.Centre.Agencies {
		all = append(all, Choice{ID: a.Code, Label: queue.Name{"vi": a.Name}})
	}
	return all
}

func classes(s settings.Settings) (all []Choice) {
	for _, c := range s.Centre.Classes {
		all = append(all, Choice{ID: c.ID, Label: c.Name})
	}
	return all
}

func counters(s settings.Settings) (all []Choice) {
	for _, c := range s.Centre.Counters {
		all = append(all, Choice{ID: c.ID})
	}
	return all
}

func weekdays(settings.Settings) (all []Choice) {
	for _, d := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		all = append(all, Choice{ID: d, Word: "admin.day." + d})
	}
	return all
}
