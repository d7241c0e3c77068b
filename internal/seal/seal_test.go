package seal_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"motcua/internal/queue"
	"motcua/internal/seal"
)

var issued = time.Date(2026, 11, 23, 8, 15, 0, 123e6, queue.Zone).UTC()

var ticket = queue.Ticket{
	ID: "019a5c3e-7b00-7000-8000-0123456789ab", Number: "A7001", Series: 7, Serial: 1,
	IssuedAt: issued, QueueTime: issued, State: queue.Waiting, Ahead: queue.Unknown,
}

func TestOpenTicket(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	code := ring.TicketCode(ticket)
	for _, tt := range []struct {
		name string
		ring seal.Ring
		code string
		want error
	}{
		{"today's slip", ring, code, nil},
		{"a scanner with the caps lock on", ring, strings.ToLower(code), nil},
		{"the key was changed since", ring.Renewed(), code, nil},
		{"another centre with as many keys", seal.Ring{}.Renewed(), code, seal.ErrSign},
		{"another centre that has changed its key", seal.Ring{}.Renewed(), ring.Renewed().TicketCode(ticket), seal.ErrKey},
		{"another number written over it", ring, strings.Replace(code, "A7001", "A7002", 1), seal.ErrSign},
		{"a kiosk that never met central", ring, seal.Ring{}.TicketCode(ticket), seal.ErrSign},
		{"a receipt's sign under a ticket", ring, unsigned(code) + ring.Sign(seal.Receipt, unsigned(code)), seal.ErrSign},
		{"a sign short of a letter", ring, code[:len(code)-1], seal.ErrCode},
		{"a card", ring, "001099012345||Nguyễn Văn An|01011990|Nam|Hà Nam|01012021", seal.ErrCode},
		{"issued before a kiosk was lost, or said to be", ring.TakenBack(issued.Add(time.Hour)), code, seal.ErrOver},
		{"issued after a kiosk was lost, with the key it knew", ring.TakenBack(issued.Add(-time.Second)), code, seal.ErrOver},
		{"a second kiosk was lost later", ring.TakenBack(issued.Add(-time.Second)).TakenBack(issued.Add(time.Hour)), code, seal.ErrOver},
		{"a kiosk 0", ring, strings.Replace(code, "A7001", "A0001", 1), seal.ErrCode},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.ring.OpenTicket(tt.code)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if diff := cmp.Diff(ticket, got); err == nil && diff != "" {
				t.Error(diff)
			}
		})
	}
}

// unsigned is a code without its sign.
func unsigned(code string) string { return code[:len(seal.Ring{}.TicketCode(ticket))] }

func TestCodesComeBackAsTheyWere(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	rapid.Check(t, func(t *rapid.T) {
		kiosk, n := rapid.IntRange(0, 99).Draw(t, "kiosk"), rapid.IntRange(1, 7000).Draw(t, "n")
		at := time.UnixMilli(rapid.Int64Range(0, 1<<42-1).Draw(t, "at")).UTC()
		want := queue.Ticket{
			ID: uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")).String(), Number: queue.Number("F", kiosk, n), Series: kiosk, Serial: n,
			IssuedAt: at, QueueTime: at, State: queue.Waiting, Ahead: queue.Unknown,
		}
		got, err := ring.OpenTicket(ring.TicketCode(want))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	})
}

func TestTheKeyAfterALossIsGood(t *testing.T) {
	ring := seal.Ring{}.Renewed().TakenBack(issued.Add(-time.Hour))
	if _, err := ring.OpenTicket(ring.TicketCode(ticket)); err != nil {
		t.Error(err)
	}
}

func TestAKeyIsKnownUntilItIsTheOldestOfTooMany(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	sign := ring.Sign(seal.Receipt, "000.00.00.H25-261123-0001")
	for turn := range seal.MostKeys - 1 {
		before := ring.Print()
		if ring = ring.Renewed(); ring.Print() == before {
			t.Fatal("two rings have one print")
		}
		if err := ring.Check(seal.Receipt, "000.00.00.H25-261123-0001", sign); err != nil {
			t.Fatalf("after %d changes: %v", turn+1, err)
		}
	}
	if err := ring.Renewed().Check(seal.Receipt, "000.00.00.H25-261123-0001", sign); err == nil {
		t.Error("the first key is still believed, or the new one of its letter signs alike")
	}
}

// FuzzReadTicket holds that whatever is scanned is refused or is one ticket's own code.
func FuzzReadTicket(f *testing.F) {
	code := seal.Ring{}.Renewed().TicketCode(ticket)
	for _, seed := range []string{code, unsigned(code), strings.ToLower(code), "", "-", "A001-", "A001-20261123-7K2QX9M4RT8WZ5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, code string) {
		ticket, err := seal.ReadTicket(code)
		if err != nil {
			return
		}
		if again := (seal.Ring{}).TicketCode(ticket); !strings.HasPrefix(strings.ToUpper(code), again) {
			t.Errorf("%q reads as %q", code, again)
		}
	})
}
