package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/assets"
	"motcua/counter/intake"
	"motcua/internal/idcard"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

func mustCatalogue(t testing.TB) ([]procedure.Procedure, intake.Catalogue) {
	t.Helper()
	list, _, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		t.Fatal(err)
	}
	return list, intake.Catalogue{Index: procedure.NewIndex(list), Frequent: intake.Named(list, []string{"1.001193", "9.999999", "1.000894"})}
}

// strike types: > is Enter, < Escape, ~ Backspace, v and ^ the arrows down and up, } and { right and left.
func strike(in *intake.Intake, keys string) {
	for _, r := range keys {
		switch r {
		case '>':
			in.Enter()
		case '<':
			in.Back()
		case '~':
			in.Erase()
		case 'v':
			in.Move(1, 0)
		case '^':
			in.Move(-1, 0)
		case '}':
			in.Move(0, 1)
		case '{':
			in.Move(0, -1)
		default:
			in.Type(r)
		}
	}
}

// papers writes what was handed in: name's first word, originals, certified, copies, lent.
func papers(in *intake.Intake) (list []string) {
	for _, p := range in.Given().Papers {
		list = append(list, fmt.Sprintf("%s %d %d %d %d", strings.Fields(p.Name)[0], p.Originals, p.Certified, p.Copies, p.Lent))
	}
	return list
}

func TestKeys(t *testing.T) {
	_, catalogue := mustCatalogue(t)
	for _, tt := range []struct {
		name, keys string
		step       intake.Step
		query      string
		code       string
		papers     []string
	}{
		{"nothing", "", intake.Choosing, "", "", nil},
		{"the most frequent procedure by its digit", "1", intake.Ticking, "", "1.001193", nil},
		{"the second, by arrow", "v>", intake.Ticking, "", "1.000894", nil},
		{"a code begins with a digit, too", "001193>", intake.Ticking, "001193", "1.001193", nil},
		{"typed and chosen", "khai s>", intake.Ticking, "khai s", "1.001193", nil},
		{"typed, with a slip taken back", "khai x~s>", intake.Ticking, "khai s", "1.001193", nil},
		{"a digit of no hit", "qqqq9>", intake.Choosing, "qqqq", "", nil},
		{"nobody's words", "qqqq>", intake.Choosing, "qqqq", "", nil},
		{"all papers that are asked of everybody", "10", intake.Ticking, "", "1.001193", []string{"Tờ 1 0 0 0", "Giấy 1 0 0 0"}},
		{"a paper ticked and unticked", "111", intake.Ticking, "", "1.001193", nil},
		{"two copies of the second", "12}}++", intake.Ticking, "", "1.001193", []string{"Giấy 1 0 2 0"}},
		{"an original only lent", "12-}}}+", intake.Ticking, "", "1.001193", []string{"Giấy 0 0 0 1"}},
		{"counted down to nothing", "12---", intake.Ticking, "", "1.001193", nil},
		{"something no catalogue knows", "14", intake.Ticking, "", "1.001193", []string{"Giấy 1 0 0 0"}},
		{"back to another procedure forgets the papers", "112<2", intake.Ticking, "", "1.000894", nil},
		{"the cursor stays in its list", "1^^^^vvvvvvvvv ", intake.Ticking, "", "1.001193", []string{"Giấy 1 0 0 0"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := intake.New("id", catalogue)
			strike(in, tt.keys)
			code := ""
			if in.Procedure != nil {
				code = in.Procedure.Code
			}
			if in.Step != tt.step || code != tt.code || tt.step == intake.Choosing && in.Query != tt.query {
				t.Errorf("step %d, query %q, procedure %q; want %d, %q, %q", in.Step, in.Query, code, tt.step, tt.query, tt.code)
			}
			if diff := cmp.Diff(tt.papers, papers(in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	_, catalogue := mustCatalogue(t)
	mother := idcard.Card{Number: "035199000001", Name: "Nguyễn Thị Ánh Nguyệt"}
	child := idcard.Card{Number: "035226000002", Name: "Trần Văn Bình"}
	in := intake.New("id", catalogue)
	if got := in.Lack(); got != intake.Person {
		t.Errorf("an empty intake lacks %q", got)
	}
	in.Scan(mother, nil)
	in.Scan(mother, nil) // twice, by an impatient hand
	if in.Applicant.Submitter != nil {
		t.Error("one card scanned twice made two people")
	}
	in.Scan(child, nil)
	if in.Applicant.Owner.Name != child.Name || in.Applicant.Brings().Name != mother.Name {
		t.Errorf("people: %+v", in.Applicant)
	}
}

func TestPromise(t *testing.T) {
	list, catalogue := mustCatalogue(t)
	holidays, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := workday.New(workday.Standard, holidays)
	if err != nil {
		t.Fatal(err)
	}
	five := intake.Named(list, []string{"1.004884"})[0] // five working days
	for _, tt := range []struct {
		name, received, due string
		off, resting, works int
	}{
		{"before the Day of Culture", "2026-11-20 08:00", "2026-11-30 08:00", 1, 4, 0},
		{"over a Saturday that is worked", "2024-04-26 08:00", "2024-05-07 08:00", 3, 3, 1},
		{"in an ordinary week", "2026-11-30 09:15", "2026-12-07 09:15", 0, 2, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			catalogue.Frequent = []*procedure.Procedure{five}
			in := intake.New("id", catalogue)
			strike(in, "1")
			now, _ := time.ParseInLocation("2006-01-02 15:04", tt.received, workday.Vietnam)
			p, ok := in.Promise(calendar, now)
			got := p.Due.In(workday.Vietnam).Format("2006-01-02 15:04")
			if !ok || got != tt.due || len(p.Off) != tt.off || p.Resting != tt.resting || len(p.Worked) != tt.works {
				t.Errorf("due %s, off %v, resting %d, worked %v", got, p.Off, p.Resting, p.Worked)
			}
			in.Elsewhere = true
			if _, ok := in.Promise(calendar, now); ok {
				t.Error("a day is promised before the competent agency has the dossier")
			}
		})
	}
}

func FuzzKeys(f *testing.F) {
	_, catalogue := mustCatalogue(f)
	for _, keys := range []string{"1", "khai s>0>1>", "<<<>>>", "12}}++--~~", "🙂\x00\u0301 "} {
		f.Add(keys)
	}
	f.Fuzz(func(t *testing.T, keys string) {
		in := intake.New("id", catalogue)
		strike(in, keys)
		in.Given()
		in.Lack()
		if in.Paid != "" && in.Fee() == 0 {
			t.Errorf("%q took a fee that is not asked", keys)
		}
	})
}

// TestDaysOffAreTakenFromWorkingDaysOnly promises thirty days: each of them counts, so none is said to be taken off.
func TestDaysOffAreTakenFromWorkingDaysOnly(t *testing.T) {
	c, err := workday.New(workday.Standard, nil)
	if err != nil {
		t.Fatal(err)
	}
	monday := time.Date(2026, 11, 30, 9, 0, 0, 0, workday.Vietnam)
	for _, tt := range []struct {
		limit   workday.Limit
		resting int
	}{
		{workday.Limit{Amount: 30, Unit: workday.Days}, 0},         // Wednesday 30 December
		{workday.Limit{Amount: 12, Unit: workday.Days}, 2},         // Saturday 12 December: the term ends on Monday
		{workday.Limit{Amount: 30, Unit: workday.WorkingDays}, 12}, // six weeks
		{workday.Limit{Amount: 1, Unit: workday.Months}, 0},
	} {
		in := &intake.Intake{Procedure: &procedure.Procedure{Ways: []procedure.Way{{Channel: procedure.Counter, Limit: tt.limit}}}}
		if p, ok := in.Promise(c, monday); !ok || p.Resting != tt.resting {
			t.Errorf("%v: due %v, %d days of rest, want %d", tt.limit, p.Due, p.Resting, tt.resting)
		}
	}
}
