package server

import (
	"cmp"
	"net/http"
	"slices"
	"sync"
	"time"

	"motcua/central/ratelimit"
)

// openBoard is a board that follows central.
type openBoard struct {
	Address string // as requests are counted
	Zone    string // empty: all counters
	Mute    bool   // it has no sound, and says so
	Since   time.Time
}

// openBoards are the boards that follow central now.
type openBoards struct {
	now func() time.Time

	mu   sync.Mutex
	all  map[int]openBoard
	next int
}

// mostOpen is how many boards are remembered; a hall has a few.
const mostOpen = 64

func newOpenBoards(now func() time.Time) *openBoards {
	return &openBoards{now: now, all: map[int]openBoard{}}
}

// follow remembers a board for as long as do takes.
func (o *openBoards) follow(do http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked := r.URL.Query()
		leave := o.enter(openBoard{Address: ratelimit.Address(r), Zone: asked.Get("zone"), Mute: asked.Get("sound") == "no", Since: o.now()})
		defer leave()
		do(w, r)
	}
}

// enter remembers a board until it leaves.
func (o *openBoards) enter(b openBoard) (leave func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.all) >= mostOpen {
		return func() {}
	}
	id := o.next
	o.next++
	o.all[id] = b
	return func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		delete(o.all, id)
	}
}

// list returns the boards, the mute ones first, then by address and zone.
func (o *openBoards) list() (all []openBoard) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, b := range o.all {
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b openBoard) int {
		if a.Mute != b.Mute {
			if a.Mute {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Zone, b.Zone), a.Since.Compare(b.Since))
	})
	return all
}
