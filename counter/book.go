package main

import (
	"context"
	"fmt"
	"time"

	"motcua/internal/registry"
	"motcua/internal/sheet"
	"motcua/internal/workday"
)

// proofRegister shows the register of some stretches of time.
func (c *clerk) proofRegister(askDays func(from, to workday.Date)) {
	today := workday.DateOf(c.now())
	month := workday.Date{Year: today.Year, Month: today.Month, Day: 1}
	last := month.AddDays(-1)
	lastMonth := workday.Date{Year: last.Year, Month: last.Month, Day: 1}
	newYear := workday.Date{Year: today.Year, Month: time.January, Day: 1}
	span := func(id string, from, to workday.Date) choice {
		return c.bookOf(c.speak.Say("counter.book."+id), from, to)
	}
	c.prove(proof{back: c.place, choices: []choice{
		span("today", today, today), span("month", month, today), span("last_month", lastMonth, last), span("year", newYear, today),
		{title: c.speak.Say("counter.book.days"), ask: func() { askDays(month, today) }},
	}})
}

// proofDays shows the register from one day to another, in place of the choice that asked for them.
func (c *clerk) proofDays(from, to workday.Date) {
	p := &c.proof
	chosen := c.bookOf(c.speak.Say("counter.book.days"), from, to)
	chosen.ask = nil
	p.asked++
	p.choices[p.cursor].file = chosen.file
	c.setPaper(chosen, p.asked)
}

func (c *clerk) bookOf(title string, from, to workday.Date) choice {
	cabinet, office, head, desk := c.cabinet, officeOf(c.centre()), c.centre().Papers.Head, c.desk
	at := c.now()
	return choice{title: title, file: fmt.Sprintf("so-theo-doi-%s-%s", from, to), set: func(ctx context.Context) (edition, error) {
		list, first, whole, err := cabinet.Book(ctx, registry.Span{From: from.At(0), To: to.AddDays(1).At(0)})
		if err != nil {
			return edition{}, err
		}
		b := sheet.Book{Year: from.Year, First: first, Entries: list, Head: head, From: from, To: to, At: at}
		if !whole {
			b.Desk = desk
		}
		set, err := sheet.Register(office, sheet.Issue{At: at}, b)
		return edition{set, func() ([]byte, error) { return sheet.Workbook(office, b) }}, err
	}}
}
