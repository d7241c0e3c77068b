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

func TestGuideSaysWhatTheCentreSays(t *testing.T) {
	p := &procedure.Procedure{Name: "Khai sinh", Counter: "05", Documents: []procedure.Paper{{Name: "Căn cước", Copies: 1, VNeID: true}, {Name: "Ảnh", VNeID: true}}}
	want := []guide.Section{{Title: "Nơi nộp", Items: []string{"Quầy số 05"}}, {Title: "Giấy tờ cần mang", Items: []string{"Căn cước – 1 bản sao, có trong VNeID", "Ảnh – có trong VNeID"}}}
	if diff := cmp.Diff(want, guide.Of(i18n.In("vi"), p).Sections); diff != "" {
		t.Error(diff)
	}
}
