package browse

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"motcua/assets"
	"motcua/internal/procedure"
)

// Happening is an event in the life of people or of a business, and what procedures belong to it.
type Happening struct {
	ID, Name, English string
	Business          bool
	Origin            string
	members           []member
}

// member is a code, a field, or words of a name.
type member struct {
	code, field, words string
	not                bool // what has it does not belong here
}

var (
	eventIDs = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	eventFor = map[string]bool{"citizen": false, "business": true}
	aCode    = regexp.MustCompile(`^[1-9]\.\d{6}$`)
)

// builtIn reads the events that are part of the program; broken ones are a program built wrong.
var builtIn = sync.OnceValue(func() []Happening {
	events, err := ReadEvents(assets.Events)
	if err != nil {
		panic(err)
	}
	return events
})

// ReadEvents reads events as assets/catalogue/README.md describes them.
func ReadEvents(data []byte) (events []Happening, err error) {
	seen := map[string]bool{}
	at := 0
	for line := range strings.Lines(string(data)) {
		at++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			if len(events) == 0 {
				return nil, fmt.Errorf("read events, line %d: there is no event that it belongs to", at)
			}
			e := &events[len(events)-1]
			m, ok := memberOf(strings.TrimSpace(line))
			if !ok || slices.Contains(e.members, m) {
				return nil, fmt.Errorf("read events, line %d: %q is nothing new that belongs to %s", at, line, e.ID)
			}
			e.members = append(e.members, m)
		default:
			e, err := happening(line)
			if err != nil || seen[e.ID] {
				return nil, fmt.Errorf("read events, line %d: %q: want an id of its own, citizen or business, Vietnamese, English and origin, with tabs between them", at, line)
			}
			seen[e.ID] = true
			events = append(events, e)
		}
	}
	return events, nil
}

func happening(line string) (Happening, error) {
	parts := strings.Split(line, "\t")
	if len(parts) != 5 || slices.Contains(parts, "") || !eventIDs.MatchString(parts[0]) {
		return Happening{}, fmt.Errorf("%d parts", len(parts))
	}
	business, known := eventFor[parts[1]]
	if !known {
		return Happening{}, fmt.Errorf("for %s", parts[1])
	}
	return Happening{ID: parts[0], Business: business, Name: parts[2], English: parts[3], Origin: parts[4]}, nil
}

func memberOf(text string) (m member, ok bool) {
	text, m.not = strings.CutPrefix(text, "!")
	switch {
	case aCode.MatchString(text):
		m.code = text
	case strings.HasPrefix(text, "@"):
		m.field = slug(text[1:])
	default:
		m.words = spaced(text)
	}
	return m, m.code != "" || m.field != "" || m.words != "  "
}

// spaced is a text in folded words with a space around each.
func spaced(text string) string { return " " + strings.Join(words(text), " ") + " " }

// described is an entry as events look at it.
type described struct {
	entry
	code, field, words string
}

func describe(entries []entry) []described {
	out := make([]described, len(entries))
	for i, e := range entries {
		out[i] = described{e, procedure.NationalCode(e.Code), slug(e.Field), spaced(e.Name)}
	}
	return out
}

func (m member) has(d described) bool {
	switch {
	case m.code != "":
		return m.code == d.code
	case m.field != "":
		return m.field == d.field
	}
	return strings.Contains(d.words, m.words)
}

// place is the first of an event's members that an entry is; -1: it does not belong to it.
func (h *Happening) place(d described) int {
	if slices.ContainsFunc(h.members, func(m member) bool { return m.not && m.has(d) }) {
		return -1
	}
	return slices.IndexFunc(h.members, func(m member) bool { return !m.not && m.has(d) })
}

// eventsOf returns the events for which the catalogue has a procedure. Their entries stand in the order of the event's members.
func eventsOf(entries []entry, events []Happening) (list []*Group) {
	all := describe(entries)
	for i := range events {
		h := &events[i]
		at := make([][]*procedure.Procedure, len(h.members))
		for _, d := range all {
			if place := h.place(d); place >= 0 {
				at[place] = append(at[place], d.Procedure)
			}
		}
		if found := slices.Concat(at...); len(found) > 0 {
			list = append(list, &Group{By: Event, ID: h.ID, Name: h.Name, English: h.English, Business: h.Business, Entries: found})
		}
	}
	return list
}
