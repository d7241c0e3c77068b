package dossier_test

import (
	"errors"
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// The due dates below were worked out by hand, from the articles beside them and from assets/holidays.csv, before the rules were asked.
// Hours: 7:30 to 11:30 and 13:30 to 17:00, Monday to Friday.

func days(n float64) workday.Limit { return workday.Limit{Amount: n, Unit: workday.WorkingDays} }
func of(n float64, u workday.Unit) workday.Limit {
	return workday.Limit{Amount: n, Unit: u}
}

// TestDueDatesByHand are the limits that nothing interrupts.
func TestDueDatesByHand(t *testing.T) {
	certified := workday.Limit{Unit: workday.SameDay, AfterThree: true}
	for _, tt := range []struct {
		law, received string
		limit         workday.Limit
		due           string
		why           string
	}{
		{"BLDS đ.147 k.2, đ.148: a receipt that an office gave", "2023-10-27 09:32", days(5), "2023-11-03 09:32", "Friday; 30, 31/10, 1, 2, 3/11"},
		{"Tết 2024, BLLĐ đ.112", "2024-02-07 10:00", days(1), "2024-02-15 10:00", "8 to 14/02 are off"},
		{"swap of 04/5/2024", "2024-04-26 10:00", days(5), "2024-05-07 10:00", "2, 3, Saturday 4, 6, 7/5"},
		{"Tết 2025", "2025-01-24 10:00", days(5), "2025-02-07 10:00", "27 to 31/01 off; 3 to 7/02"},
		{"swap of 26/4/2025", "2025-04-25 10:00", days(3), "2025-04-29 10:00", "Saturday 26, 28, 29/4"},
		{"Quốc khánh 2025", "2025-08-29 10:00", days(3), "2025-09-05 10:00", "1, 2/9 off; 3, 4, 5/9"},
		{"swap of 10/01/2026", "2026-01-09 10:00", days(1), "2026-01-10 10:00", "the Saturday is worked"},
		{"Tết 2026", "2026-02-13 10:00", days(3), "2026-02-25 10:00", "16 to 20/02 off; 23, 24, 25/02"},
		{"swap of 22/8/2026", "2026-08-20 10:00", days(2), "2026-08-22 10:00", "21 and the Saturday 22/8"},
		{"24/11, NQ 28/2026/QH16", "2026-11-20 10:00", days(3), "2026-11-26 10:00", "23, 25, 26/11; 24/11 off"},
		{"Tết 2027", "2027-02-04 10:00", days(1), "2027-02-12 10:00", "5 to 11/02 off"},
		{"Tết 2027, ten days", "2027-02-01 10:00", days(10), "2027-02-22 10:00", "2, 3, 4, 12, 15 to 19, 22/02"},
		{"BLDS đ.148 k.5: calendar days into Tết", "2027-01-22 10:00", of(15, workday.Days), "2027-02-12 10:00", "ends Saturday 6/02, the first of Tết"},
		{"1/5/2027 is a Saturday, BLLĐ đ.111 k.3", "2027-04-29 10:00", days(1), "2027-05-04 10:00", "30/4 off, 1 and 2/5 weekend, 3/5 in exchange"},
		{"1/1/2028 is a Saturday", "2027-12-31 10:00", days(1), "2028-01-04 10:00", "3/01 in exchange"},
		{"BLDS đ.148 k.3: months to a day that February has not", "2024-12-31 10:00", of(2, workday.Months), "2025-02-28 10:00", "the month's last day"},
		{"half a day", "2026-06-01 08:00", days(0.5), "2026-06-01 14:00", "four opening hours: 3:30 and 0:30"},
		{"two days and a half", "2026-06-01 08:00", days(2.5), "2026-06-03 14:00", "and four opening hours more"},
		{"NĐ 23/2015 đ.7: 14:59 on the eve of a holiday", "2026-11-23 14:59", certified, "2026-11-23 17:00", "before three"},
		{"NĐ 23/2015 đ.7: 15:10 on the eve of a holiday", "2026-11-23 15:10", certified, "2026-11-25 17:00", "24/11 is off"},
		{"NĐ 61/2018 đ.18 moves the transfer, no limit", "2026-11-23 15:10", of(0, workday.SameDay), "2026-11-23 17:00", "no special law"},
		{"eight working hours", "2026-06-05 15:00", of(8, workday.WorkingHours), "2026-06-08 15:30", "2 on Friday, 4 and 2 on Monday"},
		{"BLDS đ.147 k.1: 24 hours", "2026-06-01 10:00", of(24, workday.ClockHours), "2026-06-02 10:00", "from the moment"},
		{"received at 15:20: no limit in days moves", "2026-11-09 15:20", days(3), "2026-11-12 15:20", "10, 11, 12/11"},
	} {
		t.Run(tt.law, func(t *testing.T) {
			in := business()
			in.Procedure.Limit = tt.limit
			o := newOffice(t)
			o.when(tt.received).does(o.desk.Receive(o.d, &in, "x"))
			if !o.d.Appointment.Equal(at(t, tt.due)) {
				t.Errorf("promised for %s, by hand %s (%s)", o.d.Appointment, tt.due, tt.why)
			}
		})
	}
}

var missing = dossier.SupplementRequest{Items: []string{"Bản vẽ"}, Reason: "Thiếu"}

// owesNoDay checks that no day is promised while the dossier is on its way.
func (o *office) owesNoDay() {
	o.Helper()
	if o.d.Status != dossier.Received || !o.d.Appointment.IsZero() {
		o.Errorf("status %d, promised for %s", o.d.Status, o.d.Appointment)
	}
}

// elsewhere is a dossier taken on Monday 02/11/2026 by another province's desk, with the competent agency since Wednesday.
func elsewhere(t *testing.T, atDesk bool) *office {
	in := business()
	in.Elsewhere, in.Procedure.SupplementAtDesk = true, atDesk
	o := newOffice(t)
	o.when("2026-11-02 09:00").does(o.desk.Receive(o.d, &in, "x"))
	o.owesNoDay()
	o.handOver("2026-11-04 08:00")
	o.expect(dossier.Processing, "2026-11-11 08:00") // 5, 6, 9, 10, 11/11
	return o
}

// TestDueDatesByHandOfWhatIsInterrupted are the limits that stop, start again, or are put off.
func TestDueDatesByHandOfWhatIsInterrupted(t *testing.T) {
	for _, tt := range []struct {
		law   string
		story func(t *testing.T) *office
		due   string // by hand; empty: the story checks itself
	}{
		{"NĐ 309/2026 đ.8 k.3: taken elsewhere, from when the competent agency has it", func(t *testing.T) *office {
			return elsewhere(t, false)
		}, "2026-11-11 08:00"},
		{"NĐ 309/2026 đ.8 k.3 with NĐ 61/2018 đ.19 k.4: its supplement too, brought on Monday 09/11, with the agency on Thursday", func(t *testing.T) *office {
			o := elsewhere(t, false)
			o.when("2026-11-05 10:00").does(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-09 09:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			o.owesNoDay()
			o.handOver("2026-11-12 08:00")
			return o // 13, 16, 17, 18, 19/11
		}, "2026-11-19 08:00"},
		{"the other reading: its supplement from the desk", func(t *testing.T) *office {
			o := elsewhere(t, true)
			o.when("2026-11-05 10:00").does(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-09 09:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			o.handOver("2026-11-12 08:00")
			return o
		}, "2026-11-16 09:00"},
		{"NĐ 61/2018 đ.17 k.1c, k.3: filed on the web on a Saturday, taken on Monday", func(t *testing.T) *office {
			return online(t, "2025-11-01 20:00", "2025-11-03 10:00") // 4, 5, 6/11
		}, "2025-11-06 10:00"},
		{"the same, on both sides of 05/8/2026", func(t *testing.T) *office {
			return online(t, "2026-07-29 08:00", "2026-07-31 09:00") // 3, 4, 5/8
		}, "2026-08-05 09:00"},
		{"NĐ 61/2018 đ.19 k.4: after a supplement time starts anew", func(t *testing.T) *office {
			o := newOffice(t)
			o.receive("2026-11-02 09:00")
			o.handOver("2026-11-02 10:00")
			o.when("2026-11-04 10:00").does(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-09 14:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			return o // 10, 11, 12, 13, 16/11
		}, "2026-11-16 14:00"},
		{"special law: it goes on where it stood", func(t *testing.T) *office {
			in := business()
			in.Procedure.SupplementPauses = true
			o := newOffice(t)
			o.when("2026-11-02 09:00").does(o.desk.Receive(o.d, &in, "x"))
			o.handOver("2026-11-02 10:00")
			o.when("2026-11-04 10:00").does(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-09 14:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			return o // 09/11, and three working days that it stood still
		}, "2026-11-12 09:00"},
		{"work stopped for two working days", func(t *testing.T) *office {
			o := newOffice(t)
			o.receive("2026-11-02 09:00")
			o.handOver("2026-11-02 10:00")
			o.when("2026-11-04 10:00").does(o.desk.Suspend(o.d, "Chờ ý kiến", false))
			o.when("2026-11-06 10:00").does(o.desk.Resume(o.d, nil))
			return o // 09/11 and two
		}, "2026-11-11 09:00"},
		{"NĐ 61/2018 đ.19 k.9: the apology on the last possible day, to a holiday", func(t *testing.T) *office {
			o := extensible(t)
			o.when("2026-11-15 20:00").does(o.desk.Extend(o.d, at(t, "2026-11-24 10:00"), "Chậm", "Thủ trưởng"))
			return o // 24/11 is off
		}, "2026-11-25 10:00"},
		{"NĐ 61/2018 đ.19 k.9: no apology on the due day, and none twice", func(t *testing.T) *office {
			o := extensible(t)
			o.when("2026-11-16 07:30").refuses(workday.ErrTooLate)(o.desk.Extend(o.d, at(t, "2026-11-20 10:00"), "Chậm", ""))
			o.when("2026-11-13 07:30").does(o.desk.Extend(o.d, at(t, "2026-11-20 10:00"), "Chậm", ""))
			o.refuses(workday.ErrExtended)(o.desk.Extend(o.d, at(t, "2026-11-27 10:00"), "Chậm", ""))
			return o
		}, "2026-11-20 10:00"},
		{"NĐ 61/2018 đ.19 k.4: notice on the third working day, none on the fourth", func(t *testing.T) *office {
			o := extensible(t) // received 09/11: 10, 11, 12/11
			o.when("2026-11-13 07:30").refuses(dossier.ErrNoticeLate)(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-12 16:59").does(o.desk.AskSupplement(o.d, missing))
			return o
		}, ""},
		{"NĐ 61/2018 đ.15 k.3, đ.17 k.1a and đ.19 k.4: the desk asks once, and so may the agency", func(t *testing.T) *office {
			o := newOffice(t)
			o.receive("2026-11-09 09:00")
			o.when("2026-11-09 10:00").does(o.desk.AskSupplement(o.d, missing))
			o.when("2026-11-16 09:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			o.when("2026-11-16 09:30").refuses(dossier.ErrAskedBefore)(o.desk.AskSupplement(o.d, missing))
			o.handOver("2026-11-16 10:00")
			o.when("2026-11-19 16:00").does(o.desk.AskSupplement(o.d, missing)) // 17, 18, 19/11
			o.when("2026-11-20 09:00").does(o.desk.Supply(o.d, []dossier.Paper{{Name: "Bản vẽ"}}))
			o.refuses(dossier.ErrAskedBefore)(o.desk.AskSupplement(o.d, missing))
			o.handOver("2026-11-20 10:00")
			o.when("2026-11-20 11:00").refuses(dossier.ErrAskedBefore)(o.desk.AskSupplement(o.d, missing))
			return o // 23, 25, 26, 27, 30/11
		}, "2026-11-30 09:00"},
	} {
		t.Run(tt.law, func(t *testing.T) {
			o := tt.story(t)
			if tt.due != "" && !o.d.Appointment.Equal(at(t, tt.due)) {
				t.Errorf("promised for %s, by hand %s", o.d.Appointment, tt.due)
			}
		})
	}
}

// online is a dossier of three working days that came by the web.
func online(t *testing.T, filed, taken string) *office {
	in := business()
	in.Channel, in.Procedure.Limit = procedure.Web, days(3)
	o := newOffice(t)
	o.when(filed).does(o.desk.Register(in, ""))
	o.when(taken).does(o.desk.Receive(o.d, nil, "x"))
	return o
}

// extensible is due on Monday 16/11/2026.
func extensible(t *testing.T) *office {
	o := newOffice(t)
	o.receive("2026-11-09 09:32")
	o.handOver("2026-11-09 10:00")
	o.expect(dossier.Processing, "2026-11-16 09:32")
	return o
}

// TestALimitInDaysEndsWithItsDay is BLDS 2015 đ.148: the index of time and report II.06a count a result of that day as on time.
func TestALimitInDaysEndsWithItsDay(t *testing.T) {
	for _, tt := range []struct {
		name, done string
		limit      workday.Limit
		byHour     bool
		want       dossier.Timeliness
	}{
		{"at 16:00 on the due day", "2026-11-16 16:00", days(5), false, dossier.OnTime},
		{"the day after", "2026-11-17 08:00", days(5), false, dossier.Overdue},
		{"the day before", "2026-11-13 16:00", days(5), false, dossier.Early},
		{"at 16:00, where the province counts the hour", "2026-11-16 16:00", days(5), true, dossier.Overdue},
		{"hours end at the hour", "2026-11-10 16:00", of(24, workday.ClockHours), false, dossier.Overdue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := business()
			in.Procedure.Limit, in.Procedure.ByHour = tt.limit, tt.byHour
			o := newOffice(t)
			o.when("2026-11-09 09:32").does(o.desk.Receive(o.d, &in, "x"))
			o.handOver("2026-11-09 10:00")
			o.when(tt.done).does(o.desk.Finish(o.d, dossier.Result{Name: "Giấy phép"}))
			if got := o.d.Timeliness(); got != tt.want {
				t.Errorf("%s, by hand %s", got, tt.want)
			}
		})
	}
}

// TestTransferByHand is NĐ 61/2018 đ.18 k.2, NĐ 309/2026 đ.9.
func TestTransferByHand(t *testing.T) {
	for received, want := range map[string]string{
		"2026-11-09 15:20": "2026-11-10 07:30", // first thing next working day
		"2026-08-22 10:00": "2026-08-22 17:00", // a Saturday that is worked
	} {
		o := newOffice(t)
		o.receive(received)
		if got := o.desk.HandOverBy(o.d); !got.Equal(at(t, want)) {
			t.Errorf("received %s, handed over by %s, by hand %s", received, got, want)
		}
	}
}

// TestReadingsComeFromTheCatalogue holds what a dossier keeps of its procedure's flags.
func TestReadingsComeFromTheCatalogue(t *testing.T) {
	p := procedure.Procedure{Code: "1.000001", Name: "Thử", NoticeDays: 5, ByHour: true, SupplementAtDesk: true, SupplementPauses: true,
		Ways: []procedure.Way{{Channel: procedure.Counter, Limit: workday.Limit{Unit: workday.SameDay, AfterThree: true}}}}
	got := dossier.Of(&p, procedure.Counter)
	if got.NoticeDays != 5 || !got.ByHour || !got.SupplementAtDesk || !got.SupplementPauses || !got.Limit.AfterThree {
		t.Errorf("%+v", got)
	}
}

// TestOldEventsKeepTheirDay replays a supplement as it was written before it could travel.
func TestOldEventsKeepTheirDay(t *testing.T) {
	o := elsewhere(t, false)
	o.when("2026-11-05 10:00").does(o.desk.AskSupplement(o.d, missing))
	due := at(t, "2026-11-16 09:00")
	after, err := o.d.After(dossier.Supplement{Papers: []dossier.Paper{{Name: "Bản vẽ"}}, Appointment: due}, at(t, "2026-11-09 09:00"))
	if err != nil {
		t.Fatal(err)
	}
	after, err = after.After(dossier.Handover{To: department}, at(t, "2026-11-12 08:00").Add(time.Minute))
	if err != nil || !after.Appointment.Equal(due) || errors.Is(err, dossier.ErrNotAllowed) {
		t.Errorf("promised for %s, %v", after.Appointment, err)
	}
}
