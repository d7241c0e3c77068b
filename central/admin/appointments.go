package admin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/table"
)

// columns of a file of appointments; the last two may be missing.
var columns = []string{"code", "service", "day", "from", "to", "card", "state"}

const columnsNeeded = 5

// cancelled are the words by which a line gives its appointment up.
var cancelled = []string{"cancelled", "hủy", "huỷ"}

// listedAppointment is an appointment of a file.
type listedAppointment struct {
	queue.Appointment
	givenUp bool
	line    int
}

// importAppointments takes appointments over from a file. Each line that cannot be read, or comes too late, is told, and the others are
// taken; doing it again changes nothing that stands already, nor what officers have done since.
func importAppointments(ctx context.Context, j Job, args []string) error {
	file, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer file.Close()
	list, faults := readAppointments(args[0], file, j.Settings.Centre)
	var t takeover
	err = j.Journal.Write(ctx, func(tx *journal.Tx) (err error) {
		t, err = takeOver(ctx, tx, list)
		return err
	})
	if err != nil {
		return fmt.Errorf("appointments: %w", err)
	}
	for _, fault := range faults {
		j.tell("central.appointments.fault", i18n.Args{"Fault": fault})
	}
	t.tell(j, args[0], len(faults))
	if len(faults) > 0 {
		return ErrUnread
	}
	return nil
}

// ErrUnread says that a command has told which lines it could not read.
var ErrUnread = i18n.NewProblem("central.appointments.unread", nil)

// takeover is what became of the appointments of a file.
type takeover struct {
	made, givenUp, asTheyWere int
	staffs                    int                 // left as officers have them
	used                      []listedAppointment // left because somebody came for them
}

func takeOver(ctx context.Context, tx *journal.Tx, list []listedAppointment) (t takeover, err error) {
	for _, a := range list {
		changed, err := a.takeOver(ctx, tx)
		switch {
		case errors.Is(err, hall.ErrStaffs):
			t.staffs++
		case errors.Is(err, hall.ErrSlotUsed):
			t.used = append(t.used, a)
		case err != nil:
			return t, err
		case !changed:
			t.asTheyWere++
		case a.givenUp:
			t.givenUp++
		default:
			t.made++
		}
	}
	return t, nil
}

func (a listedAppointment) takeOver(ctx context.Context, tx *journal.Tx) (changed bool, err error) {
	if a.givenUp {
		return hall.GiveUp(ctx, tx, a.Code)
	}
	return hall.Appoint(ctx, tx, a.Appointment)
}

// tell says what became of the file's lines.
func (t takeover) tell(j Job, name string, unread int) {
	for _, a := range t.used {
		j.tell("central.appointments.used", i18n.Args{"File": name, "Line": a.line, "Code": a.Code})
	}
	j.tell("central.appointments.done", i18n.Args{"Made": t.made, "GivenUp": t.givenUp, "Same": t.asTheyWere, "Unread": unread})
	if t.staffs > 0 {
		j.tell("central.appointments.staffs", i18n.Args{"Left": t.staffs})
	}
}

// lineFault is what is wrong with a line of a file; 0: with all of it.
func lineFault(name string, line int, why error) error {
	return i18n.NewProblem("central.appointments.line", i18n.Args{"File": name, "Line": line, "Why": why})
}

// tableProblem says in the reader's language why a file is no table.
func tableProblem(err error) error {
	for id, known := range map[string]error{
		"table.empty": table.ErrEmpty, "table.too_long": table.ErrTooLong, "table.workbook": table.ErrWorkbook, "table.encoding": table.ErrEncoding,
	} {
		if errors.Is(err, known) {
			return i18n.NewProblem(id, nil)
		}
	}
	if quote := (*table.QuoteError)(nil); errors.As(err, &quote) {
		return i18n.NewProblem("table.quote", i18n.Args{"Line": quote.Line, "Swallowed": quote.Swallowed})
	}
	return err
}

// readAppointments reads a file of appointments, as spreadsheets save it. It tells of each line that it cannot read.
func readAppointments(name string, file io.Reader, centre centre.Centre) (list []listedAppointment, faults []error) {
	lines, err := table.Read(file)
	if quote := (*table.QuoteError)(nil); err != nil && !errors.As(err, &quote) {
		return nil, []error{lineFault(name, 0, tableProblem(err))}
	}
	if missing := lines.Lacks(columns[:columnsNeeded]...); missing != "" && err == nil {
		return nil, []error{lineFault(name, 1, i18n.NewProblem("central.appointments.columns", i18n.Args{"Missing": missing, "Columns": strings.Join(columns, ",")}))}
	}
	for _, line := range lines.Rows {
		a, err := readAppointment(row{line}, centre)
		if err != nil {
			faults = append(faults, lineFault(name, line.Line, err))
			continue
		}
		a.line = line.Line
		list = append(list, a)
	}
	if err == nil && len(lines.Rows) == 0 {
		err = table.ErrEmpty
	}
	if err != nil {
		faults = append(faults, lineFault(name, 0, tableProblem(err)))
	}
	return list, faults
}

// row is a line's cells by their columns.
type row struct{ table.Row }

// expected says what stands in a cell and, by the name of a sentence, what was expected. What may tell of a person is not repeated.
func (r row) expected(column, what string) error {
	args := i18n.Args{"Column": column, "Cell": strconv.Quote(r.Cell(column)), "From": r.Cell("from"), "Wanted": i18n.NewProblem("central.appointments.wants."+what, i18n.Args{"From": r.Cell("from")})}
	if column == "card" {
		return i18n.NewProblem("central.appointments.card", args)
	}
	return i18n.NewProblem("central.appointments.cell", args)
}

func readAppointment(r row, centre centre.Centre) (a listedAppointment, err error) {
	if r.Err() != nil {
		return a, i18n.NewProblem("table.cells", nil)
	}
	if a.Code, err = queue.AppointmentCode(r.Cell("code")); err != nil {
		return a, r.expected("code", "code")
	}
	state := strings.ToLower(r.Cell("state"))
	if a.givenUp = slices.Contains(cancelled, state); a.givenUp {
		return a, nil
	}
	if state != "" {
		return a, r.expected("state", "state")
	}
	s, ok := centre.Service(r.Cell("service"))
	if a.Service = s.ID; !ok {
		return a, r.expected("service", "service")
	}
	if a.From, a.To, err = readSlot(r); err != nil {
		return a, err
	}
	if card := r.Cell("card"); card != "" {
		number, err := idcard.ParseNumber(card)
		if a.Person = number.Digits(); err != nil {
			return a, r.expected("card", "card")
		}
	}
	return a, nil
}

// readSlot reads when an appointment is.
func readSlot(r row) (from, to time.Time, err error) {
	day, err := time.ParseInLocation(time.DateOnly, r.Cell("day"), queue.Zone)
	if err != nil {
		day, err = time.ParseInLocation("2/1/2006", r.Cell("day"), queue.Zone)
	}
	if err != nil {
		return from, to, r.expected("day", "day")
	}
	var ends [2]time.Time
	for i, column := range []string{"from", "to"} {
		clock, err := time.Parse("15:04", r.Cell(column))
		if err != nil {
			return from, to, r.expected(column, "time")
		}
		ends[i] = day.Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
	}
	if !ends[1].After(ends[0]) {
		return from, to, r.expected("to", "later")
	}
	return ends[0], ends[1], nil
}
