// Package errortext names the sentence that tells an officer what went wrong. A new error that an officer may meet gets its row here;
// the sentences themselves are in the translations.
package errortext

import (
	"errors"

	"motcua/counter/filing"
	"motcua/counter/typed"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/officer"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// sentences are the sentences for what the law or the office forbids.
var sentences = []struct {
	err error
	id  string
}{
	{dossier.ErrNoReason, "no_reason"}, {dossier.ErrNoItems, "no_items"}, {dossier.ErrAskedBefore, "asked_before"},
	{dossier.ErrNoticeLate, "notice_late"}, {dossier.ErrFeeOwed, "fee_owed"}, {dossier.ErrNoTaker, "no_taker"},
	{dossier.ErrNoSuchFee, "no_fee"}, {dossier.ErrNoAgency, "no_agency"}, {dossier.ErrNothingGiven, "nothing_given"},
	{dossier.ErrNotAllowed, "not_allowed"}, {dossier.ErrSeriesFull, "series_full"}, {filing.ErrNoAgency, "no_centre"},
	{workday.ErrExtended, "extended"}, {workday.ErrTooLate, "too_late"}, {workday.ErrNotLater, "not_later"},
	{workday.ErrStopped, "stopped"}, {typed.ErrDate, "date"}, {typed.ErrNoSuchDay, "no_such_day"}, {typed.ErrPhone, "phone"}, {typed.ErrSpan, "span"}, {typed.ErrDays, "days"}, {typed.ErrWish, "wish"}, {typed.ErrCode, "code"}, {dossier.ErrAmount, "amount"}, {dossier.ErrNoCharge, "no_charge"},
	{dossier.ErrElsewhere, "elsewhere"}, {dossier.ErrDutyOwed, "duty_owed"}, {registry.ErrCodeTaken, "code_taken"}, {typed.ErrMethod, "method"}, {typed.ErrLetter, "letter"}, {typed.ErrWho, "who"}, {typed.ErrTime, "time"}, {idcard.ErrNumber, "card"}, {typed.ErrName, "name"}, {typed.ErrNumber, "number"},
	{idcard.ErrTaxCheck, "tax"}, {officer.ErrNobody, "nobody"},
	{typed.ErrSets, "count"}, {typed.ErrEmail, "email"}, {typed.ErrWay, "way"}, {typed.ErrPost, "post"}, {typed.ErrFeeReason, "fee_reason"},
	{dossier.ErrReceived, "received"}, {dossier.ErrNotReceived, "not_received"}, {dossier.ErrMoved, "moved"}, {typed.ErrBeyond, "beyond"},
}

// Of returns the sentence for an error; what no rule explains is the disk's.
func Of(err error) string {
	for _, t := range sentences {
		if errors.Is(err, t.err) {
			return "counter.trouble." + t.id
		}
	}
	return "counter.failed.disk"
}
