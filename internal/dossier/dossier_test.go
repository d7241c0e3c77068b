package dossier_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/assets"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

const (
	department = "Sở Công Thương"
	owner      = "Nguyễn Thị Ánh Nguyệt"
	number     = "035199000001"
)

func mustCalendar(t testing.TB) *workday.Calendar {
	t.Helper()
	holidays, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		t.Fatal(err)
	}
	c, err := workday.New(workday.Standard, holidays)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, workday.Vietnam)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func business() dossier.Intake {
	return dossier.Intake{
		Agency:    "000.00.00.H25",
		Procedure: dossier.Procedure{Code: "2.000633", Name: "Cấp Giấy phép sản xuất rượu thủ công", Limit: workday.Limit{Amount: 5, Unit: workday.WorkingDays}},
		Competent: department,
		Applicant: dossier.Applicant{Owner: dossier.Party{Kind: dossier.Citizen, Name: owner, Identity: number}},
		Papers:    []dossier.Paper{{Name: "Đơn đề nghị", Originals: 1}},
		FeeReason: "Được giảm",
		Sets:      1,
		Channel:   procedure.Counter,
		Charges:   []dossier.Charge{{Name: "Phí thẩm định", Amount: 1_100_000}},
	}
}

// office is a desk and one dossier before it.
type office struct {
	testing.TB
	desk dossier.Desk
	d    dossier.Dossier
}

func newOffice(t testing.TB) *office {
	return &office{TB: t, desk: dossier.Desk{Calendar: mustCalendar(t), Officer: "cb01"}}
}

// when sets the clock.
func (o *office) when(text string) *office {
	o.Helper()
	o.desk.At = at(o.TB, text)
	return o
}

// does what was decided, through JSON as a journal would.
func (o *office) does(b dossier.Body, err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
	raw, err := json.Marshal(b)
	if err != nil {
		o.Fatal(err)
	}
	again, err := dossier.ReadBody(dossier.KindOf(b.Action()), raw)
	if err != nil {
		o.Fatal(err)
	}
	before, _ := json.Marshal(o.d)
	after, err := o.d.After(again, o.desk.At)
	if err != nil {
		o.Fatal(err)
	}
	if same, _ := json.Marshal(o.d); !bytes.Equal(before, same) {
		o.Fatalf("%s changed the dossier it was asked of", b.Action())
	}
	o.d = after
}

func (o *office) receive(text string) {
	o.Helper()
	in := business()
	o.when(text).does(o.desk.Receive(o.d, &in, "000.00.00.H25-261109-0001"))
}

func (o *office) handOver(text string) {
	o.Helper()
	o.when(text).does(o.desk.HandOver(o.d, dossier.Handover{
		From: "Trung tâm", To: department, Limit: workday.Limit{Amount: 4, Unit: workday.WorkingDays},
	}))
}

func (o *office) expect(status dossier.Status, appointment string) {
	o.Helper()
	if o.d.Status != status {
		o.Errorf("status is %d, want %d", o.d.Status, status)
	}
	if got := o.d.Appointment.In(workday.Vietnam).Format("2006-01-02 15:04"); got != appointment {
		o.Errorf("appointment is %s, want %s", got, appointment)
	}
}

func (o *office) refuses(want error) func(dossier.Body, error) {
	return func(_ dossier.Body, err error) {
		o.Helper()
		if !errors.Is(err, want) {
			o.Errorf("got %v, want %v", err, want)
		}
	}
}

func TestADossierFromTheDeskToItsResult(t *testing.T) {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.expect(dossier.Received, "2026-11-16 09:32")
	o.handOver("2026-11-09 15:10")
	o.refuses(dossier.ErrFeeOwed)(o.desk.Return(o.d, dossier.Delivery{Taker: owner}))
	o.when("2026-11-09 16:00").does(o.desk.Pay(o.d, dossier.Payment{Fee: "Phí thẩm định", Method: dossier.Cash, Receipt: "0000123"}))
	o.refuses(dossier.ErrNoSuchFee)(o.desk.Pay(o.d, dossier.Payment{Fee: "Phí thẩm định"}))
	o.when("2026-11-13 10:00").does(o.desk.Finish(o.d, dossier.Result{Name: "Giấy phép", Number: "12/GP-SCT"}))
	if got := o.d.Timeliness(); got != dossier.Early {
		t.Errorf("finished on Friday for Monday is %q", got)
	}
	if got := o.d.Stages[0].Timeliness(o.desk.Calendar); got != dossier.OnTime {
		t.Errorf("the agency's four days are kept %q", got)
	}
	o.when("2026-11-16 09:40").does(o.desk.Return(o.d, dossier.Delivery{Taker: owner, Channel: procedure.Counter}))
	o.expect(dossier.Returned, "2026-11-16 09:32")
	if o.d.Owes() != 0 || len(o.d.Paid()) != 1 || o.d.ReturnedAt() != o.desk.At {
		t.Errorf("owes %s, paid %v, returned %s", o.d.Owes(), o.d.Paid(), o.d.ReturnedAt())
	}
	var steps []string
	for _, s := range o.d.History {
		steps = append(steps, fmt.Sprint(s.Action, " ", s.By))
	}
	want := []string{"received cb01", "handed_over cb01", "paid cb01", "finished cb01", "returned cb01"}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Error(diff)
	}
}

func TestPaperLeavesTheDeskTheSameDayOrFirstThingNextMorning(t *testing.T) {
	for _, tt := range []struct{ name, received, by string }{
		{"in the morning", "2026-11-09 09:32", "2026-11-09 17:00"},
		{"at three o'clock", "2026-11-09 15:00", "2026-11-09 17:00"},
		{"after three", "2026-11-09 15:01", "2026-11-10 07:30"},
		{"after three on the eve of 24/11", "2026-11-23 16:00", "2026-11-25 07:30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.receive(tt.received)
			if got := o.desk.HandOverBy(o.d); got != at(t, tt.by) {
				t.Errorf("got %s", got)
			}
			o.handOver(tt.received)
			if !o.desk.HandOverBy(o.d).IsZero() {
				t.Error("still wanted after it was handed over")
			}
		})
	}
}

func TestAPaymentDoesNotPutOffTheHandOver(t *testing.T) {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.when("2026-11-09 15:30").does(o.desk.Pay(o.d, dossier.Payment{Fee: "Phí thẩm định", Method: dossier.Cash}))
	if got := o.desk.HandOverBy(o.d); got != at(t, "2026-11-09 17:00") {
		t.Errorf("got %s", got)
	}
}

func TestNothingIsReceivedWithoutAnIntakeOrACode(t *testing.T) {
	o, in := newOffice(t), business()
	o.when("2026-11-09 09:32")
	o.refuses(dossier.ErrNoApplicant)(o.desk.Receive(o.d, nil, "000.00.00.H25-261109-0001"))
	o.refuses(dossier.ErrNoApplicant)(o.desk.Refuse(o.d, nil, "Không thuộc thẩm quyền"))
	o.refuses(dossier.ErrCode)(o.desk.Receive(o.d, &in, " "))
}

func TestTheThreeDaysOfAnOnlineDossierRunFromItsAcceptance(t *testing.T) {
	o, in := newOffice(t), business()
	o.when("2026-11-07 20:00").does(o.desk.Register(in, "")) // a Saturday evening
	o.when("2026-11-10 08:00").does(o.desk.Receive(o.d, nil, "000.00.00.H25-261110-0001"))
	o.when("2026-11-13 16:00").does(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: []string{"Đơn"}, Reason: "Thiếu"}))
}

func TestASupplementIsAskedForOnceAndTimeStartsAnew(t *testing.T) {
	ask := dossier.SupplementRequest{Items: []string{"Bản sao Giấy chứng nhận đăng ký hộ kinh doanh"}, Reason: "Thiếu thành phần hồ sơ"}
	t.Run("by the general rule time starts anew", func(t *testing.T) {
		o := newOffice(t)
		o.receive("2026-11-09 09:32")
		o.handOver("2026-11-09 10:00")
		o.when("2026-11-12 16:59").does(o.desk.AskSupplement(o.d, ask))
		if o.d.Status != dossier.Incomplete {
			t.Errorf("status is %d", o.d.Status)
		}
		o.when("2026-11-16 08:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: ask.Items[0], Copies: 1}}))
		o.expect(dossier.Received, "2026-11-23 08:00")
		o.handOver("2026-11-16 08:30")
		o.refuses(dossier.ErrAskedBefore)(o.desk.AskSupplement(o.d, ask))
	})
	t.Run("a procedure may go on where it stood", func(t *testing.T) {
		o := newOffice(t)
		in := business()
		in.Procedure.SupplementPauses = true
		o.when("2026-11-09 09:32").does(o.desk.Receive(o.d, &in, "x"))
		o.handOver("2026-11-09 10:00")
		o.when("2026-11-11 10:00").does(o.desk.AskSupplement(o.d, ask))
		o.when("2026-11-13 10:00").does(o.desk.Resume(o.d, []dossier.Paper{{Name: ask.Items[0]}}))
		o.expect(dossier.Processing, "2026-11-18 09:32")
		if due := o.d.Stages[0].Due(o.desk.Calendar); due != at(t, "2026-11-17 10:00") {
			t.Errorf("the agency has until %s", due)
		}
	})
	t.Run("on the fourth working day it is too late to ask", func(t *testing.T) {
		o := newOffice(t)
		o.receive("2026-11-09 09:32")
		o.handOver("2026-11-09 10:00")
		o.when("2026-11-13 07:30")
		o.refuses(dossier.ErrNoticeLate)(o.desk.AskSupplement(o.d, ask))
	})
	t.Run("unless special law gives longer", func(t *testing.T) {
		o := newOffice(t)
		in := business()
		in.Procedure.NoticeDays = 5
		o.when("2026-11-09 09:32").does(o.desk.Receive(o.d, &in, "x"))
		o.when("2026-11-13 07:30").does(o.desk.AskSupplement(o.d, ask))
	})
	t.Run("what is missing and why must be said", func(t *testing.T) {
		o := newOffice(t)
		o.receive("2026-11-09 09:32")
		o.refuses(dossier.ErrNoItems)(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Reason: "Thiếu"}))
		o.refuses(dossier.ErrNoReason)(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: ask.Items, Reason: " "}))
	})
}

func TestAnOnlineDossierGetsItsCodeWhenItIsComplete(t *testing.T) {
	o := newOffice(t)
	in := business()
	in.Channel = procedure.Web
	o.when("2026-11-07 20:00").does(o.desk.Register(in, "")) // a Saturday evening
	if o.d.Status != dossier.Registered || !o.d.Appointment.IsZero() {
		t.Errorf("registered as %d with an appointment on %s", o.d.Status, o.d.Appointment)
	}
	o.when("2026-11-09 08:00").does(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: []string{"Đơn đề nghị ký số"}, Reason: "Đơn chưa ký"}))
	o.refuses(dossier.ErrNotReceived)(o.desk.Supply(o.d, in.Papers))
	in.Papers = append(in.Papers, dossier.Paper{Name: "Đơn đề nghị ký số", Originals: 1})
	o.when("2026-11-10 08:00").does(o.desk.Receive(o.d, &in, "000.00.00.H25-261110-0001"))
	o.expect(dossier.Received, "2026-11-17 08:00")
	if len(o.d.Fees) != 1 || len(o.d.Papers) != 2 {
		t.Errorf("%d fees and %d papers", len(o.d.Fees), len(o.d.Papers))
	}
	o.refuses(dossier.ErrReceived)(o.desk.Receive(o.d, nil, "again"))
	if received, accepted := o.d.Term.Received, o.d.Term.Accepted; received != at(t, "2026-11-07 20:00") || accepted != at(t, "2026-11-10 08:00") {
		t.Errorf("received %s, accepted %s", received, accepted)
	}
}

func TestADossierTakenElsewhereRunsFromTheCompetentAgencysReception(t *testing.T) {
	o := newOffice(t)
	in := business()
	in.Elsewhere = true
	o.when("2026-11-09 09:32").does(o.desk.Receive(o.d, &in, "x"))
	if !o.d.Appointment.IsZero() {
		t.Errorf("appointment on %s before anybody competent has it", o.d.Appointment)
	}
	o.handOver("2026-11-10 08:00")
	o.expect(dossier.Processing, "2026-11-17 08:00")
}

func TestOneExtensionWithAnApology(t *testing.T) {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.handOver("2026-11-09 10:00")
	o.when("2026-11-13 10:00")
	o.refuses(dossier.ErrNoReason)(o.desk.Extend(o.d, at(t, "2026-11-20 09:30"), "", ""))
	o.does(o.desk.Extend(o.d, at(t, "2026-11-20 09:30"), "Chờ ý kiến Sở Y tế", "Giám đốc"))
	o.expect(dossier.Processing, "2026-11-20 09:30")
	if was := o.d.Extension.Was; !was.Equal(at(t, "2026-11-16 09:32")) {
		t.Errorf("the apology says it was promised for %s", was)
	}
	o.refuses(workday.ErrExtended)(o.desk.Extend(o.d, at(t, "2026-11-27 09:30"), "Vẫn chờ", ""))

	late := newOffice(t)
	late.receive("2026-11-09 09:32")
	late.handOver("2026-11-09 10:00")
	late.when("2026-11-16 07:30")
	late.refuses(workday.ErrTooLate)(late.desk.Extend(late.d, at(t, "2026-11-20 09:30"), "Chậm", ""))
}

func TestTimeStandsStillWhileDutiesAreOwedOrWorkIsStopped(t *testing.T) {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.handOver("2026-11-09 10:00")
	o.when("2026-11-10 10:00").does(o.desk.DemandPayment(o.d, []dossier.Charge{{Name: "Lệ phí trước bạ", Amount: 3_250_000}}, "Thông báo thuế"))
	o.when("2026-11-11 10:00").does(o.desk.Suspend(o.d, "Người nộp đề nghị", true))
	o.when("2026-11-16 10:00").does(o.desk.Resume(o.d, nil))
	o.expect(dossier.Processing, "2026-11-20 09:32")
	o.when("2026-11-17 10:00").does(o.desk.Suspend(o.d, "Tranh chấp", false))
	o.when("2026-11-18 10:00").does(o.desk.Finish(o.d, dossier.Result{Declined: true, Reason: "Có tranh chấp"}))
	o.expect(dossier.Finished, "2026-11-23 09:32")
	if got := o.d.Owes(); got != 4_350_000 {
		t.Errorf("owes %s", got)
	}
}

func TestUrgency(t *testing.T) {
	for _, tt := range []struct {
		name, now string
		want      dossier.Urgency
	}{
		{"the morning it came", "2026-11-09 10:30", dossier.Calm},
		{"two working days before", "2026-11-12 10:30", dossier.DueSoon},
		{"over the week-end", "2026-11-14 10:30", dossier.DueSoon},
		{"on the day", "2026-11-16 08:00", dossier.DueToday},
		{"on the minute", "2026-11-16 09:32", dossier.DueToday},
		{"a minute late", "2026-11-16 09:33", dossier.Late},
		{"a week late", "2026-11-23 08:00", dossier.Late},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.receive("2026-11-09 09:32")
			o.handOver("2026-11-09 10:00")
			if got := o.d.Urgency(o.desk.Calendar, at(t, tt.now), 2); got != tt.want {
				t.Errorf("got %s", got)
			}
		})
	}
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.does(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: []string{"Đơn"}, Reason: "Thiếu"}))
	if got := o.d.Urgency(o.desk.Calendar, at(t, "2026-12-31 08:00"), 2); got != dossier.Waiting {
		t.Errorf("waiting for papers is %s", got)
	}
	o.does(o.desk.Withdraw(o.d, "Không có nhu cầu"))
	if got := o.d.Urgency(o.desk.Calendar, at(t, "2026-12-31 08:00"), 2); got != dossier.Over {
		t.Errorf("withdrawn is %s", got)
	}
}

func TestCompare(t *testing.T) {
	due := at(t, "2026-11-16 09:32")
	for _, tt := range []struct {
		name, done string
		want       dossier.Timeliness
	}{
		{"the day before", "2026-11-15 16:59", dossier.Early},
		{"earlier that day", "2026-11-16 08:00", dossier.OnTime},
		{"on the minute", "2026-11-16 09:32", dossier.OnTime},
		{"later that day", "2026-11-16 10:00", dossier.Overdue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := dossier.Compare(at(t, tt.done), due); got != tt.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestIntakeWithoutWhatItNeeds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*dossier.Intake)
		want  error
	}{
		{"nobody's", func(in *dossier.Intake) { in.Applicant.Owner.Name = "  " }, dossier.ErrNoApplicant},
		{"brought by nobody", func(in *dossier.Intake) { in.Applicant.Submitter = &dossier.Party{} }, dossier.ErrNoApplicant},
		{"empty-handed", func(in *dossier.Intake) { in.Papers = nil }, dossier.ErrNothingGiven},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o, in := newOffice(t), business()
			tt.spoil(&in)
			o.when("2026-11-09 09:32")
			o.refuses(tt.want)(o.desk.Receive(o.d, &in, "x"))
		})
	}
}

func TestIdentityNumbersAreMaskedWhereverTheyAreNotAskedFor(t *testing.T) {
	p := dossier.Party{Name: owner, Identity: number}
	for _, printed := range []string{fmt.Sprint(p.Identity), fmt.Sprintf("%v %+v %#v", p, p, p), p.LogValue().String()} {
		if strings.Contains(printed, number) {
			t.Errorf("%q shows the number", printed)
		}
	}
	if p.Identity.Whole() != number {
		t.Error("the form that needs the number does not get it")
	}
}

func TestADossierFromThePortalKeepsItsCode(t *testing.T) {
	const code = "G22.99.08-261107-00123"
	o, in := newOffice(t), business()
	in.Channel = procedure.Web
	o.when("2026-11-07 20:00").does(o.desk.Register(in, code))
	if o.d.Code != code || o.d.Accepted() {
		t.Errorf("registered as %q, accepted: %v", o.d.Code, o.d.Accepted())
	}
	o.when("2026-11-09 08:00")
	o.refuses(dossier.ErrNotReceived)(o.desk.Resume(o.d, nil))
	o.refuses(dossier.ErrOtherCode)(o.desk.Receive(o.d, nil, "000.00.00.H25-261109-0001"))
	o.does(o.desk.Receive(o.d, nil, code))
	o.expect(dossier.Received, "2026-11-16 08:00")
	o.refuses(dossier.ErrReceived)(o.desk.Receive(o.d, nil, code))
}

func TestTimeGoesOnOnceTheDutiesArePaid(t *testing.T) {
	tax := dossier.Charge{Name: "Lệ phí trước bạ", Amount: 3_250_000}
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.handOver("2026-11-09 10:00")
	o.when("2026-11-10 10:00")
	for _, tt := range []struct {
		name    string
		charges []dossier.Charge
		reason  string
		want    error
	}{
		{"nothing to pay", nil, "Thông báo thuế", dossier.ErrNoCharge},
		{"no name", []dossier.Charge{{Name: " ", Amount: 1}}, "Thông báo thuế", dossier.ErrNoCharge},
		{"no amount", []dossier.Charge{{Name: tax.Name}}, "Thông báo thuế", dossier.ErrNoCharge},
		{"less than nothing", []dossier.Charge{{Name: tax.Name, Amount: -5}}, "Thông báo thuế", dossier.ErrNoCharge},
		{"no reason", []dossier.Charge{tax}, "", dossier.ErrNoReason},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o.TB = t
			o.refuses(tt.want)(o.desk.DemandPayment(o.d, tt.charges, tt.reason))
		})
	}
	o.TB = t
	o.does(o.desk.DemandPayment(o.d, []dossier.Charge{tax}, "Thông báo thuế"))
	o.when("2026-11-11 10:00")
	o.refuses(dossier.ErrDutyOwed)(o.desk.Resume(o.d, nil))
	o.does(o.desk.Pay(o.d, dossier.Payment{Fee: tax.Name, Method: dossier.Transfer, Receipt: "GNT-01"}))
	o.when("2026-11-12 10:00").does(o.desk.Resume(o.d, nil)) // the fee for the appraisal may wait for the result
	o.expect(dossier.Processing, "2026-11-18 09:32")
}

func TestAnAgencysOwnDeadlineHasItsColour(t *testing.T) {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.handOver("2026-11-09 10:00") // four working days: until Friday the 13th, 10:00
	for _, tt := range []struct {
		name, now string
		want      dossier.Urgency
	}{
		{"the same morning", "2026-11-09 10:30", dossier.Calm},
		{"two working days before", "2026-11-11 08:00", dossier.DueSoon},
		{"on the day", "2026-11-13 09:59", dossier.DueToday},
		{"past the hour", "2026-11-13 10:01", dossier.Late},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := o.d.Stages[0].Urgency(o.desk.Calendar, at(t, tt.now), 2); got != tt.want {
				t.Errorf("got %s", got)
			}
		})
	}
	o.when("2026-11-12 10:00").does(o.desk.Suspend(o.d, "Tranh chấp", false))
	if got := o.d.Stages[0].Urgency(o.desk.Calendar, at(t, "2026-12-01 10:00"), 2); got != dossier.Waiting {
		t.Errorf("while work is stopped it is %s", got)
	}
	o.when("2026-11-13 10:00").does(o.desk.Resume(o.d, nil))
	o.does(o.desk.Finish(o.d, dossier.Result{Name: "Giấy phép"}))
	if got := o.d.Stages[0].Urgency(o.desk.Calendar, at(t, "2026-12-01 10:00"), 2); got != dossier.Over {
		t.Errorf("with its work done it is %s", got)
	}
}
