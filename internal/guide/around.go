package guide

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Around tells what people ask for in the house that is no procedure: when it is open, its telephone, where what is, whom to see about complaints.
func Around(say i18n.Localizer, c centre.Centre) Leaflet {
	l := Leaflet{Title: say.Text("leaflet.around"), Help: say.Text("leaflet.around.help")}
	for _, hours := range opening(say, c.Hours) {
		l.Items = append(l.Items, say.Text("leaflet.around.hours", i18n.Args{"Hours": hours}))
	}
	if c.Papers.Phone != "" {
		l.Items = append(l.Items, say.Text("leaflet.around.phone", i18n.Args{"Phone": strings.ReplaceAll(c.Papers.Phone, " ", "\u00a0")}))
	}
	for _, r := range c.Rooms {
		l.Items = append(l.Items, fmt.Sprintf("%s: %s", r.Name.In(say.Lang), r.Where.In(say.Lang)))
	}
	l.Items = append(l.Items, say.Text("leaflet.around.citizens"))
	return l
}

// opening returns opening hours in words, those of the same days together.
func opening(say i18n.Localizer, hours []queue.Opening) (lines []string) {
	var days []string
	times := map[string][]string{}
	for _, o := range hours {
		day := daysOf(say, o.Days)
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
		times[day] = append(times[day], fmt.Sprintf("%s–%s", o.From, o.To))
	}
	for _, day := range days {
		lines = append(lines, day+" "+strings.Join(times[day], ", "))
	}
	return lines
}

// week is a week's days as the settings name them, and as the sentences do.
var week = [][2]string{{"mon", "Monday"}, {"tue", "Tuesday"}, {"wed", "Wednesday"}, {"thu", "Thursday"}, {"fri", "Friday"}, {"sat", "Saturday"}, {"sun", "Sunday"}}

// daysOf names days; three or more in a row by the first and the last.
func daysOf(say i18n.Localizer, days []string) string {
	var named []string
	for from := 0; from < len(week); from++ {
		to := from
		for to < len(week) && slices.Contains(days, week[to][0]) {
			to++
		}
		switch name := func(i int) string { return say.Text("weekday." + week[i][1]) }; {
		case to-from > 2:
			named = append(named, name(from)+" – "+name(to-1))
			from = to
		case to > from:
			named = append(named, name(from))
		}
	}
	return strings.Join(named, ", ")
}
