package office

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/steering"
	"motcua/internal/workday"
)

// mostChanges is how many changes a page shows, and mostExported how many a file has.
const (
	mostChanges  = 200
	mostExported = 20_000
)

// keys are the words of a path that are names of keys, and not of things: .name.vi of [ho-tich].name.vi.
var keys = regexp.MustCompile(`\[[^\]]*\]|\.[^.\[]+`)

// words writes where a difference is as people read it: "ho-tich, Chữ cái".
func words(part, path string) string {
	say, at := i18n.In(i18n.Vietnamese), "admin."+part
	var said []string
	for _, step := range keys.FindAllString(path, -1) {
		if step[0] == '[' {
			said = append(said, strings.Trim(step, "[]"))
			continue
		}
		said = append(said, labelOf(at, step))
		at += step
	}
	if len(said) == 0 {
		return say.Text("admin." + part)
	}
	return strings.Join(said, ", ")
}

// phrase writes a value as people read it, with the names of its fields and days; at is the id of its own name.
func phrase(at string, v any) string {
	say := i18n.In(i18n.Vietnamese)
	switch v := v.(type) {
	case nil:
		return "–"
	case bool:
		return say.Text(map[bool]string{true: "admin.yes", false: "admin.no"}[v])
	case []any:
		if len(v) == 0 {
			return "–"
		}
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = phrase(at, item)
		}
		return strings.Join(items, ", ")
	case map[string]any:
		return phraseOf(at, v)
	}
	text := fmt.Sprint(v)
	if day := "admin.day." + text; strings.HasSuffix(at, ".days") && i18n.Has(day) {
		return say.Text(day)
	}
	return cmp.Or(text, "–")
}

// phraseOf writes what an object consists of, but for what is empty.
func phraseOf(at string, object map[string]any) string {
	var items []string
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if said := phrase(at+"."+key, object[key]); said != "–" && said != "0" {
			items = append(items, labelOf(at, "."+key)+" "+said)
		}
	}
	return strings.Join(items, "; ")
}

// labelOf returns the name of a field, or of a language, or the key that it is.
func labelOf(at, step string) string {
	for _, id := range []string{at + step, "admin.language" + step} {
		if i18n.Has(id) {
			return i18n.In(i18n.Vietnamese).Text(id)
		}
	}
	return step[1:]
}

// idAt returns the id of the name of what a path leads to.
func idAt(part, path string) string {
	at := "admin." + part
	for _, step := range keys.FindAllString(path, -1) {
		if step[0] != '[' {
			at += step
		}
	}
	return at
}

// changeRow is one change as the page shows it.
type changeRow struct {
	steering.Entry
	Differences []steering.Difference
}

// Label is the id of the part's name.
func (c changeRow) Label() string { return "admin." + c.Part }

// Way is the id of how it was changed.
func (c changeRow) How() string { return "admin.way." + string(c.Way) }

// filterOf reads what is asked for from an address, so that it can be kept and sent on; what cannot be read does not matter.
func filterOf(r *http.Request) (f steering.Filter, from, to string) {
	asked := r.URL.Query()
	if part := asked.Get("part"); steering.IsPart(part) {
		f.Part = part
	}
	if id := asked.Get("officer"); len(id) <= 64 {
		f.Officer = id
	}
	if d, err := workday.ParseDate(asked.Get("from")); err == nil {
		f.From, from = d.At(0), d.String()
	}
	if d, err := workday.ParseDate(asked.Get("to")); err == nil {
		f.Until, to = d.At(0).AddDate(0, 0, 1), d.String()
	}
	return f, from, to
}

func (h *Room) changes(r *http.Request, f steering.Filter) (rows []changeRow, err error) {
	entries, err := steering.Log(r.Context(), h.Journal.Reader(), f)
	for _, e := range entries {
		rows = append(rows, changeRow{e, steering.Differences(e.Before, e.After)})
	}
	return rows, err
}

func (h *Room) changesPage(w http.ResponseWriter, r *http.Request) {
	f, from, to := filterOf(r)
	f.Most = mostChanges
	rows, err := h.changes(r, f)
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	h.House.Show(w, r, Pages, http.StatusOK, "changes.html", map[string]any{
		"Rows": rows, "Filter": f, "From": from, "To": to, "Sheets": sheets, "Query": r.URL.RawQuery, "Full": len(rows) == mostChanges,
	})
}

// changesFile hands the changes out as Excel reads them: a difference a line, UTF-8 with its mark, and no cell that begins a formula.
func (h *Room) changesFile(w http.ResponseWriter, r *http.Request) {
	f, _, _ := filterOf(r)
	f.Most = mostExported
	rows, err := h.changes(r, f)
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="thay-doi.csv"`)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	say := i18n.In(i18n.Vietnamese)
	_, _ = w.Write([]byte("\ufeff")) // a browser that hangs up has the error
	out := csv.NewWriter(w)
	head := []string{}
	for _, id := range []string{"at", "who", "how", "part", "path", "before", "after"} {
		head = append(head, say.Text("admin.changes."+id))
	}
	_ = out.Write(head)
	for _, row := range rows {
		for _, d := range row.Differences {
			_ = out.Write([]string{row.At.In(queue.Zone).Format(time.DateTime), cell(row.Officer), say.Text(row.How()), say.Text(row.Label()), cell(words(row.Part, d.Path)), cell(phrase(idAt(row.Part, d.Path), d.Was)), cell(phrase(idAt(row.Part, d.Path), d.Is))})
		}
	}
	out.Flush()
}

// cell writes a text that a table does not take for a formula.
func cell(text string) string {
	if text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@' || text[0] == '\t' || text[0] == '\r') {
		return "'" + text
	}
	return text
}
