package sheet

import (
	"fmt"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

// vietnamese says what the forms share with the screens. What only a form says is written where the form is set: its
// wording is the circular's, and there is no other language of it.
var vietnamese = i18n.In(i18n.Vietnamese)

// longDate is "ngày 09 tháng 11 năm 2026": days below 10 and the months 1 and 2 have a zero before them
// (NĐ 30/2020/NĐ-CP, Phụ lục I). The zero time leaves dots to write on.
func longDate(t time.Time) string {
	if t.IsZero() {
		return "ngày ...... tháng ...... năm ........."
	}
	d := workday.DateOf(t)
	month := fmt.Sprint(int(d.Month))
	if d.Month <= 2 {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, month, d.Year)
}

// moment is "9 giờ 05 phút, ngày 09 tháng 11 năm 2026".
func moment(t time.Time) string {
	if t.IsZero() {
		return "...... giờ ...... phút, " + longDate(t)
	}
	local := t.In(workday.Vietnam)
	return fmt.Sprintf("%d giờ %02d phút, %s", local.Hour(), local.Minute(), longDate(t))
}

// shortDate is 09/11/2026, empty for the zero time.
func shortDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(workday.Vietnam).Format("02/01/2006")
}

// limit is "05 ngày làm việc".
func limit(l workday.Limit) string {
	if l.Validate() != nil {
		return ""
	}
	return vietnamese.Text("dossier.limit."+string(l.Unit), i18n.Args{"Amount": dossier.Amount(l)})
}

// kept is how an agency kept its time.
func kept(t dossier.Timeliness) string {
	if t == "" {
		return ""
	}
	return vietnamese.Text("dossier.timeliness." + string(t))
}

// addressed is how a letter calls its reader: Ông/Bà, or an organisation by that word.
func addressed(p dossier.Party) string {
	if organisation(p) {
		return "Quý cơ quan, tổ chức"
	}
	return "Ông/Bà"
}

func organisation(p dossier.Party) bool {
	return p.Kind == dossier.Business || p.Kind == dossier.Authority
}

// count is a number of papers as forms write it, empty for none.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%02d", n)
}

// whom is the applicant, with who brought the dossier in another's place.
func whom(a dossier.Applicant) string {
	if a.Submitter == nil {
		return a.Owner.Name
	}
	return fmt.Sprintf("%s (người nộp: %s)", a.Owner.Name, a.Submitter.Name)
}
