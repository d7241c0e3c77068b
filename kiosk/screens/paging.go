package screens

// Paging is how many tiles a page holds. A few are shown all at once; of more, each page has large tiles on any panel.
type Paging struct{ few, per int }

// The pagings of a kiosk.
var (
	Usual = Paging{few: 8, per: 6}
	Roomy = Paging{few: 4, per: 4} // where type is large or all stands low

	Letters     = Paging{few: 24, per: 24} // of the alphabet, which take little room
	SomeLetters = Paging{few: 12, per: 12} // as Roomy
)

// Pages returns how many pages so many tiles take.
func (p Paging) Pages(n int) int {
	if n <= p.few {
		return 1
	}
	return (n + p.per - 1) / p.per
}

// part returns which tiles of so many stand on a page, counted from 0; no page has many fewer than another.
func (p Paging) part(n, page int) (from, to int) {
	pages := p.Pages(n)
	return page * n / pages, (page + 1) * n / pages
}
