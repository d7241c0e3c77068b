package queue

import (
	"testing"
	"time"
)

func TestComingForAnAppointment(t *testing.T) {
	rules := CheckIn{Taken: true, Before: 30, After: 15}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, Zone) }
	a := Appointment{Code: "HN2041", Service: "ho-tich", From: at(25, 9, 0), To: at(25, 9, 30)}
	for _, c := range []struct {
		name string
		now  time.Time
		want Arrival
	}{
		{"the day before", at(24, 9, 0), OtherDay},
		{"the day after", at(26, 9, 0), OtherDay},
		{"a minute before the numbers are given", at(25, 8, 29), Early},
		{"half an hour before", at(25, 8, 30), OnTime},
		{"at the slot's last minute", at(25, 9, 29), OnTime},
		{"when the slot has ended", at(25, 9, 30), Late},
		{"a quarter of an hour after it", at(25, 9, 45), Late},
		{"a minute later", at(25, 9, 46), Over},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := rules.Judge(a, c.now)
			if got != c.want {
				t.Fatalf("%s; want %s", got, c.want)
			}
			place := a.From
			if got != OnTime {
				place = c.now
			}
			if p := rules.QueueTimeOf(a, c.now); !p.Equal(place) {
				t.Errorf("place %s; want %s", p, place)
			}
		})
	}
}

func TestWhoGoesBeforeOthers(t *testing.T) {
	nine := time.Date(2026, 11, 25, 9, 0, 0, 0, Zone)
	for _, c := range []struct {
		name   string
		ticket Ticket
		want   bool
	}{
		{"everybody", Ticket{QueueTime: nine}, false},
		{"of a class", Ticket{QueueTime: nine, Class: "cao-tuoi"}, true},
		{"by the slot", Ticket{QueueTime: nine, Slot: nine}, true},
		{"late for the slot", Ticket{QueueTime: nine.Add(time.Hour), Slot: nine}, false},
	} {
		if got := c.ticket.Favoured(); got != c.want {
			t.Errorf("%s: %v; want %v", c.name, got, c.want)
		}
	}
}

func TestCodesOfAppointments(t *testing.T) {
	for text, want := range map[string]string{
		"hn-2041": "HN2041", " HN 2041 ": "HN2041", "https://dichvucong.gov.vn/lich-hen/HN2041": "HN2041", "https://x.vn/?ma=hn-2041": "HN2041",
		"abc": "", "": "", "https://x.vn/": "", "HỘ TỊCH 1": "", "A2345678901234567890123456": "",
	} {
		if got, err := AppointmentCode(text); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
}
