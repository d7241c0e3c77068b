//go:build !race

package server

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"motcua/central/store"
	"motcua/internal/browser"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/rating"
)

// TestTheStaffSeeWhatIsNotBelieved: a doubted clock is told on every page of theirs, and what was put aside on that of the devices, with what a
// technician needs to release it.
func TestTheStaffSeeWhatIsNotBelieved(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "tech", officer.Technician)
	mustThrow(t, c, "kiosk-1", thrown{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999}}, thrown{hall.KindHelp, "", nested(200)})
	mustThrow(t, c, "counter-01", thrown{hall.KindPrinted, "t", nil})
	here := c.now()
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		return tx.Keep(store.KeyDoubt, store.Doubt{Newest: here.Add(-72 * time.Hour), Here: here})
	})
	list, all, failed := c.journal.Quarantine(t.Context(), 10)
	if err != nil || failed != nil || all != 3 {
		t.Fatalf("%d events are put aside, %v, %v", all, err, failed)
	}
	for _, size := range [][2]int{{1366, 768}, {1024, 768}} {
		browse(t, size[0], size[1], func(ctx context.Context) error {
			if err := browser.LogIn(ctx, c.Address()+"/login", "tech", password); err != nil {
				return err
			}
			return errors.Join(
				browser.Visit(ctx, c.Address()+"/printers", "document.querySelector('aside.help')?.innerText.includes('central clock accept')"),
				browser.Await(ctx, fmt.Sprintf("document.querySelectorAll('.aside tbody tr').length === 3 && document.querySelector('.aside tbody td').innerText === '%d'", list[0].Position)),
				browser.Await(ctx, "document.documentElement.scrollWidth <= innerWidth"),
				browser.Photograph(ctx, "document.fonts.status === 'loaded'", picture(t, fmt.Sprintf("not-believed-%d", size[0]))),
				browser.Accessible(ctx),
			)
		})
	}
}
