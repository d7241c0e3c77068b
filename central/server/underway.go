package server

import (
	"net/http"
	"sync"
	"time"
)

// underWay counts the requests that are being answered.
type underWay struct {
	handler http.Handler

	mu    sync.Mutex
	n     int
	empty *sync.Cond
}

func newUnderWay(handler http.Handler) *underWay {
	u := &underWay{handler: handler}
	u.empty = sync.NewCond(&u.mu)
	return u
}

func (u *underWay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u.add(1)
	defer u.add(-1)
	u.handler.ServeHTTP(w, r)
}

func (u *underWay) add(n int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.n += n; u.n == 0 {
		u.empty.Broadcast()
	}
}

// wait waits until nothing is being answered; false when that took too long.
func (u *underWay) wait(atMost time.Duration) bool {
	late := false
	alarm := time.AfterFunc(atMost, func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		late = true
		u.empty.Broadcast()
	})
	defer alarm.Stop()
	u.mu.Lock()
	defer u.mu.Unlock()
	for u.n > 0 && !late {
		u.empty.Wait()
	}
	return u.n == 0
}
