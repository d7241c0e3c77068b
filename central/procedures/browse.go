package procedures

import (
	"fmt"
	"net/http"
	"strconv"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure/browse"
)

// overview is the ways through the catalogue, for who does not know what to type.
type overview struct {
	Size   int
	Events []link // what happens in life
	Firms  []link // in the life of a business
	Levels []link
	// Letters are those with which names begin.
	Letters []link
	Long    []section
}

// section is a long list of groups, which opens.
type section struct {
	By    browse.By
	Links []link
}

// link leads to a group of the catalogue.
type link struct {
	Path  string
	Name  said
	Count int
}

func newLink(g *browse.Group) link {
	name := said{g.In(i18n.Vietnamese), g.In("en")}
	if g.ID == browse.Unnamed {
		name = both(func(say i18n.Localizer) string { return say.Text("page.catalogue.unnamed") })
	}
	return link{groupPath(g), name, len(g.Entries)}
}

func groupPath(g *browse.Group) string { return fmt.Sprintf("%s/theo/%s/%s", Path, g.By, g.ID) }

func (b *book) overview() *overview {
	links := func(by browse.By) (list []link) {
		for _, g := range b.contents.Groups(by) {
			list = append(list, newLink(g))
		}
		return list
	}
	o := &overview{Size: b.contents.Size(), Levels: links(browse.Level), Letters: links(browse.Letter)}
	for _, by := range []browse.By{browse.Field, browse.Agency} {
		o.Long = append(o.Long, section{by, links(by)})
	}
	for _, g := range b.contents.Groups(browse.Event) {
		if g.Business {
			o.Firms = append(o.Firms, newLink(g))
		} else {
			o.Events = append(o.Events, newLink(g))
		}
	}
	return o
}

// mostListed is how many rows of a group stand on one page.
const mostListed = 60

// groupPage is a page of a group's procedures.
type groupPage struct {
	frame
	By    browse.By
	Group link
	Rows  []row
	Sheet int // from 1
	// Sheets are the numbers of all pages; none where there is one.
	Sheets []int
}

// group shows the procedures of a group.
func (p *Pages) group(b *book, w http.ResponseWriter, r *http.Request) {
	g, found := b.contents.Group(browse.By(r.PathValue("by")), r.PathValue("id"))
	if !found {
		p.gone(w, "")
		return
	}
	rows := g.Rows()
	sheets := (len(rows) + mostListed - 1) / mostListed
	sheet, err := strconv.Atoi(r.FormValue("trang"))
	if err != nil || sheet < 1 || sheet > sheets {
		sheet = 1
	}
	page := groupPage{frame: p.frame(""), By: g.By, Group: newLink(g), Sheet: sheet}
	for _, row := range rows[(sheet-1)*mostListed : min(len(rows), sheet*mostListed)] {
		page.Rows = append(page.Rows, listed(row))
	}
	for n := 1; n <= sheets && sheets > 1; n++ {
		page.Sheets = append(page.Sheets, n)
	}
	pages.Show(w, http.StatusOK, "group.html", page)
}

// listed returns how siblings stand in a list.
func listed(siblings browse.Row) row {
	r := newRow(siblings[0], "")
	r.Name = guide.Name(siblings[0])
	for _, p := range siblings {
		if len(siblings) > 1 && len(r.Kin) < mostKin {
			r.Kin = append(r.Kin, newKin(p))
		}
	}
	return r
}
