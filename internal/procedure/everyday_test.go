//go:build !race

package procedure

import (
	"slices"
	"testing"
)

// TestEverydayWords asks one or two words over the national catalogue: what people mostly come for stands on the first page.
func TestEverydayWords(t *testing.T) {
	x := NewIndex(mustNational(t))
	for query, code := range map[string]string{
		"xe": "1.013067", "nhà": "1.013225", "nha": "1.013225", "đất": "1.013831", "dat": "1.013831", "khai sinh": "1.001193", "hộ khẩu": "1.004222",
		"sổ đỏ": "1.013831", "sổ hồng": "1.012783", "căn cước": "1.014061", "cccd": "1.014061", "hộ chiếu": "1.001456", "passport": "1.001456",
		"bằng lái": "3.000347", "kết hôn": "1.000894", "cưới": "1.000894", "ly hôn": "3.000163", "khai tử": "1.000656", "tạm trú": "1.004194",
		"thường trú": "1.004222", "công chứng": "2.000815", "chứng thực": "2.000815", "di chúc": "2.001019", "thừa kế": "1.013831",
		"thuế": "1.008498", "hóa đơn": "1.010337", "mã số thuế": "1.008498", "bảo hiểm": "1.001613", "bhyt": "1.001939", "thai sản": "2.000693",
		"công ty": "2.001583", "giải thể": "2.002023", "kinh doanh": "1.001612", "quán": "1.001612", "lý lịch": "3.000333", "trích lục": "2.000635",
		"xây nhà": "1.013225", "biển số": "1.013082", "đăng kiểm": "1.005103", "visa": "1.001146", "quy hoạch": "1.014159", "tách thửa": "1.012784",
		"vneid": "3.000228", "con nuôi": "2.001263", "trẻ em": "2.000986", "người già": "1.001939", "sang tên": "1.013831",
	} {
		if hits := x.Search(query, 6); !slices.ContainsFunc(hits, func(h Hit) bool { return h.Procedure.Code == code }) {
			t.Errorf("%q: want %s among six, got%s", query, code, describe(hits))
		}
	}
	for query, code := range map[string]string{
		"công chứng": "2.000815", "sao y": "2.000815", "visa": "1.001194", "thị thực": "1.001194", "giấy phép": "1.001612",
		"lương hưu": "2.000740", "thẻ apec": "1.000811", "căn cước": "1.014061", "khai sinh": "1.001193", "hộ khẩu": "1.004222",
	} {
		if hits := x.Search(query, 6); len(hits) == 0 || hits[0].Procedure.Code != code {
			t.Errorf("%q: want %s first, got%s", query, code, describe(hits))
		}
	}
}

// TestKinds has one question for each kind of mistake that a search of the law's words makes.
func TestKinds(t *testing.T) {
	x := NewIndex(mustNational(t))
	for _, v := range []struct{ name, query, code string }{
		{"fillers around what is meant", "thủ tục mở tiệm tạp hóa nhỏ tại nhà cần giấy tờ gì", "1.001612"},
		{"the general before the special", "đóng cửa chi nhánh công ty", "2.002020"},
		{"the special when it is meant", "công ty luật nước ngoài chấm dứt hoạt động", "1.002943"},
		{"a word of the story is one of the law's", "doi dia chi tren so do sau sap nhap xa", "1.013833"},
		{"a slip in a foreign word", "passpost hết hạn", "1.001456"},
		{"letters that changed places in a foreign word", "trich luc khai sinh onilne", "2.000635"},
		{"what the law writes short", "nghi duong suc sau sinh", "1.001598"},
		{"what people say in the south", "làm giấy khai sanh", "1.001193"},
		{"what people said long ago", "đổi bằng khoán", "1.012783"},
		{"marks that are typed", "bán nhà nộp thuế", "1.007674"},
		{"what is no procedure alone, in a story", "bạn trai muốn nhận con ruột vì lúc sinh chưa cưới", "1.001022"},
	} {
		t.Run(v.name, func(t *testing.T) {
			if hits := x.Search(v.query, 3); len(hits) == 0 || hits[0].Procedure.Code != v.code {
				t.Errorf("%q: want %s first, got%s", v.query, v.code, describe(hits))
			}
		})
	}
	for _, query := range []string{
		"wifi", "nhà vệ sinh", "nha ve sinh", "gặp chủ tịch",
		"cúp nước mấy ngày rồi",       // a word with its marks that no entry has is no slip for another
		"lịch thi học kỳ",             // words that no title has side by side
		"bạn trai", "bệnh viện ở đâu", // no procedure alone
	} {
		if r := x.Find(query, 3); !r.Unknown {
			t.Errorf("%q: got%s", query, describe(r.Hits))
		}
	}
}

// Procedures that differ by level alone are one family, and each knows how many the others are.
func TestFamilies(t *testing.T) {
	x := NewIndex([]Procedure{
		{Code: "1.000001", Name: "Cấp lại thẻ căn cước"},
		{Code: "1.000002", Name: "Cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)"},
		{Code: "1.000003", Name: "Thủ tục cấp lại thẻ căn cước (thực hiện tại cấp trung ương)"},
		{Code: "1.000004", Name: "Cấp đổi thẻ căn cước (thực hiện tại cấp tỉnh)"},
	})
	hits := x.Search("cap lai the can cuoc", 4)
	if len(hits) < 3 || hits[0].Siblings != 2 || hits[1].Family != hits[0].Family || hits[2].Family != hits[0].Family {
		t.Fatalf("got %+v", hits)
	}
	if family := x.Family(hits[0].Family); len(family) != 3 || family[2].Code != "1.000003" {
		t.Errorf("got %d in the family", len(family))
	}
}
