package guide

import (
	"strconv"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// Limit tells how long a way takes.
func Limit(say i18n.Localizer, w procedure.Way) string {
	if w.Limit == (workday.Limit{}) {
		return say.Text("guide.ask")
	}
	return limit(say, w.Limit)
}

// Published tells how long a way takes by law, where the centre has promised to be faster; empty: it has not.
func Published(say i18n.Localizer, w procedure.Way) string {
	if w.Cut == 0 || w.Limit.Unit == "" {
		return ""
	}
	return limit(say, w.Published())
}

// promise tells how long a way takes and, where that is less, how long by law: "7 ngày làm việc (quy định: 10)".
func promise(say i18n.Localizer, w procedure.Way) string {
	if Published(say, w) == "" {
		return Limit(say, w)
	}
	return Limit(say, w) + " " + say.Text("guide.cut", i18n.Args{"Amount": Amount(w.Published())})
}

func limit(say i18n.Localizer, l workday.Limit) string {
	return capital(say.Text("dossier.limit."+string(l.Unit), i18n.Args{"Amount": Amount(l)}))
}

// Amount is the number of a limit, as it is read.
func Amount(l workday.Limit) string {
	return strings.Replace(strconv.FormatFloat(l.Amount, 'f', -1, 64), ".", ",", 1)
}

// Fee tells a price whole: what it is for, what further pages cost, and what one copy costs at the most.
func Fee(say i18n.Localizer, f *procedure.Fee) string {
	text := Price(say, f)
	if f == nil || f.VND == 0 {
		return text
	}
	if f.NextFrom > 0 {
		text += "; " + say.Text("guide.fee.next", i18n.Args{"From": f.NextFrom, "Fee": dong(say, f.Next)})
	}
	if f.Most > 0 {
		text += "; " + say.Text("guide.fee.most", i18n.Args{"Fee": dong(say, f.Most)})
	}
	return text
}

// Price is a price at a glance.
func Price(say i18n.Localizer, f *procedure.Fee) string {
	switch {
	case f == nil:
		return say.Text("guide.ask")
	case f.USDCents > 0:
		return say.Text("guide.dollars", i18n.Args{"Amount": strconv.FormatFloat(float64(f.USDCents)/100, 'f', -1, 64)})
	case f.VND > 0 && f.Per != procedure.PerCase:
		return say.Text("guide.fee."+string(f.Per), i18n.Args{"Fee": dong(say, f.VND)})
	case f.VND > 0:
		return dong(say, f.VND)
	}
	return say.Text("guide.free")
}

func dong(say i18n.Localizer, amount int64) string {
	return say.Text("guide.dong", i18n.Args{"Amount": dossier.Dong(amount).String()})
}

// Online tells how much of a procedure is done on the web, and why not all of it; empty where nothing was published.
func Online(say i18n.Localizer, p *procedure.Procedure) (level, means string) {
	switch {
	case p.Online == "":
		return "", ""
	case p.Online == procedure.Partial && p.OnlineWhy != "":
		means = say.Text("guide.online.why", i18n.Args{"Why": p.OnlineWhy})
	case p.Online == procedure.Partial:
		means = say.Text("guide.online.unsaid")
	default:
		means = say.Text("guide.online.full.means")
	}
	return say.Text("guide.online." + string(p.Online)), means
}

// whole is a price of which not all is told at a glance.
func whole(say i18n.Localizer, f *procedure.Fee) []string {
	if all := Fee(say, f); all != Price(say, f) {
		return []string{all}
	}
	return nil
}

// online tells how much is done on the web, and what is other there than at the counter.
func online(say i18n.Localizer, p *procedure.Procedure, desk procedure.Way) (items []string) {
	level, means := Online(say, p)
	if level == "" {
		return nil
	}
	items = append(items, level+". "+means)
	web, ok := p.Way(procedure.Web)
	if ok && web.Fee != nil && (desk.Fee == nil || *web.Fee != *desk.Fee) {
		items = append(items, say.Text("guide.fee")+": "+Fee(say, web.Fee))
	}
	if ok && web.Limit != (workday.Limit{}) && web.Limit != desk.Limit {
		items = append(items, say.Text("guide.time")+": "+promise(say, web))
	}
	return items
}

// Copies tells how many of a document are handed in.
func Copies(say i18n.Localizer, p procedure.Paper) string {
	return strings.Join(present(
		count(say, "guide.originals", p.Originals), count(say, "guide.copies", p.Copies), count(say, "guide.certified", p.Certified)), ", ")
}
