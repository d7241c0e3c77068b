package main

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
)

// mostListed is how many events that were put aside one list has.
const mostListed = 200

// verifyMeaning looks whether what every event says can be: whether it could come in today, and be folded.
func (j job) verifyMeaning(ctx context.Context) error {
	m, err := j.understand(ctx)
	if err != nil {
		return err
	}
	for _, a := range m.Poison {
		fmt.Fprintln(j.says, "verify: poison:", sentenceOf(a))
	}
	if len(m.Poison) > 0 {
		fmt.Fprintf(j.says, "verify: central quarantine puts these %d of %d events aside\n", len(m.Poison), m.Events)
		return errFault
	}
	fmt.Fprintf(j.says, "verify: %d events say what can be; %d were put aside before\n", m.Events, m.Aside)
	return nil
}

func (j job) understand(ctx context.Context) (journal.Meaning, error) {
	dir, err := j.settings.temporary()
	if err != nil {
		return journal.Meaning{}, fmt.Errorf("verify: %w", err)
	}
	defer os.RemoveAll(dir)
	m, err := j.journal.Understand(ctx, dir)
	if err != nil {
		return m, fmt.Errorf("verify: %w", err)
	}
	return m, nil
}

// sentenceOf tells of an event that was, or is to be, put aside. It tells nothing of its body.
func sentenceOf(a journal.Aside) string {
	e := a.Event
	return fmt.Sprintf("position %d, event %d of %s, %s, %s: %.200q", a.Position, e.Seq, e.Origin, e.At.In(queue.Zone).Format("15:04 02/01/2006"), e.Kind, a.Reason)
}

// quarantine puts aside what older versions have taken in, and makes the tables anew.
func (j job) quarantine(ctx context.Context, _ []string) error {
	m, err := j.understand(ctx)
	if err != nil {
		return err
	}
	if len(m.Poison) == 0 {
		fmt.Fprintf(j.says, "quarantine: none of %d events is to be put aside\n", m.Events)
		return nil
	}
	made, err := j.journal.PutAside(ctx, m.Poison)
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	for _, a := range m.Poison {
		fmt.Fprintln(j.says, "quarantine: put aside:", sentenceOf(a))
	}
	fmt.Fprintf(j.says, "quarantine: %d events are put aside; %d give the tables\n", len(m.Poison), made.Events)
	return nil
}

// listQuarantine lists what was put aside, the newest first.
func (j job) listQuarantine(ctx context.Context, _ []string) error {
	list, all, err := j.journal.Quarantine(ctx, mostListed)
	if err != nil {
		return err
	}
	for _, a := range list {
		fmt.Fprintln(j.says, sentenceOf(a))
	}
	fmt.Fprintf(j.says, "quarantine: %d events are put aside\n", all)
	return nil
}

// releaseQuarantine believes events after all that a person has looked at.
func (j job) releaseQuarantine(ctx context.Context, args []string) error {
	var positions []int64
	for _, text := range args {
		position, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return program.Mistake(fmt.Errorf("release: is %q, the position of an event that central quarantined lists was expected", text))
		}
		positions = append(positions, position)
	}
	made, err := j.journal.Release(ctx, positions)
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	fmt.Fprintf(j.says, "quarantine: %d events are believed again; %d give the tables\n", len(positions), made.Events)
	return nil
}
