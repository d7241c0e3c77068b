package admin

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"motcua/central/store"
	"motcua/internal/gate"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
)

// mostListed is how many events that were put aside one list has.
const mostListed = 200

// verifyMeaning looks whether what every event says can be: whether it could come in today, and be folded.
func verifyMeaning(ctx context.Context, j Job) error {
	m, err := understand(ctx, j)
	if err != nil {
		return err
	}
	for _, a := range m.Poison {
		tellOf(j, "central.verify.poison", a)
	}
	if len(m.Poison) > 0 {
		j.tell("central.verify.quarantine", i18n.Args{"Poison": len(m.Poison), "Events": m.Events})
		return ErrFault
	}
	j.tell("central.verify.meaning", i18n.Args{"Events": m.Events, "Aside": m.Aside})
	return nil
}

func understand(ctx context.Context, j Job) (journal.Meaning, error) {
	dir, err := store.Temporary(j.Settings.Data)
	if err != nil {
		return journal.Meaning{}, fmt.Errorf("verify: %w", err)
	}
	defer os.RemoveAll(dir)
	m, err := j.Journal.Understand(ctx, dir)
	if err != nil {
		return m, fmt.Errorf("verify: %w", err)
	}
	return m, nil
}

// tellOf tells of an event that was, or is to be, put aside. It tells nothing of its body.
func tellOf(j Job, id string, a journal.Aside) {
	e := a.Event
	j.tell(id, i18n.Args{
		"Position": a.Position, "Seq": e.Seq, "Origin": e.Origin, "At": e.At.In(queue.Zone).Format("15:04 02/01/2006"), "Kind": e.Kind, "Reason": reasonIn(j.Say, a.Reason),
	})
}

// reasonIn says why an event is not believed: the kind of reason in words, and behind it the detail, as the log has it.
func reasonIn(say i18n.Localizer, stored string) string {
	fault, detail := gate.SplitReason(stored)
	return fmt.Sprintf("%s (%.200q)", say.Text("central.fault."+string(fault)), detail)
}

// quarantine puts aside what older versions have taken in, and makes the tables anew.
func quarantine(ctx context.Context, j Job, _ []string) error {
	m, err := understand(ctx, j)
	if err != nil {
		return err
	}
	if len(m.Poison) == 0 {
		j.tell("central.quarantine.none", i18n.Args{"Events": m.Events})
		return nil
	}
	made, err := j.Journal.PutAside(ctx, m.Poison)
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	for _, a := range m.Poison {
		tellOf(j, "central.quarantine.put", a)
	}
	j.tell("central.quarantine.done", i18n.Args{"Aside": len(m.Poison), "Events": made.Events})
	return nil
}

// listQuarantine lists what was put aside, the newest first.
func listQuarantine(ctx context.Context, j Job, _ []string) error {
	list, all, err := j.Journal.Quarantine(ctx, mostListed)
	if err != nil {
		return err
	}
	for _, a := range list {
		tellOf(j, "central.quarantine.one", a)
	}
	j.tell("central.quarantine.all", i18n.Args{"Aside": all})
	return nil
}

// releaseQuarantine believes events after all that a person has looked at.
func releaseQuarantine(ctx context.Context, j Job, args []string) error {
	var positions []int64
	for _, text := range args {
		position, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return program.Mistake(i18n.NewProblem("central.quarantine.position", i18n.Args{"Text": text}))
		}
		positions = append(positions, position)
	}
	made, err := j.Journal.Release(ctx, positions)
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	j.tell("central.quarantine.released", i18n.Args{"Released": len(positions), "Events": made.Events})
	return nil
}
