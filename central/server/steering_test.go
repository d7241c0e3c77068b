package server

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/queue"
	"motcua/internal/steering"
)

// mustSteer changes parts of the settings as a page of administration does.
func mustSteer(t testing.TB, c *Server, drafts ...steering.Draft) {
	t.Helper()
	for i := range drafts {
		drafts[i].Seen = steering.AnyVersion
	}
	if _, err := store.Change(t.Context(), c.journal, c.settings(), steering.ByPage, "hoa", drafts); err != nil {
		t.Fatal(err)
	}
}

// steeredSettings are the whole of the example's, for pages that check them as a whole, on a free port.
func steeredSettings(t testing.TB) settings.Settings {
	t.Helper()
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	few := settingsOf(t, t.TempDir(), 1)
	s.Listen, s.Data, s.Database, s.MostRequests, s.Voice.On = few.Listen, few.Data, few.Database, few.MostRequests, false
	return s
}

// TestAChangeReachesDevicesAtOnce changes the lines while a kiosk listens: it is rung for, its next look has the new one, and a number of it is given. It holds after a restart, whatever the file says.
func TestAChangeReachesDevicesAtOnce(t *testing.T) {
	s := steeredSettings(t)
	c := mustRun(t, s)
	kiosk := mustEnrol(t, c, "kiosk-1")
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	rung := make(chan struct{}, 16)
	go func() { _ = kiosk.Bell(ctx, func() { rung <- struct{}{} }) }()
	<-rung

	mustSteer(t, c, steering.Draft{Part: "centre.counters", JSON: []byte(`[]`)}, steering.Draft{Part: "centre.services", JSON: []byte(`[{"id":"dat-dai","letter":"B","name":{"vi":"Đất đai"}}]`)})
	select {
	case <-rung:
	case <-ctx.Done():
		t.Fatal("the kiosk was not rung for")
	}
	v, err := kiosk.Hall(t.Context())
	if err != nil || len(v.Centre.Services) != 1 || v.Centre.Services[0].ID != "dat-dai" {
		t.Fatalf("the kiosk sees %+v, %v", v.Centre.Services, err)
	}
	if ticket, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "dat-dai", Kiosk: 1}); err != nil || ticket.Number != "B001" {
		t.Errorf("got %+v, %v", ticket, err)
	}
	if again := store.NewPresent(s, c.journal).Centre(); len(again.Services) != 1 || again.Services[0].ID != "dat-dai" {
		t.Errorf("after a restart there are %+v", again.Services)
	}
}
