//go:build !race

package sheet_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"motcua/assets"
	"motcua/internal/dossier"
	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
)

// text is what a reader copies out of a PDF, on one line.
func text(t testing.TB, pdf []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(strings.ReplaceAll(string(poppler(t, pdf, "-raw")), "\u00a0", " ")), " ")
}

func poppler(t testing.TB, pdf []byte, option string) []byte {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not here")
	}
	cmd := exec.Command("pdftotext", option, "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// box is where a word or a page is, in points.
type box struct {
	XMin float64 `xml:"xMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

type layout struct {
	Pages []struct {
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
		Words  []box   `xml:"word"`
	} `xml:"body>doc>page"`
}

// mustStayOnPaper fails when a word stands over the edge, and gives the number of pages.
func mustStayOnPaper(t testing.TB, pdf []byte) int {
	t.Helper()
	var l layout
	d := xml.NewDecoder(bytes.NewReader(poppler(t, pdf, "-bbox")))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&l); err != nil {
		t.Fatal(err)
	}
	const margin = 20 // of the 28 points on the right
	for n, page := range l.Pages {
		for _, w := range page.Words {
			if w.XMin < margin || w.XMax > page.Width-margin || w.YMax > page.Height-10 {
				t.Errorf("page %d: %q stands at %.0f to %.0f, %.0f down, on paper of %.0f by %.0f", n+1, w.Text, w.XMin, w.XMax, w.YMax, page.Width, page.Height)
			}
		}
	}
	return len(l.Pages)
}

func issue(at time.Time) sheet.Issue {
	return sheet.Issue{Number: "125", At: at, Officer: sample.Officer, Volume: "01", Entry: "1027", Link: "https://hcc.hanam.example.vn/h/x"}
}

func mustSet(t testing.TB) func(d sheet.Document, err error) []byte {
	return func(d sheet.Document, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := d.PDF()
		if err != nil {
			t.Fatal(err)
		}
		return pdf
	}
}

// heads are what every form begins with.
const heads = "ỦY BAN NHÂN DÂN TỈNH HÀ NAM | TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH HÀ NAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc"

// agencys are the heads of the papers of the agency that decides.
const agencys = "ỦY BAN NHÂN DÂN TỈNH HÀ NAM | SỞ CÔNG THƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc"

func TestFormsSayWhatTheCircularHasThemSay(t *testing.T) {
	w, old := sample.Week2026, sample.Week2024
	i, before := issue(w.At(0, 9, 32)), issue(old.At(0, 9, 32))
	o := sample.Office
	person := " | Nguyễn Thị Ánh Nguyệt | Thôn Vọc Thượng, xã Vọc, tỉnh Hà Nam | 0900 000 001 | anhnguyet@example.vn"
	for _, tt := range []struct {
		name, want string
		pdf        func() (sheet.Document, error)
	}{
		{"01", heads + person + ` | GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ | Số: 125/TTPVHCC | Hà Nam, ngày 09 tháng 11 năm 2026
			| Mã hồ sơ: 000.00.00.H25-261109-0027 | Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Nguyệt | Số định danh cá nhân/Hộ chiếu: 035199000001
			| Nội dung yêu cầu giải quyết: Cấp Giấy phép sản xuất rượu thủ công | 1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:
			| Bản chính | Bản chứng thực | Bản photo | Đơn đề nghị cấp Giấy phép | (01 bản chính để đối chiếu, trả lại cùng kết quả)
			| 2. Số lượng hồ sơ: 01 (bộ) | 3. Thời gian giải quyết hồ sơ theo quy định là: 07 ngày làm việc
			| 4. Thời gian nhận hồ sơ: 9 giờ 32 phút, ngày 09 tháng 11 năm 2026
			| 5. Thời gian trả kết quả giải quyết hồ sơ: 9 giờ 32 phút, ngày 18 tháng 11 năm 2026 | 6. Đăng ký trả kết quả tại: Trung tâm | 7. Phí, lệ phí (nếu có): Phí thẩm định cấp Giấy phép sản xuất rượu thủ công 1.100.000 đồng (chưa nộp)
			| Vào Sổ theo dõi hồ sơ, Quyển số: 01 | Số thứ tự (nếu có): 1027 | (Liên 1: Lưu) | (Liên 2: Giao khách hàng)
			| NGƯỜI NỘP HỒ SƠ | NGƯỜI TIẾP NHẬN HỒ SƠ | (Ký và ghi rõ họ tên) | Trần Quốc Khánh
			| (Lập theo số và tên của Mẫu số 01, Thông tư số 03/2025/TT-VPCP ngày 15/9/2025)`,
			func() (sheet.Document, error) { return sheet.Receipt(o, i, w.Received()) }},
		{"01 of 2018", `Số CMND/Thẻ căn cước/Hộ chiếu: 035199000001 | 6. Đăng ký nhận kết quả tại: Trung tâm | Số thứ tự: 1027
			| Thời gian trả kết quả giải quyết hồ sơ: 9 giờ 32 phút, ngày 20 tháng 11 năm 2024
			| (Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Văn phòng Chính phủ)`,
			func() (sheet.Document, error) { return sheet.Receipt(o, before, old.Received()) }},
		{"02", heads + person + ` | PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ | Hồ sơ của: | Theo thông báo của Sở Công Thương, yêu cầu hoàn thiện hồ sơ gồm những nội dung như sau:
			| 1. Bản sao Giấy chứng nhận | 3. Bản sao nhãn hàng hóa rượu | Lý do: Thành phần hồ sơ chưa đầy đủ
			| Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với | số điện thoại 0226 300 0005 để được hướng dẫn./. | NGƯỜI HƯỚNG DẪN`,
			func() (sheet.Document, error) { return sheet.Supplement(o, i, w.Incomplete()) }},
		{"03", heads + person + ` | PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ | thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:
			| Cơ sở sản xuất đặt tại địa bàn tỉnh khác | Xin thông báo cho Ông/Bà được biết và thực hiện./. | NGƯỜI NỘP HỒ SƠ | NGƯỜI TIẾP NHẬN HỒ SƠ`,
			func() (sheet.Document, error) { return sheet.Refusal(o, i, w.Refused()) }},
		{"02 of a centre without a telephone", `liên hệ với Trung tâm Phục vụ hành chính công tỉnh Hà Nam để được hướng dẫn./.`, func() (sheet.Document, error) {
			quiet, d := o, w.Incomplete()
			quiet.Phone, d.Request.Phone, quiet.Agencies = "", "", nil
			return sheet.Supplement(quiet, i, d)
		}},
		{"04 to a company", `Kính gửi: Nguyễn Thị Ánh Nguyệt | xin lỗi Quý cơ quan, tổ chức vì sự chậm trễ`, func() (sheet.Document, error) {
			d := old.Extended()
			d.Applicant.Owner.Kind = dossier.Business
			return sheet.Apology(o, before, d)
		}},
		{"04 of 2018", agencys + ` | PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ | Số: 125/PXL-SCT | Kính gửi: Ông/Bà Nguyễn Thị Ánh Nguyệt | Ngày 11 tháng 11 năm 2024, Sở Công Thương tiếp nhận
			| Thời gian hẹn trả kết quả: 9 giờ 32 phút, ngày 20 tháng 11 năm 2024. | đúng thời hạn quy định với lý do: phải lấy ý kiến
			| xin lỗi Ông/Bà vì sự chậm trễ | vào ngày 27 tháng 11 năm 2024. | Mong nhận được sự thông cảm của Ông/Bà./.
			| THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ | (Ký, ghi rõ họ tên và đóng dấu) | Lê Minh Đức`,
			func() (sheet.Document, error) { return sheet.Apology(o, before, old.Extended()) }},
		{"04 of 2025", `VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT | Số: 125/SCT | Mẫu số 04`,
			func() (sheet.Document, error) { return sheet.Apology(o, i, w.Extended()) }},
		{"05 of 2025", agencys + ` | Số: 125/TB-SCT | Lê Minh Đức | THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ | Theo đề nghị của Ông/Bà | Lý do: hộ kinh doanh chuyển địa điểm
			| Hồ sơ được trả lại khi Ông/Bà đề nghị. | Trung tâm Phục vụ hành chính công tỉnh Hà Nam, số điện thoại 0226 300 0000 để được hướng dẫn. | Mẫu số 05`,
			func() (sheet.Document, error) { return sheet.Suspended(o, i, w.Suspended()) }},
		{"05 of 2018", heads + ` | PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ | (Mẫu số 05`,
			func() (sheet.Document, error) { return sheet.Control(o, before, old.Returned(), sample.Calendar()) }},
		{"06 of 2025", heads + ` | PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ | Cơ quan (bộ phận) giải quyết hồ sơ: Sở Công Thương
			| Cơ quan phối hợp giải quyết hồ sơ: Ủy ban nhân dân xã Vọc; Chi cục An toàn vệ sinh thực phẩm | TÊN CƠ QUAN | THỜI GIAN GIAO, NHẬN HỒ SƠ
			| KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/đúng hạn/quá hạn) | GHI CHÚ | Trước hạn | Đúng hạn | Người giao | Người nhận | (Ký và ghi rõ họ tên) | Mẫu số 06
			| Trường hợp hồ sơ được chuyển qua dịch vụ bưu chính công ích theo Quyết định số 45/2016/QĐ-TTg thì | thể hiện trong hóa đơn của cơ quan Bưu chính;
			| Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ; | Trường hợp Hệ thống thông tin một cửa điện tử chưa vận hành,
			| 15 giờ 20 phút, ngày 09 tháng 11 năm 2026 | Đỗ Thị Ngọc Ước`,
			func() (sheet.Document, error) { return sheet.Control(o, i, w.Returned(), sample.Calendar()) }},
		{"07 of 2025", `ỦY BAN NHÂN DÂN TỈNH HÀ NAM | SỔ THEO DÕI HỒ SƠ | Năm 2026 - Quyển số: 01 | Mã hồ sơ | Tên TTHC | Số lượng hồ sơ (bộ) | Tên cá nhân, tổ chức
			| Địa chỉ, số điện thoại | Cơ quan chủ trì giải quyết | Nhận và trả kết quả | Hẹn trả kết quả | Phương thức nhận kết quả | Ký nhận | Ghi chú
			| Hẹn lại lần 1, hẹn cũ 18/11/2026 | Cộng: 60 hồ sơ (trực tuyến: 0; trực tiếp, bưu chính: 60). | Đã giải quyết: 1 (trước hạn: 1; đúng hạn: 0; quá hạn: 0).
			| Đang giải quyết: 59 (trong hạn: 0; quá hạn: 57; tạm dừng: 2). | Sổ này ghi 60 hồ sơ, từ số 01 đến số 60; khóa sổ ngày 31 tháng 12 năm 2026. | NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA | Mẫu số 07`,
			func() (sheet.Document, error) { return sheet.Register(o, i, w.Register(60)) }},
		{"07, one day at a desk without central", `Ngày 09 tháng 11 năm 2026 (chỉ hồ sơ của quầy 05: mất kết nối với máy chủ)`, func() (sheet.Document, error) {
			b := w.Register(5)
			b.From, b.To, b.Desk, b.Closed = w.Monday, w.Monday, "05", time.Time{}
			return sheet.Register(o, i, b)
		}},
		{"06 of 2018", `SỔ THEO DÕI HỒ SƠ | Năm 2024 | (Mẫu số 06 ban hành kèm theo Thông tư số 01/2018/TT-VPCP`,
			func() (sheet.Document, error) { return sheet.Register(o, before, old.Register(5)) }},
		{"fee receipt", `BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ | Mẫu số: 01BLP2-001 | Ký hiệu: HN-26P | Số: 0000123 | Số tiền: 1.100.000 đồng
			| (Viết bằng chữ): Một triệu một trăm nghìn đồng chẵn | Tiền mặt | Chuyển khoản | (Liên 2: Giao cho người nộp) | NGƯỜI THU TIỀN | Mã số thuế: 0700000000`,
			func() (sheet.Document, error) {
				d := w.Returned()
				return sheet.FeeReceipt(o, i, d, d.Paid()[0])
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pdf := mustSet(t)(tt.pdf())
			got := text(t, pdf)
			for phrase := range strings.SplitSeq(tt.want, "|") {
				mustSay(t, got, phrase)
			}
			mustStayOnPaper(t, pdf)
		})
	}
}

// mustSay looks for a phrase; where columns stand side by side its words may be apart, but each has to be there whole.
func mustSay(t *testing.T, got, phrase string) {
	t.Helper()
	phrase = strings.Join(strings.Fields(phrase), " ")
	if strings.Contains(got, phrase) {
		return
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(got) {
		words[w] = true
	}
	for _, w := range strings.Fields(phrase) {
		if !words[w] {
			t.Errorf("%q: %q cannot be read", phrase, w)
		}
	}
}

func TestEveryVietnameseLetterIsReadBack(t *testing.T) {
	const lower = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
	letters := lower + strings.ToUpper(lower) + "₫"
	d := sample.Week2026.Received()
	d.Papers = []dossier.Paper{{Name: letters}, {Name: norm.NFD.String(letters)}}
	got := strings.ReplaceAll(text(t, mustSet(t)(sheet.Receipt(sample.Office, issue(sample.Week2026.At(0, 9, 32)), d))), " ", "")
	if n := strings.Count(got, letters); n != 4 { // two rows in two copies
		t.Errorf("all the letters are read back %d times", n)
	}
}

func TestTheSameDossierGivesTheSameBytes(t *testing.T) {
	fonts := sha256.Sum256(append(bytes.Clone(assets.Serif), assets.SerifBold...))
	set := func() []byte {
		return mustSet(t)(sheet.Receipt(sample.Office, issue(sample.Week2026.At(0, 9, 32)), sample.Week2026.Received()))
	}
	one := set()
	time.Sleep(1100 * time.Millisecond) // a PDF's own clock has seconds
	if !bytes.Equal(one, set()) {
		t.Error("two settings of one receipt differ")
	}
	if fonts != sha256.Sum256(append(bytes.Clone(assets.Serif), assets.SerifBold...)) {
		t.Error("the typeface has been changed")
	}
}

func TestALongListGoesOnUnderItsHeading(t *testing.T) {
	d := sample.Week2026.Received()
	d.Papers = nil
	for n := range 60 {
		d.Papers = append(d.Papers, dossier.Paper{Name: fmt.Sprintf("Bản vẽ thiết kế cơ sở số %d đã được thẩm định", n+1), Copies: 2})
	}
	pdf := mustSet(t)(sheet.Receipt(sample.Office, issue(sample.Week2026.At(0, 9, 32)), d))
	pages := mustStayOnPaper(t, pdf)
	got := text(t, pdf)
	if pages < 4 || pages%2 != 0 {
		t.Errorf("two copies take %d pages", pages)
	}
	if n := strings.Count(got, "Thành phần hồ sơ Bản"); n < pages-2 {
		t.Logf("%s", got)
		t.Errorf("the heading stands on %d of %d pages", n, pages)
	}
	for n := range 60 {
		mustSay(t, got, fmt.Sprintf("Bản vẽ thiết kế cơ sở số %d đã", n+1))
	}
	mustSay(t, got, fmt.Sprintf("Trang %d/%d", pages/2, pages/2))
}

func TestARegisterOfAYear(t *testing.T) {
	w := sample.Week2026
	b := w.Register(200)
	pdf := mustSet(t)(sheet.Register(sample.Office, issue(b.Closed), b))
	pages, got := mustStayOnPaper(t, pdf), text(t, pdf)
	for _, d := range b.Entries {
		if !strings.Contains(got, d.Code) {
			t.Fatalf("%s is not in the register", d.Code)
		}
	}
	if n := strings.Count(got, "(13)"); n < pages-1 { // the closing may stand alone
		t.Errorf("the heading stands on %d of %d pages", n, pages)
	}
}

// oddForms sets forms of each make with one text in every place that somebody types in.
func oddForms(t testing.TB, odd string) (pdfs [][]byte) {
	t.Helper()
	w := sample.Week2026
	i := issue(w.At(0, 9, 32))
	spoil := func(d dossier.Dossier) dossier.Dossier {
		who := &d.Applicant.Owner
		who.Name, who.Address, who.Phone, who.Email, who.Identity = odd, odd, odd, odd, dossier.Identity(odd)
		d.Procedure.Name, d.Competent, d.Consulted, d.Code = odd, odd, []string{odd}, odd
		d.Papers = append(d.Papers, dossier.Paper{Name: odd})
		for n := range d.Stages {
			d.Stages[n].From, d.Stages[n].To, d.Stages[n].Giver, d.Stages[n].Taker, d.Stages[n].Note = odd, odd, odd, odd, odd
		}
		return d
	}
	set := func(d sheet.Document, err error) {
		t.Helper()
		pdfs = append(pdfs, mustSet(t)(d, err))
	}
	set(sheet.Receipt(sample.Office, i, spoil(w.Received())))
	set(sheet.Apology(sample.Office, i, spoil(w.Extended())))
	set(sheet.Control(sample.Office, i, spoil(w.Returned()), sample.Calendar()))
	set(sheet.Register(sample.Office, i, sheet.Book{Entries: []dossier.Dossier{spoil(w.Returned()), spoil(w.Received())}}))
	return pdfs
}

func TestAnEmptyDossierLeavesDotsToWriteOn(t *testing.T) {
	pdf := mustSet(t)(sheet.Receipt(sheet.Office{}, sheet.Issue{}, dossier.Dossier{}))
	mustSay(t, text(t, pdf), "...... giờ ...... phút, ngày ...... tháng ...... năm .........")
	mustStayOnPaper(t, pdf)
}

func TestFormsOfADay(t *testing.T) {
	before := time.Date(2025, 9, 14, 23, 0, 0, 0, time.FixedZone("ICT", 7*3600))
	if n := len(sheet.Forms(before)); n != 6 {
		t.Errorf("%d forms on the last day of the circular of 2018", n)
	}
	if forms := sheet.Forms(before.Add(time.Hour)); len(forms) != 7 || forms[4] != sheet.FormSuspension {
		t.Errorf("on 15/9/2025: %v", forms)
	}
	if _, err := sheet.Suspended(sample.Office, issue(before), sample.Week2024.Suspended()); !errors.Is(err, sheet.ErrNoForm) {
		t.Errorf("form 05 of 2025 in 2024: %v", err)
	}
}

func TestFormsForWhatHasNotHappened(t *testing.T) {
	i, d := issue(sample.Week2026.At(0, 9, 32)), sample.Week2026.Received()
	for name, set := range map[string]func(sheet.Office, sheet.Issue, dossier.Dossier) (sheet.Document, error){
		"supplement": sheet.Supplement, "refusal": sheet.Refusal, "apology": sheet.Apology, "suspension": sheet.Suspended,
	} {
		if _, err := set(sample.Office, i, d); !errors.Is(err, sheet.ErrNothingToSay) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := sheet.FeeReceipt(sample.Office, i, d, d.Fees[0]); !errors.Is(err, sheet.ErrNothingToSay) {
		t.Errorf("fee not paid: %v", err)
	}
}

func BenchmarkReceipt(b *testing.B) {
	i, d := issue(sample.Week2026.At(0, 9, 32)), sample.Week2026.Received()
	for b.Loop() {
		mustSet(b)(sheet.Receipt(sample.Office, i, d))
	}
}
