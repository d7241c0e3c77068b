package hall

import (
	"context"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Conflict is a calling that does not stand, because another counter had called the same person while neither could know of the other.
// Its officer is told until they have read it.
type Conflict struct {
	Ticket string       `json:"ticket"`
	Number string       `json:"number"`
	Turn   int          `json:"turn"`
	Did    queue.Action `json:"did"`    // what came of this counter's calling, as queue.Superseded has it
	Stands string       `json:"stands"` // the counter whose calling stands
	There  queue.Action `json:"there"`  // what came of that one
}

// settleConflicts keeps the callings of a ticket that do not stand, but for those whose officers know.
func settleConflicts(tx journal.Tables, ticket string, overruled []queue.Superseded) error {
	if _, err := tx.Exec(`DELETE FROM conflicts WHERE ticket = $1`, ticket); err != nil {
		return err
	}
	for _, o := range overruled {
		_, err := tx.Exec(`INSERT INTO conflicts (ticket, turn, counter, did, stands, there)
			SELECT CAST($1 AS TEXT), CAST($2 AS INTEGER), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT)
			WHERE NOT EXISTS (SELECT 1 FROM told WHERE ticket = $1 AND turn = $2 AND counter = $3)`,
			ticket, o.Turn, o.Counter, string(o.Did), o.Stands, string(o.There))
		if err != nil {
			return err
		}
	}
	return nil
}

func foldTold(tx journal.Tables, e journal.Event) error {
	var t Told
	if err := e.Read(&t); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO told (ticket, turn, counter) VALUES ($1, $2, $3) ON CONFLICT (ticket, turn, counter) DO NOTHING`, e.Subject, t.Turn, t.Counter)
	if err == nil {
		_, err = tx.Exec(`DELETE FROM conflicts WHERE ticket = $1 AND turn = $2 AND counter = $3`, e.Subject, t.Turn, t.Counter)
	}
	return err
}

// conflicts lists what the officers of each counter do not know yet of a day, by number.
func conflicts(ctx context.Context, tx journal.Tables, day string) (map[string][]Conflict, error) {
	rows, err := tx.QueryContext(ctx, `SELECT c.counter, c.ticket, t.number, c.turn, c.did, c.stands, c.there
		FROM conflicts c JOIN tickets t ON t.id = c.ticket WHERE t.day = $1 ORDER BY t.number, c.turn`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string][]Conflict{}
	for rows.Next() {
		var c Conflict
		var counter string
		if err := rows.Scan(&counter, &c.Ticket, &c.Number, &c.Turn, &c.Did, &c.Stands, &c.There); err != nil {
			return nil, err
		}
		all[counter] = append(all[counter], c)
	}
	return all, rows.Err()
}
