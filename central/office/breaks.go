package office

import (
	"context"
	"encoding/json"
	"slices"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/roster"
)

// breaks returns what a change would do to people who wait for what is taken away, or who work there.
func (h *Room) breaks(ctx context.Context, typed map[string]json.RawMessage) ([]*i18n.Problem, error) {
	now := h.Settings()
	then, err := now.With(typed)
	if err != nil {
		return nil, err
	}
	view, err := hall.Look(ctx, h.Journal.Reader(), now.Centre, h.Now())
	if err != nil {
		return nil, err
	}
	seats, err := roster.LastSeats(ctx, h.Journal.Reader(), queue.Midnight(h.Now()))
	if err != nil {
		return nil, err
	}
	return slices.Concat(brokenLines(view, now.Centre, then.Centre), brokenCounters(view, seats, now.Centre, then.Centre)), nil
}

// brokenLines names services that people wait for and that nobody would call any more, and letters that stand on today's slips.
func brokenLines(v hall.View, now, then centre.Centre) (broken []*i18n.Problem) {
	for _, s := range now.Services {
		waiting := v.WaitingFor(s.ID)
		args := i18n.Args{"Service": s.Name.In(i18n.Vietnamese), "Count": waiting, "Letter": s.Letter}
		after, stays := then.Service(s.ID)
		switch {
		case waiting > 0 && !stays:
			broken = append(broken, i18n.NewProblem("admin.breaks.service", args))
		case waiting > 0 && len(then.CountersFor(s.ID)) == 0 && len(now.CountersFor(s.ID)) > 0:
			broken = append(broken, i18n.NewProblem("admin.breaks.unserved", args))
		case stays && after.Letter != s.Letter && v.Given[s.ID] > 0:
			broken = append(broken, i18n.NewProblem("admin.breaks.letter", args))
		}
	}
	return broken
}

// brokenCounters names counters that would be gone while somebody sits there, or is called there.
func brokenCounters(v hall.View, seats map[string]roster.LastSeat, now, then centre.Centre) (broken []*i18n.Problem) {
	for _, c := range now.Counters {
		if _, stays := then.Counter(c.ID); stays {
			continue
		}
		if seats[c.ID].Taken || v.Desk(c.ID).Ticket != nil {
			broken = append(broken, i18n.NewProblem("admin.breaks.counter", i18n.Args{"Counter": c.ID}))
		}
	}
	return broken
}
