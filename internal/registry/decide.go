package registry

import (
	"database/sql"
	"errors"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/workday"
)

// Request asks for a dossier's code. The desk makes ID, a UUID, before it asks, so that asking twice gives one code.
type Request struct {
	ID     string `json:"id"`
	Agency string `json:"agency"` // identification code of the office that receives
}

// Number is a code given out, and what it was counted as.
type Number struct {
	Code   string `json:"code"`
	Agency string `json:"agency"`
	Day    string `json:"day"`    // 2026-11-23
	Series int    `json:"series"` // who counted: dossier.Central, or a desk that stood alone
	Serial int    `json:"serial"`
}

// Issue gives central's code for a request, the one it gave before if it was asked before. dossier.ErrSeriesFull and
// dossier.ErrCode say that there is none.
func Issue(tx *journal.Tx, p dossier.Pattern, r Request, now time.Time) (code string, err error) {
	err = tx.QueryRow(`SELECT code FROM codes WHERE dossier = $1 ORDER BY position DESC LIMIT 1`, r.ID).Scan(&code)
	if !errors.Is(err, sql.ErrNoRows) {
		return code, err
	}
	return IssueAlone(tx, p, r, dossier.Central, now)
}

// IssueAlone returns a code of a desk's own series, when central does not answer.
func IssueAlone(tx *journal.Tx, p dossier.Pattern, r Request, desk int, now time.Time) (code string, err error) {
	day := workday.DateOf(now)
	n := Number{Agency: r.Agency, Day: day.String(), Series: desk}
	each := desk
	if desk != dossier.Central {
		each = everyDesk
	}
	err = tx.QueryRow(`SELECT coalesce(max(last), 0) + 1 FROM code_series WHERE agency IN ($1, '') AND day = $2 AND series IN ($3, $4)`,
		n.Agency, n.Day, desk, each).Scan(&n.Serial)
	if err != nil {
		return "", err
	}
	if n.Code, n.Serial, err = free(tx, p, dossier.Code{Agency: r.Agency, Day: day, Series: desk, Serial: n.Serial}); err != nil {
		return "", err
	}
	_, err = tx.Append(KindCodeIssued, r.ID, n)
	return n.Code, err
}

// free returns the first code from a serial on that no dossier has: the portal may have given one of them, and a desk taken it over.
func free(tx journal.Tables, p dossier.Pattern, c dossier.Code) (code string, serial int, err error) {
	for taken := true; ; c.Serial++ {
		if code, err = p.Write(c); err != nil {
			return "", 0, err
		}
		err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM codes WHERE code = CAST($1 AS TEXT))`, code).Scan(&taken)
		if err != nil || !taken {
			return code, c.Serial, err
		}
	}
}

// ErrCodeTaken says that another dossier has the code.
var ErrCodeTaken = errors.New("another dossier has this code")

// Adopt takes a code over that the portal gave. Where it is written as central writes codes, central's own series of that day goes
// on behind it.
func Adopt(tx *journal.Tx, p dossier.Pattern, id, code string) error {
	var taken bool
	err := tx.QueryRow(`SELECT exists (SELECT 1 FROM dossiers WHERE code = $1 AND id <> $2)`, code, id).Scan(&taken)
	if err != nil {
		return err
	}
	if taken {
		return ErrCodeTaken
	}
	n := Number{Code: code}
	if c, err := p.Read(code); err == nil {
		n = Number{Code: code, Agency: c.Agency, Day: c.Day.String(), Series: c.Series, Serial: c.Serial}
	}
	_, err = tx.Append(KindCodeIssued, id, n)
	return err
}

// Record makes the event of a step of a dossier.
func Record(tx *journal.Tx, id string, b dossier.Body) (dossier.Origin, error) {
	e, err := tx.Append(dossier.KindOf(b.Action()), id, b)
	return dossier.Origin{At: e.At, Device: e.Origin}, err
}

// Relay makes the event of a step that another centre took.
func Relay(tx *journal.Tx, step journal.Event) error {
	_, err := tx.Append(KindRelayed, step.Subject, relayed(step))
	return err
}

// relayed is a step of another centre as the body of an event here: what is private in it stays private.
type relayed journal.Event

func (relayed) Personal() []string { return []string{"private"} }
