package sayings

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/journal"
	"motcua/internal/procedure"
)

// index is the sample's.
var index = sync.OnceValue(func() *procedure.Index { return procedure.NewIndex(catalogue.BuiltIn()) })

func TestWhatIsSomebodysOwnIsNotCounted(t *testing.T) {
	for _, typed := range []string{
		"Nguyễn Văn An", "nguyen van an", "khai sinh cho Trần Thị Bích Ngọc", "khai sinh cho tran thi bich ngoc", "lê quốc khánh", "le quoc khanh", "PHAM MINH DUC",
		"hồ sơ của võ hoàng yến", "ho so cua vo hoang yen", "đỗ mạnh hùng nộp hồ sơ đất", "lý thanh tâm", "Hoàng Thị Lan đổi căn cước",
		"036185001234", "cccd 036185001234", "036 185 001 234", "0 3 6 1 8 5", "gọi 0912345678", "so dien thoai 0226.385.0000", "khai sinh 12/05/1990", "sinh năm 1990",
		"không chín một hai ba bốn năm", "khong chin mot hai ba bon nam", "an@example.vn", "https://example.vn/khai-sinh", "zzqq xxyy wwvv", "x", "", "   ", "123",
		strings.Repeat("khai sinh ", 20), "\u0660\u0661\u0662\u0663 khai sinh", "khai sinh ①②③④",
	} {
		if got := Clean(typed, index()); got != "" {
			t.Errorf("%q is counted as %q", typed, got)
		}
	}
}

func TestWhatPeopleAskIsCounted(t *testing.T) {
	for typed, want := range map[string]string{
		"Làm khai sinh":                "làm khai sinh",
		"giấy khai sanh":               "giấy khai sanh",
		"lý lịch tư pháp":              "lý lịch tư pháp",
		"ly lich tu phap":              "ly lich tu phap",
		"hồ sơ đất":                    "hồ sơ đất",
		"le phi truoc ba":              "le phi truoc ba",
		"đổi bằng lái A1":              "đổi bằng lái",
		"wifi":                         "wifi",
		"sang tên sổ đỏ, thừa kế?":     "sang tên sổ đỏ thừa kế",
		"dang ky ket hon":              "dang ky ket hon",
		"mai táng phí":                 "mai táng phí",
		"Thủ tục  đăng ký\tthường trú": "thủ tục đăng ký thường trú",
	} {
		if got := Clean(typed, index()); got != want {
			t.Errorf("%q is counted as %q, want %q", typed, got, want)
		} else if !isText(got) {
			t.Errorf("the gate refuses %q", got)
		}
	}
}

// FuzzClean: whatever is typed, what is counted is words of letters that the gate lets pass.
func FuzzClean(f *testing.F) {
	f.Add("Đăng ký khai sinh 036185001234")
	f.Fuzz(func(t *testing.T, typed string) {
		if got := Clean(typed, index()); got != "" && (!isText(got) || digits(got) > 0) {
			t.Errorf("%q became %q", typed, got)
		}
	})
}

// TestWordsLeaveWhenEnoughHaveAsked: before, the device has a hash of them and no more.
func TestWordsLeaveWhenEnoughHaveAsked(t *testing.T) {
	tally := NewTally()
	ask := func(day string, codes ...string) Counted {
		var list []Question
		for _, code := range codes {
			list = append(list, Question{"bằng khoán", code})
		}
		raw, err := json.Marshal(tally)
		if err != nil || strings.Contains(string(raw), "khoán") {
			t.Errorf("the tally has the words: %s, %v", raw, err)
		}
		tally = Tally{}
		if err := json.Unmarshal(raw, &tally); err != nil { // as after a night
			t.Fatal(err)
		}
		return tally.Day(day, list)
	}
	if told := ask("2026-11-23", "1.012783"); len(told.Questions) != 0 {
		t.Fatalf("told after one: %+v", told)
	}
	if told := ask("2026-11-24", ""); len(told.Questions) != 0 {
		t.Fatalf("told after two: %+v", told)
	}
	told := ask("2026-11-25", "1.012783")
	want := Asked{Text: "bằng khoán", Asked: 3, GivenUp: 1, Chosen: map[string]int{"1.012783": 2}}
	if fmt.Sprint(told.Questions) != fmt.Sprint([]Asked{want}) || told.Day != "2026-11-25" {
		t.Errorf("%+v, want %+v", told, want)
	}
	if err := told.Check(); err != nil {
		t.Error(err)
	}
	if told := ask("2026-11-26", ""); len(told.Questions) != 1 || told.Questions[0].Asked != 1 {
		t.Errorf("what was told is told again: %+v", told)
	}
	if other := NewTally(); other.hash("bằng khoán") == tally.hash("bằng khoán") {
		t.Error("two devices have the same hash")
	}
}

func TestATallyForgets(t *testing.T) {
	tally := NewTally()
	for i := range mostCounts + 50 {
		tally.Day(fmt.Sprintf("2026-%05d", i), []Question{{Text: strings.Repeat("a", 2) + string(rune('a'+i%26)) + fmt.Sprint(i)}})
	}
	if n := len(tally.Counts); n != mostCounts {
		t.Errorf("%d are remembered, want %d", n, mostCounts)
	}
}

// mustOpen opens the journal of a kiosk.
func mustOpen(t *testing.T, folder string, now func() time.Time) *journal.Journal {
	t.Helper()
	fold := Fold
	j, err := journal.Open(filepath.Join(folder, "kiosk.db"), "kiosk-1", now, fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// TestADiaryTellsOnceADay: nothing is written while people stand there, and at the day's end one event without a time in it.
func TestADiaryTellsOnceADay(t *testing.T) {
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	j := mustOpen(t, t.TempDir(), func() time.Time { return now })
	d := NewDiary(j, func() time.Time { return now })
	for range 3 {
		d.Note(t.Context(), []Question{{"giấy khai sanh", "1.001193"}, {"giấy khai sanh", ""}, {"wifi", ""}})
		now = now.Add(time.Hour)
	}
	d.Note(t.Context(), []Question{{"sổ hồng", ""}})
	if list, err := Read(t.Context(), j.Reader(), now.Add(-48*time.Hour)); err != nil || len(list) != 0 {
		t.Errorf("told during the day: %v %v", list, err)
	}
	now = now.Add(24 * time.Hour)
	d.Note(t.Context(), nil)
	d.Close(t.Context())
	list, err := Read(t.Context(), j.Reader(), now.Add(-48*time.Hour))
	want := []Asked{
		{Text: "giấy khai sanh", Asked: 3, Chosen: map[string]int{"1.001193": 3}},
		{Text: "wifi", Asked: 3, GivenUp: 3, Chosen: map[string]int{}},
	}
	if err != nil || fmt.Sprint(list) != fmt.Sprint(want) {
		t.Errorf("%v %v, want %v", list, err, want)
	}
	raw, err := json.Marshal(want)
	if err != nil || strings.Contains(string(raw), "sổ hồng") {
		t.Error("what one visit asked is told")
	}
}

func TestADayHasAnEnd(t *testing.T) {
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	d := NewDiary(mustOpen(t, t.TempDir(), func() time.Time { return now }), func() time.Time { return now })
	for i := range 3 * MostQuestions {
		d.Note(context.Background(), []Question{{Text: "câu " + strings.Repeat("a", 1+i%70) + strings.Repeat("b", 1+i/70)}})
	}
	if len(d.different) != MostQuestions {
		t.Errorf("%d different questions of one day", len(d.different))
	}
}

func TestCheckRefusesWhatNoDeviceCounts(t *testing.T) {
	good := func() Counted {
		return Counted{Day: "2026-11-23", Questions: []Asked{{Text: "wifi", Asked: 3, GivenUp: 1, Chosen: map[string]int{"1.001193": 2}}}}
	}
	if err := good().Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Counted){
		"no day":            func(c *Counted) { c.Day = "2026-11-23T08:00" },
		"no question":       func(c *Counted) { c.Questions = nil },
		"too many":          func(c *Counted) { c.Questions = make([]Asked, MostQuestions+1) },
		"twice":             func(c *Counted) { c.Questions = append(c.Questions, c.Questions[0]) },
		"a number":          func(c *Counted) { c.Questions[0].Text = "036185001234" },
		"capitals":          func(c *Counted) { c.Questions[0].Text = "Nguyễn An" },
		"a sign":            func(c *Counted) { c.Questions[0].Text = "a\tb" },
		"long":              func(c *Counted) { c.Questions[0].Text = strings.Repeat("a", mostLetters+1) },
		"does not add up":   func(c *Counted) { c.Questions[0].GivenUp = 2 },
		"less than nothing": func(c *Counted) { c.Questions[0].GivenUp = -1; c.Questions[0].Asked = 1 },
		"many times":        func(c *Counted) { c.Questions[0] = Asked{Text: "wifi", Asked: mostTimes + 1, GivenUp: mostTimes + 1} },
		"no code":           func(c *Counted) { c.Questions[0].Chosen = map[string]int{"036185001234": 2} },
	} {
		c := good()
		if spoil(&c); c.Check() == nil {
			t.Errorf("%s: it passes", name)
		}
	}
}

// TestALiarCountsLittle: a device that tells of one day again and again is not heard.
func TestALiarCountsLittle(t *testing.T) {
	j := mustOpen(t, t.TempDir(), time.Now)
	day := time.Now().Format(time.DateOnly)
	for range 3 * mostTold {
		if err := j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(KindCounted, "", Counted{Day: day, Questions: []Asked{{Text: "wifi", Asked: 1, GivenUp: 1}}})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := Read(t.Context(), j.Reader(), time.Now().Add(-48*time.Hour))
	if err != nil || len(list) != 1 || list[0].Asked != mostTold {
		t.Errorf("%v %v, want %d", list, err, mostTold)
	}
}

// TestWhatIsProposedIsADictionary: the search learns from the lines that are proposed.
func TestWhatIsProposedIsADictionary(t *testing.T) {
	first := func(text string) string {
		if hits := index().Search(text, 1); len(hits) > 0 {
			return hits[0].Procedure.Code
		}
		return ""
	}
	var lines []Line
	for _, q := range []Asked{
		{Text: "giấy ăn hỏi", Asked: 5, GivenUp: 1, Chosen: map[string]int{"1.000894": 4}},
		{Text: "đăng ký khai sinh", Asked: 9, Chosen: map[string]int{"1.001193": 9}},                     // known
		{Text: "giấy gì đó", Asked: 9, GivenUp: 6, Chosen: map[string]int{"1.001193": 3}},                // most give up
		{Text: "giấy tờ", Asked: 9, Chosen: map[string]int{"1.001193": 3, "1.000894": 3, "1.004222": 3}}, // all sorts
		{Text: "tờ cưới", Asked: 2, Chosen: map[string]int{"1.000894": 2}},                               // seldom
	} {
		if line, ok := Propose(q, first); ok {
			lines = append(lines, line)
		}
	}
	if fmt.Sprint(lines) != "[{giấy ăn hỏi 1.000894}]" {
		t.Fatal(lines)
	}
	var file bytes.Buffer
	if err := WriteLines(&file, lines, "người dân hỏi, 11/2026"); err != nil {
		t.Fatal(err)
	}
	lex, err := procedure.ReadLexicon("loi-dan.tsv", file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if hits := procedure.NewIndexWith(catalogue.BuiltIn(), lex).Search("giấy ăn hỏi", 1); len(hits) == 0 || hits[0].Procedure.Code != "1.000894" {
		t.Error("the search has not learnt it")
	}
}
