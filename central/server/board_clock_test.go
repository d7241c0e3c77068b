//go:build !race

package server

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"motcua/internal/browser"
	"motcua/internal/queue"
)

// clockwork gives a page a clock of the test's, and a central that the test plays.
//
//go:embed testdata/clockwork.js
var clockwork string

// longest is how long days on a board may take.
const longest = 15 * time.Minute

// onClock opens a board whose clock goes only when the test says so.
func onClock(t *testing.T, told programme, flags map[string]any, see func(context.Context) error) {
	t.Helper()
	address, _ := mustFake(t, told)
	raw, err := json.Marshal(filled(told))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	defer cancel()
	err = browser.OpenWith(ctx, 1920, 1080, flags, func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: clockwork + fmt.Sprintf("\nconst told = %s;", raw)})
		if err != nil {
			return err
		}
		return errors.Join(browser.Visit(ctx, address, "typeof hear === 'function'"), see(ctx))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEachCallIsShownLongEnough draws busy moments, in which up to forty counters call within a second, and looks at the page four times a second:
// each call is on the stage for eight seconds or more, unless its own recall takes its place; a lone one longer; and six share it at the most.
func TestEachCallIsShownLongEnough(t *testing.T) {
	onClock(t, programme{}, nil, func(ctx context.Context) error {
		for seed := range 3 {
			wrong, err := browser.Evaluate[[]string](ctx, fmt.Sprintf("busyMoment(%d)", seed))
			if err != nil {
				return err
			}
			if len(wrong) > 0 {
				t.Errorf("seed %d: %s", seed, strings.Join(wrong, "\n"))
			}
		}
		return nil
	})
}

// TestTheLineIsCalm watches ten minutes without a call, in which notices and lines take turns: none stays less than eight seconds, nothing is drawn
// anew that has not changed, and nothing on the page moves faster than once in two seconds.
func TestTheLineIsCalm(t *testing.T) {
	told := programme{
		Services: []saidService{{"a", queue.Name{"vi": "Hộ tịch – Chứng thực", "en": "Civil status"}}, {"b", queue.Name{"vi": "Đất đai – Môi trường", "en": "Land"}}},
		Notices:  []queue.Name{{"vi": "Chiều thứ Sáu trung tâm họp, nhận số đến 15 giờ.", "en": "Friday: numbers until 3 pm."}},
		Seconds:  12,
	}
	onClock(t, told, nil, func(ctx context.Context) error {
		got, err := browser.Evaluate[struct {
			Lines          []string
			Shortest       float64
			Desks, Fastest float64
		}](ctx, "calmMinutes(10)")
		if err != nil {
			return err
		}
		all := strings.Join(got.Lines, "\n")
		for _, want := range []string{"giữ phiếu", "họp, nhận số đến 15 giờ", "Đang chờ: Hộ tịch – Chứng thực 3 · Đất đai – Môi trường 0", "Waiting: Civil status 3"} {
			if !strings.Contains(all, want) {
				t.Errorf("the line never says %q: %s", want, all)
			}
		}
		if got.Shortest < 8000 || got.Desks > 1 || got.Fastest > 0 && got.Fastest < 1000 {
			t.Errorf("a line stays %v ms, the counters were drawn %v times, something moves in %v ms", got.Shortest, got.Desks, got.Fastest)
		}
		return nil
	})
}

// TestACentralWhoseClockJumps: the board goes on with central's clock, wherever it is, and shows the next call.
func TestACentralWhoseClockJumps(t *testing.T) {
	onClock(t, programme{}, nil, func(ctx context.Context) error {
		wrong, err := browser.Evaluate[[]string](ctx, "jumps()")
		if len(wrong) > 0 {
			t.Error(strings.Join(wrong, "\n"))
		}
		return err
	})
}

// TestTheBoardForWeeks lets days go by with a call every twenty seconds, pictures between them and a line lost now and then, and compares what the page
// holds after the first twenty minutes and after each later ones. SOAK=48h takes five to fifteen minutes.
func TestTheBoardForWeeks(t *testing.T) {
	long := 40 * time.Minute
	if text := os.Getenv("SOAK"); text != "" {
		var err error
		if long, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	onClock(t, programme{Notices: []queue.Name{{"vi": "Thông báo", "en": "Notice"}}, Seconds: 5}, map[string]any{"js-flags": "--expose-gc"}, func(ctx context.Context) error {
		var first held
		const turn = 20 * time.Minute
		last := int(long/turn) - 1
		for n := range last + 1 {
			if _, err := browser.Evaluate[bool](ctx, "busyTurn()"); err != nil {
				return err
			}
			now, err := heldBy(ctx)
			if err != nil {
				return err
			}
			if n == 0 {
				first = now
			}
			if n == 0 || n == last {
				t.Logf("after %s: %+v", time.Duration(n+1)*turn, now)
			}
			if now.Heap > first.Heap*1.05+150e3 || now.Nodes > first.Nodes+200 || now.Listeners > first.Listeners+20 {
				t.Fatalf("after %s the page holds %+v, after the first %s %+v", time.Duration(n+1)*turn, now, turn, first)
			}
		}
		return nil
	})
}

// held is what a page holds after its garbage was collected.
type held struct {
	Heap             float64 // bytes
	Nodes, Listeners int64
}

func heldBy(ctx context.Context) (h held, err error) {
	for range 2 {
		if _, err := chromedp.Call(ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			return h, err
		}
	}
	heap, err := chromedp.Call(ctx, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		return h, err
	}
	counts, err := chromedp.Call(ctx, memory.GetDOMCounters, cdp.Empty{})
	return held{heap.UsedSize, counts.Nodes, counts.JsEventListeners}, err
}
