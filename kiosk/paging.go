package main

import "motcua/internal/ui"

// paging is how many tiles a page holds. A few are shown all at once; of more, each page has large tiles on any panel.
type paging struct{ few, per int }

var (
	usual = paging{few: 8, per: 6}
	roomy = paging{few: 4, per: 4} // where type is large or all stands low
)

// pages is how many pages so many tiles take.
func (p paging) pages(n int) int {
	if n <= p.few {
		return 1
	}
	return (n + p.per - 1) / p.per
}

// part is which tiles of so many stand on a page, counted from 0; no page has many fewer than another.
func (p paging) part(n, page int) (from, to int) {
	pages := p.pages(n)
	return page * n / pages, (page + 1) * n / pages
}

// paging is how many tiles this visitor reads at once.
func (r *reception) paging() paging {
	if r.visit.Low || ui.Mode(r.visit.Mode).Has(ui.Large) {
		return roomy
	}
	return usual
}
