package procedure

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// record is an entry as it is written in files, before it is believed.
type record struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Field     string   `json:"field"`
	Agency    string   `json:"agency"`
	Levels    []string `json:"levels"`
	Audience  []string `json:"audience"`
	Decision  string   `json:"decision"`
	Ways      []way    `json:"ways"`
	Documents []Paper  `json:"documents"`
	Steps     lines    `json:"steps"`
	Result    string   `json:"result"`
	Condition string   `json:"conditions"`
	Basis     lines    `json:"basis"`
	Online    Online   `json:"online"`
	OnlineWhy string   `json:"online_why"`
	Phrases   []string `json:"phrases"`

	SupplementPauses bool  `json:"supplement_pauses"`
	NoticeDays       int   `json:"notice_days"`
	ByHour           bool  `json:"by_hour"`
	SupplementAtDesk bool  `json:"supplement_at_desk"`
	AfterThree       *bool `json:"after_three"` // nil: by the field

	Counter string `json:"counter"`
}

type way struct {
	Channel Channel  `json:"channel"`
	Limit   *float64 `json:"limit,omitempty"`
	Unit    *string  `json:"unit,omitempty"`
	FeeVND  *int64   `json:"fee_vnd,omitempty"`
	FeeUSD  *float64 `json:"fee_usd,omitempty"`
	FeePer  Per      `json:"fee_per,omitempty"`      // copy or page; without it the case
	Next    int64    `json:"fee_next_vnd,omitempty"` // of each page from FeeFrom on
	From    int64    `json:"fee_next_from,omitempty"`
	Most    int64    `json:"fee_most_vnd,omitempty"` // of one copy
	Cut     float64  `json:"cut,omitempty"`          // already taken off the limit
}

// lines is a text or a list of texts.
type lines []string

func (l *lines) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*l = strings.Split(text, "\n")
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

// MarshalJSON writes a way as it is read.
func (w Way) MarshalJSON() ([]byte, error) {
	out := way{Channel: w.Channel, Cut: w.Cut}
	if unit := string(w.Limit.Unit); unit != "" {
		out.Limit, out.Unit = &w.Limit.Amount, &unit
		if w.UnitAssumed {
			out.Unit = nil
		}
	}
	switch {
	case w.Fee == nil:
	case w.Fee.USDCents != 0:
		dollars := float64(w.Fee.USDCents) / 100
		out.FeeUSD = &dollars
	default:
		out.FeeVND, out.FeePer, out.Next, out.From, out.Most = &w.Fee.VND, w.Fee.Per, w.Fee.Next, w.Fee.NextFrom, w.Fee.Most
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads a way as it is written.
func (w *Way) UnmarshalJSON(data []byte) error {
	var from way
	if err := json.Unmarshal(data, &from); err != nil {
		return err
	}
	w.Channel, w.Fee, w.Cut = from.Channel, from.fee(), from.Cut
	w.Limit, w.UnitAssumed = from.limit()
	return nil
}

// importer gathers entries and what was wrong with them.
type importer struct {
	list     []Procedure
	problems []Problem
	seen     map[string]int // the line of each code
}

// add believes what it can of r. An entry without a code of its own or a name is left out.
func (im *importer) add(line int, r record) {
	code, name := strings.TrimSpace(r.Code), tidy(r.Name)
	lost := func(field, want string) { im.problems = append(im.problems, Problem{line, "", field, want}) }
	switch {
	case !codes.MatchString(code):
		lost("code", "a code such as 1.001193 or 1.001193.000.00.00.H25")
		return
	case im.seen[code] > 0:
		lost("code", fmt.Sprintf("a code of its own, not that of line %d", im.seen[code]))
		return
	case name == "":
		lost("name", "a name")
		return
	}
	im.seen[code] = line
	wrong := func(field, want string) { im.problems = append(im.problems, Problem{line, code, field, want}) }
	p := Procedure{
		Code: code, Name: name, Field: tidy(r.Field), Agency: tidy(r.Agency), Decision: tidy(r.Decision), Result: tidy(r.Result),
		Condition: vietnamese.Letters(strings.TrimSpace(r.Condition)), SupplementPauses: r.SupplementPauses,
		ByHour: r.ByHour, SupplementAtDesk: r.SupplementAtDesk, Counter: tidy(r.Counter), OnlineWhy: tidy(r.OnlineWhy),
		Audience: audience(r.Audience), Steps: unnumbered(texts(r.Steps)), Basis: texts(r.Basis), Phrases: texts(r.Phrases),
	}
	p.Levels = levels(r.Levels, wrong)
	p.Ways = ways(r.Ways, wrong)
	if p.NoticeDays = r.NoticeDays; p.NoticeDays < 0 || p.NoticeDays > mostNotice {
		wrong("notice_days", fmt.Sprintf("0 to %d working days", mostNotice))
		p.NoticeDays = 0
	}
	if r.graceful() {
		p.allowAfterThree()
	}
	p.Documents = papers(r.Documents, wrong)
	if p.Online = r.Online; p.Online != "" && p.Online != Full && p.Online != Partial {
		wrong("online", "full or partial")
		p.Online = ""
	}
	im.list = append(im.list, p)
}

// mostNotice is longer than any law gives for asking a supplement.
const mostNotice = 60

// graceful tells whether what is done the same day may take until the next working day when it is asked for after 15:00: what the entry
// says, or, where it says nothing, certifications (NĐ 23/2015 đ.7) and copies of entries of civil status.
func (r record) graceful() bool {
	if r.AfterThree != nil {
		return *r.AfterThree
	}
	return tidy(r.Field) == "Chứng thực" || strings.Contains(strings.ToLower(tidy(r.Name)), "trích lục hộ tịch")
}

// allowAfterThree marks the limits of the same day.
func (p *Procedure) allowAfterThree() {
	for i := range p.Ways {
		p.Ways[i].Limit.AfterThree = p.Ways[i].Limit.Unit == workday.SameDay
	}
}

func levels(names []string, wrong func(field, want string)) (out []Level) {
	for _, name := range names {
		l := Level(tidy(name))
		if !slices.Contains([]Level{Ministry, Province, Commune, Other}, l) {
			wrong("levels", "Cấp bộ, Cấp tỉnh, Cấp xã or Cơ quan khác")
			continue
		}
		out = append(out, l)
	}
	return out
}

func ways(list []way, wrong func(field, want string)) (out []Way) {
	for i, from := range list {
		field := fmt.Sprintf("ways[%d]", i)
		if !slices.Contains([]Channel{Counter, Web, Post}, from.Channel) {
			wrong(field+".channel", "counter, online or post")
			continue
		}
		w := Way{Channel: from.Channel, Fee: from.fee(), Cut: max(0, from.Cut)}
		if w.Fee != nil && (w.Fee.VND < 0 || w.Fee.USDCents < 0 || w.Fee.Next < 0 || w.Fee.NextFrom < 0 || w.Fee.Most < 0) {
			wrong(field+".fee", "an amount of 0 or more")
			w.Fee = nil
		}
		if w.Fee != nil && !slices.Contains([]Per{PerCase, PerCopy, PerPage}, w.Fee.Per) {
			wrong(field+".fee_per", "copy or page, or nothing for the case")
			w.Fee.Per = PerCase
		}
		limit, assumed := from.limit()
		switch err := limit.Validate(); {
		case limit == workday.Limit{}:
		case err != nil:
			wrong(field+".limit", "0 to 1500, in same_day, working_hours, hours, working_days, days or months")
		default:
			w.Limit, w.UnitAssumed = limit, assumed
		}
		out = append(out, w)
	}
	return out
}

func (w way) fee() *Fee {
	switch {
	case w.FeeVND != nil:
		return &Fee{VND: *w.FeeVND, Per: w.FeePer, Next: w.Next, NextFrom: w.From, Most: w.Most}
	case w.FeeUSD != nil:
		return &Fee{USDCents: int64(math.Round(*w.FeeUSD * 100))}
	}
	return nil
}

// limit is the way's, in working days when the source names no unit. No time at all is the same day.
func (w way) limit() (l workday.Limit, assumed bool) {
	switch {
	case w.Unit != nil && *w.Unit == string(workday.SameDay):
		return workday.Limit{Unit: workday.SameDay}, false
	case w.Limit == nil:
		return l, false
	case *w.Limit == 0:
		return workday.Limit{Unit: workday.SameDay}, w.Unit == nil
	case w.Unit == nil:
		return workday.Limit{Amount: *w.Limit, Unit: workday.WorkingDays}, true
	}
	return workday.Limit{Amount: *w.Limit, Unit: workday.Unit(*w.Unit)}, false
}

const maxPapers = 100 // of one document; more is a year or a footnote that slipped in

func papers(list []Paper, wrong func(field, want string)) (out []Paper) {
	for i, p := range list {
		field := fmt.Sprintf("documents[%d]", i)
		if p.Name = tidy(p.Name); p.Name == "" {
			wrong(field+".name", "a name")
			continue
		}
		for _, n := range []*int{&p.Originals, &p.Copies, &p.Certified} {
			if *n < 0 || *n > maxPapers {
				wrong(field, fmt.Sprintf("numbers of copies from 0 to %d", maxPapers))
				*n = 0
			}
		}
		out = append(out, p)
	}
	return out
}

// audience joins the names that the national export cuts at the commas inside brackets.
func audience(parts []string) (out []string) {
	open := 0
	for _, part := range texts(parts) {
		if open > 0 {
			out[len(out)-1] += ", " + part
		} else {
			out = append(out, part)
		}
		open += strings.Count(part, "(") - strings.Count(part, ")")
	}
	return out
}

// texts are the parts that hold something, tidied.
func texts(parts []string) (out []string) {
	for _, part := range parts {
		if part = tidy(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// tidy is s in composed letters, on one line, with single spaces.
func tidy(s string) string {
	return strings.Join(strings.Fields(vietnamese.Letters(strings.ToValidUTF8(s, ""))), " ")
}

// ownNumber is the number that a step brings along: readers number steps themselves.
var ownNumber = regexp.MustCompile(`^(?:[-–•+*]\s*)?(?:Bước\s+\d+\s*[.:)–-]*\s*)?`)

// unnumbered takes "Bước 1." and the dash of a list from the beginning of each step.
func unnumbered(steps []string) []string {
	for i, step := range steps {
		if rest := ownNumber.ReplaceAllString(step, ""); rest != "" && rest != step {
			first, size := utf8.DecodeRuneInString(rest)
			steps[i] = string(unicode.ToUpper(first)) + rest[size:]
		}
	}
	return steps
}
