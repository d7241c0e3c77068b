package login

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

const password = "mưa rào tháng sáu"

var verifier = sync.OnceValue(func() officer.Verifier {
	v, err := officer.NewVerifier(password)
	if err != nil {
		panic(err)
	}
	return v
})

var (
	lan  = officer.Officer{ID: "lan", Name: "Nguyễn Thị Lan", Roles: []officer.Role{officer.Clerk}}
	hoa  = officer.Officer{ID: "hoa", Name: "Trần Thị Hoa", Roles: []officer.Role{officer.Supervisor}}
	tech = officer.Officer{ID: "tung", Name: "Lê Văn Tùng", Roles: []officer.Role{officer.Technician}}
)

// fakeCentral knows its officers; its faults are set by hand.
type fakeCentral struct {
	here    []officer.Officer
	down    error
	session string // of who asks
	logins  int
}

func (f *fakeCentral) Login(_ context.Context, who uplink.Credentials) (uplink.Session, error) {
	f.logins++
	if f.down != nil {
		return uplink.Session{}, f.down
	}
	for _, o := range f.here {
		if o.ID == who.Officer && who.Password == password {
			f.session = "session of " + o.ID
			return uplink.Session{Token: f.session, Officer: o}, nil
		}
	}
	return uplink.Session{}, &uplink.Refusal{Reason: uplink.WrongLogin}
}

func (f *fakeCentral) Officers(context.Context) (entries []roster.Entry, err error) {
	if f.down != nil {
		return nil, f.down
	}
	if len(f.here) > 0 && !slices.ContainsFunc(f.here, func(o officer.Officer) bool { return f.session == "session of "+o.ID }) {
		return nil, &uplink.Refusal{Reason: uplink.NoSession}
	}
	for _, o := range f.here {
		if o.May(officer.Serve) {
			entries = append(entries, roster.Entry{Officer: o, Verifier: verifier()})
		}
	}
	return entries, nil
}

func (f *fakeCentral) As(token string) { f.session = token }

// desk is a seat under test, whose clock is set by hand.
type desk struct {
	testing.TB
	*Seat
	central *fakeCentral
	journal *journal.Journal
	path    string
	clock   time.Time
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{
		TB: t, central: &fakeCentral{here: []officer.Officer{lan, hoa, tech}}, path: filepath.Join(t.TempDir(), "counter.db"),
		clock: time.Date(2026, 11, 23, 7, 30, 0, 0, workday.Vietnam),
	}
	d.start()
	return d
}

// start is the counter's program after a power cut.
func (d *desk) start() {
	d.Helper()
	var err error
	now := func() time.Time { return d.clock }
	if d.journal != nil {
		d.journal.Close()
	}
	if d.journal, err = journal.Open(d.path, "counter-05", now, journal.Join()); err == nil {
		d.Seat, err = Open(d.Context(), d.journal, d.central, now)
	}
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { d.journal.Close() })
}

var errCable = errors.New("cable pulled")

func (d *desk) login(id, typed string) error {
	return d.Login(d.Context(), uplink.Credentials{Officer: id, Password: typed})
}

func (d *desk) mustLogin(id string) {
	d.Helper()
	if err := d.login(id, password); err != nil || d.Officer().ID != id {
		d.Fatalf("%s logs in: %v; at the desk is %q", id, err, d.Officer().ID)
	}
}

func (d *desk) wantEvents(want string) {
	d.Helper()
	events, err := d.journal.Own(d.Context(), 0, 100)
	if err != nil {
		d.Fatal(err)
	}
	var got []string
	for _, e := range events {
		got = append(got, strings.TrimSpace(e.Kind+" "+e.Subject))
	}
	if strings.Join(got, ", ") != want {
		d.Errorf("written down: %q, want %q", strings.Join(got, ", "), want)
	}
}

func TestWhoSitsDown(t *testing.T) {
	for _, tt := range []struct {
		name, officer, password string
		want                    error
	}{
		{"an officer", "lan", password, nil},
		{"a login name as a phone writes it", "Lan ", password, nil},
		{"a wrong password", "lan", "wrong", ErrWrong},
		{"a name that nobody has", "nobody", password, ErrWrong},
		{"a technician", "tung", password, ErrMayNot},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			if err := d.login(tt.officer, tt.password); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			if sits := d.Officer().ID != ""; sits != (tt.want == nil) {
				t.Errorf("at the desk is %q", d.Officer().ID)
			}
		})
	}
}

func TestWithoutCentralTheVerifierKeptHereDecides(t *testing.T) {
	d := newDesk(t)
	d.central.down = errCable
	if err := d.login("lan", password); !errors.Is(err, ErrFirst) {
		t.Errorf("before anybody was here: %v", err)
	}
	d.central.down = nil
	d.mustLogin("lan")
	d.central.down = errCable
	d.start()
	if d.Officer().ID != "" || d.Last() != "lan" {
		t.Errorf("after a power cut %q sits there, last was %q", d.Officer().ID, d.Last())
	}
	if err := d.login("hoa", "wrong"); !errors.Is(err, ErrWrong) {
		t.Errorf("a wrong password: %v", err)
	}
	if err := d.login("nobody", password); !errors.Is(err, ErrWrong) {
		t.Errorf("a name that nobody has: %v", err)
	}
	d.mustLogin("hoa") // who was never here before
	d.wantEvents("desk.opened lan, desk.refused hoa, desk.refused, desk.opened hoa")
}

func TestSessionIsOpenedWhenCentralIsBack(t *testing.T) {
	d := newDesk(t)
	d.mustLogin("lan")
	d.central.down = errCable
	if err := d.Lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.mustLogin("hoa")
	if err := d.Meet(t.Context()); !errors.Is(err, errCable) || d.Officer().ID != "hoa" {
		t.Errorf("while it is away: %v, %q", err, d.Officer().ID)
	}
	d.central.down = nil
	logins := d.central.logins
	for range 2 {
		if err := d.Meet(t.Context()); err != nil || d.central.session != "session of hoa" {
			t.Errorf("%v; central is asked in %q", err, d.central.session)
		}
	}
	if d.central.logins != logins+1 || d.password != "" {
		t.Errorf("%d logins, want one; the password is kept: %v", d.central.logins-logins, d.password != "")
	}
}

func TestRemovedOfficer(t *testing.T) {
	remove := func(d *desk) { d.central.here = []officer.Officer{hoa, tech} }
	t.Run("is sent away from the desk", func(t *testing.T) {
		d := newDesk(t)
		d.mustLogin("lan")
		remove(d)
		if err := d.Meet(t.Context()); !errors.Is(err, ErrSentAway) || d.Officer().ID != "" {
			t.Errorf("%v; at the desk is %q", err, d.Officer().ID)
		}
		d.wantEvents("desk.opened lan, desk.locked lan")
	})
	t.Run("is sent away who sat down without central", func(t *testing.T) {
		d := newDesk(t)
		d.mustLogin("hoa")
		d.central.down = errCable
		d.mustLogin("lan")
		remove(d)
		d.central.down = nil
		if err := d.Meet(t.Context()); !errors.Is(err, ErrSentAway) || d.Officer().ID != "" {
			t.Errorf("%v; at the desk is %q", err, d.Officer().ID)
		}
	})
	t.Run("is not let in without central once the counter has heard", func(t *testing.T) {
		d := newDesk(t)
		d.mustLogin("hoa")
		remove(d)
		if err := d.Meet(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.central.down = errCable
		if err := d.login("lan", password); !errors.Is(err, ErrWrong) {
			t.Errorf("%v", err)
		}
	})
	t.Run("is heard of by trying", func(t *testing.T) {
		d := newDesk(t)
		d.mustLogin("hoa")
		remove(d)
		d.Lock(t.Context())
		for _, down := range []error{nil, errCable} { // and then pulls the cable
			d.central.down = down
			if err := d.login("lan", password); !errors.Is(err, ErrWrong) {
				t.Errorf("%v", err)
			}
		}
	})
}

func TestWhoGuessesAtTheDeskWaits(t *testing.T) {
	for name, down := range map[string]error{"with central": nil, "without": errCable} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.mustLogin("hoa")
			d.central.down = down
			for range officer.PerOfficer.Free {
				if err := d.login("lan", "guess"); !errors.Is(err, ErrWrong) {
					t.Fatal(err)
				}
			}
			d.start() // switching it off does not help
			waiting := WaitError{}
			if err := d.login("lan", password); !errors.As(err, &waiting) || waiting.Wait != 30*time.Second {
				t.Errorf("the right one, too early: %v", err)
			}
			if d.Wait("hoa") != 0 {
				t.Error("somebody else waits too")
			}
			d.clock = d.clock.Add(-time.Hour) // nor does the clock
			if got := d.Wait("lan"); got != 30*time.Second {
				t.Errorf("with the clock set back she waits %s", got)
			}
			d.clock = d.clock.Add(time.Hour + 30*time.Second)
			d.mustLogin("lan")
			if err := d.login("lan", "guess"); !errors.Is(err, ErrWrong) {
				t.Errorf("one wrong after a right one: %v", err)
			}
		})
	}
}

func TestGuessingAtManyNamesLocksTheDesk(t *testing.T) {
	d := newDesk(t)
	for range officer.PerDevice.Free {
		if err := d.login("nobody", password); !errors.Is(err, ErrWrong) {
			t.Fatal(err)
		}
	}
	if got := d.Wait("lan"); got != 30*time.Second {
		t.Errorf("waits %s", got)
	}
}

func TestNewPasswordLetsInWhoIsLockedOut(t *testing.T) {
	d := newDesk(t)
	d.mustLogin("hoa")
	for range officer.PerOfficer.Free {
		d.login("lan", "guess")
	}
	known := slices.Clone(d.kept.Known)
	known[0].Verifier += "another"
	d.kept.Known = known // as if she had another password until now
	if err := d.Meet(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.mustLogin("lan")
}

func TestCentreWithoutOfficers(t *testing.T) {
	d := newDesk(t)
	d.central.here = nil
	if err := d.Meet(t.Context()); !errors.Is(err, ErrNobody) {
		t.Errorf("%v, want %v", err, ErrNobody)
	}
}
