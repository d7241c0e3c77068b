package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// promises are what the devices have told people.
type promises struct {
	mu       sync.Mutex
	issued   map[string]string          // numbers on paper, by ticket
	called   map[string]map[string]bool // counters, by ticket
	finished map[string]bool
}

func newPromises() *promises {
	return &promises{issued: map[string]string{}, called: map[string]map[string]bool{}, finished: map[string]bool{}}
}

// hear takes a device's word: what, ticket, and number or counter.
func (p *promises) hear(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	words := strings.Fields(line)
	if len(words) != 3 {
		return // cut short by the kill, so nobody has heard it
	}
	switch ticket := words[1]; words[0] {
	case "issued":
		p.issued[ticket] = words[2]
	case "called":
		if p.called[ticket] == nil {
			p.called[ticket] = map[string]bool{}
		}
		p.called[ticket][words[2]] = true
	case "finished":
		p.finished[ticket] = true
	}
}

// audit holds central's journal to what was promised.
func (p *promises) audit(ctx context.Context, path string) (lost, doubled int, err error) {
	j, err := journal.Open(path, "central", time.Now, hall.Fold)
	if err != nil {
		return 0, 0, err
	}
	defer j.Close()
	if err := sound(ctx, j); err != nil {
		return 0, 0, err
	}
	numbers := map[string]bool{}
	for ticket, number := range p.issued {
		if numbers[number] {
			doubled++
		}
		numbers[number] = true
		held, _, err := ask(j.Reader(), ticket)
		if err != nil {
			return 0, 0, err
		}
		if held != number {
			fmt.Printf("ticket %s has %s on paper, at central %q\n", ticket, number, held)
			lost++
		}
	}
	for ticket := range p.finished {
		if _, state, err := ask(j.Reader(), ticket); err != nil {
			return 0, 0, err
		} else if state != queue.Done {
			fmt.Printf("ticket %s was served, at central it is %q\n", ticket, state)
			lost++
		}
	}
	for ticket, counters := range p.called {
		if len(counters) > 1 {
			fmt.Printf("ticket %s was called to %v\n", ticket, counters)
			doubled++
		}
	}
	return lost, doubled, nil
}

// sound holds the journal to its own word: the chains are whole, and the log gives the rows that are there.
func sound(ctx context.Context, j *journal.Journal) error {
	audit, err := j.Verify(ctx)
	if err != nil {
		return err
	}
	made, err := j.Rebuild(ctx)
	if err != nil {
		return err
	}
	if len(audit.Faults)+len(made.Differ) > 0 {
		return fmt.Errorf("central's journal: %v, tables that differ: %v", audit.Faults, made.Differ)
	}
	return nil
}

// ask returns what central knows of a ticket; nothing when it has none.
func ask(db *sql.DB, ticket string) (number string, state queue.State, err error) {
	err = db.QueryRow(`SELECT number, state FROM tickets WHERE id = $1`, ticket).Scan(&number, &state)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return number, state, err
}
