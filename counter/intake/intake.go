// Package intake is the state of one dossier being handed in at a desk: who, which procedure, which papers, which fee.
// It is pure: keys are words, moments are passed in; the card's QR is read by idcard, the window and the journal are the counter's.
package intake

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// MostHits is how many procedures are offered: as many as there are digits to choose by.
const MostHits = 9

// Step is what the keyboard works on.
type Step int

// The steps, in their order. Cards are taken in every one of them.
const (
	Choosing Step = iota // the procedure
	Ticking              // the papers handed in
	Charging             // the fee, where there is one
)

// Catalogue is what can be chosen from.
type Catalogue struct {
	Index    *procedure.Index
	Frequent []*procedure.Procedure // at this desk, offered before anything is typed
}

// Row is one document asked for, and what of it was handed in.
type Row struct {
	Asked  procedure.Paper
	Given  dossier.Paper
	Ticked bool
}

// Intake is one dossier being handed in.
type Intake struct {
	ID        string
	Step      Step
	Query     string
	Hits      []*procedure.Procedure
	Cursor    int // of the hits, or of the rows
	Column    Column
	Procedure *procedure.Procedure
	Rows      []Row
	Applicant dossier.Applicant
	Card      *idcard.Card // the last one scanned
	Doubts    []idcard.Warning
	Elsewhere bool           // handed in outside the competent agency's territory
	Paid      dossier.Method // how the fee was taken; empty: not yet

	catalogue Catalogue
}

// Column is how a document can be handed in.
type Column int

// The columns.
const (
	Originals Column = iota
	Certified
	Copies
	Lent
	columns
)

// other names the last row, for what no catalogue knows.
const other = "Giấy tờ khác"

// New begins an intake; id is the dossier's.
func New(id string, c Catalogue) *Intake {
	in := &Intake{ID: id, catalogue: c}
	in.search()
	return in
}

// Offer gives the procedures to choose from before anything is typed.
func (in *Intake) Offer(frequent []*procedure.Procedure) {
	in.catalogue.Frequent = frequent
	if in.Step == Choosing && in.Query == "" {
		in.search()
	}
}

// Resume shows an intake that a power cut interrupted, ready to be received.
func Resume(id string, given dossier.Intake, paid dossier.Method, c Catalogue, p *procedure.Procedure) *Intake {
	in := New(id, c)
	in.Applicant, in.Elsewhere, in.Paid = given.Applicant, given.Elsewhere, paid
	if p == nil {
		return in
	}
	in.choose(p)
	for _, paper := range given.Papers {
		for i := range in.Rows {
			if in.Rows[i].Asked.Name == paper.Name {
				in.Rows[i].Given, in.Rows[i].Ticked = paper, true
			}
		}
	}
	return in
}

// Scan takes the card of the person at the desk. A second, other card is that of whose dossier it is: people bring
// their parents' and children's.
func (in *Intake) Scan(c idcard.Card, doubts []idcard.Warning) {
	party := dossier.Party{Kind: dossier.Citizen, Name: c.Name, Identity: dossier.Identity(c.Number.Digits()), Address: c.Address}
	owner := in.Applicant.Owner
	switch {
	case owner.Name == "":
		in.Applicant.Owner = party
	case owner.Identity == party.Identity:
		party.Phone, party.Email = owner.Phone, owner.Email
		in.Applicant.Owner = party
	case in.Applicant.Submitter == nil:
		in.Applicant.Submitter = &owner
		in.Applicant.Owner = party
	default:
		in.Applicant.Owner = party
	}
	in.Card, in.Doubts = &c, doubts
}

// Write takes a person typed in by hand.
func (in *Intake) Write(p dossier.Party) {
	if in.Applicant.Owner.Identity != p.Identity {
		in.Card, in.Doubts = nil, nil
	}
	in.Applicant.Owner = p
}

const mostQuery = 120 // runes

// Type takes one rune from the keyboard; false when it means nothing here.
func (in *Intake) Type(r rune) bool {
	switch in.Step {
	case Choosing:
		return in.typeQuery(r)
	case Ticking:
		return in.typeTick(r)
	}
	return in.typeMethod(r)
}

// typeQuery adds to the words looked for. A digit after letters, or before anything, chooses one of the hits: codes
// begin with letters nowhere, and their digits with 0 once their first one is left out.
func (in *Intake) typeQuery(r rune) bool {
	if n := int(r - '1'); n >= 0 && n < MostHits && (in.Query == "" || strings.ContainsFunc(in.Query, unicode.IsLetter)) {
		return in.pick(n)
	}
	if !unicode.IsPrint(r) || utf8.RuneCountInString(in.Query) >= mostQuery || r == ' ' && in.Query == "" {
		return false
	}
	in.Query += string(r)
	in.search()
	return true
}

// typeTick marks the papers: a digit one, 0 all that are asked for, space the one the cursor is on, + and - its number.
func (in *Intake) typeTick(r rune) bool {
	switch {
	case r == '0':
		for i := range in.Rows {
			if in.Rows[i].Asked.Name != other && !in.Rows[i].Ticked {
				in.tick(i)
			}
		}
	case r >= '1' && r <= '9' && int(r-'1') < len(in.Rows):
		in.Cursor = int(r - '1')
		in.tick(in.Cursor)
	case r == ' ':
		in.tick(in.Cursor)
	case r == '+' || r == '=':
		in.count(1)
	case r == '-':
		in.count(-1)
	default:
		return false
	}
	return true
}

func (in *Intake) tick(i int) {
	row := &in.Rows[i]
	row.Ticked = !row.Ticked
	row.Given = dossier.Paper{Name: row.Asked.Name}
	if !row.Ticked {
		return
	}
	row.Given = dossier.Tick(row.Asked)
	if row.Given.Originals+row.Given.Certified+row.Given.Copies == 0 {
		row.Given.Originals = 1
	}
}

// mostPapers bounds how many of one document are handed in.
const mostPapers = 99

func (in *Intake) count(by int) {
	row := &in.Rows[in.Cursor]
	n := row.number(in.Column)
	*n = min(mostPapers, max(0, *n+by))
	g := row.Given
	row.Ticked = g.Originals+g.Certified+g.Copies+g.Lent > 0
}

func (r *Row) number(c Column) *int {
	switch c {
	case Certified:
		return &r.Given.Certified
	case Copies:
		return &r.Given.Copies
	case Lent:
		return &r.Given.Lent
	}
	return &r.Given.Originals
}

// typeMethod says how the fee was taken: 1 to 4 by the methods, 0 not yet.
func (in *Intake) typeMethod(r rune) bool {
	n := int(r - '1')
	switch {
	case r == '0':
		in.Paid = ""
	case n >= 0 && n < len(dossier.Methods()):
		in.Paid = dossier.Methods()[n]
	default:
		return false
	}
	return true
}

// Erase takes the last rune typed back.
func (in *Intake) Erase() {
	if in.Step == Choosing && in.Query != "" {
		_, size := utf8.DecodeLastRuneInString(in.Query)
		in.Query = in.Query[:len(in.Query)-size]
		in.search()
	}
}

func (in *Intake) search() {
	in.Cursor, in.Hits = 0, nil
	if strings.TrimSpace(in.Query) == "" {
		in.Hits = in.catalogue.Frequent
		return
	}
	for _, hit := range in.catalogue.Index.Search(in.Query, MostHits) {
		in.Hits = append(in.Hits, hit.Procedure)
	}
}

// Move moves the cursor by rows and columns.
func (in *Intake) Move(rows, cols int) {
	last := len(in.Hits) - 1
	if in.Step == Ticking {
		last = len(in.Rows) - 1
		in.Column = min(columns-1, max(0, in.Column+Column(cols)))
	}
	in.Cursor = max(0, min(last, in.Cursor+rows))
}

// Enter ends a step; done when there is no further one, and the dossier is to be received.
func (in *Intake) Enter() (done bool) {
	switch {
	case in.Step == Choosing:
		in.pick(in.Cursor)
		return false
	case in.Step == Ticking && in.Fee() > 0:
		in.Step = Charging
		return false
	}
	return true
}

// Back leaves a step; out when there is none before it, and nothing typed.
func (in *Intake) Back() (out bool) {
	switch {
	case in.Step == Charging:
		in.Step = Ticking
	case in.Step == Ticking:
		in.Step, in.Procedure, in.Rows, in.Paid = Choosing, nil, nil, ""
		in.search()
	case in.Query != "":
		in.Query = ""
		in.search()
	default:
		return true
	}
	return false
}

func (in *Intake) pick(n int) bool {
	if n < 0 || n >= len(in.Hits) {
		return false
	}
	in.choose(in.Hits[n])
	return true
}

func (in *Intake) choose(p *procedure.Procedure) {
	in.Procedure, in.Rows, in.Step, in.Cursor, in.Column = p, nil, Ticking, 0, Originals
	for _, asked := range p.Documents {
		in.Rows = append(in.Rows, Row{Asked: asked})
	}
	in.Rows = append(in.Rows, Row{Asked: procedure.Paper{Name: other}})
}

// Fee is what the procedure costs at the desk; 0 when it is free or nothing was published.
func (in *Intake) Fee() dossier.Dong {
	if in.Procedure == nil {
		return 0
	}
	if way, ok := in.Procedure.Way(procedure.Counter); ok && way.Fee != nil {
		return dossier.Dong(way.Fee.VND)
	}
	return 0
}

// Given is the intake as it stands, for the register.
func (in *Intake) Given() dossier.Intake {
	given := dossier.Intake{
		Applicant: in.Applicant, Sets: 1, Channel: procedure.Counter, Elsewhere: in.Elsewhere,
		Wish: dossier.Wish{Channel: procedure.Counter},
	}
	for _, row := range in.Rows {
		if row.Ticked {
			given.Papers = append(given.Papers, row.Given)
		}
	}
	if in.Procedure != nil {
		given.Procedure = dossier.Of(in.Procedure, procedure.Counter)
		given.Competent = in.Procedure.Agency
	}
	if fee := in.Fee(); fee > 0 {
		given.Charges = []dossier.Charge{{Name: feeName, Amount: fee}}
	}
	return given
}

// feeName is the only name the catalogue has for what a procedure costs.
const feeName = "Phí, lệ phí"

// Lack is why a dossier cannot be received yet.
type Lack string

// The lacks, in the order in which they are met.
const (
	Nothing   Lack = ""
	Person    Lack = "person"
	Procedure Lack = "procedure"
	Limit     Lack = "limit" // the catalogue has no time limit for the desk
	Papers    Lack = "papers"
)

// Lack is the first thing that is missing.
func (in *Intake) Lack() Lack {
	given := in.Given()
	switch {
	case strings.TrimSpace(in.Applicant.Owner.Name) == "":
		return Person
	case in.Procedure == nil:
		return Procedure
	case given.Procedure.Limit.Validate() != nil:
		return Limit
	case len(given.Papers) == 0:
		return Papers
	}
	return Nothing
}

// Promise is the day a result would be owed if the dossier were received now, and how it was counted.
type Promise struct {
	Due     time.Time
	Limit   workday.Limit
	Off     []workday.Special // special days off on the way
	Resting int               // weekly days of rest on the way
	Worked  []workday.Special // rest days worked in exchange
}

// Promise counts the time; false while there is nothing to count, or another agency's reception starts it.
func (in *Intake) Promise(c *workday.Calendar, now time.Time) (p Promise, ok bool) {
	if in.Procedure == nil || in.Elsewhere {
		return p, false
	}
	p.Limit = in.Given().Procedure.Limit
	due, err := c.Due(workday.Term{Limit: p.Limit, Received: now, Accepted: now})
	if err != nil {
		return p, false
	}
	p.Due = due
	for day, last := workday.DateOf(now), workday.DateOf(due); day.Before(last); {
		day = day.AddDays(1)
		special, is := c.Special(day)
		switch {
		case is && special.Kind == workday.SwapWork:
			p.Worked = append(p.Worked, special)
		case is:
			p.Off = append(p.Off, special)
		case !c.IsWorking(day):
			p.Resting++
		}
	}
	return p, true
}

// Named finds the procedures of a list of codes, in its order.
func Named(list []procedure.Procedure, codes []string) (named []*procedure.Procedure) {
	for _, code := range codes {
		if i := slices.IndexFunc(list, func(p procedure.Procedure) bool { return p.Code == code }); i >= 0 {
			named = append(named, &list[i])
		}
	}
	return named
}
