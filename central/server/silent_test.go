package server

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/uplink"
)

// TestARevokedDeviceHearsOfItWithinASecond revokes a device that was let in a moment ago, so that central's list still has it.
func TestARevokedDeviceHearsOfItWithinASecond(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	link, changed := mustRunLink(t, mustEnrol(t, c, "counter-01"), "counter-01")
	until(t, changed, func() bool { _, online := link.View(); return online })
	if _, err := link.Hall(t.Context()); err != nil { // the list is fresh
		t.Fatal(err)
	}
	mustRevoke(t, c, "counter-01")
	began := time.Now()
	until(t, changed, func() bool { return link.Standing() == uplink.Refused })
	t.Logf("it took %v", time.Since(began).Round(time.Millisecond))
	if took := time.Since(began); took > uplink.BellInterval { // less than a second where nothing else runs; the doorbell's next sign came after 15
		t.Errorf("it took %v", took)
	}
}

// TestACentralThatDoesNotAnswerIsALostLine lets a question go unanswered while the doorbell's line stays open: the device says at once that the
// line is down, and that it is up when central answers again.
func TestACentralThatDoesNotAnswerIsALostLine(t *testing.T) {
	w := newToxicWire(t, `{"name": "hangs", "type": "timeout", "attributes": {"timeout": 0}}`)
	client := uplink.Client{Base: "http://" + w.proxy.Listen, HTTP: mustEnrol(t, w.central, "counter-01").HTTP}
	link, changed := mustRunLink(t, client, "counter-01")
	online := func() bool { _, online := link.View(); return online }
	until(t, changed, online)
	if _, err := w.proxy.Toxics.AddToxicJson(strings.NewReader(w.toxic)); err != nil {
		t.Fatal(err)
	}
	if _, err := link.Next(t.Context(), "01"); err == nil {
		t.Fatal("a central that hangs has answered")
	}
	if online() {
		t.Error("the line is said to be up")
	}
	if err := w.proxy.Toxics.RemoveToxic(t.Context(), "hangs"); err != nil {
		t.Fatal(err)
	}
	until(t, changed, online)
}

// mustRunLink runs a device's link until the test ends.
func mustRunLink(t *testing.T, client uplink.Client, name string) (*uplink.Link, <-chan struct{}) {
	t.Helper()
	j, err := journal.Open(filepath.Join(t.TempDir(), name+".db"), name, time.Now, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	changed := make(chan struct{}, 1000)
	link, err := uplink.NewLink(t.Context(), client, j, func() { changed <- struct{}{} })
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; j.Close() })
	return link, changed
}

// until waits for what a link says.
func until(t *testing.T, changed <-chan struct{}, is func() bool) {
	t.Helper()
	for !is() {
		select {
		case <-changed:
		case <-time.After(30 * time.Second):
			t.Fatal("the link says nothing more")
		}
	}
}
