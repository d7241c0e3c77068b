package officer

import (
	"errors"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"motcua/internal/workday"
)

var lan = Officer{ID: "lan", Name: "Nguyễn Thị Lan", Roles: []Role{Clerk}}

func TestWhatEachRoleMay(t *testing.T) {
	want := map[Role]map[Act]bool{
		Clerk:      {Serve: true, ReadDossiers: true, Appoint: true},
		Supervisor: {Serve: true, ReadDossiers: true, Appoint: true, SeePrinters: true, SeeActs: true, SeeAsked: true, SeeCentres: true, SeeSettings: true, SteerDay: true},
		Technician: {SeePrinters: true},
		Admin:      {SeePrinters: true, SeeActs: true, SeeAsked: true, SeeCentres: true, SeeSettings: true, SteerDay: true, Steer: true},
		"cleaner":  {},
	}
	for role, acts := range want {
		for _, a := range Acts() {
			if got := (Officer{Roles: []Role{role}}).May(a); got != acts[a] {
				t.Errorf("%s may %s: %v", role, a, got)
			}
		}
	}
	if both := (Officer{Roles: []Role{Clerk, Technician}}); !both.May(Serve) || !both.May(SeePrinters) || both.May(SeeActs) {
		t.Error("who is officer and technician may what either may, and no more")
	}
}

func TestWhoCanBeAnOfficer(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Officer
		want error
	}{
		{"as it should be", lan, nil},
		{"two roles", Officer{"lan.2", "Lan", []Role{Clerk, Technician}}, nil},
		{"marks in the login name", Officer{"lân", "Lân", []Role{Clerk}}, ErrID},
		{"a number for a login name", Officer{"035199000001", "Lan", []Role{Clerk}}, ErrID},
		{"no name", Officer{"lan", "  ", []Role{Clerk}}, ErrName},
		{"no role", Officer{"lan", "Lan", nil}, ErrRole},
		{"a role that does not exist", Officer{"lan", "Lan", []Role{"boss"}}, ErrRole},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.o.Validate(); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

func TestPasswordsThatAreRefused(t *testing.T) {
	for _, tt := range []struct {
		name, password string
		want           error
	}{
		{"a sentence with marks", "mưa rào tháng sáu", nil},
		{"four words", "trau gio den sach", nil},
		{"eight signs of no word", "k7vmx2wq", nil},
		{"seven signs", "k7vmx2w", ErrShort},
		{"nothing", "", ErrShort},
		{"a page", string(make([]byte, 129)), ErrLong},
		{"the login name with a year", "Lan-2026!", ErrLikeName},
		{"the own name without marks", "nguyenthilan", ErrLikeName},
		{"one to eight", "12345678", ErrCommon},
		{"mật khẩu", "Mật khẩu 123", ErrCommon},
		{"the province and a year", "HaNam@2026", ErrCommon},
		{"a row of keys", "asdfghjkl", ErrCommon},
		{"two letters", "abababab", ErrCommon},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := CheckPassword(tt.password, lan); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

func TestVerifierKnowsItsPasswordAgain(t *testing.T) {
	v, err := NewVerifier("mưa rào tháng sáu")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, password string
		verifier       Verifier
		want           bool
	}{
		{"the same", "mưa rào tháng sáu", v, true},
		{"typed by a keyboard that puts marks behind the letters", "mưa rào tháng sáu", v, true},
		{"a capital", "Mưa rào tháng sáu", v, false},
		{"without marks", "mua rao thang sau", v, false},
		{"nobody's", "mưa rào tháng sáu", Nobody, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.verifier.Matches(tt.password); got != tt.want || err != nil {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
	if _, err := Verifier("plain").Matches("plain"); err == nil {
		t.Error("what is no verifier matches something")
	}
}

func TestTryingNobodyCostsAsMuch(t *testing.T) {
	if got, _, _, err := argon2id.DecodeHash(string(Nobody)); err != nil || *got != *cost {
		t.Errorf("nobody's verifier costs %+v, %v; an officer's %+v", got, err, cost)
	}
}

var morning = time.Date(2026, 11, 23, 7, 30, 0, 0, workday.Vietnam)

func TestWaitsOfWhoGuesses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		wrong int
		since time.Duration // the last wrong one
		want  time.Duration
	}{
		{"nobody has guessed", 0, 0, 0},
		{"a clumsy morning", 4, 0, 0},
		{"the fifth", 5, 0, 30 * time.Second},
		{"ten seconds later", 5, 10 * time.Second, 20 * time.Second},
		{"waited out", 5, 30 * time.Second, 0},
		{"the sixth", 6, 0, time.Minute},
		{"the eleventh", 11, 0, 32 * time.Minute},
		{"the twelfth", 12, 0, time.Hour},
		{"a machine that guesses all day", 5000, 0, time.Hour},
		{"a clock that went back an hour", 5, -time.Hour, 30 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := Guesses{Wrong: tt.wrong, Last: morning}
			if got := PerOfficer.Wait(g, morning.Add(tt.since)); got != tt.want {
				t.Errorf("waits %s, want %s", got, tt.want)
			}
		})
	}
}

func TestGuessesAreCountedInARow(t *testing.T) {
	var g Guesses
	for range 6 {
		g = g.After(morning)
	}
	if g.Wrong != 6 {
		t.Errorf("%d wrong, want 6", g.Wrong)
	}
	if g = g.After(morning.Add(24 * time.Hour)); g.Wrong != 1 {
		t.Errorf("the next day begins with %d, want 1", g.Wrong)
	}
	back := morning.Add(-time.Hour)
	if got := (Guesses{Wrong: 5, Last: morning}).Seen(back); PerOfficer.Wait(got, back.Add(30*time.Second)) != 0 {
		t.Error("a clock that went back locks for longer than the wait")
	}
	// A machine that guesses without rest gets few answers a day.
	g, answers := Guesses{}, 0
	for now := morning; now.Before(morning.Add(24 * time.Hour)); now = now.Add(time.Second) {
		if PerOfficer.Wait(g, now) == 0 {
			g, answers = g.After(now), answers+1
		}
	}
	if answers > 40 {
		t.Errorf("%d guesses a day are answered, 40 at most", answers)
	}
}

func TestSessionEndsAtMidnightInTheHall(t *testing.T) {
	s := Session{Opened: time.Date(2026, 11, 23, 0, 30, 0, 0, time.UTC)} // 7:30 in the hall
	if want := time.Date(2026, 11, 24, 0, 0, 0, 0, workday.Vietnam); !s.Until().Equal(want) {
		t.Errorf("until %s, want %s", s.Until(), want)
	}
}
