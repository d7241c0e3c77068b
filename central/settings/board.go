package settings

import (
	"maps"
	"slices"
	"unicode/utf8"

	"motcua/internal/centre"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// Board is the [board] of the settings: what the wall boards show, and each of them for which counters.
type Board struct {
	Zones   Zones    `toml:"zones"`
	Notices []Notice `toml:"notices"`
	Media   string   `toml:"media"`   // folder of pictures and videos that are shown while nobody is called; empty: none
	Seconds int      `toml:"seconds"` // that a picture stays
}

// Zones are the counters of each zone, by its name.
type Zones map[string][]string

// Wants names what a zone looks like.
func (*Zones) Wants() string { return "zones" }

// Names returns the zones' names in their order.
func (z Zones) Names() []string { return slices.Sorted(maps.Keys(z)) }

// Notice is what the centre tells everybody in the hall, from the first of some days to the last; without one, it has no such end.
type Notice struct {
	Text queue.Name   `toml:"text"`
	From workday.Date `toml:"from"`
	To   workday.Date `toml:"to"`
}

// On reports whether a notice is shown on a day.
func (n Notice) On(day workday.Date) bool {
	return (n.From.IsZero() || !day.Before(n.From)) && (n.To.IsZero() || !n.To.Before(day))
}

// How many zones and notices there are at the most, how long their words may be, in letters, and how long a picture may stay, in seconds.
const (
	mostZones, longestZone     = 20, 24
	mostNotices, longestNotice = 10, 160
	shortestShow, longestShow  = 5, 120
)

func (b Board) check(c centre.Centre) []config.Fault {
	return slices.Concat(config.Between("seconds", b.Seconds, shortestShow, longestShow), b.checkZones(c), b.checkNotices())
}

func (b Board) checkZones(c centre.Centre) (faults []config.Fault) {
	if len(b.Zones) > mostZones {
		faults = config.Wrong("zones", "most", i18n.Args{"To": mostZones})
	}
	for _, name := range b.Zones.Names() {
		if n := utf8.RuneCountInString(name); n == 0 || n > longestZone {
			faults = append(faults, config.Wrong("zones", "zone_name", i18n.Args{"Zone": name, "To": longestZone})...)
		}
		if len(b.Zones[name]) == 0 {
			faults = append(faults, config.Wrong("zones", "zone_empty", i18n.Args{"Zone": name})...)
		}
		for _, counter := range b.Zones[name] {
			if !slices.ContainsFunc(c.Counters, func(of queue.Counter) bool { return of.ID == counter }) {
				faults = append(faults, config.Wrong("zones", "zone_counter", i18n.Args{"Zone": name, "Counter": counter})...)
			}
		}
	}
	return faults
}

func (b Board) checkNotices() (faults []config.Fault) {
	if len(b.Notices) > mostNotices {
		faults = config.Wrong("notices", "most", i18n.Args{"To": mostNotices})
	}
	for i, n := range b.Notices {
		faults = append(faults, config.Filled(item("notices", i, "text"), n.Text.In(i18n.Vietnamese))...)
		for _, lang := range slices.Sorted(maps.Keys(n.Text)) {
			if utf8.RuneCountInString(n.Text[lang]) > longestNotice {
				faults = append(faults, config.Wrong(item("notices", i, "text"), "letters", i18n.Args{"To": longestNotice})...)
			}
		}
		if !n.To.IsZero() && n.To.Before(n.From) {
			faults = append(faults, config.Wrong(item("notices", i, "to"), "later_day", i18n.Args{"Than": n.From})...)
		}
	}
	return faults
}
