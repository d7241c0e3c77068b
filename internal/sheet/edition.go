package sheet

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

// Form is one of the papers the circulars prescribe.
type Form string

// The forms.
const (
	FormReceipt    Form = "receipt"    // Giấy tiếp nhận hồ sơ và hẹn trả kết quả
	FormSupplement Form = "supplement" // Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
	FormRefusal    Form = "refusal"    // Phiếu từ chối tiếp nhận giải quyết hồ sơ
	FormApology    Form = "apology"    // Phiếu xin lỗi; since 2025 Văn bản xin lỗi
	FormSuspension Form = "suspension" // Thông báo dừng giải quyết hồ sơ, since 2025
	FormControl    Form = "control"    // Phiếu kiểm soát quá trình giải quyết hồ sơ
	FormRegister   Form = "register"   // Sổ theo dõi hồ sơ
	FormFee        Form = "fee"        // Biên lai thu tiền phí, lệ phí: no circular numbers it
)

// ErrNoForm says that the circular in force has no such form.
var ErrNoForm = errors.New("the circular in force that day has no such form")

// ErrNothingToSay says that what a form is about has not happened to the dossier.
var ErrNothingToSay = errors.New("nothing has happened to the dossier that this form is for")

// edition is the forms of one circular.
type edition struct {
	from     workday.Date
	circular string
	forms    map[Form]entry
	// titles says that only the numbers and the titles of the forms are known, not the text of the annex: their foot claims no more.
	titles bool
}

// entry is a form's number and its title.
type entry struct {
	number int
	title  string
}

// editions are the circulars, the newest first. A paper is set as its day has it.
var editions = []edition{
	// The annex of TT 03/2025/TT-VPCP was not to be had when this was written. The texts are those of 2018 with what receipts in use since
	// have besides ("Phí, lệ phí (nếu có)", "Đăng ký trả kết quả tại"): compare them with the signed annex, then take titles away.
	{dossier.NewForms, "Thông tư số 03/2025/TT-VPCP ngày 15/9/2025", map[Form]entry{
		FormReceipt:    {1, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"},
		FormSupplement: {2, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"},
		FormRefusal:    {3, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"},
		FormApology:    {4, "VĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"},
		FormSuspension: {5, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"},
		FormControl:    {6, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"},
		FormRegister:   {7, "SỔ THEO DÕI HỒ SƠ"},
	}, true},
	{workday.Date{}, "Thông tư số 01/2018/TT-VPCP ngày 23/11/2018", map[Form]entry{
		FormReceipt:    {1, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"},
		FormSupplement: {2, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"},
		FormRefusal:    {3, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"},
		FormApology:    {4, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"},
		FormControl:    {5, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"},
		FormRegister:   {6, "SỔ THEO DÕI HỒ SƠ"},
	}, false},
}

// inForce is the edition of a day.
func inForce(t time.Time) edition {
	day := workday.DateOf(t)
	for _, e := range editions {
		if !day.Before(e.from) {
			return e
		}
	}
	return editions[len(editions)-1]
}

// paper is how a form is set on the day of its issue.
func (f Form) paper(at time.Time, s size, points float64) (paper, error) {
	e := inForce(at)
	entry, ok := e.forms[f]
	if !ok {
		return paper{}, fmt.Errorf("%s: %w", f, ErrNoForm)
	}
	return paper{size: s, points: points, title: entry.title, foot: e.foot(entry), at: at}, nil
}

// foot says which form it is.
func (e edition) foot(form entry) string {
	if e.titles {
		return fmt.Sprintf("(Lập theo số và tên của Mẫu số %02d, %s)", form.number, e.circular)
	}
	return fmt.Sprintf("(Mẫu số %02d ban hành kèm theo %s của Văn phòng Chính phủ)", form.number, e.circular)
}

// Title is what a form was called on a day, on one line.
func (f Form) Title(at time.Time) string {
	return strings.ReplaceAll(inForce(at).forms[f].title, "\n", " ")
}

// Forms lists the forms in force on a day, in the order of their numbers.
func Forms(at time.Time) []Form {
	e := inForce(at)
	list := make([]Form, len(e.forms))
	for f, entry := range e.forms {
		list[entry.number-1] = f
	}
	return list
}

// Set sets one paper of a dossier. ErrNothingToSay and ErrNoForm say that there is none.
func Set(f Form, o Office, i Issue, d dossier.Dossier, c *workday.Calendar) (Document, error) {
	switch f {
	case FormReceipt:
		return Receipt(o, i, d)
	case FormSupplement:
		return Supplement(o, i, d)
	case FormRefusal:
		return Refusal(o, i, d)
	case FormApology:
		return Apology(o, i, d)
	case FormSuspension:
		return Suspended(o, i, d)
	case FormControl:
		return Control(o, i, d, c)
	case FormFee:
		fee, _ := d.LastPaid()
		return FeeReceipt(o, i, d, fee)
	}
	return Document{}, fmt.Errorf("%s: %w", f, ErrNoForm)
}
