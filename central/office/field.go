package office

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/central/settings"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

// Field is a thing of the settings as a page asks for it.
type Field struct {
	Name    string // of the form, and of the fault: centre.services[0].letter
	Label   string // id of a sentence; its .help is what else there is to say
	Kind    kind
	Value   string
	In      map[string]string // by language, of a name
	Choices []Choice
	Fields  []Field // of a table; the entries of a list
	Entry   bool    // of a list: it can be taken away
	Fault   *i18n.Problem
	Level   int // how deep it stands
}

// place tells a fault at the field of a key, or at the nearest thing around it; false: there is none.
func place(fields []Field, key string, fault *i18n.Problem) bool {
	for ; key != ""; key = key[:max(strings.LastIndexAny(key, ".["), 0)] {
		if f := find(fields, key); f != nil {
			f.Fault = fault
			return true
		}
	}
	return false
}

func find(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
		if f := find(fields[i].Fields, name); f != nil {
			return f
		}
	}
	return nil
}

// Help is the id of what else there is to say; empty: nothing.
func (f Field) Help() string {
	if id := f.Label + ".help"; i18n.Has(id) {
		return id
	}
	return ""
}

// Faulty reports whether something in it cannot be.
func (f Field) Faulty() bool { return f.Fault != nil || slices.ContainsFunc(f.Fields, Field.Faulty) }

// Open reports whether an entry is shown whole at once: it is new, or something in it cannot be.
func (f Field) Open() bool { return f.Summary() == "" || f.Faulty() }

// Later reports whether an entry has one before it, whose place it could take.
func (f Field) Later() bool { return f.Entry && f.Level == 1 && !strings.HasSuffix(f.Name, "[0]") }

// Summary is by what an entry is known: its name, behind what is short; or what there is of it.
func (f Field) Summary() string {
	var words []string
	named := slices.ContainsFunc(f.Fields, func(inner Field) bool { return inner.Kind == name })
	for _, inner := range f.Fields {
		switch {
		case inner.Kind == name:
			words = append(words, inner.In[i18n.Vietnamese])
		case inner.Kind == some && len(words) < 2:
			words = append(words, inner.picked())
		case inner.Kind == text && len(words) < 2 && (!named || len(inner.Value) < 4), inner.Kind == clock:
			words = append(words, inner.Value)
		}
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " · ")
}

// picked are the choices that are on.
func (f Field) picked() string {
	var words []string
	for _, c := range f.Choices {
		switch {
		case !c.On:
		case c.Word != "":
			words = append(words, i18n.In(i18n.Vietnamese).Text(c.Word))
		case c.Label != nil:
			words = append(words, c.Label.In(i18n.Vietnamese))
		default:
			words = append(words, c.ID)
		}
	}
	return strings.Join(words, ", ")
}

// Languages are those in which names are asked for.
func (f Field) Languages() []string { return i18n.Languages() }

// drawing draws fields.
type drawing struct {
	now  settings.Settings
	more string // name of the list that is to have one more entry
}

// field draws one thing with its value, as JSON has it.
func (d drawing) field(s shape, path string, v any, level int) Field {
	f := Field{Name: path, Label: "admin." + s.path, Kind: s.kind, Level: level}
	if pick := choices[s.path]; pick != nil {
		f.Choices = chosen(pick(d.now), textsOf(v))
		return f
	}
	switch s.kind {
	case table:
		f.Fields = d.fields(s, path, v, level)
	case list:
		f.Fields = d.entries(s, path, v, level)
	case name:
		f.In = map[string]string{}
		for language, said := range objectOf(v) {
			f.In[language] = fmt.Sprint(said)
		}
	case zones:
		f.Fields = d.zones(path, v, level)
	case lines:
		f.Value = strings.Join(textsOf(v), "\n")
	case counts:
		f.Value = countsText(v)
	case yes:
		if on, _ := v.(bool); on {
			f.Value = "on"
		}
	default:
		if v != nil {
			f.Value = fmt.Sprint(v)
		}
	}
	return f
}

func (d drawing) fields(s shape, path string, v any, level int) (fields []Field) {
	object := objectOf(v)
	for _, inner := range s.fields {
		fields = append(fields, d.field(inner, path+"."+inner.key, object[inner.key], level+1))
	}
	return fields
}

func (d drawing) entries(s shape, path string, v any, level int) (entries []Field) {
	items, _ := v.([]any)
	if d.more == path {
		items = append(slices.Clip(items), nil)
	}
	for i, item := range items {
		at := fmt.Sprintf("%s[%d]", path, i)
		entries = append(entries, Field{Name: at, Label: "admin." + s.path, Kind: table, Fields: d.fields(s, at, item, level+1), Entry: true, Level: level + 1})
	}
	return entries
}

// zones draws each zone as its name and its counters, in the order of the names.
func (d drawing) zones(path string, v any, level int) (entries []Field) {
	object := objectOf(v)
	names := slices.Sorted(maps.Keys(object))
	if d.more == path {
		names = append(names, "")
	}
	for i, zone := range names {
		at := fmt.Sprintf("%s[%d]", path, i)
		entries = append(entries, Field{Name: at, Label: "admin." + path, Kind: table, Entry: true, Level: level + 1, Fields: []Field{
			{Name: at + ".name", Label: "admin.board.zones.name", Kind: text, Value: zone, Level: level + 2},
			{Name: at + ".counters", Label: "admin.board.zones.counters", Kind: some, Choices: chosen(counters(d.now), textsOf(object[zone])), Level: level + 2},
		}})
	}
	return entries
}

// chosen marks the choices that are on, and adds those that are on and of no choice any more.
func chosen(all []Choice, on []string) []Choice {
	for i := range all {
		all[i].On = slices.Contains(on, all[i].ID)
	}
	for _, id := range on {
		if id != "" && !slices.ContainsFunc(all, func(c Choice) bool { return c.ID == id }) {
			all = append(all, Choice{ID: id, On: true})
		}
	}
	return all
}

func objectOf(v any) map[string]any {
	object, _ := v.(map[string]any)
	return object
}

func textsOf(v any) (texts []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, item := range v {
			texts = append(texts, fmt.Sprint(item))
		}
	}
	return texts
}

func countsText(v any) string {
	object := objectOf(v)
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(object)) {
		fmt.Fprintf(&b, "%s = %v\n", key, object[key])
	}
	return strings.TrimSpace(b.String())
}

// reading reads a form; what cannot be read it keeps as faults, by the name of the field.
type reading struct {
	form   url.Values
	faults map[string]*i18n.Problem
}

// take reads what a form says of one thing, as JSON has it.
func (r reading) take(s shape, path string) any {
	said := strings.TrimSpace(r.form.Get(path))
	switch s.kind {
	case table:
		return r.takeTable(s, path)
	case list:
		return r.takeList(s, path)
	case name:
		return takeName(path, r.form)
	case zones:
		return r.takeZones(path)
	case some:
		return slices.DeleteFunc(append([]string{}, r.form[path]...), func(id string) bool { return id == "" })
	case lines:
		return splitLines(r.form.Get(path))
	case counts:
		return r.takeCounts(path)
	case yes:
		return said == "on"
	case number:
		return r.number(path, said)
	case clock:
		return wanted(r, path, said, "clock", workday.ParseClock)
	case day:
		if said != "" {
			return wanted(r, path, said, "day", workday.ParseDate)
		}
	}
	return said
}

// number reads a whole number; nothing is 0.
func (r reading) number(path, said string) any {
	if said == "" {
		return 0
	}
	n, err := strconv.Atoi(said)
	if err != nil {
		r.fault(path, "number")
	}
	return n
}

// wanted returns what was said, and keeps a fault where it cannot be read.
func wanted[T any](r reading, path, said, want string, parse func(string) (T, error)) string {
	if _, err := parse(said); err != nil {
		r.fault(path, want)
	}
	return said
}

func (r reading) fault(path, want string) {
	r.faults[path] = i18n.NewProblem("settings.want."+want, nil)
}

func (r reading) takeTable(s shape, path string) map[string]any {
	object := map[string]any{}
	for _, inner := range s.fields {
		object[inner.key] = r.take(inner, path+"."+inner.key)
	}
	return object
}

// mostEntries is how many entries of one list a form may have.
const mostEntries = 200

// takeList reads the entries of a list but for those that were taken away, and for new ones in which nothing was written.
func (r reading) takeList(s shape, path string) []any {
	entries := []any{}
	for i := range countOf(path, r.form) {
		at := fmt.Sprintf("%s[%d]", path, i)
		if r.form.Get("gone."+at) == "" && anySaid(at, r.form) {
			entries = append(entries, r.takeTable(s, at))
		}
	}
	return entries
}

// countOf returns how many entries of a list the page had.
func countOf(path string, form url.Values) int {
	n, err := strconv.Atoi(form.Get("count." + path))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, mostEntries)
}

func anySaid(at string, form url.Values) bool {
	for key, values := range form {
		if strings.HasPrefix(key, at+".") && strings.TrimSpace(strings.Join(values, "")) != "" {
			return true
		}
	}
	return false
}

func takeName(path string, form url.Values) map[string]string {
	said := map[string]string{}
	for _, language := range i18n.Languages() {
		if words := strings.TrimSpace(form.Get(path + "." + language)); words != "" {
			said[language] = words
		}
	}
	return said
}

func (r reading) takeZones(path string) map[string]any {
	object := map[string]any{}
	for i := range countOf(path, r.form) {
		at := fmt.Sprintf("%s[%d]", path, i)
		if r.form.Get("gone."+at) != "" || !anySaid(at, r.form) {
			continue
		}
		zone := strings.TrimSpace(r.form.Get(at + ".name"))
		if object[zone] != nil {
			r.fault(path, "once")
		}
		object[zone] = append([]string{}, r.form[at+".counters"]...)
	}
	return object
}

func splitLines(said string) []string {
	all := []string{}
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// takeCounts reads lines such as "Đất đai = 36".
func (r reading) takeCounts(path string) map[string]any {
	object := map[string]any{}
	for _, line := range splitLines(r.form.Get(path)) {
		key, value, _ := strings.Cut(line, "=")
		object[strings.TrimSpace(key)] = r.number(path, strings.TrimSpace(value))
	}
	return object
}

// valueOf reads JSON of the journal, or nil.
func valueOf(raw json.RawMessage) (v any) {
	in := json.NewDecoder(strings.NewReader(string(raw)))
	in.UseNumber()
	_ = in.Decode(&v) // central has written it
	return v
}
