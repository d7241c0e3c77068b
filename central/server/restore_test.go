package server

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/registry"
)

// TestNoNumberIsGivenAgainAfterARestore puts a backup of the same day back. What central gave after it stands on slips, and the kiosk that
// holds it is silent, or tells it only later.
func TestNoNumberIsGivenAgainAfterARestore(t *testing.T) {
	before := mustServe(t, t.TempDir(), 1)
	given, codes := map[string]bool{mustIssue(t, before).Number: true}, map[string]bool{mustCode(t, before): true}
	var saved bytes.Buffer
	if _, err := before.journal.Backup(t.Context(), &saved); err != nil {
		t.Fatal(err)
	}
	var late queue.Ticket
	for range 5 {
		late = mustIssue(t, before)
		given[late.Number] = true
		codes[mustCode(t, before)] = true
	}

	after := mustServe(t, t.TempDir(), 1)
	if _, err := after.journal.Restore(t.Context(), &saved); err != nil {
		t.Fatal(err)
	}
	wantNew := func() {
		t.Helper()
		if number := mustIssue(t, after).Number; given[number] {
			t.Errorf("%s is given again", number)
		} else {
			given[number] = true
		}
		if code := mustCode(t, after); codes[code] {
			t.Errorf("%s is given again", code)
		} else {
			codes[code] = true
		}
	}
	wantNew()
	link, kiosk := mustLink(t, after, "kiosk-1")
	err := kiosk.Write(t.Context(), func(tx *journal.Tx) error { _, err := tx.Append("ticket.issued", late.ID, late); return err })
	if err := errors.Join(err, link.Flush(t.Context())); err != nil {
		t.Fatal(err)
	}
	wantNew()
	if made, err := after.journal.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
		t.Errorf("%+v, %v", made, err)
	}
}

func mustCode(t testing.TB, c *Server) (code string) {
	t.Helper()
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) (err error) {
		code, err = registry.Issue(tx, dossier.Circular, registry.Request{ID: uuid.NewString(), Agency: "000.00.00.H25"}, time.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return code
}
