package procedure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"motcua/assets"
	"motcua/internal/workday"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

const line = `{"code":"1.001193","name":"Thủ tục đăng ký khai sinh","field":"Hộ tịch","levels":["Cấp xã"],` +
	`"audience":["Công dân Việt Nam","Tổ chức (không bao gồm doanh nghiệp","HTX)"],"ways":[{"channel":"counter","limit":0.5,"unit":"working_days","fee_vnd":8000},` +
	`{"channel":"online","limit":5,"unit":null,"fee_usd":2.5},{"channel":"post"}],"documents":[{"name":"Tờ khai","originals":1,"copies":2}],"steps":"Nộp\n\nNhận","phrases":["khai sinh cho con"]}`

var birth = Procedure{
	Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", Levels: []Level{Commune},
	Audience: []string{"Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"},
	Ways: []Way{
		{Channel: Counter, Limit: workday.Limit{Amount: 0.5, Unit: workday.WorkingDays}, Fee: &Fee{VND: 8000}},
		{Channel: Web, Limit: workday.Limit{Amount: 5, Unit: workday.WorkingDays}, UnitAssumed: true, Fee: &Fee{USDCents: 250}},
		{Channel: Post},
	},
	Documents: []Paper{{Name: "Tờ khai", Originals: 1, Copies: 2}}, Steps: []string{"Nộp", "Nhận"}, Phrases: []string{"khai sinh cho con"},
}

func TestReadNDJSON(t *testing.T) {
	for name, text := range map[string]string{
		"as exported": line, "byte order mark, blank lines": "\ufeff\r\n" + line + "\r\n\n", "decomposed letters": norm.NFD.String(line),
	} {
		list, problems, err := ReadNDJSON(strings.NewReader(strings.TrimPrefix(text, "\r\n")))
		if err != nil || problems != nil {
			t.Errorf("%s: %v %v", name, problems, err)
		}
		if diff := cmp.Diff([]Procedure{birth}, list); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWayByChannel(t *testing.T) {
	if w, ok := birth.Way(Web); !ok || !w.UnitAssumed {
		t.Errorf("online: %+v %v", w, ok)
	}
	if _, ok := (&Procedure{}).Way(Counter); ok {
		t.Error("a procedure without ways has one")
	}
}

func TestWhatWasReadIsWrittenTheSame(t *testing.T) {
	data, err := json.Marshal(birth)
	if err != nil {
		t.Fatal(err)
	}
	list, problems, err := ReadNDJSON(bytes.NewReader(data))
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	var direct Procedure
	if err := json.Unmarshal(data, &direct); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Procedure{birth, birth}, append(list, direct)); diff != "" {
		t.Error(diff)
	}
}

func TestReportOfWhatCouldNotBeRead(t *testing.T) {
	for _, v := range []struct {
		name, text string
		kept       int
		report     string
	}{
		{"no JSON", "{]", 0, "line 1 left out: line: want one JSON object"},
		{"a list", "[1]", 0, "line 1 left out: line: want one JSON object"},
		{"no code", `{"name":"a"}`, 0, "line 1 left out: code: want a code such as 1.001193 or 1.001193.000.00.00.H25"},
		{"no name", `{"code":"1.001193","name":" "}`, 0, "line 1 left out: name: want a name"},
		{"twice", line + "\n" + line, 1, "line 2 left out: code: want a code of its own, not that of line 1"},
		{"level", `{"code":"1.001193","name":"a","levels":["Cấp huyện"]}`, 1, "line 1, procedure 1.001193: levels: want Cấp bộ, Cấp tỉnh, Cấp xã or Cơ quan khác"},
		{"channel", `{"code":"1.001193","name":"a","ways":[{"channel":"fax"}]}`, 1, "line 1, procedure 1.001193: ways[0].channel: want counter, online or post"},
		{"limit", `{"code":"1.001193","name":"a","ways":[{"channel":"post","limit":3,"unit":"weeks"}]}`, 1, "line 1, procedure 1.001193: ways[0].limit: want 0 to 1500, in same_day, working_hours, hours, working_days, days or months"},
		{"fee", `{"code":"1.001193","name":"a","ways":[{"channel":"post","fee_vnd":-1}]}`, 1, "line 1, procedure 1.001193: ways[0].fee: want an amount of 0 or more"},
		{"fee in words", `{"code":"1.001193","name":"a","ways":[{"channel":"post","fee_vnd":"miễn phí"}]}`, 1, "line 1, procedure 1.001193: ways.fee_vnd: want a whole number"},
		{"levels in one text", `{"code":"1.001193","name":"a","levels":"Cấp xã"}`, 1, "line 1, procedure 1.001193: levels: want a list"},
		{"a year for a number", `{"code":"1.001193","name":"a","documents":[{"name":"Đơn","originals":20261}]}`, 1, "line 1, procedure 1.001193: documents[0]: want numbers of copies from 0 to 100"},
		{"document without name", `{"code":"1.001193","name":"a","documents":[{"originals":1}]}`, 1, "line 1, procedure 1.001193: documents[0].name: want a name"},
		{"online", `{"code":"1.001193","name":"a","online":"4"}`, 1, "line 1, procedure 1.001193: online: want full or partial"},
	} {
		t.Run(v.name, func(t *testing.T) {
			list, problems, err := ReadNDJSON(strings.NewReader(v.text))
			if err != nil || len(list) != v.kept || len(problems) != 1 || problems[0].String() != v.report {
				t.Errorf("kept %d, want %d; %v %v\nwant %s", len(list), v.kept, problems, err, v.report)
			}
		})
	}
}

func TestReadCSV(t *testing.T) {
	text := "\ufeffName,Code,Field,Levels,Audience,Channels,Limit,Unit,Fee_VND,Documents,Steps,Phrases\r\n" +
		`Thủ tục đăng ký khai sinh,1.001193,Hộ tịch,Cấp xã,Công dân Việt Nam,counter; post,0.5,working_days,8000,Tờ khai|1|2;Giấy chứng sinh,Nộp;Nhận,khai sinh cho con` + "\r\n"
	limit := workday.Limit{Amount: 0.5, Unit: workday.WorkingDays}
	want := birth
	want.Audience = []string{"Công dân Việt Nam"}
	want.Ways = []Way{{Channel: Counter, Limit: limit, Fee: &Fee{VND: 8000}}, {Channel: Post, Limit: limit, Fee: &Fee{VND: 8000}}}
	want.Documents = []Paper{{Name: "Tờ khai", Originals: 1, Copies: 2}, {Name: "Giấy chứng sinh"}}
	list, problems, err := ReadCSV(strings.NewReader(text))
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	if diff := cmp.Diff([]Procedure{want}, list); diff != "" {
		t.Error(diff)
	}
}

func TestReportOfACSV(t *testing.T) {
	for name, v := range map[string]struct{ text, report string }{
		"no name column":    {"code\n1.001193\n", "[line 1 left out: name: want a column of this name]"},
		"limit in words":    {"code,name,channels,limit\n1.001193,a,post,ba ngày\n", "[line 2, procedure 1.001193: limit: want a number such as 15 or 0.5]"},
		"a fee with a tail": {"code,name,channels,fee_vnd\n1.001193,a,post,\"1,5\"\n", "[line 2, procedure 1.001193: fee_vnd: want whole đồng such as 20000 or 20.000]"},
		"a cell too many":   {"code,name\n1.001193,a,b\n", "[line 2, procedure 1.001193: line: want as many cells as the heading has; 3 cells, but the heading has 2; a cell with a separator in it wants quotation marks]"},
		"copies in words":   {"code,name,documents\n1.001193,a,Đơn|một\n", "[line 2, procedure 1.001193: documents: want whole numbers after the bars, as in Tờ khai|1|0|0]"},
		"short line":        {"name,code\na\n", "[line 2 left out: code: want a code such as 1.001193 or 1.001193.000.00.00.H25]"},
	} {
		if _, problems, err := ReadCSV(strings.NewReader(v.text)); err != nil || fmt.Sprint(problems) != v.report {
			t.Errorf("%s: %v %v\nwant %s", name, problems, err, v.report)
		}
	}
	if _, _, err := ReadCSV(strings.NewReader("")); err == nil {
		t.Error("an empty file has no heading")
	}
}

// TestFeesOfACSV: a fee is written as people write money, and 20.000 is not twenty.
func TestFeesOfACSV(t *testing.T) {
	for cell, want := range map[string]int64{"8000": 8000, "20.000": 20_000, `"20,000"`: 20_000, "20.000 đ": 20_000, `"20.000,00"`: 20_000, "0": 0} {
		list, problems, err := ReadCSV(strings.NewReader("code,name,channels,fee_vnd\r1.001193,a,post," + cell + "\r"))
		if err != nil || problems != nil || len(list) != 1 || list[0].Ways[0].Fee.VND != want {
			t.Errorf("%s: %+v, %v, %v; want %d", cell, list, problems, err, want)
		}
	}
}

// The national catalogue is read whole; what is wrong in it is named.
func TestNationalCatalogue(t *testing.T) {
	list, problems := readNational(t)
	if len(list) != 2642 {
		t.Errorf("%d procedures, want 2642", len(list))
	}
	for _, p := range problems {
		if p.Code == "" || p.Line == 0 || p.Field == "" || p.Want == "" {
			t.Errorf("half a report: %+v", p)
		}
	}
	t.Logf("%d problems, the first: %v", len(problems), problems[0])
}

func TestSampleCatalogue(t *testing.T) {
	list := mustSample(t)
	if len(list) < 120 {
		t.Errorf("%d procedures, want 120 at least", len(list))
	}
	agencies := map[string]bool{}
	for _, p := range list {
		agencies[p.Agency] = true
		if p.Field == "" || p.Agency == "" || len(p.Ways) == 0 || len(p.Documents) == 0 || len(p.Steps) == 0 || len(p.Basis) == 0 || len(p.Phrases) == 0 || len(p.Levels) == 0 {
			t.Errorf("%s %s is not whole", p.Code, p.Name)
		}
		for _, w := range p.Ways {
			if err := w.Limit.Validate(); err != nil || w.UnitAssumed {
				t.Errorf("%s: %v", p.Code, err)
			}
			if online := strings.Contains(p.Name, "toàn trình"); online && w.Channel != Web {
				t.Errorf("%s is done on the web alone and has a way %s: %s", p.Code, w.Channel, p.Name)
			}
		}
	}
	if len(agencies) < 20 {
		t.Errorf("only %d agencies", len(agencies))
	}
	if !norm.NFC.IsNormal(assets.Catalogue) {
		t.Error("the file has decomposed letters")
	}
}

// What is in the sample under a national code is the procedure that has it there: people are sent to it by that name.
func TestSampleNamesAreTheNationalOnes(t *testing.T) {
	national, _ := readNational(t)
	names := map[string]string{}
	for _, p := range national {
		names[p.Code] = p.Name
	}
	for _, p := range mustSample(t) {
		if name := names[p.Code]; strings.HasPrefix(p.Code, "9.") != (name == "") || !strings.HasPrefix(name, p.Name) && name != "" {
			t.Errorf("%s is %q in the sample, %q in the national catalogue", p.Code, p.Name, name)
		}
	}
}

func TestAddPhrasesJoinsByNationalCode(t *testing.T) {
	provincial := []Procedure{{Code: "1.001193.000.00.00.H42", Name: "Đăng ký khai sinh"}}
	AddPhrases(provincial, []Procedure{birth})
	AddPhrases(provincial, []Procedure{birth})
	if !slices.Equal(provincial[0].Phrases, birth.Phrases) {
		t.Errorf("phrases %q", provincial[0].Phrases)
	}
}

func FuzzReadNDJSON(f *testing.F) {
	f.Add([]byte(line))
	f.Add([]byte(`{"code":"1.001193","name":"a","steps":["x",1],"ways":[{"channel":"post","limit":1e99}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, problems, err := ReadNDJSON(bytes.NewReader(data))
		believable(t, list, err)
		for _, p := range problems {
			if p.String() == "" || p.Line == 0 {
				t.Errorf("%+v", p)
			}
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("code,name,channels,limit,unit,fee_vnd,documents\n1.001193,a,post;counter,15,days,1000,Đơn|1|2|3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, _, err := ReadCSV(bytes.NewReader(data))
		believable(t, list, err)
	})
}

// believable tells whether what was kept could be shown to an officer, and written and read again.
func believable(t *testing.T, list []Procedure, err error) {
	t.Helper()
	if err != nil {
		return
	}
	for _, p := range list {
		if !codes.MatchString(p.Code) || p.Name == "" {
			t.Errorf("%+v", p)
		}
		for _, w := range p.Ways {
			if w.Limit != (workday.Limit{}) && w.Limit.Validate() != nil {
				t.Errorf("%+v", w)
			}
		}
		if _, err := json.Marshal(p); err != nil {
			t.Error(err)
		}
	}
	NewIndex(list).Search("khai sinh", 3)
}

// TestReadingsOfTheLawAreFlags reads what a province chose for a procedure; where it says nothing of 15:00, the field does.
func TestReadingsOfTheLawAreFlags(t *testing.T) {
	read := func(extra string) (Procedure, []Problem) {
		t.Helper()
		list, problems, err := ReadNDJSON(strings.NewReader(`{"code":"1.000001","ways":[{"channel":"counter","unit":"same_day"}],"documents":[],"levels":[],` + extra + `}`))
		if err != nil || len(list) != 1 {
			t.Fatal(err, list)
		}
		return list[0], problems
	}
	p, _ := read(`"name":"Thử","field":"Thuế","notice_days":5,"by_hour":true,"supplement_at_desk":true`)
	if p.NoticeDays != 5 || !p.ByHour || !p.SupplementAtDesk || p.Ways[0].Limit.AfterThree {
		t.Errorf("%+v", p)
	}
	for extra, want := range map[string]bool{
		`"name":"Chứng thực chữ ký","field":"Chứng thực"`:                     true,
		`"name":"Cấp bản sao Trích lục hộ tịch","field":"Hộ tịch"`:            true,
		`"name":"Đăng ký khai sinh","field":"Hộ tịch"`:                        false,
		`"name":"Đăng ký khai sinh","field":"Hộ tịch","after_three":true`:     true,
		`"name":"Chứng thực chữ ký","field":"Chứng thực","after_three":false`: false,
	} {
		if p, _ := read(extra); p.Ways[0].Limit.AfterThree != want {
			t.Errorf("%s: %v", extra, p.Ways[0].Limit)
		}
	}
	if p, problems := read(`"name":"Thử","field":"Thuế","notice_days":-1`); p.NoticeDays != 0 || len(problems) != 1 {
		t.Errorf("%d days, %v", p.NoticeDays, problems)
	}
}

// TestStepsBringNoNumbersAlong: readers number the steps themselves.
func TestStepsBringNoNumbersAlong(t *testing.T) {
	got, _, err := ReadNDJSON(strings.NewReader(`{"code":"1.000001","name":"A","steps":["Bước 1. nộp hồ sơ","- Bước 2: Nhận kết quả","– trả lại","Bước đầu tiên","3 ngày sau"]}`))
	want := "Nộp hồ sơ|Nhận kết quả|Trả lại|Bước đầu tiên|3 ngày sau"
	if err != nil || len(got) != 1 || strings.Join(got[0].Steps, "|") != want {
		t.Errorf("got %+v, %v, want the steps %s", got, err, want)
	}
}
