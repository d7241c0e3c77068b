package admin

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

func TestReadingAppointments(t *testing.T) {
	centre := centre.Centre{Services: []queue.Service{{ID: "ho-tich"}}}
	nine := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	good := queue.Appointment{Code: "HN2041", Service: "ho-tich", From: nine, To: nine.Add(30 * time.Minute)}
	carded := good
	carded.Person = "035090001234"
	const head = "code,service,day,from,to,card,state\n"
	for _, c := range []struct {
		name, text string
		want       []listedAppointment
		fault      string
	}{
		{"as central writes it", head + "HN-2041,ho-tich,2026-11-25,09:00,09:30,,\n", []listedAppointment{{good, false, 2}}, ""},
		{"as a spreadsheet here saves it", "\xef\xbb\xbfCode;Service;Day;From;To;Card\nhn2041;ho-tich;25/11/2026;9:00;9:30;035090001234\n", []listedAppointment{{carded, false, 2}}, ""},
		{"cancelled", head + "HN2041,,,,,,hủy\n", []listedAppointment{{queue.Appointment{Code: "HN2041"}, true, 2}}, ""},
		{"an empty file", "", nil, "a.csv: the file holds no rows"},
		{"no header", "HN2041,ho-tich,2026-11-25,09:00,09:30\n", nil, "a.csv:1: the names of the columns were expected, code among them: code,service,day,from,to,card,state"},
		{"a code of signs", head + "?!,ho-tich,2026-11-25,09:00,09:30,,\n", nil, `a.csv:2: code: is "?!", 4 to 24 letters without marks and digits was expected`},
		{"no such service", head + "HN2041,ho,2026-11-25,09:00,09:30,,\n", nil, `a.csv:2: service: is "ho", the id of a service of the settings was expected`},
		{"no such day", head + "HN2041,ho-tich,31/2/2026,09:00,09:30,,\n", nil, `a.csv:2: day: is "31/2/2026", a day such as 2026-11-25 or 25/11/2026 was expected`},
		{"no such time", head + "HN2041,ho-tich,2026-11-25,25:00,09:30,,\n", nil, `a.csv:2: from: is "25:00", a time of day such as 09:00 was expected`},
		{"back to front", head + "HN2041,ho-tich,2026-11-25,09:30,09:00,,\n", nil, `a.csv:2: to: is "09:00", a time after the slot's beginning 09:30 was expected`},
		{"a card without its nought", head + "HN2041,ho-tich,2026-11-25,09:00,09:30,35090001234,\n", nil, `a.csv:2: card: the twelve digits of an identity card was expected, or nothing`},
		{"a state that is none", head + "HN2041,ho-tich,2026-11-25,09:00,09:30,,maybe\n", nil, `a.csv:2: state: is "maybe", nothing or cancelled was expected`},
		{"a quote that never ends", head + "\"HN2041,ho-tich\nHN2042,ho-tich\n", nil, `a.csv: line 2: the quotation mark is not closed before the next cell; 1 lines behind it were swallowed`},
		{"nothing but a heading", head, nil, "a.csv: the file holds no rows"},
		{"a workbook", "PK\x03\x04\x14", nil, "a.csv: this is an Excel workbook"},
		{"line ends of an old Mac", strings.ReplaceAll(head+"HN-2041,ho-tich,2026-11-25,09:00,09:30,,\n", "\n", "\r"), []listedAppointment{{good, false, 2}}, ""},
		{"tabs with empty cells", "code\tservice\tday\tfrom\tto\tnote\tcard\nHN-2041\tho-tich\t2026-11-25\t09:00\t09:30\t\t035090001234\n", []listedAppointment{{carded, false, 2}}, ""},
		{"tabs with a note for a card", "code\tservice\tday\tfrom\tto\tcard\tnote\nHN-2041\tho-tich\t2026-11-25\t09:00\t09:30\t\t035090001234\n", []listedAppointment{{good, false, 2}}, ""},
		{"a cell too many", head + "HN-2041,ho-tich,2026-11-25,09:00,09:30,,,gấp\n", nil, "a.csv:2: more cells than the heading has"},
		{"blank rows", head + ",,,,,,\n\nHN-2041,ho-tich,2026-11-25,09:00,09:30,,\n", []listedAppointment{{good, false, 4}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, faults := readAppointments("a.csv", strings.NewReader(c.text), centre)
			if d := cmp.Diff(c.want, list, cmp.AllowUnexported(listedAppointment{})); d != "" {
				t.Error(d)
			}
			switch {
			case c.fault == "" && len(faults) > 0:
				t.Errorf("faults %v", faults)
			case c.fault != "" && (len(faults) != 1 || !strings.HasPrefix(i18n.In("en").Tell(faults[0]), c.fault)):
				t.Errorf("faults %v; want %s", faults, c.fault)
			}
		})
	}
}
