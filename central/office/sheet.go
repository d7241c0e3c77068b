package office

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/officer"
	"motcua/internal/steering"
)

// Sheet is the parts of the settings that stand on one page.
type Sheet struct {
	ID    string
	Parts []string
	Daily bool // whoever leads the hall changes it too
}

// sheets are all of them, in the order of the index.
var sheets = []Sheet{
	{"lines", []string{"centre.services"}, false},
	{"counters", []string{"centre.counters"}, false},
	{"hours", []string{"centre.hours"}, true},
	{"notices", []string{"board.notices"}, true},
	{"rooms", []string{"centre.rooms"}, true},
	{"classes", []string{"centre.classes", "centre.priority_after"}, false},
	{"appointments", []string{"centre.appointments"}, false},
	{"booking", []string{"booking.on", "booking.services", "booking.per_counter", "booking.share", "booking.days", "booking.before", "booking.most", "booking.per_address"}, false},
	{"home", []string{"centre.reservations"}, false},
	{"board", []string{"board.zones", "board.seconds"}, false},
	{"centre", []string{"centre.name", "centre.papers", "centre.agencies", "centre.codes", "centre.portal", "centre.payment"}, false},
	{"keep", []string{"centre.keep"}, false},
}

// Act returns what a role must allow for a sheet to be changed.
func (s Sheet) Act() officer.Act {
	if s.Daily {
		return officer.SteerDay
	}
	return officer.Steer
}

// Title is the id of a sentence.
func (s Sheet) Title() string { return "admin.sheet." + s.ID }

func sheetOf(id string) (Sheet, bool) {
	i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.ID == id })
	if i < 0 {
		return Sheet{}, false
	}
	return sheets[i], true
}

// index lists the sheets, each with when it was changed last.
func (h *Room) index(w http.ResponseWriter, r *http.Request) {
	values, err := steering.Read(r.Context(), h.Journal.Reader())
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	type row struct {
		Sheet
		Last steering.Value
	}
	var rows []row
	for _, s := range sheets {
		last := steering.Value{}
		for _, part := range s.Parts {
			if v := values[part]; v.Way != steering.FromFile && v.At.After(last.At) {
				last = v
			}
		}
		rows = append(rows, row{s, last})
	}
	h.House.Show(w, r, Pages, http.StatusOK, "settings.html", map[string]any{"Rows": rows})
}

// sheetView is what a sheet's page is handed.
type sheetView struct {
	Sheet
	Fields    []Field
	Seen      map[string]int  // version of each part, as it stood when the page was made
	May       bool            // who looks may change it
	Elsewhere []*i18n.Problem // what no longer fits on another sheet
	Faulty    bool            // something on the page cannot be
	Breaks    []*i18n.Problem // what the change would do to people who wait, or who work; it is done when it is sent again
	Late      *overtaken      // somebody else was faster
	Saved     bool

	faults map[string]*i18n.Problem // by key
}

func (h *Room) sheetPage(w http.ResponseWriter, r *http.Request) {
	s, known := sheetOf(r.PathValue("sheet"))
	if !known {
		http.NotFound(w, r)
		return
	}
	values, err := steering.Read(r.Context(), h.Journal.Reader())
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	parts, err := h.Settings().Parts()
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	v := sheetView{Sheet: s, Seen: map[string]int{}, Saved: r.URL.Query().Has("saved")}
	for _, part := range s.Parts {
		v.Seen[part] = values[part].Version
	}
	h.show(w, r, http.StatusOK, v, drawing{now: h.Settings()}, parts)
}

// show shows a sheet with some values of its parts.
func (h *Room) show(w http.ResponseWriter, r *http.Request, status int, v sheetView, d drawing, parts map[string]json.RawMessage) {
	v.May = h.House.Officer(r).May(v.Act())
	for _, part := range v.Parts {
		if s, known := shapeOf(part); known {
			v.Fields = append(v.Fields, d.field(s, part, valueOf(parts[part]), 0))
		}
	}
	for key, want := range v.faults {
		if fault := onPage(want); place(v.Fields, key, fault) {
			v.Faulty = true
		} else {
			v.Elsewhere = append(v.Elsewhere, i18n.NewProblem("admin.elsewhere", i18n.Args{"Key": key, "Want": fault}))
		}
	}
	h.House.Show(w, r, Pages, status, "sheet.html", v)
}

// save takes a sheet's form: it changes the settings, or shows what cannot be, what would break, or who was faster.
func (h *Room) save(w http.ResponseWriter, r *http.Request) {
	s, known := sheetOf(r.PathValue("sheet"))
	if !known {
		http.NotFound(w, r)
		return
	}
	if !h.House.Officer(r).May(s.Act()) {
		h.House.Show(w, r, Pages, http.StatusForbidden, "not-yours.html", s)
		return
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	read := reading{form: r.PostForm, faults: map[string]*i18n.Problem{}}
	typed, err := read.parts(s)
	if err != nil {
		h.House.Fail(w, err)
		return
	}
	v := sheetView{Sheet: s, Seen: read.seen(s)}
	if up := r.PostForm.Get("up"); up != "" {
		raise(typed, up)
		h.show(w, r, http.StatusOK, v, drawing{now: h.Settings()}, typed)
		return
	}
	if more := r.PostForm.Get("more"); more != "" {
		h.show(w, r, http.StatusOK, v, drawing{now: h.Settings(), more: more}, typed)
		return
	}
	h.change(w, r, v, read, typed)
}

// raise has an entry of a part's list, such as centre.services[2], change places with the one before it.
func raise(typed map[string]json.RawMessage, entry string) {
	part, place, _ := strings.Cut(strings.TrimSuffix(entry, "]"), "[")
	i, err := strconv.Atoi(place)
	items, _ := valueOf(typed[part]).([]any)
	if err != nil || i < 1 || i >= len(items) {
		return // it is no entry, or the first one
	}
	items[i-1], items[i] = items[i], items[i-1]
	if raw, err := settings.Plain(items); err == nil {
		typed[part] = raw
	}
}

// parts returns what a form says of each part.
func (r reading) parts(s Sheet) (map[string]json.RawMessage, error) {
	typed := map[string]json.RawMessage{}
	for _, part := range s.Parts {
		of, _ := shapeOf(part)
		raw, err := settings.Plain(r.take(of, part))
		if err != nil {
			return nil, err
		}
		typed[part] = raw
	}
	return typed, nil
}

// seen returns the versions that somebody had before them.
func (r reading) seen(s Sheet) map[string]int {
	seen := map[string]int{}
	for _, part := range s.Parts {
		n, err := strconv.Atoi(r.form.Get("seen." + part))
		if err != nil || n < 0 {
			n = 0 // of a page that is none of ours: it is told that somebody was faster, if anybody was
		}
		seen[part] = n
	}
	return seen
}

// change changes the settings as a form says, or shows it again with what is in the way.
func (h *Room) change(w http.ResponseWriter, r *http.Request, v sheetView, read reading, typed map[string]json.RawMessage) {
	d := drawing{now: h.Settings()}
	if len(read.faults) > 0 {
		v.faults = read.faults
		h.show(w, r, http.StatusUnprocessableEntity, v, d, typed)
		return
	}
	breaks, err := h.breaks(r.Context(), typed)
	if err == nil && len(breaks) > 0 && r.PostForm.Get("sure") == "" {
		v.Breaks = breaks
		h.show(w, r, http.StatusConflict, v, d, typed)
		return
	}
	if err == nil {
		_, err = store.Change(r.Context(), h.Journal, h.Settings(), steering.ByPage, h.House.Officer(r).ID, v.drafts(typed))
	}
	var faults store.FaultsError
	var late *steering.OvertakenError
	switch {
	case err == nil:
		http.Redirect(w, r, PathSettings+"/"+v.ID+"?saved", http.StatusSeeOther)
	case errors.As(err, &faults):
		v.faults = byKey(faults)
		h.show(w, r, http.StatusUnprocessableEntity, v, d, typed)
	case errors.As(err, &late):
		v.Late, v.Seen[late.Part] = &overtaken{late, steering.Differences(typed[late.Part], late.By.JSON)}, late.By.Version
		h.show(w, r, http.StatusConflict, v, d, typed)
	default:
		h.House.Fail(w, err)
	}
}

func (v sheetView) drafts(typed map[string]json.RawMessage) (drafts []steering.Draft) {
	for _, part := range v.Parts {
		drafts = append(drafts, steering.Draft{Part: part, Seen: v.Seen[part], JSON: typed[part]})
	}
	return drafts
}

// byKey returns the faults by the keys that they are of.
func byKey(faults []config.Fault) map[string]*i18n.Problem {
	told := map[string]*i18n.Problem{}
	for _, f := range faults {
		told[strings.TrimSuffix(strings.TrimSuffix(f.Key, ".vi"), ".en")] = f.Want
	}
	return told
}

// onPage returns what was expected in the words of a page, where those of the file are others.
func onPage(want *i18n.Problem) *i18n.Problem {
	id := strings.Replace(want.ID, "settings.want.", "admin.want.", 1)
	if !i18n.Has(id) {
		return want
	}
	return i18n.NewProblem(id, want.Args)
}

// overtaken is what somebody is told who was not the first: who was, and what is another than they have typed.
type overtaken struct {
	*steering.OvertakenError
	Differences []steering.Difference
}

// Label is the id of the part's name.
func (o overtaken) Label() string { return "admin." + o.Part }
