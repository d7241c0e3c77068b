package browser

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Traffic counts what the browser receives, heads of answers included.
type Traffic struct {
	mu    sync.Mutex
	url   map[network.RequestID]string
	bytes map[network.RequestID]float64
}

// Count begins to count.
func Count(ctx context.Context) (*Traffic, error) {
	t := &Traffic{url: map[network.RequestID]string{}, bytes: map[network.RequestID]float64{}}
	if err := chromedp.Do(ctx); err != nil { // opens the tab
		return nil, err
	}
	if err := chromedp.Listen(ctx, t.hear); err != nil {
		return nil, fmt.Errorf("count traffic: %w", err)
	}
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	return t, err
}

func (t *Traffic) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		t.url[e.RequestID] = e.Request.URL
	case *network.EventResponseReceived:
		t.bytes[e.RequestID] += float64(e.Response.EncodedDataLength)
	case *network.EventDataReceived:
		t.bytes[e.RequestID] += float64(e.EncodedDataLength)
	case *network.EventLoadingFinished:
		t.bytes[e.RequestID] = e.EncodedDataLength // of the whole, as the browser knows at last
	}
}

// Bytes returns how many were received since Count, and by which address.
func (t *Traffic) Bytes() (sum int, by map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	by = map[string]int{}
	for id, n := range maps.All(t.bytes) {
		sum += int(n)
		by[t.url[id]] += int(n)
	}
	return sum, by
}
