package journal

import (
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// TestEventThatTheTableRefusesHurtsNoOther brings events without a body among others: they are written together and refused alone.
func TestEventThatTheTableRefusesHurtsNoOther(t *testing.T) {
	nothing := Fold{Apply: func(Tables, Event) error { return nil }}
	j, err := Open(filepath.Join(t.TempDir(), "central.db"), "central", time.Now, nothing)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	bodiless := Event{Origin: "kiosk-1", Incarnation: 1, Seq: 1, At: time.Now(), Kind: "k", Subject: "s"}
	bodiless.Hash = bodiless.chain(nil)
	var writes sync.WaitGroup
	for i := range 100 {
		writes.Go(func() {
			err := j.Write(t.Context(), func(tx *Tx) error {
				if i%10 == 0 {
					_, err := tx.Accept(bodiless.Origin, bodiless.Incarnation, []Event{bodiless})
					return err
				}
				_, err := tx.Append("good", "s", i)
				return err
			})
			if (i%10 == 0) != (err != nil) {
				t.Errorf("write %d: %v", i, err)
			}
		})
	}
	writes.Wait()
	events, err := j.After(t.Context(), 0, 1000)
	if err != nil || len(events) != 90 {
		t.Errorf("%d events, %v; want 90", len(events), err)
	}
	if _, err := j.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
