package roster_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/officer"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

func TestMain(m *testing.M) { journaltest.Main(m) }

var (
	lan  = officer.Officer{ID: "lan", Name: "Nguyễn Thị Lan", Roles: []officer.Role{officer.Clerk}}
	minh = officer.Officer{ID: "minh", Name: "Trần Văn Minh", Roles: []officer.Role{officer.Admin}}
)

// office is a central's roster under test; its clock is set by hand, and its verifiers are plain words: what they match is officer's to test.
type office struct {
	testing.TB
	journal *journal.Journal
	clock   time.Time
}

func newOffice(t testing.TB) *office {
	t.Helper()
	o := &office{TB: t, clock: time.Date(2026, 11, 23, 7, 30, 0, 0, workday.Vietnam)}
	var err error
	o.journal, err = journal.Open(journaltest.Place(t, "central"), "central", func() time.Time { return o.clock }, roster.Fold("central"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.journal.Close() })
	o.must(func(tx *journal.Tx) error {
		return errors.Join(roster.Add(tx, "console", lan, "first"), roster.Add(tx, "console", minh, "other"))
	})
	return o
}

func (o *office) write(do func(*journal.Tx) error) error { return o.journal.Write(o.Context(), do) }

func (o *office) must(do func(*journal.Tx) error) {
	o.Helper()
	if err := o.write(do); err != nil {
		o.Fatal(err)
	}
}

func (o *office) mustOpen(who officer.Officer, verifier officer.Verifier) (token string) {
	o.Helper()
	o.must(func(tx *journal.Tx) (err error) {
		token, err = roster.Open(tx, roster.Entry{Officer: who, Verifier: verifier}, "counter-05")
		return err
	})
	return token
}

func (o *office) wantSession(when, token string, lives bool) {
	o.Helper()
	got, s, err := roster.Who(o.Context(), o.journal.Reader(), token, o.clock)
	switch {
	case lives && (err != nil || got.ID != lan.ID || s.Device != "counter-05"):
		o.Errorf("%s the token is %+v's, %+v, %v", when, got, s, err)
	case !lives && !errors.Is(err, roster.ErrNoSession):
		o.Errorf("%s the token opens something: %v", when, err)
	}
}

func (o *office) wantWait(when, id, device string, want time.Duration) {
	o.Helper()
	if got, err := roster.Wait(o.Context(), o.journal.Reader(), id, device, o.clock); got != want || err != nil {
		o.Errorf("%s %q on %s waits %s, %v; want %s", when, id, device, got, err, want)
	}
}

func TestSessionLivesUntilItEnds(t *testing.T) {
	o := newOffice(t)
	for _, tt := range []struct {
		name string
		end  func(token string)
	}{
		{"midnight", func(string) { o.clock = o.clock.Add(17 * time.Hour) }},
		{"logging out", func(token string) { o.must(func(tx *journal.Tx) error { return roster.Close(tx, "lan", token) }) }},
		{"another password", func(string) {
			o.must(func(tx *journal.Tx) error { return roster.SetPassword(tx, "console", "lan", "second") })
		}},
		{"removal", func(string) { o.must(func(tx *journal.Tx) error { return roster.Remove(tx, "console", "lan") }) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := roster.Find(t.Context(), o.journal.Reader(), "lan")
			if err != nil {
				t.Fatal(err)
			}
			token := o.mustOpen(lan, e.Verifier)
			o.wantSession("before", token, true)
			o.wantSession("guessed", token+"x", false)
			tt.end(token)
			o.wantSession("after", token, false)
		})
	}
}

func TestOldPasswordOpensNothing(t *testing.T) {
	o := newOffice(t)
	o.must(func(tx *journal.Tx) error { return roster.SetPassword(tx, "console", "lan", "second") })
	err := o.write(func(tx *journal.Tx) error {
		_, err := roster.Open(tx, roster.Entry{Officer: lan, Verifier: "first"}, "counter-05")
		return err
	})
	if !errors.Is(err, roster.ErrNoOfficer) {
		t.Errorf("a password that was changed while it was looked at: %v", err)
	}
}

func TestRolesHoldAtOnce(t *testing.T) {
	o := newOffice(t)
	token := o.mustOpen(lan, "first")
	o.must(func(tx *journal.Tx) error {
		return roster.SetRoles(tx, "console", "lan", []officer.Role{officer.Technician})
	})
	got, _, err := roster.Who(t.Context(), o.journal.Reader(), token, o.clock)
	if err != nil || got.May(officer.ReadDossiers) || !got.May(officer.SeePrinters) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLoginNameIsNeverGivenTwice(t *testing.T) {
	o := newOffice(t)
	add := func(tx *journal.Tx) error { return roster.Add(tx, "console", lan, "x") }
	if err := o.write(add); !errors.Is(err, roster.ErrTaken) {
		t.Errorf("while she is here: %v", err)
	}
	o.must(func(tx *journal.Tx) error { return roster.Remove(tx, "console", "lan") })
	if err := o.write(add); !errors.Is(err, roster.ErrTaken) {
		t.Errorf("after she has left: %v", err)
	}
	left, err := roster.List(t.Context(), o.journal.Reader())
	if err != nil || len(left) != 1 || left[0].ID != "minh" {
		t.Errorf("left are %+v, %v", left, err)
	}
}

func TestWrongPasswordsWait(t *testing.T) {
	o := newOffice(t)
	wrong := func(times int, id, device string) {
		o.must(func(tx *journal.Tx) error {
			var err error
			for range times {
				err = errors.Join(err, roster.Refuse(tx, id, device))
			}
			return err
		})
	}
	wrong(5, "lan", "counter-05")
	o.wantWait("after five wrong ones", "lan", "counter-05", 30*time.Second)
	o.wantWait("not elsewhere", "lan", "counter-01", 0)
	o.wantWait("not of others", "minh", "counter-05", 0)
	wrong(10, "", "counter-05") // names that nobody has
	o.wantWait("fifteen wrong ones on one device", "minh", "counter-05", 30*time.Second)
	o.wantWait("not elsewhere", "minh", "counter-01", 0)
	o.clock = o.clock.Add(30 * time.Second)
	o.wantWait("half a minute later", "lan", "counter-05", 0)
	o.mustOpen(lan, "first")
	wrong(1, "lan", "counter-05")
	o.wantWait("one wrong after a right one", "lan", "counter-05", 0)
}

func TestDeviceMakesNoOfficers(t *testing.T) {
	o := newOffice(t)
	kiosk, err := journal.Open(t.TempDir()+"/kiosk.db", "kiosk-1", func() time.Time { return o.clock }, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	defer kiosk.Close()
	err = kiosk.Write(t.Context(), func(tx *journal.Tx) error {
		for kind, body := range map[string]any{
			roster.KindAdded:    roster.Change{Officer: officer.Officer{ID: "thief", Name: "Thief", Roles: officer.Roles()}},
			roster.KindPassword: roster.Password{Verifier: "known"}, roster.KindOpened: roster.Login{Hash: "known"},
		} {
			if _, err := tx.Append(kind, "thief", body); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_, life := kiosk.Name()
	events, err := kiosk.Own(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	o.must(func(tx *journal.Tx) error { _, err := tx.Accept("kiosk-1", life, events); return err })
	if _, err := roster.Find(t.Context(), o.journal.Reader(), "thief"); !errors.Is(err, roster.ErrNoOfficer) {
		t.Errorf("a kiosk pushed itself an officer: %v", err)
	}
}

func TestActsAreListedAndSayNothingOfPeople(t *testing.T) {
	o := newOffice(t)
	began := o.clock
	o.clock = o.clock.Add(time.Minute)
	o.mustOpen(lan, "first")
	o.must(func(tx *journal.Tx) error {
		reading := roster.Reading{Officer: "lan", Device: "counter-05", Code: "000.00.00.H25-261123-0001"}
		return errors.Join(roster.Read(tx, roster.KindRead, "id-1", reading), roster.Read(tx, roster.KindSearched, "", roster.Reading{Officer: "lan", Device: "counter-05"}))
	})
	o.must(func(tx *journal.Tx) error { // a machine's, and nobody's act
		_, err := tx.Append("device.health", "central", map[string]string{"part": "disk", "state": "good"})
		return err
	})
	acts, err := roster.Acts(t.Context(), o.journal.Reader(), began, began.Add(24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range acts {
		got = append(got, a.Officer+" "+a.Kind+" "+a.Subject+" "+a.Detail)
	}
	want := []string{
		"lan read.register  ", "lan read.dossier id-1 000.00.00.H25-261123-0001", "lan session.opened lan ",
		"console officer.password minh ", "console officer.added minh admin", "console officer.password lan ", "console officer.added lan officer",
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	o.must(func(tx *journal.Tx) error {
		return errors.Join(roster.SetPassword(tx, "console", "lan", "second"), roster.Remove(tx, "console", "minh"))
	})
	if made, err := o.journal.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
		t.Errorf("folded anew: %+v, %v", made, err)
	}
}

func TestOldVerifiersAreForgotten(t *testing.T) {
	o := newOffice(t)
	o.mustOpen(lan, "first")
	o.must(func(tx *journal.Tx) error {
		return errors.Join(roster.SetPassword(tx, "console", "lan", "second"), roster.Remove(tx, "console", "minh"))
	})
	events, err := o.journal.After(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range events {
		if e.Private != nil {
			left = append(left, e.Kind+" "+e.Subject)
		}
	}
	if want := []string{"officer.password lan"}; !slices.Equal(left, want) {
		t.Errorf("secrets are left in %q, want %q", left, want)
	}
	if audit, err := o.journal.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
}
