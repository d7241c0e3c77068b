package main

import (
	"context"
	"log/slog"
	"unicode/utf8"

	"motcua/counter/errortext"
	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// search is the register as it is looked into.
type search struct {
	list   registry.List
	before registry.List // the one that was looked at before anything was typed
	text   string
	cursor int
	answer registry.Answer
	whole  bool // the centre's register, not only this desk's
	asked  int  // questions, so that a late answer is known
}

// browse opens the register at what presses most.
func (c *clerk) browse() {
	c.place, c.notice = atRegister, navigation.Notice{}
	c.search = search{list: registry.Late, asked: c.search.asked}
	c.ask()
}

// look changes what is looked for. Typing looks everywhere, for a citizen's dossier may be in any list; without words the list comes back.
func (c *clerk) look(text string) {
	switch was := c.search.text; {
	case was == "" && text != "":
		c.search.before, c.search.list = c.search.list, registry.All
	case was != "" && text == "":
		c.search.list = c.search.before
	}
	c.search.text, c.search.cursor = text, 0
	c.ask()
}

// turn goes to the next list, or the one before; the last is the whole register.
func (c *clerk) turn(by int) {
	all := append(registry.Lists(), registry.All)
	for i, list := range all {
		if list == c.search.list {
			c.search.list, c.search.cursor = all[(i+by+len(all))%len(all)], 0
			break
		}
	}
	c.ask()
}

// walk takes a letter back, or moves by lines in the list, or to another list.
func (c *clerk) walk(erase bool, lines, lists int) {
	switch {
	case erase && c.search.text != "":
		_, size := utf8.DecodeLastRuneInString(c.search.text)
		c.look(c.search.text[:len(c.search.text)-size])
	case lists != 0:
		c.turn(lists)
	default:
		c.search.cursor = max(0, min(len(c.search.answer.Found)-1, c.search.cursor+lines))
		c.changed()
	}
}

// ask puts the question to the register.
func (c *clerk) ask() {
	c.search.asked++
	asked, cabinet := c.search.asked, c.cabinet
	desk := cabinet.Desk()
	soon := desk.Calendar.AddWorkingDays(workday.DateOf(desk.At), soonDays).AddDays(1).At(0)
	q := registry.Question{List: c.search.list, Text: c.search.text, Now: desk.At, Soon: soon}
	c.changed()
	var a registry.Answer
	var whole bool
	var err error
	c.run(func() { a, whole, err = cabinet.Look(context.Background(), q) }, func() {
		if asked != c.search.asked {
			return // a later question is on its way
		}
		if err != nil {
			slog.Error("the register could not be read", "err", err)
			c.warn(errortext.Of(err))
			return
		}
		c.search.answer, c.search.whole = a, whole
		c.search.cursor = max(0, min(len(a.Found)-1, c.search.cursor))
		c.changed()
	})
}

// pick opens the dossier under the cursor.
func (c *clerk) pick() {
	if c.search.cursor < len(c.search.answer.Found) {
		c.find(c.search.answer.Found[c.search.cursor].ID)
	}
}

// open finds a dossier by its code. One that nobody in the centre knows was filed on the portal.
func (c *clerk) open(code string) {
	c.lookUp(code, func(whole bool) {
		if _, err := dossier.ReadPortal(code); err == nil && whole {
			c.fileOnline(code)
			return
		}
		c.warn("counter.scan.no_dossier", words.Args{"Code": code})
	})
}

// lookUp opens the dossier of a code; unknown is told whether the whole centre's register was asked.
func (c *clerk) lookUp(code string, unknown func(whole bool)) {
	c.search = search{text: code, asked: c.search.asked + 1}
	desk, cabinet := c.cabinet.Desk(), c.cabinet
	var a registry.Answer
	var whole bool
	var err error
	c.run(func() {
		a, whole, err = cabinet.Look(context.Background(), registry.Question{Text: code, Now: desk.At, Soon: desk.At})
	}, func() {
		if err != nil || len(a.Found) == 0 {
			unknown(err == nil && whole)
			return
		}
		c.search.answer, c.search.whole = a, whole
		c.find(a.Found[0].ID)
	})
}

func (c *clerk) find(id string) {
	cabinet := c.cabinet
	var d dossier.Dossier
	var err error
	c.run(func() { d, err = cabinet.Find(context.Background(), id) }, func() {
		if err != nil {
			slog.Error("a dossier could not be read", "dossier", id, "err", err)
			c.warn(errortext.Of(err))
			return
		}
		c.notice = navigation.Notice{}
		c.show(atDossier, d)
	})
}
