package sheet

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

// Book is one volume of the register: numbered from 1 to the end of the year, over all its volumes (TT 01/2018 đ.10 k.2).
type Book struct {
	Year   int
	Volume int
	First  int // number of its first entry; 0 is 1
	// Entries are in the order of reception.
	Entries []dossier.Dossier
	// Closed is the day the year's book was locked; zero while it is open.
	Closed time.Time
	Head   string // of the one-stop department, who signs the closing

	// From and To are the first and the last day of a part of the book; the zero dates are the whole year.
	From, To workday.Date
	// Desk is the one counter whose dossiers these are, when central's register was out of reach.
	Desk string
	// At is when it was read: what was late then.
	At time.Time
}

// FirstVolume is the one that a year's register begins with, and goes on in: kept by computer, a book is never full.
const FirstVolume = 1

// span says which part of the book it is.
func (b Book) span() string {
	text := fmt.Sprintf("Năm %d - Quyển số: %02d", b.Year, max(FirstVolume, b.Volume))
	switch {
	case b.From == b.To && b.From != (workday.Date{}):
		text = capital(longDate(b.From.At(0)))
	case b.From != (workday.Date{}):
		text = fmt.Sprintf("Từ %s đến %s", longDate(b.From.At(0)), longDate(b.To.At(0)))
	}
	if b.Desk != "" {
		text += fmt.Sprintf(" (chỉ hồ sơ của quầy %s: mất kết nối với máy chủ)", b.Desk)
	}
	return text
}

// totals are the sums under the register.
func (b Book) totals() []string {
	t := dossier.Count(b.Entries, b.At)
	return []string{
		fmt.Sprintf("Cộng: %d hồ sơ (trực tuyến: %d; trực tiếp, bưu chính: %d).", t.Received, t.Online, t.Received-t.Online),
		fmt.Sprintf("Đã giải quyết: %d (trước hạn: %d; đúng hạn: %d; quá hạn: %d).", t.Settled(), t.Early, t.OnTime, t.Overdue),
		fmt.Sprintf("Đang giải quyết: %d (trong hạn: %d; quá hạn: %d; tạm dừng: %d).", t.Open(), t.InTime, t.Late, t.Waiting),
		fmt.Sprintf("Không tiếp nhận: %d; rút hồ sơ: %d.", t.Refused, t.Withdrawn),
	}
}

// registerColumns are those of form 06 of 2018, 07 of 2025.
var registerColumns = []column{
	{head: "TT", width: 9, align: centre},
	{head: "Mã hồ sơ", width: 40},
	{head: "Tên TTHC", width: 40},
	{head: "Số lượng hồ sơ (bộ)", width: 12, align: centre},
	{head: "Tên cá nhân, tổ chức", width: 31},
	{head: "Địa chỉ, số điện thoại", width: 34},
	{head: "Cơ quan chủ trì giải quyết", width: 25},
	{head: "Nhận hồ sơ", group: received, width: 17.5, align: centre},
	{head: "Hẹn trả kết quả", group: received, width: 17.5, align: centre},
	{head: "Trả kết quả", group: received, width: 17.5, align: centre},
	{head: "Phương thức nhận kết quả", group: received, width: 18, align: centre},
	{head: "Ký nhận", group: received, width: 15},
	{head: "Ghi chú", width: 20},
}

const received = "Nhận và trả kết quả"

// Register is the register as a book to print, on A4 landscape.
func Register(o Office, i Issue, b Book) (Document, error) {
	pp, err := FormRegister.paper(i.At, a4Landscape, 11)
	if err != nil {
		return Document{}, err
	}
	return pp.document(func(p *page) {
		p.left = 12
		p.part()
		i.unnumbered = true
		p.head(o, i)
		p.heading(b.span())
		t := p.table(8, registerColumns...)
		t.numbers = true
		t.set(b.cells())
		p.need(float64(len(b.totals())) * pp.points * mm * leading)
		for _, sum := range b.totals() {
			p.text(left, span{sum, plain})
		}
		if !b.Closed.IsZero() {
			p.closing(b)
		}
	})
}

// closing locks the book (TT 01/2018 đ.10 k.2a).
func (p *page) closing(b Book) {
	p.need(40)
	first := max(1, b.First)
	p.text(left, span{fmt.Sprintf("Sổ này ghi %d hồ sơ, từ số %02d đến số %02d; khóa sổ %s.",
		len(b.Entries), first, first+len(b.Entries)-1, longDate(b.Closed)), plain})
	p.gap(2)
	p.signatures(0, signature{}, signature{}, signature{"NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA", "(Ký, ghi rõ họ tên và đóng dấu)", b.Head})
}

func (b Book) cells() (rows [][]cell) {
	for _, line := range b.lines() {
		var row []cell
		for i, text := range line {
			row = append(row, cell{spans: []span{{text, plain}}, align: registerColumns[i].align})
		}
		rows = append(rows, row)
	}
	return rows
}

// lines are the register's entries as text, one place a column.
func (b Book) lines() (lines [][]string) {
	for n, d := range b.Entries {
		owner := d.Applicant.Owner
		lines = append(lines, []string{
			fmt.Sprintf("%02d", max(1, b.First)+n), d.Code, d.Procedure.Name, fmt.Sprint(max(1, d.Sets)), owner.Name,
			joinNonEmpty("\n", owner.Address, owner.Phone), d.Competent,
			shortDate(d.AcceptedAt()), shortDate(owed(d)), shortDate(d.ReturnedAt()), channel(d), "", remark(d),
		})
	}
	return lines
}

// owed is the day on which the result is owed; none while time stands still.
func owed(d dossier.Dossier) time.Time {
	if d.Status.Paused() {
		return time.Time{}
	}
	return d.Appointment
}

func joinNonEmpty(with string, parts ...string) string {
	var some []string
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, with)
}

// channel is how the result was taken, or is wanted.
func channel(d dossier.Dossier) string {
	c := d.Wish.Channel
	if d.Delivery != nil {
		c = d.Delivery.Channel
	}
	if c == "" {
		return ""
	}
	return vietnamese.Text("dossier.channel." + string(c))
}

// remark is what an inspector asks about first: late, extended, refused, withdrawn, supplemented.
func remark(d dossier.Dossier) string {
	var remarks []string
	if d.Status == dossier.Refused || d.Status == dossier.Withdrawn || d.Status.Paused() {
		remarks = append(remarks, vietnamese.Text(fmt.Sprintf("dossier.status.%d", d.Status)))
	} else if d.Request != nil {
		remarks = append(remarks, "Đã bổ sung hồ sơ")
	}
	if d.Extension != nil {
		remarks = append(remarks, "Hẹn lại lần 1, hẹn cũ "+shortDate(d.Extension.Was))
	}
	if t := d.Timeliness(); t != "" {
		remarks = append(remarks, fmt.Sprintf("Có kết quả %s, %s", d.FinishedAt().In(workday.Vietnam).Format("02/01"), strings.ToLower(kept(t))))
	}
	return strings.Join(remarks, "; ")
}
