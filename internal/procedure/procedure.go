// Package procedure holds the catalogue of administrative procedures: its entries, their import, and the search through them.
// It reads what it is given and opens no file; dossiers, and the days on which they are due, are left to dossier and workday.
package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/workday"
)

// Procedure is one entry of the national catalogue (thủ tục hành chính).
type Procedure struct {
	Code      string   `json:"code"` // 1.001193, in a province with its unit's suffix: 1.001193.000.00.00.H25
	Name      string   `json:"name"`
	Field     string   `json:"field"` // lĩnh vực
	Agency    string   `json:"agency,omitempty"`
	Levels    []Level  `json:"levels"`
	Audience  []string `json:"audience,omitempty"`
	Decision  string   `json:"decision,omitempty"` // the one that published the entry
	Ways      []Way    `json:"ways"`
	Documents []Paper  `json:"documents"`
	Steps     []string `json:"steps,omitempty"`
	Result    string   `json:"result,omitempty"`
	Condition string   `json:"conditions,omitempty"`
	Basis     []string `json:"basis,omitempty"`      // căn cứ pháp lý
	Online    Online   `json:"online,omitempty"`     // empty when not published
	OnlineWhy string   `json:"online_why,omitempty"` // why not all of it is done on the web, which must be published (NĐ 224/2026 đ.14)
	// SupplementPauses keeps the time already used when a supplement comes in; by the general rule it starts anew.
	SupplementPauses bool `json:"supplement_pauses,omitempty"`
	// NoticeDays is how many working days special law gives the agency for asking a supplement; 0 is the general rule's three.
	NoticeDays int `json:"notice_days,omitempty"`
	// ByHour counts a result of a limit in days late from the appointment's hour on. By BLDS 2015 đ.148 such a limit ends with its day.
	ByHour bool `json:"by_hour,omitempty"`
	// SupplementAtDesk starts the time of a dossier taken elsewhere anew when its supplement comes to the desk that took it, not when
	// it reaches the competent agency (NĐ 309/2026 đ.8 k.3 read with NĐ 61/2018 đ.19 k.4).
	SupplementAtDesk bool     `json:"supplement_at_desk,omitempty"`
	Phrases          []string `json:"phrases,omitempty"` // what people call it: "sang tên sổ đỏ"
	English          []string `json:"-"`                 // its name in English, then what else it is called; joined by code, see AddEnglish

	// Counter is the centre's counter that does it, where the centre has named one.
	Counter string `json:"counter,omitempty"`
}

// Level is who decides, as the national catalogue writes it.
type Level string

// The levels of the two-tier government.
const (
	Ministry Level = "Cấp bộ"
	Province Level = "Cấp tỉnh"
	Commune  Level = "Cấp xã"
	Other    Level = "Cơ quan khác"
)

// Online is how much of a procedure can be done on the web (NĐ 224/2026 đ.14).
type Online string

// The online levels.
const (
	Full    Online = "full"    // toàn trình
	Partial Online = "partial" // một phần
)

// Channel is how a dossier comes in.
type Channel string

// The channels.
const (
	Counter Channel = "counter"
	Web     Channel = "online"
	Post    Channel = "post"
)

// Way is one way to have the procedure done: its channel, its time, its price.
type Way struct {
	Channel Channel
	// Limit is zero when none was published.
	Limit workday.Limit
	// UnitAssumed says that the source gave a number without a unit, which is then taken as working days.
	UnitAssumed bool
	// Fee is nil when none was published; a free procedure has a fee of nothing.
	Fee *Fee
	// Cut is what the centre has taken off the published limit, in the limit's unit.
	Cut float64
}

// Published returns the limit before the centre cut it.
func (w Way) Published() workday.Limit {
	limit := w.Limit
	limit.Amount += w.Cut
	return limit
}

// Fee is a price, in đồng or, where foreigners pay, in dollars.
type Fee struct {
	VND      int64
	USDCents int64
	Per      Per

	// Of a price for a page: what each page costs from a page on, and what one copy costs at the most; 0: nothing else is said.
	Next, NextFrom, Most int64
}

// Per is what a price is for.
type Per string

// What a price can be for.
const (
	PerCase Per = ""
	PerCopy Per = "copy"
	PerPage Per = "page"
)

// For is what a number of copies costs, each of so many pages, in đồng.
func (f Fee) For(copies, pages int) int64 {
	switch f.Per {
	case PerCopy:
		return f.VND * int64(copies)
	case PerPage:
		return f.ofCopy(int64(pages)) * int64(copies)
	}
	return f.VND
}

// ofCopy is what one copy costs that is priced by its pages.
func (f Fee) ofCopy(pages int64) int64 {
	sum := f.VND * pages
	if f.NextFrom > 0 && pages >= f.NextFrom {
		sum = f.VND*(f.NextFrom-1) + f.Next*(pages-f.NextFrom+1)
	}
	if f.Most > 0 {
		sum = min(sum, f.Most)
	}
	return sum
}

// Paper is one document (thành phần hồ sơ) and how many of it are handed in.
type Paper struct {
	Name      string `json:"name"`
	Originals int    `json:"originals,omitempty"`
	Copies    int    `json:"copies,omitempty"`
	Certified int    `json:"certified,omitempty"` // bản chứng thực
	VNeID     bool   `json:"vneid,omitempty"`     // it can be shown from VNeID
}

// titled is a name whose first words only say that it is a procedure: all of them are.
var titled = regexp.MustCompile(`^[\s.:;,–-]*(?:(?:Thủ tục|THỦ TỤC)[\s:]+)?`)

// Title returns the name without the "Thủ tục" with which most names begin: "Đăng ký khai sinh".
func (p *Procedure) Title() string {
	short := p.Name[len(titled.FindString(p.Name)):]
	if short == "" {
		return p.Name
	}
	first, size := utf8.DecodeRuneInString(short)
	return string(unicode.ToUpper(first)) + short[size:]
}

// Way is the one for a channel, false when the procedure has none.
func (p *Procedure) Way(c Channel) (Way, bool) {
	i := slices.IndexFunc(p.Ways, func(w Way) bool { return w.Channel == c })
	if i < 0 {
		return Way{}, false
	}
	return p.Ways[i], true
}

// codes are the national code, alone or with the unit of QCVN 102:2016 a province adds.
var codes = regexp.MustCompile(`^[1-9]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?$`)

// NationalCode is a code without a province's suffix.
func NationalCode(code string) string { return code[:min(len(code), len("1.001193"))] }

// AddPhrases gives the entries of a catalogue what another one knows people call them. It changes list in place.
func AddPhrases(list, from []Procedure) {
	phrases := map[string][]string{}
	for _, p := range from {
		phrases[NationalCode(p.Code)] = p.Phrases
	}
	for i := range list {
		for _, phrase := range phrases[NationalCode(list[i].Code)] {
			if !slices.Contains(list[i].Phrases, phrase) {
				list[i].Phrases = append(list[i].Phrases, phrase)
			}
		}
	}
}

// AddEnglish gives the entries of a catalogue their English names, by national code. It changes list in place.
func AddEnglish(list []Procedure, names map[string][]string) {
	for i := range list {
		list[i].English = names[NationalCode(list[i].Code)]
	}
}

// ReadEnglish reads English names: a line for each procedure, its code, its name and what else people call it, with tabs between them.
func ReadEnglish(data []byte) (map[string][]string, error) {
	names := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) < 2 || !codes.MatchString(parts[0]) || names[parts[0]] != nil || slices.Contains(parts, "") {
			return nil, fmt.Errorf("read English names: %q: a code of its own, a name and other words were expected, with tabs between them", line)
		}
		names[parts[0]] = parts[1:]
	}
	return names, nil
}

// Problem is something in an imported catalogue that could not be read. Without the entry's code, all of the line is lost.
type Problem struct {
	Line  int // from 1
	Code  string
	Field string
	Want  string // what was expected there
}

func (p Problem) String() string {
	if p.Code == "" {
		return fmt.Sprintf("line %d left out: %s: want %s", p.Line, p.Field, p.Want)
	}
	return fmt.Sprintf("line %d, procedure %s: %s: want %s", p.Line, p.Code, p.Field, p.Want)
}
