package trust_test

import (
	"errors"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/trust"
)

func TestMain(m *testing.M) { journaltest.Main(m) }

var morning = time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)

// office is a central that enrols devices, and the clock on its wall.
type office struct {
	testing.TB
	journal *journal.Journal
	now     time.Time
}

func mustOpen(t testing.TB) *office {
	t.Helper()
	o := &office{TB: t, now: morning}
	var err error
	o.journal, err = journal.Open(journaltest.Place(t, "central"), "central", func() time.Time { return o.now }, trust.Fold("central"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.journal.Close() })
	return o
}

func (o *office) mustInvite(device string) trust.Code {
	o.Helper()
	d, err := trust.ParseDevice(device)
	if err != nil {
		o.Fatal(err)
	}
	code := trust.NewCode("pin")
	if err := o.journal.Write(o.Context(), func(tx *journal.Tx) error { return trust.Invite(tx, d, code, o.now) }); err != nil {
		o.Fatal(err)
	}
	return code
}

func (o *office) enrol(device string, code trust.Code, token trust.Token) error {
	return o.journal.Write(o.Context(), func(tx *journal.Tx) error {
		return trust.Enrol(tx, trust.Request{Device: device, Secret: code.Secret(), Token: token.Hash()}, o.now)
	})
}

func (o *office) revoke(device string) error {
	d, err := trust.ParseDevice(device)
	if err != nil {
		return err
	}
	return o.journal.Write(o.Context(), func(tx *journal.Tx) error { _, err := trust.Revoke(tx, d); return err })
}

// whose is the device that a token lets in; empty: none.
func (o *office) whose(token trust.Token) string {
	o.Helper()
	trusted, err := trust.Trusted(o.Context(), o.journal.Reader())
	if err != nil {
		o.Fatal(err)
	}
	d, known := trusted[token.Hash()]
	if !known {
		return ""
	}
	return d.Name()
}

func TestEnrolment(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before func(o *office, code trust.Code)
		device string
		good   bool
	}{
		{"at once", func(*office, trust.Code) {}, "kiosk-1", true},
		{"after fourteen minutes", func(o *office, _ trust.Code) { o.now = o.now.Add(14 * time.Minute) }, "kiosk-1", true},
		{"after fifteen minutes", func(o *office, _ trust.Code) { o.now = o.now.Add(15 * time.Minute) }, "kiosk-1", false},
		{"with another device's code", func(*office, trust.Code) {}, "kiosk-2", false},
		{"with a code that was used", func(o *office, code trust.Code) { o.must(o.enrol("kiosk-1", code, trust.NewToken())) }, "kiosk-1", false},
		{"with a code in whose place came another", func(o *office, _ trust.Code) { o.mustInvite("kiosk-1") }, "kiosk-1", false},
		{"after the one before it was revoked", func(o *office, _ trust.Code) {
			o.must(o.enrol("kiosk-1", o.mustInvite("kiosk-1"), trust.NewToken()))
			o.must(o.revoke("kiosk-1"))
		}, "kiosk-1", false}, // the second code has taken the first one's place
	} {
		t.Run(tt.name, func(t *testing.T) {
			o, token := mustOpen(t), trust.NewToken()
			code := o.mustInvite("kiosk-1")
			tt.before(o, code)
			for range 2 { // the first answer was lost
				if err := o.enrol(tt.device, code, token); tt.good != (err == nil) || err != nil && !errors.Is(err, trust.ErrCode) {
					t.Errorf("enrolled: %v, want %v", err, tt.good)
				}
			}
			if whose := o.whose(token); (whose == tt.device) != tt.good {
				t.Errorf("the token is of %q", whose)
			}
		})
	}
}

func (o *office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

func TestOneTokenADevice(t *testing.T) {
	o, old, anew := mustOpen(t), trust.NewToken(), trust.NewToken()
	o.must(o.enrol("counter-05", o.mustInvite("counter-05"), old))
	o.must(o.enrol("counter-05", o.mustInvite("counter-05"), anew))
	if o.whose(old) != "" || o.whose(anew) != "counter-05" {
		t.Errorf("the old token is of %q, the new one of %q", o.whose(old), o.whose(anew))
	}
	o.must(o.revoke("counter-05"))
	if o.whose(anew) != "" {
		t.Error("a revoked device is let in")
	}
	members, err := trust.Members(t.Context(), o.journal.Reader())
	if err != nil || len(members) != 1 || !members[0].Revoked {
		t.Errorf("%+v, %v", members, err)
	}
	if err := o.revoke("counter-06"); !errors.Is(err, trust.ErrDevice) {
		t.Errorf("a device that never was is revoked: %v", err)
	}
	if made, err := o.journal.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
		t.Errorf("%+v, %v", made, err)
	}
}

// TestARevokedDeviceEnrolsByNoEarlierCode: a code that was given out, and an enrolment that is still on its way, end with the device.
func TestARevokedDeviceEnrolsByNoEarlierCode(t *testing.T) {
	o, token := mustOpen(t), trust.NewToken()
	o.must(o.enrol("kiosk-1", o.mustInvite("kiosk-1"), trust.NewToken()))
	code := o.mustInvite("kiosk-1")
	o.must(o.revoke("kiosk-1"))
	if err := o.enrol("kiosk-1", code, token); !errors.Is(err, trust.ErrCode) || o.whose(token) != "" {
		t.Errorf("answer is %v, and the token is of %q", err, o.whose(token))
	}
	o.must(o.enrol("kiosk-1", o.mustInvite("kiosk-1"), token))
}

// TestAnInvitationIsTakenBack before its device was ever enrolled: the code went to the wrong hands.
func TestAnInvitationIsTakenBack(t *testing.T) {
	o, token := mustOpen(t), trust.NewToken()
	code := o.mustInvite("kiosk-7")
	if err := o.revoke("kiosk-7"); err != nil {
		t.Errorf("taken back: %v", err)
	}
	if err := o.enrol("kiosk-7", code, token); !errors.Is(err, trust.ErrCode) || o.whose(token) != "" {
		t.Errorf("answer is %v, and the token is of %q", err, o.whose(token))
	}
	if err := o.revoke("kiosk-7"); !errors.Is(err, trust.ErrDevice) {
		t.Errorf("taken back once more: %v", err)
	}
	o.must(o.enrol("kiosk-7", o.mustInvite("kiosk-7"), token))
	if o.whose(token) != "kiosk-7" {
		t.Errorf("by a new code the token is of %q", o.whose(token))
	}
	if made, err := o.journal.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
		t.Errorf("%+v, %v", made, err)
	}
}

// TestNobodyButCentralEnrols pushes enrolments as a kiosk that went bad would.
func TestNobodyButCentralEnrols(t *testing.T) {
	o, token := mustOpen(t), trust.NewToken()
	bad, err := journal.Open(t.TempDir()+"/kiosk.db", "kiosk-1", time.Now, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	defer bad.Close()
	o.must(bad.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(trust.KindEnrolled, "counter-05", trust.Enrolled{Token: token.Hash()})
		return err
	}))
	events, err := bad.Own(t.Context(), 0, 10)
	o.must(err)
	_, life := bad.Name()
	o.must(o.journal.Write(t.Context(), func(tx *journal.Tx) error { _, err := tx.Accept("kiosk-1", life, events); return err }))
	if whose := o.whose(token); whose != "" {
		t.Errorf("the kiosk has made itself %s", whose)
	}
}
