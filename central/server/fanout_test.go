package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// TestAChangeIsReadOnceForAll has boards, phones and devices follow a hall through a crowd of changes: in the end each shows what is so, and the
// tables were read about as often for fifty as for three.
func TestAChangeIsReadOnceForAll(t *testing.T) {
	few, many := readingsFor(t, 1), readingsFor(t, 17)
	t.Logf("read %d times for a board, a phone and a device, %d times for 17 of each", few, many)
	if many > 2*few {
		t.Errorf("the tables were read %d times for a board, a phone and a device, and %d times for 17 of each", few, many)
	}
}

// calls is how many people are called while all follow.
const calls = 31

// readingsFor counts how often the tables are read while n boards, phones and devices follow the same changes.
func readingsFor(t *testing.T, n int) int64 {
	t.Helper()
	s := settingsOf(t, t.TempDir(), calls)
	s.PublicListen = "127.0.0.1:0"
	c := mustRun(t, s, func(c *Server) { // no beat brings what a change has not
		c.phones.calm, c.phones.pulse.beat, c.boards.pulse.beat = boardCalm, time.Hour, time.Hour
	})
	ctx, stop := context.WithCancel(t.Context())
	all := &followers{shown: map[string]string{}, want: map[string]string{}}
	device, pages := mustEnrol(t, c, "kiosk-1"), "http://"+c.public.Addr().String()
	var line []queue.Ticket
	for range calls + 8 {
		line = append(line, mustIssue(t, c))
	}
	for i := range n {
		all.board(ctx, fmt.Sprint("board ", i), pages)
		at := calls - 8 + i%16 // some are called, and some see others called
		all.phone(ctx, fmt.Sprint("phone ", i), pages+"/t/"+codeOf(t, c, line[at])+"/bell", max(0, at-calls), at < calls)
		all.device(ctx, fmt.Sprint("device ", i), device.Bell, device.HallSince)
	}
	eventually(t, "all follow", func() bool { return all.count() == 3*n })
	before := c.halls.inMemory.Readings()
	for i := range calls {
		mustIssue(t, c)
		mustCallNext(t, c, fmt.Sprintf("%02d", i+1))
		time.Sleep(20 * time.Millisecond)
	}
	mustIssue(t, c) // the last change is one that can wait
	now := mustLook(t, c)
	all.hall(fmt.Sprint(len(now.Waiting), " ", now.Calls[0].Number))
	eventually(t, "all show what is so", func() bool { return len(all.differ()) == 0 })
	read := c.halls.inMemory.Readings() - before
	stop()
	all.under.Wait()
	return read
}

// TestADeviceIsToldEverythingOrWhatHasChanged: who knows nothing, as a device of the version before, and who knows a version that central does not
// remember, is told everything.
func TestADeviceIsToldEverythingOrWhatHasChanged(t *testing.T) {
	c := mustServe(t, t.TempDir(), 2)
	device := mustEnrol(t, c, "kiosk-1")
	mustIssue(t, c)
	mustIssue(t, c) // waits all the time
	ask := func(known hall.View) string {
		v, err := device.HallSince(t.Context(), known, "")
		if err != nil {
			t.Fatal(err)
		}
		v.Version, v.At = "", time.Time{} // each answer has its own
		return fmt.Sprintf("%+v", v)
	}
	knows, err := device.Hall(t.Context())
	if err != nil || knows.Version == "" {
		t.Fatal(knows.Version, err)
	}
	mustCall(t, c, "01")
	mustIssue(t, c)
	changed := ask(knows)
	for _, version := range []string{"", "another-1", knows.Version + "0"} {
		if whole := ask(hall.View{Version: version}); !sameTickets(whole, changed) {
			t.Errorf("whole, to %q\n%s\nby changes\n%s", version, whole, changed)
		}
	}
	knows.Waiting, knows.Calls = nil, nil
	if wrong := ask(knows); sameTickets(wrong, changed) {
		t.Error("nothing was left to be known")
	}
}

// pointers are where a printed view keeps its called tickets.
var pointers = regexp.MustCompile(`0x[0-9a-f]+`)

func sameTickets(a, b string) bool {
	return pointers.ReplaceAllString(a, "") == pointers.ReplaceAllString(b, "")
}

// followers are what boards, phones and devices show.
type followers struct {
	mu          sync.Mutex
	shown, want map[string]string // by who follows
	under       sync.WaitGroup
}

func (f *followers) show(who, what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shown[who] = what
}

func (f *followers) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.shown)
}

// hall says what boards and devices should show.
func (f *followers) hall(want string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for who := range f.shown {
		if f.want[who] == "" {
			f.want[who] = want
		}
	}
}

// differ lists who shows something else.
func (f *followers) differ() (who []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for one, want := range f.want {
		if f.shown[one] != want {
			who = append(who, one)
		}
	}
	return who
}

func (f *followers) board(ctx context.Context, who, pages string) {
	f.stream(ctx, pages+"/bell", func(view []byte) {
		var n struct{ View boardView }
		if json.Unmarshal(view, &n) == nil {
			f.show(who, fmt.Sprint(n.View.Waiting, " ", append(n.View.Calls, boardCall{})[0].Number))
		}
	})
}

func (f *followers) phone(ctx context.Context, who, path string, ahead int, called bool) {
	f.want[who] = fmt.Sprint(map[bool]phoneState{true: phoneCalled, false: phoneWaiting}[called], " ", ahead)
	f.stream(ctx, path, func(view []byte) {
		var n struct{ View phoneView }
		if json.Unmarshal(view, &n) == nil {
			f.show(who, fmt.Sprint(n.View.State, " ", n.View.Ahead))
		}
	})
}

func (f *followers) device(ctx context.Context, who string, bell func(context.Context, func()) error, look func(context.Context, hall.View, string) (hall.View, error)) {
	f.under.Go(func() {
		var v hall.View
		_ = bell(ctx, func() {
			if now, err := look(ctx, v, ""); err == nil {
				v = now
				f.show(who, fmt.Sprint(len(v.Waiting), " ", append(v.Calls, hall.CallShown{})[0].Number))
			}
		})
	})
}

// stream hands on each view of a stream.
func (f *followers) stream(ctx context.Context, path string, show func([]byte)) {
	f.under.Go(func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil)
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		lines := bufio.NewScanner(resp.Body)
		for lines.Scan() {
			if view, is := strings.CutPrefix(lines.Text(), "data: {"); is {
				show([]byte("{" + view))
			}
		}
	})
}

// mustLook reads the hall anew.
func mustLook(t testing.TB, c *Server) hall.View {
	t.Helper()
	v, err := hall.Look(t.Context(), c.journal.Reader(), c.centres.centre(), c.now())
	if err != nil {
		t.Fatal(err)
	}
	return v
}
