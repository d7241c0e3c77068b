package server

import (
	"context"
	"sync"
	"testing"
	"time"

	"motcua/internal/journal/journaltest"
)

// mustServeTwo starts two centrals on one database, as behind one address.
func mustServeTwo(t *testing.T) (one, other *Server) {
	t.Helper()
	data := t.TempDir()
	if journaltest.Postgres(t, data) == "" {
		t.Skip("a file has one central; only PostgreSQL is shared")
	}
	return mustServe(t, data, 8), mustServe(t, data, 8)
}

func TestTwoCentralsGiveNoNumberTwice(t *testing.T) {
	one, other := mustServeTwo(t)
	const each = 50
	numbers := make(chan string, 8*each)
	var kiosks sync.WaitGroup
	for i := range 8 {
		c := []*Server{one, other}[i%2]
		kiosks.Go(func() {
			for range each {
				numbers <- mustIssue(t, c).Number
			}
		})
	}
	kiosks.Wait()
	close(numbers)
	given := map[string]bool{}
	for number := range numbers {
		if given[number] {
			t.Errorf("%s was given twice", number)
		}
		given[number] = true
	}
	if audit, err := one.journal.Verify(t.Context()); err != nil || len(audit.Faults) > 0 || audit.Events != enrolmentEvents+8*each {
		t.Errorf("%+v, %v; want %d events", audit, err, enrolmentEvents+8*each)
	}
}

func TestBellRingsForWhatAnotherCentralDid(t *testing.T) {
	one, other := mustServeTwo(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	rings := make(chan struct{}, 100)
	go mustEnrol(t, one, "kiosk-1").Bell(ctx, func() { rings <- struct{}{} })
	await(t, rings)
	for range 3 { // one ring may only tell that the ear on the database is open
		mustIssue(t, other)
		await(t, rings)
	}
}

func await(t *testing.T, rings <-chan struct{}) {
	t.Helper()
	select {
	case <-rings:
	case <-time.After(10 * time.Second):
		t.Fatal("no ring")
	}
}
