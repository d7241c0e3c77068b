package dossier

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"motcua/internal/money"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// Check says what is wrong with a body that came over a wire. Whether the dossier's status allows the step is After's to say.
func Check(b Body) error {
	switch b := b.(type) {
	case Registration:
		return b.Intake.check()
	case Reception:
		return errors.Join(b.Intake.check(), checkCode(b.Code), checkMoments(b.Appointment))
	case Refusal:
		return b.Intake.check()
	case Handover:
		return errors.Join(checkLimit(b.Limit), checkMoments(b.Appointment))
	case Supplement:
		return errors.Join(checkPapers(b.Papers), checkMoments(b.Appointment))
	case Resumption:
		return errors.Join(checkPapers(b.Papers), checkMoments(b.Appointment))
	case PaymentDemand:
		return checkCharges(b.Charges)
	case Extension:
		return checkMoments(b.Was, b.Until)
	case Result:
		return checkMoments(b.Appointment)
	case Delivery:
		return checkChannel(b.Channel)
	case Payment:
		if b.Method != "" && !slices.Contains(Methods(), b.Method) {
			return fmt.Errorf("method of payment is %.20q", b.Method)
		}
	}
	return nil
}

// mostOf is how many sets or copies of one paper there are.
const mostOf = 10_000

func (in *Intake) check() error {
	switch {
	case in == nil:
		return nil
	case in.Sets < 0 || in.Sets > mostOf:
		return fmt.Errorf("sets is %d, 0 to %d was expected", in.Sets, mostOf)
	}
	for _, p := range []*Party{&in.Applicant.Owner, in.Applicant.Submitter} {
		if p != nil && (p.Kind < 0 || p.Kind > Foreigner) {
			return fmt.Errorf("kind of a party is %d, which is none", p.Kind)
		}
	}
	return errors.Join(in.Procedure.check(), checkPapers(in.Papers), checkCharges(in.Charges), checkChannel(in.Channel), checkChannel(in.Wish.Channel))
}

// mostNotice is how many working days any law gives for asking a supplement.
const mostNotice = 365

func (p Procedure) check() error {
	if p.NoticeDays < 0 || p.NoticeDays > mostNotice {
		return fmt.Errorf("notice_days is %d, 0 to %d was expected", p.NoticeDays, mostNotice)
	}
	return checkLimit(p.Limit)
}

func checkLimit(l workday.Limit) error {
	if l == (workday.Limit{}) {
		return nil
	}
	return l.Validate()
}

func checkPapers(papers []Paper) error {
	for _, p := range papers {
		for _, n := range []int{p.Originals, p.Certified, p.Copies, p.Lent} {
			if n < 0 || n > mostOf {
				return fmt.Errorf("copies of a paper are %d, 0 to %d was expected", n, mostOf)
			}
		}
	}
	return nil
}

func checkCharges(charges []Charge) error {
	for _, c := range charges {
		if c.Amount < 0 || c.Amount > money.Most {
			return ErrAmount
		}
	}
	return nil
}

func checkChannel(c procedure.Channel) error {
	if c != "" && !slices.Contains([]procedure.Channel{procedure.Counter, procedure.Web, procedure.Post}, c) {
		return fmt.Errorf("channel is %.20q, which is none", c)
	}
	return nil
}

// mostCode is how many letters a code has at the most, whoever gave it.
const mostCode = 64

func checkCode(code string) error {
	if code == "" || len(code) > mostCode {
		return ErrCode
	}
	return nil
}

// checkMoments says what is wrong with days that are promised; zero is none.
func checkMoments(moments ...time.Time) error {
	for _, at := range moments {
		if !at.IsZero() && (at.Year() < 2000 || at.Year() > 2099) {
			return fmt.Errorf("a day in %d was promised", at.Year())
		}
	}
	return nil
}
