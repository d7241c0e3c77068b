package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
)

// A kind that ends in a dot stands for all that begin so.
const (
	ofSlips = "slip."
	ofDesks = "desk."
)

// everyDevice is what any device tells of its journal, its clock and its parts.
var everyDevice = []string{
	journal.KindLost, journal.KindRecovered, journal.KindBackwards, journal.KindErased, hall.KindPrinter, hall.KindHealth, ofSlips,
}

// brings is which kinds of event each kind of device pushes: what its program writes, and nothing that is another's to say. A centre is not in
// it, for it hands on what its own central has let in. Whoever adds a kind of event adds it here; a device whose event is refused pushes no
// later one either.
var brings = map[trust.Kind][]string{
	trust.Kiosk: append([]string{
		"ticket.requested", hall.KindIssued, hall.KindPrinted, hall.KindOf(queue.Cancel), hall.KindRated, hall.KindHelp, hall.KindUnheard,
	}, everyDevice...),
	trust.Rating: append([]string{hall.KindRated, hall.KindHelp, hall.KindUnheard}, everyDevice...),
	trust.Counter: append([]string{
		hall.KindIssued, // by the word of a slip
		hall.KindOf(queue.Call), hall.KindOf(queue.Recall), hall.KindOf(queue.Skip), hall.KindOf(queue.Miss), hall.KindOf(queue.Finish),
		hall.KindOf(queue.Transfer), hall.KindTold, hall.KindComing,
		dossier.KindDot, registry.KindNumbered, registry.KindForgotten, registry.KindClashRead,
		ofDesks, roster.KindRead, roster.KindSearched, roster.KindBook,
	}, everyDevice...),
}

// bringsItsOwn denies a device events that are not its kind's to tell.
func bringsItsOwn(w http.ResponseWriter, d trust.Device, events []journal.Event) bool {
	for _, e := range events {
		if !slices.ContainsFunc(brings[d.Kind], func(kind string) bool { return covers(kind, e.Kind) }) {
			deny(w, d, fmt.Sprintf("a %s does not bring events of the kind %q", d.Kind, e.Kind))
			return false
		}
	}
	return true
}

func covers(allowed, kind string) bool {
	return kind == allowed || strings.HasSuffix(allowed, ".") && strings.HasPrefix(kind, allowed)
}
