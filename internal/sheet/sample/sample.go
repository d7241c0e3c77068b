// Package sample holds an invented office and invented dossiers, each brought where it is by the rules of package dossier.
// They are for papers on show and for tests; no such person, number or decision exists.
package sample

import (
	"fmt"
	"time"

	"motcua/assets"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/sheet"
	"motcua/internal/workday"
)

// Office is who issues the papers. The names are invented ones of 2024: there is no tỉnh Hà Nam since 01/7/2025.
var Office = sheet.Office{
	Parent: "Ủy ban nhân dân tỉnh Hà Nam", Name: "Trung tâm Phục vụ hành chính công tỉnh Hà Nam", Symbol: "TTPVHCC",
	Place: "Hà Nam", Phone: "0226 300 0000", TaxCode: "0700000000",
	Head: Head,
	Fees: dossier.Series{Template: "01BLP2-001", Symbol: "HN-26P"},
	Agencies: []sheet.Office{
		{Name: competent, Symbol: "SCT", Head: AgencyHead, Phone: "0226 300 0006"},
	},
}

// Officer is who sits at the desk, Head who leads the centre, AgencyHead who leads the agency that decides.
const (
	Officer    = "Trần Quốc Khánh"
	Head       = "Hoàng Thị Thu Thủy"
	AgencyHead = "Lê Minh Đức"
)

const (
	agency     = "000.00.00.H25"
	competent  = "Sở Công Thương"
	department = "Phòng Quản lý công nghiệp"
)

// Calendar is the official one with the common opening hours.
func Calendar() *workday.Calendar {
	c, err := workday.Load(assets.Holidays, "")
	if err != nil {
		panic(err)
	}
	return c
}

// Intake is a craftsman's application to make rice spirit, brought by his daughter.
func Intake() dossier.Intake {
	return dossier.Intake{
		Agency: agency,
		Procedure: dossier.Procedure{
			Code: "2.000633.000.00.00.H25", Name: "Cấp Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh",
			Field: "Lưu thông hàng hóa trong nước", Limit: workday.Limit{Amount: 7, Unit: workday.WorkingDays},
		},
		Competent: competent,
		Consulted: []string{"Ủy ban nhân dân xã Vọc", "Chi cục An toàn vệ sinh thực phẩm"},
		Applicant: dossier.Applicant{Owner: dossier.Party{
			Kind: dossier.Citizen, Name: "Nguyễn Thị Ánh Nguyệt", Identity: "035199000001",
			Address: "Thôn Vọc Thượng, xã Vọc, tỉnh Hà Nam", Phone: "0900 000 001", Email: "anhnguyet@example.vn",
		}},
		Papers: []dossier.Paper{
			{Name: "Đơn đề nghị cấp Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh", Originals: 1},
			{Name: "Bản sao Giấy chứng nhận đăng ký hộ kinh doanh", Certified: 1},
			{Name: "Bản sao Bản tự công bố sản phẩm hoặc Giấy tiếp nhận đăng ký bản công bố sản phẩm", Copies: 1, Lent: 1},
			{Name: "Bản liệt kê tên hàng hóa rượu kèm theo bản sao nhãn hàng hóa rượu dự kiến sản xuất", Originals: 1, Copies: 2},
		},
		Sets:    1,
		Channel: procedure.Counter,
		Charges: []dossier.Charge{{Name: "Phí thẩm định cấp Giấy phép sản xuất rượu thủ công", Amount: 1_100_000}},
		Wish:    dossier.Wish{Channel: procedure.Counter, Place: "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"},
	}
}

// Week is a week in which the stories begin, by its Monday. The next two weeks have no holiday in either.
type Week struct{ Monday workday.Date }

// The weeks: one under the circular of 2018, one under that of 2025.
var (
	Week2024 = Week{workday.Date{Year: 2024, Month: time.November, Day: 11}}
	Week2026 = Week{workday.Date{Year: 2026, Month: time.November, Day: 9}}
)

// At is an hour of a day of the story, Monday being day 0.
func (w Week) At(day, hour, minute int) time.Time {
	return w.Monday.AddDays(day).At(workday.Clock(hour*60 + minute))
}

// story is a dossier and the desk before which it lies.
type story struct {
	desk dossier.Desk
	d    dossier.Dossier
}

func begin(in dossier.Intake, serial int, at time.Time) *story {
	s := &story{desk: dossier.Desk{Calendar: Calendar(), Officer: Officer}}
	code, err := dossier.Circular.Write(dossier.Code{Agency: agency, Day: workday.DateOf(at), Serial: serial})
	s.at(at).does(s.desk.Receive(s.d, &in, code))
	s.does(nil, err)
	return s
}

func (s *story) at(t time.Time) *story {
	s.desk.At = t
	return s
}

// does what the rules allowed; a story they do not allow is a sample built wrong.
func (s *story) does(b dossier.Body, err error) {
	if b != nil && err == nil {
		s.d, err = s.d.After(b, s.desk.At)
	}
	if err != nil {
		panic(fmt.Sprintf("sample dossier: %v", err))
	}
}

func (s *story) handOver(from, to, giver, taker string, days float64) {
	s.does(s.desk.HandOver(s.d, dossier.Handover{
		From: from, To: to, Giver: giver, Taker: taker, Limit: workday.Limit{Amount: days, Unit: workday.WorkingDays},
	}))
}

// Received is a dossier just taken.
func (w Week) Received() dossier.Dossier {
	return begin(Intake(), 27, w.At(0, 9, 32)).d
}

// processing is one that the agency works on, the serial-th of its day.
func (w Week) processing(serial int) *story {
	s := begin(Intake(), serial, w.At(0, 9, 32))
	s.at(w.At(0, 15, 20)).handOver("Trung tâm Phục vụ hành chính công", competent, Officer, "Phạm Văn Hòa", 6)
	return s
}

// Incomplete waits for papers.
func (w Week) Incomplete() dossier.Dossier {
	s := w.processing(28)
	s.at(w.At(2, 10, 5)).does(s.desk.AskSupplement(s.d, dossier.SupplementRequest{
		Items: []string{
			"Bản sao Giấy chứng nhận đăng ký hộ kinh doanh: bản đã nộp mờ trang 2, đề nghị nộp bản chứng thực rõ chữ.",
			"Bản liệt kê tên hàng hóa rượu: ghi đủ dung tích và nồng độ cồn của từng loại chai.",
			"Bản sao nhãn hàng hóa rượu dự kiến sản xuất: thiếu nhãn của loại chai 0,5 lít.",
		},
		Reason: "Thành phần hồ sơ chưa đầy đủ, chưa chính xác theo Nghị định số 105/2017/NĐ-CP.",
		Phone:  "0226 300 0005",
	}))
	return s.d
}

// Refused was not taken.
func (w Week) Refused() dossier.Dossier {
	s := &story{desk: dossier.Desk{Calendar: Calendar(), Officer: Officer}}
	in := Intake()
	s.at(w.At(0, 9, 32)).does(s.desk.Refuse(s.d, &in,
		"Cơ sở sản xuất đặt tại địa bàn tỉnh khác; việc cấp phép không thuộc thẩm quyền giải quyết của Sở Công Thương tỉnh Hà Nam (Nghị định số 105/2017/NĐ-CP). Đề nghị nộp hồ sơ tại Trung tâm Phục vụ hành chính công nơi đặt cơ sở sản xuất."))
	return s.d
}

// Extended has its second and last appointment.
func (w Week) Extended() dossier.Dossier {
	s := w.processing(29)
	s.at(w.At(7, 14, 0)).does(s.desk.Extend(s.d, w.At(16, 9, 30),
		"phải lấy ý kiến bằng văn bản của Chi cục An toàn vệ sinh thực phẩm và chưa nhận được văn bản trả lời", "Lê Minh Đức"))
	return s.d
}

// Declined has a written no for its result.
func (w Week) Declined() dossier.Dossier {
	s := w.processing(32)
	s.at(w.At(5, 10, 0)).does(s.desk.Finish(s.d, dossier.Result{
		Name: "Văn bản trả lời", Number: "31/SCT-QLCN", Declined: true,
		Reason: "Địa điểm sản xuất chưa bảo đảm điều kiện an toàn thực phẩm theo biên bản kiểm tra thực tế.",
	}))
	return s.d
}

// Suspended is stopped at the applicant's wish.
func (w Week) Suspended() dossier.Dossier {
	s := w.processing(30)
	s.at(w.At(3, 8, 45)).does(s.desk.Suspend(s.d,
		"hộ kinh doanh chuyển địa điểm sản xuất và sẽ nộp hồ sơ mới khi có đủ giấy tờ về địa điểm", true))
	return s.d
}

// Owing waits for a tax to be paid.
func (w Week) Owing() dossier.Dossier {
	s := w.processing(31)
	s.at(w.At(3, 10, 0)).does(s.desk.DemandPayment(s.d, []dossier.Charge{{Name: "Lệ phí trước bạ", Amount: 3_250_000}}, "Thông báo số 45/TB-CCT"))
	return s.d
}

// Returned went all its way through three hands.
func (w Week) Returned() dossier.Dossier {
	s := w.processing(27)
	s.at(w.At(0, 16, 40)).does(s.desk.Pay(s.d, dossier.Payment{Fee: s.d.Fees[0].Name, Method: dossier.Cash, Receipt: "0000123"}))
	s.at(w.At(1, 8, 0)).handOver(competent, department, "Phạm Văn Hòa", "Đỗ Thị Ngọc Ước", 4)
	s.at(w.At(4, 15, 30)).handOver(department, competent, "Đỗ Thị Ngọc Ước", "Lê Minh Đức", 2)
	s.at(w.At(8, 10, 15)).does(s.desk.Finish(s.d, dossier.Result{
		Name: "Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh", Number: "12/GP-SCT",
	}))
	s.at(w.At(9, 9, 40)).does(s.desk.Return(s.d, dossier.Delivery{
		Channel: procedure.Counter, Taker: "Nguyễn Thị Ánh Nguyệt", Phone: "0900 000 001",
	}))
	return s.d
}

// people are the applicants of the register.
var people = []struct{ name, address, phone string }{
	{"Nguyễn Thị Ánh Nguyệt", "Thôn Vọc Thượng, xã Vọc, tỉnh Hà Nam", "0900 000 001"},
	{"Công ty TNHH Mây tre đan Ngọc Động", "Cụm công nghiệp Ngọc Động, tỉnh Hà Nam", "0900 000 002"},
	{"Trịnh Đình Khuê", "Tổ dân phố số 3, phường Châu Cầu, tỉnh Hà Nam", "0900 000 003"},
	{"Hợp tác xã dịch vụ nông nghiệp Chuông Vàng", "Xã Chuông Vàng, tỉnh Hà Nam", "0900 000 004"},
	{"Vũ Thị Quỳnh Hương", "Thôn Đọi Nhất, xã Đọi, tỉnh Hà Nam", "0900 000 005"},
}

var procedures = []struct {
	name, competent string
	limit           workday.Limit
}{
	{"Cấp Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh", competent, workday.Limit{Amount: 7, Unit: workday.WorkingDays}},
	{"Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên", "Sở Tài chính", workday.Limit{Amount: 3, Unit: workday.WorkingDays}},
	{"Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam", "Công an tỉnh", workday.Limit{Amount: 10, Unit: workday.Days}},
	{"Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", "Sở Xây dựng", workday.Limit{Amount: 20, Unit: workday.Days}},
	{"Cấp bản sao trích lục hộ tịch", "Sở Tư pháp", workday.Limit{Unit: workday.SameDay}},
}

// Register is a volume of a busy morning, in which the stories above stand among others.
func (w Week) Register(n int) sheet.Book {
	year := w.Monday.Year
	closed := workday.Date{Year: year, Month: time.December, Day: 31}.At(16*60 + 30)
	b := sheet.Book{Year: year, Volume: 1, Closed: closed, Head: Head, At: closed}
	b.Entries = append(b.Entries, w.Returned(), w.Incomplete(), w.Extended(), w.Suspended())
	for i := len(b.Entries); i < n; i++ {
		who, what := people[i%len(people)], procedures[i*3%len(procedures)]
		in := Intake()
		in.Applicant.Owner.Name, in.Applicant.Owner.Address, in.Applicant.Owner.Phone = who.name, who.address, who.phone
		in.Procedure.Name, in.Procedure.Limit, in.Competent = what.name, what.limit, what.competent
		if i%3 == 0 {
			in.Wish = dossier.Wish{Channel: procedure.Post, Place: who.address}
		}
		b.Entries = append(b.Entries, begin(in, 30+i, w.At(1+i/40, 8+i%3, i%60)).d)
	}
	return b
}
