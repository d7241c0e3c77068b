package sheet

import (
	"slices"
	"time"

	"motcua/internal/dossier"
)

// Issue is the writing of one paper: its number, its day, its hand.
type Issue struct {
	Number  string // 125, before the office's symbol; empty leaves it to be filled in by hand
	At      time.Time
	Officer string // whose name stands under the signature
	Volume  string // quyển số of the register
	Entry   string // số thứ tự in it
	Link    string // in the QR: where the paper is checked and the dossier is followed; empty leaves the QR out

	unnumbered bool // a book has no number
}

// IssueOf is a paper of a dossier as it was first issued: a paper that is printed again keeps the day, the edition of the circular and
// the hand of what it tells of (NĐ 30/2020 Phụ lục I phần I mục II.4: the day is that of issue).
func IssueOf(f Form, d dossier.Dossier) Issue {
	if f == FormFee {
		if fee, paid := d.LastPaid(); paid {
			return Issue{At: fee.Payment.At, Officer: fee.Payment.Officer}
		}
		return Issue{}
	}
	step, _ := d.Last(told[f]...)
	return Issue{At: step.At, Officer: step.By}
}

// told are the steps that a form tells of, the last of which it was issued for.
var told = map[Form][]dossier.Action{
	FormReceipt:    {dossier.Receive, dossier.Supply, dossier.Resume}, // each promises a day
	FormSupplement: {dossier.AskSupplement},
	FormRefusal:    {dossier.Refuse, dossier.Finish},
	FormApology:    {dossier.Extend},
	FormSuspension: {dossier.Suspend, dossier.Withdraw},
	FormControl:    {dossier.Receive}, // begun with the receipt, and filled in from hand to hand
}

// Of lists the papers that a dossier has something to say in: forms in the order of their numbers, then the receipt of the fee paid last.
// A form is there when the circular of its own day has it.
func Of(d dossier.Dossier) (list []Form) {
	reason, _ := stoppedFor(d)
	received := d.Code != "" && d.Accepted()
	says := map[Form]bool{
		FormReceipt: received, FormSupplement: d.Request != nil, FormRefusal: refusedFor(d) != "", FormApology: d.Extension != nil,
		FormSuspension: reason != "", FormControl: received,
	}
	for _, f := range []Form{FormReceipt, FormSupplement, FormRefusal, FormApology, FormSuspension, FormControl} {
		if at := IssueOf(f, d).At; says[f] && slices.Contains(Forms(at), f) {
			list = append(list, f)
		}
	}
	if _, paid := d.LastPaid(); paid {
		list = append(list, FormFee)
	}
	return list
}

// promised is the appointment as a receipt of a moment had it: a later extension stands on its own paper.
func promised(d dossier.Dossier, at time.Time) time.Time {
	if e := d.Extension; e != nil && d.Term.Extension != nil && d.Term.Extension.At.After(at) {
		return e.Was
	}
	return d.Appointment
}
