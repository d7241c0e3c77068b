package papers

import (
	"context"
	"fmt"
	"time"

	"motcua/internal/registry"
	"motcua/internal/sheet"
	"motcua/internal/workday"
)

// OpenRegister shows the register of some stretches of time.
func (c *Controller) OpenRegister(askDays func(from, to workday.Date)) {
	today := workday.DateOf(c.Now())
	month := workday.Date{Year: today.Year, Month: today.Month, Day: 1}
	last := month.AddDays(-1)
	lastMonth := workday.Date{Year: last.Year, Month: last.Month, Day: 1}
	newYear := workday.Date{Year: today.Year, Month: time.January, Day: 1}
	span := func(id string, from, to workday.Date) Choice {
		return c.bookOf(c.Speak.Text("counter.book."+id), from, to)
	}
	c.open([]Choice{
		span("today", today, today), span("month", month, today), span("last_month", lastMonth, last), span("year", newYear, today),
		{Title: c.Speak.Text("counter.book.days"), ask: func() { askDays(month, today) }},
	}, 0)
}

// SetDays shows the register from one day to another, in place of the choice that asked for them.
func (c *Controller) SetDays(from, to workday.Date) {
	chosen := c.bookOf(c.Speak.Text("counter.book.days"), from, to)
	c.Choices[c.Cursor].file = chosen.file
	c.set(chosen)
}

func (c *Controller) bookOf(title string, from, to workday.Date) Choice {
	store, office, head, counter := c.Store, officeOf(c.Centre()), c.Centre().Papers.Head, c.Counter
	at := c.Now()
	return Choice{Title: title, file: fmt.Sprintf("so-theo-doi-%s-%s", from, to), set: func(ctx context.Context) (Edition, error) {
		list, first, whole, err := store.Book(ctx, registry.Span{From: from.At(0), To: to.AddDays(1).At(0)})
		if err != nil {
			return Edition{}, err
		}
		b := sheet.Book{Year: from.Year, First: first, Entries: list, Head: head, From: from, To: to, At: at}
		if !whole {
			b.Desk = counter
		}
		set, err := sheet.Register(office, sheet.Issue{At: at}, b)
		return Edition{set, func() ([]byte, error) { return sheet.Workbook(office, b) }}, err
	}}
}
