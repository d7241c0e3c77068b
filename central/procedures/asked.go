package procedures

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"net/url"
	"sync"
	"time"

	"motcua/central/ratelimit"
	"motcua/internal/queue"
	"motcua/internal/sayings"
)

// Diary is where it is written down what was asked on a day.
type Diary interface {
	Write(ctx context.Context, day string, questions []sayings.Question)
}

// listener gathers what the visitors of the pages ask. A visit is what one address asks on one day; addresses are forgotten with the day and are
// only known by a hash whose salt is too.
type listener struct {
	diary Diary
	now   func() time.Time

	mu     sync.Mutex
	day    string
	salt   [16]byte
	visits map[[8]byte]map[string]string // the code chosen, by what was asked
}

// What a day has at the most.
const (
	mostVisits = 5000
	mostAsked  = 20 // of one visit
)

// asks notes a question, and what was chosen for it; no code: nothing yet.
func (l *listener) asks(r *http.Request, b *book, typed, code string) {
	text := sayings.Clean(typed, b.index)
	if text == "" || l.diary == nil {
		return
	}
	l.turn(r.Context())
	l.mu.Lock()
	defer l.mu.Unlock()
	sum := sha256.Sum256(append(l.salt[:], ratelimit.Address(r)...))
	who := [8]byte(sum[:8])
	visit := l.visits[who]
	if visit == nil && len(l.visits) < mostVisits {
		visit = map[string]string{}
		l.visits[who] = visit
	}
	if _, known := visit[text]; visit == nil || !known && len(visit) == mostAsked {
		return
	}
	if code != "" || visit[text] == "" {
		visit[text] = code
	}
}

// chooses notes what was chosen from a list, which the browser tells: it comes from the list's address.
func (l *listener) chooses(r *http.Request, b *book, code string) {
	from, err := url.Parse(r.Referer())
	if err == nil && from.Host == r.Host && from.Path == Path {
		l.asks(r, b, clean(from.Query().Get("q")), code)
	}
}

// turn writes down a day that is over.
func (l *listener) turn(ctx context.Context) {
	l.mu.Lock()
	today := queue.Day(l.now())
	if l.day == today {
		l.mu.Unlock()
		return
	}
	day, questions := l.day, l.gather()
	l.day = today
	l.mu.Unlock()
	l.diary.Write(ctx, day, questions)
}

// gather takes what was asked, and forgets who did.
func (l *listener) gather() (questions []sayings.Question) {
	for _, visit := range l.visits {
		for text, code := range visit {
			questions = append(questions, sayings.Question{Text: text, Code: code})
		}
	}
	_, _ = rand.Read(l.salt[:]) // it never fails
	l.visits = map[[8]byte]map[string]string{}
	return questions
}

// Run writes down each day when it is over until ctx ends, and then what the last one has.
func (p *Pages) Run(ctx context.Context) {
	look := time.NewTicker(10 * time.Minute)
	defer look.Stop()
	for {
		select {
		case <-look.C:
			p.heard.turn(ctx)
		case <-ctx.Done():
			p.heard.close(context.WithoutCancel(ctx))
			return
		}
	}
}

func (l *listener) close(ctx context.Context) {
	l.mu.Lock()
	day, questions := l.day, l.gather()
	l.mu.Unlock()
	l.diary.Write(ctx, day, questions)
}
