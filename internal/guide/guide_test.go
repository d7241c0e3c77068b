package guide_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

func TestGuide(t *testing.T) {
	p := &procedure.Procedure{
		Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", Agency: "Ủy ban nhân dân cấp xã",
		Ways: []procedure.Way{
			{Channel: procedure.Web, Limit: workday.Limit{Amount: 1, Unit: workday.WorkingDays}},
			{Channel: procedure.Counter, Limit: workday.Limit{Amount: 2.5, Unit: workday.WorkingDays}, Fee: &procedure.Fee{VND: 8000}},
		},
		Documents: []procedure.Paper{{Name: "Tờ khai", Originals: 1}, {Name: "Căn cước", Copies: 2, Certified: 1}, {Name: "Ảnh"}},
		Steps:     []string{"Nộp hồ sơ."}, Result: "Giấy khai sinh", Condition: "Một.\n\nHai.",
	}
	want := guide.Guide{
		Name: "Đăng ký khai sinh", About: "Hộ tịch · Ủy ban nhân dân cấp xã", Code: "1.001193", Time: "2,5 ngày làm việc", Fee: "8.000 đồng",
		Sections: []guide.Section{
			{Title: "Giấy tờ cần mang", Items: []string{"Tờ khai – 1 bản chính", "Căn cước – 2 bản sao, 1 bản chứng thực", "Ảnh"}},
			{Title: "Các bước thực hiện", Items: []string{"Nộp hồ sơ."}},
			{Title: "Yêu cầu, điều kiện", Items: []string{"Một.", "Hai."}},
			{Title: "Kết quả nhận được", Items: []string{"Giấy khai sinh"}},
		},
	}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p)); diff != "" {
		t.Error(diff)
	}
}

func TestTimeAndFee(t *testing.T) {
	for _, c := range []struct {
		name      string
		ways      []procedure.Way
		time, fee string
	}{
		{"nothing published is never guessed", nil, "Hỏi cán bộ", "Hỏi cán bộ"},
		{"free, the same day", []procedure.Way{{Channel: procedure.Counter, Limit: workday.Limit{Unit: workday.SameDay}, Fee: &procedure.Fee{}}}, "Trong ngày làm việc", "Miễn phí"},
		{"on the web only", []procedure.Way{{Channel: procedure.Web, Limit: workday.Limit{Amount: 3, Unit: workday.Days}}}, "3 ngày", "Hỏi cán bộ"},
		{"cut by the centre", []procedure.Way{{Channel: procedure.Counter, Limit: workday.Limit{Amount: 7, Unit: workday.WorkingDays}, Cut: 3}}, "7 ngày làm việc (quy định: 10)", "Hỏi cán bộ"},
		{"for each page", []procedure.Way{{Channel: procedure.Counter, Fee: &procedure.Fee{VND: 2000, Per: procedure.PerPage}}}, "Hỏi cán bộ", "2.000 đồng/trang"},
		{"for each page, then less, and a most", []procedure.Way{{Channel: procedure.Counter, Fee: &procedure.Fee{VND: 2000, Per: procedure.PerPage, Next: 1000, NextFrom: 3, Most: 200_000}}}, "Hỏi cán bộ", "2.000 đồng/trang"},
		{"for each copy", []procedure.Way{{Channel: procedure.Counter, Fee: &procedure.Fee{VND: 8000, Per: procedure.PerCopy}}}, "Hỏi cán bộ", "8.000 đồng/bản"},
		{"paid in dollars", []procedure.Way{{Channel: procedure.Counter, Fee: &procedure.Fee{USDCents: 14500}}}, "Hỏi cán bộ", "145 đô la Mỹ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := guide.Of(i18n.In("vi"), &procedure.Procedure{Name: "Đăng ký", Ways: c.ways})
			if g.Time != c.time || g.Fee != c.fee {
				t.Errorf("time %q, fee %q; want %q, %q", g.Time, g.Fee, c.time, c.fee)
			}
		})
	}
}

func TestLongNameIsReadAtAGlance(t *testing.T) {
	p := &procedure.Procedure{Name: "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", Field: "Đất đai", Phrases: []string{"sang tên sổ đỏ"}}
	if got := guide.Short(p); got != "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng …" {
		t.Errorf("short %q", got)
	}
	if got := guide.Name(&procedure.Procedure{Name: "Thủ tục"}); got != "Thủ tục" {
		t.Errorf("name %q", got)
	}
}

func TestHeadingIsWhatPeopleSay(t *testing.T) {
	long := "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"
	short := "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng …"
	said := []string{"sang tên sổ đỏ", "thêm tên vợ chồng vào sổ đỏ", "mua bán đất"}
	for _, c := range []struct {
		name    string
		phrases []string
		typed   string
		title   string
	}{
		{"Thủ tục đăng ký khai sinh", said, "so do", "Đăng ký khai sinh"},
		{long, nil, "", short},
		{long, said, "", "Sang tên sổ đỏ"},
		{long, said, "sổ đỏ", "Sang tên sổ đỏ"},
		{long, said, "vo ch", "Thêm tên vợ chồng vào sổ đỏ"},
		{long, said, "MUA dat", "Mua bán đất"},
		{long, said, "quyền sở hữu", "Sang tên sổ đỏ"},
	} {
		title, below := guide.Heading(i18n.In("vi"), &procedure.Procedure{Name: c.name, Field: "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", Phrases: c.phrases}, c.typed)
		if title != c.title || below != "Thành lập và hoạt động doanh nghiệp …" {
			t.Errorf("%s, typed %q: %q over %q; want %q over its field", c.name, c.typed, title, below, c.title)
		}
	}
}

func TestWhoReadsEnglishIsToldWhatIsNot(t *testing.T) {
	p := &procedure.Procedure{Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", Agency: "Ủy ban nhân dân cấp xã", English: []string{"Birth registration", "birth certificate"}}
	title, below := guide.Heading(i18n.In("en"), p, "birth")
	if title != "Birth registration" || below != "Đăng ký khai sinh" {
		t.Errorf("in the list stands %q over %q", title, below)
	}
	if g := guide.Of(i18n.In("en"), p); g.Name != "Birth registration" || g.Caution != "Details in Vietnamese – the help desk will explain them: Đăng ký khai sinh" {
		t.Errorf("%+v", g)
	}
	if g := guide.Of(i18n.In("vi"), p); g.Name != "Đăng ký khai sinh" || g.Caution != "" {
		t.Errorf("%+v", g)
	}
	p.English = nil
	if g := guide.Of(i18n.In("en"), p); g.Name != "Đăng ký khai sinh" || g.Caution != "Published in Vietnamese only – the help desk will explain it" {
		t.Errorf("%+v", g)
	}
}

func TestGuideTellsAPriceWhole(t *testing.T) {
	p := &procedure.Procedure{Name: "Chứng thực", Ways: []procedure.Way{{Channel: procedure.Counter, Fee: &procedure.Fee{VND: 2000, Per: procedure.PerPage, Next: 1000, NextFrom: 3, Most: 200_000}}}}
	want := []guide.Section{{Title: "Phí, lệ phí", Items: []string{"2.000 đồng/trang; từ trang thứ 3: 1.000 đồng/trang; nhiều nhất 200.000 đồng mỗi bản"}}}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p).Sections); diff != "" {
		t.Error(diff)
	}
}

func TestGuideTellsHowMuchIsDoneOnline(t *testing.T) {
	desk := procedure.Way{Channel: procedure.Counter, Limit: workday.Limit{Amount: 7, Unit: workday.WorkingDays}, Cut: 3, Fee: &procedure.Fee{VND: 50_000}}
	web := procedure.Way{Channel: procedure.Web, Limit: desk.Limit, Cut: 3, Fee: &procedure.Fee{VND: 25_000}}
	p := &procedure.Procedure{Name: "Đăng ký", Ways: []procedure.Way{desk, web}, Online: procedure.Full}
	want := []guide.Section{{Title: "Nộp qua mạng", Items: []string{"Toàn trình. Nộp và giải quyết hồ sơ hoàn toàn trên mạng; kết quả nhận trên mạng hoặc qua bưu chính.", "Phí, lệ phí: 25.000 đồng"}}}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p).Sections); diff != "" {
		t.Error(diff)
	}
	p.Online, p.Ways = procedure.Partial, []procedure.Way{desk}
	want[0].Items = []string{"Một phần. Có bước phải làm trực tiếp. Lý do chưa được công bố trong danh mục, xin hỏi bàn hướng dẫn."}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p).Sections); diff != "" {
		t.Error(diff)
	}
	if p.Online = ""; guide.Of(i18n.In("vi"), p).Sections != nil {
		t.Error("a level that was not published is told")
	}
}

func TestGuideSaysWhatTheCentreSays(t *testing.T) {
	p := &procedure.Procedure{Name: "Khai sinh", Counter: "05", Documents: []procedure.Paper{{Name: "Căn cước", Copies: 1, VNeID: true}, {Name: "Ảnh", VNeID: true}}}
	want := []guide.Section{{Title: "Nơi nộp", Items: []string{"Quầy số 05"}}, {Title: "Giấy tờ cần mang", Items: []string{"Căn cước – 1 bản sao, có trong VNeID", "Ảnh – có trong VNeID"}}}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p).Sections); diff != "" {
		t.Error(diff)
	}
}
