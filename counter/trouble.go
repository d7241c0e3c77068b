package main

import (
	"errors"

	"motcua/counter/filing"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/officer"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// troubles are the sentences for what the law or the office forbids.
var troubles = []struct {
	err error
	id  string
}{
	{dossier.ErrNoReason, "no_reason"}, {dossier.ErrNoItems, "no_items"}, {dossier.ErrAskedBefore, "asked_before"},
	{dossier.ErrNoticeLate, "notice_late"}, {dossier.ErrFeeOwed, "fee_owed"}, {dossier.ErrNoTaker, "no_taker"},
	{dossier.ErrNoSuchFee, "no_fee"}, {dossier.ErrNoAgency, "no_agency"}, {dossier.ErrNothingGiven, "nothing_given"},
	{dossier.ErrNotAllowed, "not_allowed"}, {dossier.ErrSeriesFull, "series_full"}, {filing.ErrNoAgency, "no_centre"},
	{workday.ErrExtended, "extended"}, {workday.ErrTooLate, "too_late"}, {workday.ErrNotLater, "not_later"},
	{workday.ErrStopped, "stopped"}, {errDate, "date"}, {errNoSuchDay, "no_such_day"}, {errPhone, "phone"}, {errSpan, "span"}, {errDays, "days"}, {errWish, "wish"}, {errCode, "code"}, {dossier.ErrAmount, "amount"}, {dossier.ErrNoCharge, "no_charge"},
	{dossier.ErrElsewhere, "elsewhere"}, {dossier.ErrDutyOwed, "duty_owed"}, {registry.ErrCodeTaken, "code_taken"}, {errMethod, "method"}, {errLetter, "letter"}, {errTime, "time"}, {idcard.ErrNumber, "card"}, {errName, "name"}, {errNumber, "number"},
	{idcard.ErrTaxCheck, "tax"}, {officer.ErrNobody, "nobody"},
	{errSets, "count"}, {errEmail, "email"}, {errWay, "way"}, {errPost, "post"}, {errFeeReason, "fee_reason"},
	{dossier.ErrReceived, "received"}, {dossier.ErrNotReceived, "not_received"}, {dossier.ErrMoved, "moved"}, {errBeyond, "beyond"},
}

// trouble is the sentence for an error; what no rule explains is the disk's.
func trouble(err error) string {
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return "counter.trouble." + t.id
		}
	}
	return "counter.failed.disk"
}
