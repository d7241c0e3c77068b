package procedures

import (
	"strings"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

// onePage is all that the catalogue tells about a procedure.
type onePage struct {
	frame
	*procedure.Procedure
	Title       string // its name, without "Thủ tục"
	EnglishName string // empty: it has none
	Address     string // where this page is, whole; empty: the centre has told no address
	Counters    string // that do it; empty: none of this centre's
	OnlineLevel said
	OnlineMeans said
	Ways        []way
	Papers      []paper
	Conditions  []string
	Ahead       Ahead
}

// Ahead is where people begin from home what they come for, before they come: the paths of pages, empty where there is none.
type Ahead struct{ Book, Reserve string }

// way is one way to have it done.
type way struct {
	Channel   procedure.Channel
	Time, Fee said
	Published said // the time by law, where the centre is faster
}

// paper is one document of a dossier.
type paper struct {
	Name   string
	Copies said
	Form   bool
	VNeID  bool
}

func (p *Pages) onePage(one *procedure.Procedure) onePage {
	page := onePage{frame: p.frame(""), Procedure: one, Title: guide.Name(one), Counters: p.counters(one)}
	if len(one.English) > 0 {
		page.EnglishName = one.English[0]
	}
	if p.centre().PublicURL != "" {
		page.Address = strings.TrimSuffix(p.centre().PublicURL, "/") + newRow(one, "").Path()
	}
	if service, done := p.centre().ServiceForField(one.Field); done && p.Ahead != nil {
		page.Ahead = p.Ahead(service.ID, one.Code)
	}
	page.OnlineLevel = both(func(say i18n.Localizer) string { level, _ := guide.Online(say, one); return level })
	page.OnlineMeans = both(func(say i18n.Localizer) string { _, means := guide.Online(say, one); return means })
	for _, w := range one.Ways {
		page.Ways = append(page.Ways, newWay(w))
	}
	for _, d := range one.Documents {
		page.Papers = append(page.Papers, paper{d.Name, both(func(say i18n.Localizer) string { return guide.Copies(say, d) }), d.IsForm(), d.VNeID})
	}
	page.Conditions = strings.FieldsFunc(one.Condition, func(r rune) bool { return r == '\n' })
	return page
}

func newWay(w procedure.Way) way {
	return way{
		Channel:   w.Channel,
		Time:      both(func(say i18n.Localizer) string { return guide.Limit(say, w) }),
		Published: both(func(say i18n.Localizer) string { return guide.Published(say, w) }),
		Fee:       both(func(say i18n.Localizer) string { return guide.Fee(say, w.Fee) }),
	}
}

// counters returns those of this centre that do a procedure.
func (p *Pages) counters(one *procedure.Procedure) string {
	if one.Counter != "" {
		return one.Counter
	}
	service, done := p.centre().ServiceForField(one.Field)
	if !done {
		return ""
	}
	return strings.Join(p.centre().CountersFor(service.ID), ", ")
}
