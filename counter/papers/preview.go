// Package papers sets official papers, shows them page by page, and prints or saves what the officer has looked at. It draws nothing;
// how a paper looks is sheet's to say.
package papers

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/sheet"
)

// Output is where a paper goes that the officer has looked at.
type Output interface {
	Print(ctx context.Context, title string, pdf []byte) error
	Save(name string, content []byte) (path string, err error)
}

// Store is where the papers' dossiers are kept.
type Store interface {
	Desk() dossier.Desk
	books
}

// Config is what the controller is given.
type Config struct {
	*navigation.Navigator
	Store   Store
	Centre  func() centre.Centre
	Counter string                       // which one this is
	Link    func(dossier.Dossier) string // for a paper's QR
	Output  Output
}

// Controller is an official paper as it is looked at before it is printed, and the others that could be looked at. It belongs to the goroutine
// of the screen.
type Controller struct {
	Config

	Choices []Choice
	Cursor  int
	Shown   Edition
	Page    int // from 1; 0: there is nothing to see

	back   navigation.Place // where Escape leads
	then   func()           // what to do with the paper as soon as it is seen
	setter async.Async[Edition]
}

// New returns a controller that shows nothing yet.
func New(c Config) *Controller { return &Controller{Config: c} }

// Choice is one of the papers.
type Choice struct {
	Title string // for the officer
	file  string // begins the name of its file, and of its print job: names nobody
	set   func(context.Context) (Edition, error)
	ask   func() // instead of set: something must be asked first
}

// Edition is a paper that has been set.
type Edition struct {
	sheet.Document
	Workbook func() ([]byte, error) // the same as XLSX; nil: there is none
}

// formsOf are the forms that tell what an action did.
var formsOf = map[dossier.Action]sheet.Form{
	dossier.Receive: sheet.FormReceipt, dossier.Supply: sheet.FormReceipt, dossier.Resume: sheet.FormReceipt,
	dossier.AskSupplement: sheet.FormSupplement, dossier.Refuse: sheet.FormRefusal, dossier.Extend: sheet.FormApology,
	dossier.Suspend: sheet.FormSuspension, dossier.Withdraw: sheet.FormSuspension, dossier.HandOver: sheet.FormControl,
	dossier.Pay: sheet.FormFee,
}

// OpenDossier shows the papers of a dossier, the one of its last step first.
func (c *Controller) OpenDossier(d dossier.Dossier) {
	var choices []Choice
	forms := sheet.Of(d)
	for _, f := range forms {
		choices = append(choices, c.choiceOf(f, d))
	}
	cursor := 0
	if n := len(d.History); n > 0 {
		cursor = max(0, slices.Index(forms, formsOf[d.History[n-1].Action]))
	}
	c.open(choices, cursor)
}

func (c *Controller) choiceOf(f sheet.Form, d dossier.Dossier) Choice {
	title := c.Speak.Text("counter.preview." + string(f))
	store, office, calendar := c.Store, officeOf(c.Centre()), c.Store.Desk().Calendar
	issue := sheet.IssueOf(f, d)
	issue.Link = c.Link(d)
	return Choice{
		Title: title,
		file:  cmp.Or(d.Code, d.ID) + "-" + fileWords(title),
		set: func(ctx context.Context) (Edition, error) {
			if f == sheet.FormReceipt {
				issue = entered(ctx, store, issue, d)
			}
			set, err := sheet.Set(f, office, issue, d, calendar)
			return Edition{Document: set}, err
		},
	}
}

// entered returns the issue of a receipt with the number that the dossier has in the year's register: that of its entry, and of the receipt
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

// open shows papers to choose from.
func (c *Controller) open(choices []Choice, cursor int) {
	c.back = c.Place
	c.Go(navigation.Preview)
	c.Choices, c.Cursor, c.Shown, c.Page, c.then = choices, cursor, Edition{}, 0, nil
	c.setter.Drop()
	c.TurnTo(cursor)
}

// TurnTo shows another of the papers.
func (c *Controller) TurnTo(n int) {
	if n < 0 || n >= len(c.Choices) {
		return
	}
	c.Cursor, c.Page, c.Shown, c.then = n, 0, Edition{}, nil
	c.setter.Drop()
	if ask := c.Choices[n].ask; ask != nil {
		c.Changed()
		ask()
		return
	}
	c.set(c.Choices[n])
}

// set sets a paper and shows its first page.
func (c *Controller) set(paper Choice) {
	c.Notice = navigation.Notice{}
	c.Changed()
	navigation.Latest(c.Navigator, &c.setter, paper.set, func(set Edition, err error) {
		if err != nil {
			slog.Error("a paper could not be set", "paper", paper.file, "err", err)
			c.Warn("counter.preview.failed")
			return
		}
		c.Shown, c.Page = set, 1
		if c.Centre().Papers.Unset {
			c.Warn("counter.preview.unset")
		}
		c.Changed()
		if then := c.then; then != nil {
			then()
		}
	})
}

// withPaper does something with the paper shown. Keys are struck faster than a paper is set: one that is still on its way is waited for.
func (c *Controller) withPaper(do func()) {
	if c.Page > 0 {
		do()
		return
	}
	c.then = do
}

// Leaf turns pages; it reports false where there are none.
func (c *Controller) Leaf(by int) bool {
	page := c.Page + by
	if c.Page == 0 || page < 1 || page > c.Shown.Pages() {
		return false
	}
	c.Page = page
	c.Changed()
	return true
}

// Close goes back to where the papers were asked for.
func (c *Controller) Close() {
	c.Go(c.back)
	c.Choices, c.Cursor, c.Shown, c.Page, c.then = nil, 0, Edition{}, 0, nil
	c.setter.Drop()
	c.Changed()
}
