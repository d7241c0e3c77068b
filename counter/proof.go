package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/sheet"
)

// outlet is where a paper goes that the officer has looked at.
type outlet interface {
	Print(ctx context.Context, title string, pdf []byte) error
	Save(name string, content []byte) (path string, err error)
}

// proof is an official paper as it is looked at before it is printed, and the others that could be looked at.
type proof struct {
	back    place // where Escape leads
	choices []choice
	cursor  int
	shown   edition
	page    int    // from 1; 0: there is nothing to see
	asked   int    // papers asked for, so that a late one is known
	then    func() // what to do with the paper as soon as it is seen
}

// choice is one of the papers.
type choice struct {
	title string // for the officer
	file  string // begins the name of its file, and of its print job: names nobody
	set   func(context.Context) (edition, error)
	ask   func() // instead of set: something must be asked first
}

// edition is a paper that has been set.
type edition struct {
	sheet.Document
	workbook func() ([]byte, error) // the same as XLSX; nil: there is none
}

// formsOf are the forms that tell what an action did.
var formsOf = map[dossier.Action]sheet.Form{
	dossier.Receive: sheet.FormReceipt, dossier.Supply: sheet.FormReceipt, dossier.Resume: sheet.FormReceipt,
	dossier.AskSupplement: sheet.FormSupplement, dossier.Refuse: sheet.FormRefusal, dossier.Extend: sheet.FormApology,
	dossier.Suspend: sheet.FormSuspension, dossier.Withdraw: sheet.FormSuspension, dossier.HandOver: sheet.FormControl,
	dossier.Pay: sheet.FormFee,
}

// proofDossier shows the papers of the dossier, the one of its last step first.
func (c *clerk) proofDossier() {
	d := c.dossier
	p := proof{back: c.place}
	forms := sheet.Of(d)
	for _, f := range forms {
		p.choices = append(p.choices, c.choiceOf(f, d))
	}
	if n := len(d.History); n > 0 {
		p.cursor = max(0, slices.Index(forms, formsOf[d.History[n-1].Action]))
	}
	c.prove(p)
}

func (c *clerk) choiceOf(f sheet.Form, d dossier.Dossier) choice {
	title := c.speak.Say("counter.proof." + string(f))
	cabinet, office, calendar := c.cabinet, officeOf(c.centre()), c.cabinet.Desk().Calendar
	issue := sheet.IssueOf(f, d)
	issue.Link = c.link(d)
	return choice{
		title: title,
		file:  cmp.Or(d.Code, d.ID) + "-" + fileWords(title),
		set: func(ctx context.Context) (edition, error) {
			if f == sheet.FormReceipt {
				issue = entered(ctx, cabinet, issue, d)
			}
			set, err := sheet.Set(f, office, issue, d, calendar)
			return edition{Document: set}, err
		},
	}
}

// entered is the issue of a receipt with the number that the dossier has in the year's register: that of its entry, and of the receipt
// itself. A desk that does not reach the centre's register leaves it to be filled in by hand: its own counts only its own dossiers.
func entered(ctx context.Context, c books, i sheet.Issue, d dossier.Dossier) sheet.Issue {
	at := d.Term.Received
	list, first, whole, err := c.Book(ctx, registry.Span{From: at, To: at.Add(time.Millisecond)})
	n := slices.IndexFunc(list, func(entry dossier.Dossier) bool { return entry.ID == d.ID })
	if err != nil || !whole || n < 0 {
		return i
	}
	i.Number = fmt.Sprintf("%02d", first+n)
	i.Volume, i.Entry = fmt.Sprintf("%02d", sheet.FirstVolume), i.Number
	return i
}

// books is where the register is read.
type books interface {
	Book(ctx context.Context, s registry.Span) (list []dossier.Dossier, first int, whole bool, err error)
}

// prove opens the proofs.
func (c *clerk) prove(p proof) {
	p.asked = c.proof.asked
	c.place, c.notice, c.proof = atProof, navigation.Notice{}, p
	c.turnTo(p.cursor)
}

// turnTo shows another of the papers.
func (c *clerk) turnTo(n int) {
	p := &c.proof
	if n < 0 || n >= len(p.choices) {
		return
	}
	p.cursor, p.page, p.shown, p.then = n, 0, edition{}, nil
	p.asked++
	if ask := p.choices[n].ask; ask != nil {
		c.changed()
		ask()
		return
	}
	c.setPaper(p.choices[n], p.asked)
}

// setPaper sets a paper and shows its first page.
func (c *clerk) setPaper(paper choice, asked int) {
	c.notice = navigation.Notice{}
	c.changed()
	var set edition
	var err error
	c.run(func() { set, err = paper.set(context.Background()) }, func() {
		switch {
		case asked != c.proof.asked:
			return // another was asked for meanwhile
		case err != nil:
			slog.Error("a paper could not be set", "paper", paper.file, "err", err)
			c.warn("counter.proof.failed")
		default:
			c.proof.shown, c.proof.page = set, 1
			if c.centre().Papers.Unset {
				c.warn("counter.proof.unset")
			}
			c.changed()
			if then := c.proof.then; then != nil {
				then()
			}
		}
	})
}

// withPaper does something with the paper shown. Keys are struck faster than a paper is set: one that is still on its way is waited for.
func (c *clerk) withPaper(do func()) {
	if c.proof.page > 0 {
		do()
		return
	}
	c.proof.then = do
}

// leaf turns pages.
func (c *clerk) leaf(by int) bool {
	p := &c.proof
	page := p.page + by
	if p.page == 0 || page < 1 || page > p.shown.Pages() {
		return false
	}
	p.page = page
	c.changed()
	return true
}

// closeProof goes back to where the papers were asked for.
func (c *clerk) closeProof() {
	c.place, c.notice = c.proof.back, navigation.Notice{}
	c.proof = proof{asked: c.proof.asked + 1}
	c.changed()
}
