package sheet

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

// handovers is how many hand-overs a slip has room for at least: what comes after printing is written in by hand.
const handovers = 3

// Control is the control slip that goes with a dossier: form 05 of 2018, 06 of 2025. The calendar tells how each agency
// kept its time.
func Control(o Office, i Issue, d dossier.Dossier, c *workday.Calendar) (Document, error) {
	pp, err := FormControl.paper(i.At, a5, 11)
	if err != nil {
		return Document{}, err
	}
	pp.least = 8
	return pp.document(func(p *page) {
		p.begin(o, i, d)
		p.field("Cơ quan (bộ phận) giải quyết hồ sơ", d.Competent)
		p.field("Cơ quan phối hợp giải quyết hồ sơ", strings.Join(d.Consulted, "; "))
		// The next four lines are what provinces add.
		p.field("Kèm theo hồ sơ của", whom(d.Applicant))
		p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
		p.field("Ngày nhận", moment(d.AcceptedAt()))
		p.strong("Ngày, giờ hẹn trả kết quả", moment(d.Appointment))
		p.gap(1)
		t := p.table(math.Max(8, pp.points-2),
			column{head: "TÊN CƠ QUAN", width: 30},
			column{head: "THỜI GIAN GIAO, NHẬN HỒ SƠ", width: 48},
			column{head: "KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/đúng hạn/quá hạn)", width: 25},
			column{head: "GHI CHÚ", width: 20})
		t.set(handoverRows(d, c))
		p.notes(
			"Trường hợp hồ sơ được chuyển qua dịch vụ bưu chính công ích theo Quyết định số 45/2016/QĐ-TTg thì thời gian giao, nhận hồ sơ và việc ký nhận thể hiện trong hóa đơn của cơ quan Bưu chính;",
			"Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ;",
			"Trường hợp Hệ thống thông tin một cửa điện tử chưa vận hành, người giao và người nhận phải ký và ghi rõ họ tên. Khi Hệ thống thông tin một cửa điện tử đã vận hành, việc lưu vết được thực hiện tự động và thể hiện trên mẫu phiếu điện tử.")
	})
}

// handoverRows are the hand-overs that were made and then empty ones. How the giver kept its time stands in the row in
// which the next one takes the dossier over.
func handoverRows(d dossier.Dossier, c *workday.Calendar) (rows [][]cell) {
	result := ""
	for _, s := range d.Stages {
		note := s.Note
		if l := limit(s.Limit); l != "" {
			note = strings.TrimSpace(fmt.Sprintf("Thời hạn giải quyết: %s. %s", l, note))
		}
		rows = append(rows, handover(s.Handover, s.At, result, note))
		result = kept(s.Timeliness(c))
	}
	if result != "" {
		last := d.Stages[len(d.Stages)-1]
		back := dossier.Handover{From: last.To, To: d.Stages[0].From, Giver: last.Taker}
		rows = append(rows, handover(back, last.Done, result, ""))
	}
	for len(rows) < handovers {
		rows = append(rows, handover(dossier.Handover{}, time.Time{}, "", ""))
	}
	return rows
}

func handover(h dossier.Handover, at time.Time, result, note string) []cell {
	const blank = "........................"
	from, to := cmp.Or(h.From, blank), cmp.Or(h.To, blank)
	when := middle(strings.Replace(moment(at), ", ", ",\n", 1))
	when.sign, when.names = true, [2]string{h.Giver, h.Taker}
	return []cell{flush("1. Giao: " + from + "\n2. Nhận: " + to), when, middle(result), flush(note)}
}
