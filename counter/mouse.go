package main

import (
	"fyne.io/fyne/v2"

	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/internal/registry"
)

// listenToClicks has each row, box, tab and word do at a click what its key does.
func (d *deskScreen) listenToClicks() {
	d.intake.hits.OnTap(func(row, _ int) { d.click(func() { d.clerk.intake.Pick(row) }) })
	d.intake.rows.OnTap(d.clickPaper)
	d.intake.fee.methods.OnTap(func(row, _ int) { d.click(func() { d.clerk.intake.Type(methodKey(row)) }) })
	d.register.rows.OnTap(func(row, _ int) { d.click(func() { d.clerk.search.cursor = row; d.clerk.pick() }) })
	for _, t := range d.register.lists {
		t.spot.Tap = func(fyne.Position) { d.click(func() { d.clerk.turnToList(t.list) }) }
	}
	d.diary.rows.OnTap(func(row, _ int) { d.click(func() { d.clerk.diary.move(row - d.clerk.diary.cursor) }) })
	d.preview.papers.OnTap(func(row, _ int) { d.click(func() { d.clerk.turnTo(row) }) })
	d.help.spot.Tap = func(fyne.Position) { d.touched(); d.onComing() }
	d.queue.called.spot.Tap = func(fyne.Position) { d.press(fyne.KeyReturn) }
}

// click does what was clicked, as press does what a key says.
func (d *deskScreen) click(do func()) {
	d.touched()
	if d.clerk.ready() {
		d.clerk.notice = navigation.Notice{}
		do()
		d.draw()
	}
}

// methodKey is the key of a way to pay, by its row: the last one is that it was not paid yet.
func methodKey(row int) rune {
	if key := '1' + rune(row); key < '5' {
		return key
	}
	return '0'
}

// papersColumn is the first column of a paper's numbers in its table.
const papersColumn = 2

// clickPaper marks a paper at its box or name; its numbers count one more at the right half of their place, one less at the left.
func (d *deskScreen) clickPaper(row, column int) {
	d.click(func() {
		if column < papersColumn {
			d.clerk.intake.Tick(row)
			return
		}
		by := 1
		if d.intake.rows.LeftHalf {
			by = -1
		}
		d.clerk.intake.Count(row, intake.Column(column-papersColumn), by)
	})
}

// turnToList goes to one of the register's lists.
func (c *clerk) turnToList(l registry.List) {
	c.search.list, c.search.cursor = l, 0
	c.ask()
}
