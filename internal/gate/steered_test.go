package gate

import (
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/steering"
)

// TestWhatADeviceDidByTheSettingsOfBeforeIsBelieved: a kiosk without central goes on giving numbers for a service that was taken off at central meanwhile.
// On the day of the change these are believed, and on any other day no number of a service that the centre has not.
func TestWhatADeviceDidByTheSettingsOfBeforeIsBelieved(t *testing.T) {
	h := newBench(t)
	e := h.event(hall.KindIssued)
	h.centre.Services = []queue.Service{{ID: "khac", Letter: "K"}}
	h.checker = New(func() centre.Centre { return h.centre })
	check := func(at time.Time) (err error) {
		_ = h.journal.Write(h.ctx, func(tx *journal.Tx) error {
			err = h.checker.Check(tx.Tables, e, journal.Seen{Now: at})
			return nil
		})
		return err
	}
	if err := check(noon); err == nil {
		t.Fatal("a number of a service that is not there was believed")
	}
	if err := h.journal.Write(h.ctx, func(tx *journal.Tx) error {
		_, err := steering.Write(h.ctx, tx, steering.ByPage, "hoa", []steering.Draft{{Part: "centre.services", JSON: []byte(`[]`)}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := check(noon); err != nil {
		t.Errorf("a number of the day of the change: %v", err)
	}
}
