package screens

import (
	"strconv"
	"strings"
	"time"

	"motcua/counter/errortext"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/workday"
)

// newFormRules returns what the desk's forms know of their questions; codeOf finds a dossier's code in what was scanned.
func newFormRules(speak i18n.Localizer, codeOf func(string) (string, bool), now func() time.Time) *widgets.FormRules {
	return &widgets.FormRules{
		ErrorText: errortext.Of, Checks: answerChecks, Blames: blames, Long: longAnswers, Lists: listed, Options: fixedOptions(speak),
		Read: func(scanned string) (map[string]string, bool) {
			return readAnswers(scanned, codeOf, workday.DateOf(now()))
		},
	}
}

// readAnswers returns the answers that a scanned card or dossier's code gives, and whether the code is either.
func readAnswers(scanned string, codeOf func(string) (string, bool), today workday.Date) (answers map[string]string, known bool) {
	answers = map[string]string{}
	card, _, err := idcard.Parse(scanned, today)
	if err == nil {
		for _, label := range []string{"counter.ask.name", "counter.ask.proxy", "counter.ask.receiver"} {
			answers[label] = card.Name
		}
		answers["counter.ask.identity"], answers["counter.ask.card"] = card.Number.Digits(), card.Number.Digits()
		answers["counter.ask.address"] = card.Address
	}
	code, is := codeOf(scanned)
	if is {
		answers["counter.ask.code"] = code
	}
	return answers, err == nil || is
}

// longAnswers are the labels of fields whose answers run over several lines.
var longAnswers = map[string]bool{"counter.ask.reason": true, "counter.ask.items": true, "counter.ask.brought": true, "counter.ask.reached": true, "counter.ask.by_hand.reason": true}

// fixedOptions returns the answers of the fields that choose among a few, by the ids of their labels.
func fixedOptions(speak i18n.Localizer) map[string][]typed.Option {
	methods := []typed.Option{}
	for i, m := range dossier.Methods() {
		methods = append(methods, typed.Option{Value: strconv.Itoa(i + 1), Text: speak.Text("counter.method." + string(m))})
	}
	ways := []typed.Option{}
	for i, way := range waysBack {
		ways = append(ways, typed.Option{Value: strconv.Itoa(i + 1), Text: speak.Text("counter.way." + string(way))})
	}
	return map[string][]typed.Option{
		"counter.ask.way":    ways,
		"counter.ask.method": methods,
		"counter.ask.wish":   {{Value: "1", Text: speak.Text("counter.wish.applicant")}, {Value: "2", Text: speak.Text("counter.wish.agency")}},
	}
}

func checkDate(text string) error { _, err := typed.ParseDate(text); return err }

func checkTime(text string) error {
	_, err := typed.ParseTime(workday.Date{Year: 2026, Month: 1, Day: 5}, text)
	return err
}

// answerChecks are what is wrong with an answer whatever form it is in, by the ids of labels.
var answerChecks = map[string]func(string) error{"counter.ask.phone": typed.CheckPhone}

// blames are the fields that an error of a whole form is about.
var blames = []widgets.Blame{
	{Err: typed.ErrPhone, Label: "counter.ask.phone", Check: typed.CheckPhone},
	{Err: typed.ErrDate, Label: "counter.ask.day", Check: checkDate}, {Err: typed.ErrDate, Label: "counter.ask.from", Check: checkDate}, {Err: typed.ErrDate, Label: "counter.ask.to", Check: checkDate}, {Err: typed.ErrDate, Label: "counter.ask.until", Check: checkDate},
	{Err: typed.ErrNoSuchDay, Label: "counter.ask.day", Check: checkDate}, {Err: typed.ErrNoSuchDay, Label: "counter.ask.from", Check: checkDate}, {Err: typed.ErrNoSuchDay, Label: "counter.ask.to", Check: checkDate},
	{Err: typed.ErrNoSuchDay, Label: "counter.ask.until", Check: checkDate},
	{Err: typed.ErrSpan, Label: "counter.ask.to"}, {Err: typed.ErrDays, Label: "counter.ask.days"}, {Err: typed.ErrTime, Label: "counter.ask.time", Check: checkTime}, {Err: typed.ErrCode, Label: "counter.ask.code"},
	{Err: typed.ErrLetter, Label: "counter.ask.service"}, {Err: typed.ErrWho, Label: "counter.ask.who"}, {Err: typed.ErrMethod, Label: "counter.ask.method"}, {Err: typed.ErrWish, Label: "counter.ask.wish"},
	{Err: idcard.ErrNumber, Label: "counter.ask.card"}, {Err: idcard.ErrNumber, Label: "counter.ask.identity"}, {Err: typed.ErrNumber, Label: "counter.ask.identity"},
	{Err: idcard.ErrTaxCheck, Label: "counter.ask.identity"}, {Err: typed.ErrName, Label: "counter.ask.name", Check: checkName}, {Err: typed.ErrName, Label: "counter.ask.address"},
	{Err: dossier.ErrAmount, Label: "counter.ask.amount"}, {Err: dossier.ErrNoCharge, Label: "counter.ask.charge", Check: given}, {Err: dossier.ErrNoCharge, Label: "counter.ask.amount"},
	{Err: dossier.ErrNoReason, Label: "counter.ask.reason"}, {Err: dossier.ErrNoReason, Label: "counter.ask.notice"}, {Err: dossier.ErrNoItems, Label: "counter.ask.items"},
	{Err: dossier.ErrNothingGiven, Label: "counter.ask.brought"}, {Err: dossier.ErrNoAgency, Label: "counter.ask.agency"},
	{Err: dossier.ErrNoTaker, Label: "counter.ask.receiver"}, {Err: dossier.ErrNoTaker, Label: "counter.ask.taker"},
	{Err: typed.ErrSets, Label: "counter.ask.sets", Check: checkCount}, {Err: typed.ErrSets, Label: "counter.ask.copies", Check: checkCount}, {Err: typed.ErrSets, Label: "counter.ask.pages", Check: checkCount},
	{Err: typed.ErrEmail, Label: "counter.ask.email"}, {Err: typed.ErrWay, Label: "counter.ask.way"}, {Err: typed.ErrPost, Label: "counter.ask.post"},
	{Err: typed.ErrFeeReason, Label: "counter.ask.by_hand.reason"}, {Err: dossier.ErrAmount, Label: "counter.ask.by_hand"}, {Err: typed.ErrName, Label: "counter.ask.proxy", Check: checkName},
	{Err: workday.ErrNotLater, Label: "counter.ask.until"}, {Err: workday.ErrTooLate, Label: "counter.ask.until"},
}

func checkCount(text string) error { _, err := typed.CountOf(text); return err }

func given(text string) error {
	if strings.TrimSpace(text) == "" {
		return dossier.ErrNoCharge
	}
	return nil
}

func checkName(text string) error {
	_, err := typed.PartyOf(text, "", "", "")
	return err
}

// listed are the labels of answers that list things with semicolons between them.
var listed = map[string]bool{"counter.ask.items": true, "counter.ask.brought": true, "counter.ask.reached": true}
