package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/admin"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// thrown is an event that a stolen box throws at central.
type thrown struct {
	kind, subject string
	body          any
}

// mustThrow has a device's token push events that no program of ours writes, and tells why each was put aside; empty: it was believed.
func mustThrow(t testing.TB, c *Server, device string, events ...thrown) (reasons []string) {
	t.Helper()
	link, j := mustLink(t, c, device)
	err := j.Write(t.Context(), func(tx *journal.Tx) (err error) {
		for _, e := range events {
			if _, err = tx.Append(e.kind, e.subject, e.body); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = link.Flush(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return reasonsOf(t, c, j)[:len(events)] // what the disk, which is new, says of itself comes behind
}

func reasonsOf(t testing.TB, c *Server, j *journal.Journal) (reasons []string) {
	t.Helper()
	name, life := j.Name()
	held, err := c.journal.Of(t.Context(), name, life, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	aside, err := c.journal.AsideBetween(t.Context(), 0, 1<<62)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range held {
		reasons = append(reasons, aside[e.Position])
	}
	return reasons
}

// ticketOf is a ticket as a kiosk would write it, changed.
func ticketOf(kiosk int, now time.Time, change func(*queue.Ticket)) queue.Ticket {
	now = now.UTC().Truncate(time.Millisecond)
	t := queue.Ticket{
		ID: uuid.NewString(), Series: kiosk, Serial: 1, Service: "ho-tich", Kiosk: kiosk, IssuedAt: now, QueueTime: now, State: queue.Waiting, Ahead: queue.Unknown, InHand: true,
	}
	t.Number = queue.Number("A", t.Series, t.Serial)
	change(&t)
	return t
}

// TestPoison throws at central what a stolen box could, and looks that nothing of it is believed, that what comes behind it is, that the
// hall goes on, and that the log gives the same tables again.
func TestPoison(t *testing.T) {
	now := time.Now()
	c := mustServe(t, t.TempDir(), 2)
	mustHire(t, c, "lan", officer.Clerk)
	mustHire(t, c, "hoa", officer.Supervisor)
	other := mustThrow(t, c, "kiosk-8", issuedBy(ticketOf(8, now, func(t *queue.Ticket) { t.ID = "0190c5a0-0000-7000-8000-000000000008" })))
	if other[0] != "" {
		t.Fatalf("an honest ticket is put aside: %s", other[0])
	}
	at := func(kiosk int, change func(*queue.Ticket)) thrown { return issuedBy(ticketOf(kiosk, now, change)) }
	signed := dossier.Signed{Officer: "Nguyễn Thị Lan", Login: "lan"}
	for _, tt := range []struct {
		name, device string
		thrown
		want string // in the reason
	}{
		{"central's series to its end", "kiosk-1", at(1, func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 0, 1<<62, "A001" }), "is not the"},
		{"a serial behind the last there is", "kiosk-1", at(1, func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 0, 7992, "AAAAAAAAA999" }), "is not the"},
		{"the last serial", "kiosk-1", at(1, func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 0, 7992, queue.Number("A", 0, 7992) }), "leaps"},
		{"a negative serial", "kiosk-1", at(1, func(t *queue.Ticket) { t.Serial = -1 }), "is not the"},
		{"another kiosk's series", "kiosk-1", at(1, func(t *queue.Ticket) { t.Series, t.Number = 8, "A8001" }), "as kiosk"},
		{"as another kiosk", "kiosk-1", at(1, func(t *queue.Ticket) { t.Kiosk = 8 }), "as kiosk"},
		{"the head of the line since 1970", "kiosk-1", at(1, func(t *queue.Ticket) { t.QueueTime = time.Unix(0, 0) }), "place in line"},
		{"four hours before all others", "kiosk-1", at(1, func(t *queue.Ticket) { t.QueueTime = t.QueueTime.Add(-4 * time.Hour) }), "place in line"},
		{"a day in the year 2106", "kiosk-1", at(1, func(t *queue.Ticket) { t.IssuedAt = t.IssuedAt.AddDate(80, 0, 0); t.QueueTime = t.IssuedAt }), "2106"},
		{"a day next month", "kiosk-1", at(1, func(t *queue.Ticket) { t.IssuedAt = t.IssuedAt.AddDate(0, 1, 0); t.QueueTime = t.IssuedAt }), "number A1001 is of"},
		{"a service that there is not", "kiosk-1", at(1, func(t *queue.Ticket) { t.Service = "ma-tuy" }), "no service"},
		{"another service's letter", "kiosk-1", at(1, func(t *queue.Ticket) { t.Number = "B1001" }), "none of service"},
		{"a number of 60 KB", "kiosk-1", at(1, func(t *queue.Ticket) { t.Number = strings.Repeat("A", 60000) }), "bytes"},
		{"a number of 200 KB", "kiosk-1", at(1, func(t *queue.Ticket) { t.Number = strings.Repeat("A", 200000) }), "bytes long"},
		{"an id that is another's", "kiosk-1", thrown{hall.KindIssued, uuid.NewString(), ticketOf(1, now, func(*queue.Ticket) {})}, "about"},
		{"cancelling another's ticket", "kiosk-1", thrown{hall.KindOf(queue.Cancel), "0190c5a0-0000-7000-8000-000000000008", hall.Move{}}, "kiosk-8"},
		{"printing another's ticket", "kiosk-1", thrown{hall.KindPrinted, "0190c5a0-0000-7000-8000-000000000008", struct{}{}}, "kiosk-8"},
		{"another's ticket under a number of its own", "kiosk-1", at(1, func(t *queue.Ticket) { t.ID = "0190c5a0-0000-7000-8000-000000000008" }), "kiosk-8"},
		{"a rating of level 99999", "kiosk-1", thrown{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999}}, "level"},
		{"a rating of 40 KB", "rating-01", thrown{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 1, Words: strings.Repeat("a", 40000)}}, "40000 bytes"},
		{"a rating of another counter", "rating-01", thrown{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 1, Counter: "02"}}, "rates counter"},
		{"a list where an object stands", "kiosk-1", thrown{hall.KindIssued, "x", []int{1}}, "not of its kind"},
		{"a text of zero", "kiosk-1", thrown{hall.KindHealth, "", hall.Health{Part: "a\x00b", State: "good"}}, "zero"},
		{"depth", "kiosk-1", thrown{hall.KindHelp, "", nested(100)}, "deep"},
		{"an event of the year 1", "kiosk-1", at(1, func(t *queue.Ticket) { t.IssuedAt, t.QueueTime = time.Time{}, time.Time{} }), "no year"},
		{"a million lost", "kiosk-1", thrown{journal.KindLost, "", journal.Count{Events: -1}}, "counts"},

		{"an agency's codes used up", "counter-01", thrown{registry.KindCodeIssued, "d", registry.Number{Code: "000.00.00.H25-261123-0001", Agency: "000.00.00.H25", Day: "2026-11-23", Serial: 1_000_000}}, "no code has"},
		{"a code where nobody sits", "counter-01", thrown{registry.KindCodeIssued, "d", numberOf(now, 5, 1)}, "nobody sat"},
		{"a dossier withdrawn in an officer's name", "counter-01", thrown{"dossier.withdrawn", "d", dossier.Withdrawal{Signed: signed, Reason: "x"}}, "lan did not sit"},
		{"a dossier withdrawn in nobody's", "counter-01", thrown{"dossier.withdrawn", "d", dossier.Withdrawal{Reason: "x"}}, "nobody's name"},
		{"a step that there is not", "counter-01", thrown{"dossier.burnt", "d", dossier.Withdrawal{Signed: signed}}, "no step"},
		{"a limit of a million days", "counter-01", thrown{"dossier.handed_over", "d", dossier.Handover{Signed: signed, To: "Sở", Limit: workday.Limit{Amount: 1e6, Unit: workday.Days}}}, "time limit"},
		{"charges below nothing", "counter-01", thrown{"dossier.payment_demanded", "d", dossier.PaymentDemand{Signed: signed, Charges: []dossier.Charge{{Name: "x", Amount: -1}}}}, "amount"},
		{"what another counter's officer read", "counter-01", thrown{roster.KindRead, "d", roster.Reading{Officer: "lan", Device: "counter-02"}}, "what was read at"},
		{"what an officer read who never sat there", "counter-01", thrown{roster.KindRead, "d", roster.Reading{Officer: "lan", Device: "counter-01"}}, "lan did not sit"},
		{"a login that central has not seen", "counter-01", thrown{roster.KindDeskOpened, "lan", roster.Seat{}}, "no session"},
		{"a call to another counter", "counter-01", thrown{hall.KindOf(queue.Call), "0190c5a0-0000-7000-8000-000000000008", hall.Move{Counter: "02", Turn: 1, Officer: "lan"}}, "acts as counter"},
		{"a call where nobody sits", "counter-01", thrown{hall.KindOf(queue.Call), "0190c5a0-0000-7000-8000-000000000008", hall.Move{Counter: "01", Turn: 1}}, "nobody's name"},
		{"a call as if central had made it", "counter-01", thrown{hall.KindOf(queue.Call), "x", hall.Move{Counter: "01", Turn: 1, Offered: true}}, "central has called"},
		{"a turn of a thousand million", "counter-01", thrown{hall.KindOf(queue.Call), "x", hall.Move{Counter: "01", Turn: 1e9}}, "turn"},
		{"another number on somebody's slip", "counter-01", at(0, func(t *queue.Ticket) {
			t.ID, t.Series, t.Serial, t.Number = "0190c5a0-0000-7000-8000-000000000008", 8, 77, "A8077"
		}), "calls number"},
		{"a slip where nobody sits", "counter-01", at(0, func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 8, 78, "A8078" }), "nobody sat"},
		{"a desk locked from who never sat there", "counter-01", thrown{roster.KindLocked, "lan", roster.Seat{}}, "never sat"},
		{"somebody else's news", "counter-01", thrown{hall.KindConflictTold, "x", hall.Told{Counter: "02", Turn: 1}}, "news of counter"},
		{"an officer of its own", "counter-01", thrown{roster.KindAdded, "eve", roster.Change{By: "console"}}, "does not bring"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reasons := mustThrow(t, c, tt.device, tt.thrown, thrown{hall.KindPrinter, "", hall.PrinterState{Status: "ready"}})
			if len(reasons) != 2 || reasons[0] == "" || !strings.Contains(reasons[0], tt.want) || reasons[1] != "" {
				t.Errorf("put aside because %q; want one that says %q, and nothing behind it", reasons, tt.want)
			}
		})
	}
	if n := mustIssue(t, c).Number; n != "A001" {
		t.Errorf("the next number is %s", n)
	}
	if made, err := c.journal.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
		t.Errorf("%+v, %v", made, err)
	}
	mustHire(t, c, "tung", officer.Technician)
	if page := answered(t, c, mustBrowse(t, c, "tung"), "GET", "/printers", "").Body.String(); !strings.Contains(page, "Sự kiện máy chủ không tin") || !strings.Contains(page, "does not bring events") {
		t.Errorf("the technician is not told: %s", page)
	}
	var says strings.Builder
	if err := (admin.Job{Call: program.Call{Say: i18n.In("en")}.With("meaning"), Settings: c.settings(), Journal: c.journal, Now: time.Now, Says: &says}).Do(t.Context(), "verify"); err != nil {
		t.Errorf("%v: %s", err, says.String())
	}
}

// TestNoNumberInTwoHands: what central has given to one, no kiosk and no slip gives to another; the kiosk that has asked may have printed one
// of its own.
func TestNoNumberInTwoHands(t *testing.T) {
	now := time.Now()
	c := mustServe(t, t.TempDir(), 1)
	given := mustIssue(t, c)
	as := func(device string, want string, change func(*queue.Ticket)) {
		t.Helper()
		kiosk := 0
		_, _ = fmt.Sscanf(device, "kiosk-%d", &kiosk)
		reason := mustThrow(t, c, device, issuedBy(ticketOf(kiosk, now, func(t *queue.Ticket) { t.Series, t.Serial, t.Number = 0, 1, "A001"; change(t) })))[0]
		if (reason == "") != (want == "") || !strings.Contains(reason, want) {
			t.Errorf("%s: put aside because %q, want %q", device, reason, want)
		}
	}
	as("kiosk-7", "in another hand", func(*queue.Ticket) {})
	as("counter-01", "in another hand", func(*queue.Ticket) {})
	as("kiosk-7", "kiosk-1", func(t *queue.Ticket) { t.ID = given.ID })
	as("counter-01", "calls number", func(t *queue.Ticket) { t.ID, t.Series, t.Number = given.ID, 6, "A6001" })
	as("kiosk-1", "", func(t *queue.Ticket) { t.ID, t.Series, t.Serial, t.Number = given.ID, 1, 1, "A1001" })
	as("counter-01", "", func(t *queue.Ticket) { t.ID = given.ID }) // central's word of it came too late
	if err := c.journal.Reader().QueryRow(`SELECT number FROM tickets WHERE id = $1`, given.ID).Scan(&given.Number); err != nil || given.Number != "A1001" {
		t.Errorf("the ticket has number %s, %v", given.Number, err)
	}
}

func issuedBy(t queue.Ticket) thrown { return thrown{hall.KindIssued, t.ID, t} }

func numberOf(now time.Time, series, serial int) registry.Number {
	day := workday.DateOf(now)
	code, _ := dossier.Circular.Write(dossier.Code{Agency: "000.00.00.H25", Day: day, Series: series, Serial: serial})
	return registry.Number{Code: code, Agency: "000.00.00.H25", Day: day.String(), Series: series, Serial: serial}
}

func nested(depth int) (v any) {
	for range depth {
		v = []any{v}
	}
	return v
}

// TestHonestOfficersAreBelieved: with a session at central, and without one by the password that was typed at the desk.
func TestHonestOfficersAreBelieved(t *testing.T) {
	c := mustServe(t, t.TempDir(), 2)
	mustHire(t, c, "lan", officer.Clerk)
	e, err := roster.Find(t.Context(), c.journal.Reader(), "lan")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := officer.NewSigner(e.Verifier, password)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC().Truncate(time.Millisecond)
	move := thrown{hall.KindOf(queue.Finish), uuid.NewString(), hall.Move{Counter: "02", Turn: 1, Officer: "lan"}}
	sits := func(device string) thrown {
		return thrown{roster.KindDeskOpened, "lan", roster.Seat{Offline: true, At: now, Proof: signer.Prove(device, "lan", now)}}
	}
	want := func(name string, believed bool, events ...thrown) {
		t.Helper()
		for i, reason := range mustThrow(t, c, "counter-02", events...) {
			if (reason == "") != believed {
				t.Errorf("%s: event %d: %q", name, i+1, reason)
			}
		}
	}
	client := mustEnrol(t, c, "counter-01")
	if _, err := client.Login(t.Context(), uplink.Credentials{Officer: "lan", Password: password, Signs: true}); err != nil { // from now on her key is known
		t.Fatal(err)
	}
	want("without a proof", false, thrown{roster.KindDeskOpened, "lan", roster.Seat{Offline: true, At: now}}, move)
	want("with the proof of another desk", false, sits("counter-01"), move)
	want("with her proof", true, sits("counter-02"), move, thrown{roster.KindLocked, "lan", roster.Seat{Offline: true}})
	atDesk := mustThrow(t, c, "counter-01", thrown{roster.KindDeskOpened, "lan", roster.Seat{}}, thrown{hall.KindOf(queue.Finish), uuid.NewString(), hall.Move{Counter: "01", Turn: 1, Officer: "lan"}})
	if strings.Join(atDesk, "") != "" {
		t.Errorf("with a session: %q", atDesk)
	}
}

// TestPoisonThatOlderVersionsTookIn is found, put aside, and gone from the tables.
func TestPoisonThatOlderVersionsTookIn(t *testing.T) {
	settings := settingsOf(t, t.TempDir(), 1)
	old, err := openWith(settings, store.Tables)
	if err != nil {
		t.Fatal(err)
	}
	bad, err := journal.Open(t.TempDir()+"/kiosk.db", "kiosk-1", time.Now, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	defer bad.Close()
	more := len(moreOldPoison())
	poison := ticketOf(1, time.Now(), func(t *queue.Ticket) { t.Series, t.Serial = 0, 2_000_000_000 })
	good := ticketOf(1, time.Now(), func(*queue.Ticket) {})
	err = bad.Write(t.Context(), func(tx *journal.Tx) error {
		err := errors.Join(hall.Record(tx, poison), hall.Record(tx, good))
		for _, e := range moreOldPoison() {
			if err == nil {
				_, err = tx.Append(e.kind, e.subject, e.body)
			}
		}
		return err
	})
	events, failed := bad.Own(t.Context(), 0, 10)
	_, life := bad.Name()
	err = errors.Join(err, failed, old.Write(t.Context(), func(tx *journal.Tx) error { _, err := tx.Accept("kiosk-1", life, events); return err }), old.Close())
	if err != nil {
		t.Fatal(err)
	}

	c := mustRun(t, settings)
	mustIssue(t, c) // and does not fall over it
	says := &strings.Builder{}
	j := admin.Job{Call: program.Call{Say: i18n.In("en")}.With("meaning"), Settings: settings, Journal: c.journal, Now: time.Now, Says: says}
	if err := j.Do(t.Context(), "verify"); !errors.Is(err, admin.ErrFault) || strings.Count(says.String(), "poison:") != 1+more || !strings.Contains(says.String(), "kiosk-1") {
		t.Errorf("%v: %s", err, says)
	}
	if err := j.Do(t.Context(), "quarantine"); err != nil {
		t.Fatalf("%v: %s", err, says)
	}
	says.Reset()
	if err := errors.Join(j.Do(t.Context(), "verify"), j.Do(t.Context(), "rebuild"), j.Do(t.Context(), "quarantined")); err != nil || !strings.Contains(says.String(), fmt.Sprintf("quarantine: %d events", 1+more)) {
		t.Errorf("%v: %s", err, says)
	}
	wantTickets(t, c, 2)
	list, _, err := c.journal.Quarantine(t.Context(), 10)
	if err != nil || len(list) != 1+more {
		t.Fatalf("%+v, %v", list, err)
	}
	if err := j.Do(t.Context(), "release", fmt.Sprint(list[more].Position)); err != nil { // the newest come first
		t.Fatal(err)
	}
	wantTickets(t, c, 3)
}

// moreOldPoison is what a stolen kiosk could say besides to a central that asked nothing.
func moreOldPoison() []thrown {
	return []thrown{
		{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999}},
		{hall.KindRated, "u", rating.Rating{Ticket: "u", Level: 1, Words: strings.Repeat("a", 40_000)}},
		{hall.KindOf(queue.Call), uuid.NewString(), hall.Move{Counter: "01", Turn: 1e9}},
		{registry.KindCodeIssued, "d", registry.Number{Code: "000.00.00.H25-261123-0001", Agency: "000.00.00.H25", Day: "2026-11-23", Serial: 1_000_000}},
		{roster.KindRead, "d", roster.Reading{Officer: "lan", Device: "counter-02"}},
		{hall.KindHelp, "", nested(100)},
	}
}

func wantTickets(t testing.TB, c *Server, want int) {
	t.Helper()
	var n int
	if err := c.journal.Reader().QueryRow(`SELECT count(*) FROM tickets`).Scan(&n); err != nil || n != want {
		t.Errorf("%d tickets, %v; want %d", n, err, want)
	}
}

// openWith opens central's journal with another fold than its own.
func openWith(s settings.Settings, fold journal.Fold) (*journal.Journal, error) {
	return journal.Open(s.JournalPath(), store.Origin, time.Now, fold)
}

// TestAPanicFailsItsWriteAlone: the journal goes on.
func TestAPanicFailsItsWriteAlone(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	err := c.journal.Write(context.Background(), func(*journal.Tx) error { panic("wrong program") })
	if !errors.Is(err, journal.ErrPanic) {
		t.Errorf("%v", err)
	}
	mustIssue(t, c)
}
