package catalogue_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/catalogue"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

func TestWhatIsPackedComesOutTheSame(t *testing.T) {
	list := catalogue.BuiltIn()
	list[0].Counter, list[0].Documents[0].VNeID, list[0].Ways[0].Cut = "03", true, 2
	for i, w := range list[1].Ways { // against what the field would say
		list[1].Ways[i].Limit = workday.Limit{Unit: workday.SameDay, AfterThree: !w.Limit.AfterThree}
	}
	packed, err := catalogue.Pack(list)
	if err != nil {
		t.Fatal(err)
	}
	got, err := catalogue.Unpack(packed)
	if diff := cmp.Diff(list, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestWhatIsNoCatalogueIsBroken(t *testing.T) {
	packed, err := catalogue.Pack(catalogue.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	empty, err := catalogue.Pack(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "half": packed[:len(packed)/2], "no entry": empty} {
		if _, err := catalogue.Unpack(data); err == nil {
			t.Errorf("%s is read as a catalogue", name)
		}
	}
}

// entry returns one with a limit of ten working days and a fee.
func entry(code, name string) procedure.Procedure {
	return procedure.Procedure{
		Code: code, Name: name, Documents: []procedure.Paper{{Name: "Tờ khai", Originals: 1}, {Name: "Căn cước", Copies: 1}},
		Ways: []procedure.Way{
			{Channel: procedure.Counter, Limit: workday.Limit{Amount: 10, Unit: workday.WorkingDays}, Fee: &procedure.Fee{VND: 100_000}},
			{Channel: procedure.Web, Limit: workday.Limit{Amount: 10, Unit: workday.WorkingDays}, Fee: &procedure.Fee{VND: 100_000}},
		},
	}
}

func codes(list []procedure.Procedure) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Code)
	}
	return strings.Join(out, " ")
}

func TestOursStayUntilANationalEntryStandsForThem(t *testing.T) {
	ours := []procedure.Procedure{entry("1.000001", "Của mẫu"), entry("9.000001", "Xác nhận cư trú"), entry("9.000002", "Trợ cấp hộ nghèo")}
	ours[2].Phrases = []string{"hộ nghèo"}
	for _, tt := range []struct {
		name     string
		national procedure.Procedure
		own      []catalogue.Own
		want     string
	}{
		{"neither is there", entry("1.000009", "Khác"), nil, "1.000009 9.000001 9.000002"},
		{"one of the same name", entry("1.000009", "XÁC NHẬN cư trú"), nil, "1.000009 9.000002"},
		{"one that the centre joins", entry("1.000009", "Hộ nghèo"), []catalogue.Own{{Code: "1.000009", Replaces: "9.000002"}}, "1.000009 9.000001"},
		{"one that the centre joins and that is not there", entry("1.000009", "Khác"), []catalogue.Own{{Code: "1.000008", Replaces: "9.000002"}}, "1.000009 9.000001 9.000002"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list, _ := catalogue.Join([]procedure.Procedure{tt.national}, ours, tt.own)
			if got := codes(list); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if tt.own != nil && len(list) == 2 && len(list[0].Phrases) != 1 {
				t.Errorf("people's words were lost: %v", list[0].Phrases)
			}
		})
	}
}

func TestTheCentresOwnDataLieOverTheNationalEntry(t *testing.T) {
	national := []procedure.Procedure{entry("1.000001.000.00.00.H25", "Một"), entry("1.000002", "Hai")}
	fee, online := int64(50_000), int64(25_000)
	own := []catalogue.Own{
		{Code: "1.000001", FeeVND: &fee, FeeOnlineVND: &online, Cut: 3, Counter: "05", Documents: map[string]string{"Tờ khai": "Mẫu 01"}, VNeID: []string{"Căn cước"}},
		{Code: "1.000002", Off: true}, {Code: "1.000003", Cut: 1},
	}
	list, stray := catalogue.Join(national, nil, own)
	if len(list) != 1 || len(stray) != 1 || stray[0].ID != "no_entry" {
		t.Fatalf("%s, stray %v", codes(list), stray)
	}
	got := list[0]
	desk, web := got.Ways[0], got.Ways[1]
	if desk.Fee.VND != fee || web.Fee.VND != online || desk.Limit.Amount != 7 || desk.Cut != 3 || got.Counter != "05" || got.Documents[0].Name != "Mẫu 01" || !got.Documents[1].VNeID {
		t.Errorf("%+v %+v %+v", got, desk, web)
	}
	if was := entry("1.000001.000.00.00.H25", "Một"); cmp.Diff(was, national[0]) != "" {
		t.Error("the national entry itself was changed")
	}
}

func TestOwnDataThatFitNothingAreReported(t *testing.T) {
	_, stray := catalogue.Join([]procedure.Procedure{entry("1.000001", "Một")}, nil, []catalogue.Own{{Code: "1.000001", Cut: 10, VNeID: []string{"Sổ hộ khẩu"}}})
	var ids []string
	for _, f := range stray {
		ids = append(ids, f.ID)
	}
	if got := strings.Join(ids, " "); got != "cut_too_long cut_too_long no_document" {
		t.Error(got)
	}
}

func TestCompare(t *testing.T) {
	changed := entry("1.000002", "Hai")
	changed.Result = "Giấy phép"
	c := catalogue.Compare([]procedure.Procedure{entry("1.000001", "Một"), entry("1.000002", "Hai"), entry("1.000003", "Ba")}, []procedure.Procedure{changed, entry("1.000003", "Ba"), entry("1.000004", "Bốn")})
	if codes(c.New) != "1.000004" || codes(c.Changed) != "1.000002" || codes(c.Withdrawn) != "1.000001" {
		t.Errorf("%+v", c)
	}
}

func TestOwnDataAreReadAndFaultsNamed(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		csv        bool
		want       string // ids of the faults; empty: it is read
	}{
		{"a fee", `{"code":"1.000001","fee_vnd":50000}`, false, ""},
		{"all of it as a table", "code,replaces,fee_vnd,fee_online_vnd,cut,counter,off,documents,vneid\n1.000001,9.000001,50.000,25.000,3,05,có,Tờ khai => Mẫu 01;Đơn=>Mẫu 02,Căn cước; Giấy khai sinh\n", true, ""},
		{"a word misspelt", `{"code":"1.000001","fee":50000}`, false, "json"},
		{"no code", `{"code":"khai sinh"}`, false, "code"},
		{"twice", "{\"code\":\"1.000001\"}\n{\"code\":\"1.000001\"}", false, "twice"},
		{"a national code replaced", `{"code":"1.000001","replaces":"1.000002"}`, false, "replaces"},
		{"a negative fee", `{"code":"1.000001","fee_vnd":-1}`, false, "fee"},
		{"a negative cut", `{"code":"1.000001","cut":-1}`, false, "cut"},
		{"a cut that is no number", "code,cut\n1.000001,ba ngày\n", true, "cut"},
		{"a cut of NaN", "code,cut\n1.000001,NaN\n", true, "cut"},
		{"a doubtful fee", "code,fee_vnd\n1.000001,\"1,5\"\n", true, "fee"},
		{"neither on nor off", "code,off\n1.000001,có lẽ\n", true, "off"},
		{"a name for nothing", "code,documents\n1.000001,Tờ khai\n", true, "documents"},
		{"another heading", "mã,phí\n1.000001,1\n", true, "columns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list, faults, err := catalogue.ReadOwn(strings.NewReader(tt.text), tt.csv)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, f := range faults {
				ids = append(ids, f.ID)
				if says := f.Problem().Error(); strings.Contains(says, "central.catalogue") || i18n.In("en").Tell(f.Problem()) == says {
					t.Errorf("no sentence: %s", says)
				}
			}
			if got := strings.Join(ids, " "); got != tt.want || tt.want == "" && len(list) != 1 {
				t.Fatalf("faults %q, want %q; %+v", got, tt.want, list)
			}
			raw, err := catalogue.WriteOwn(list)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := catalogue.OwnAgain(raw); err != nil || len(again) != len(list) {
				t.Error(again, err)
			}
		})
	}
}
