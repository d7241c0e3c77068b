package uplink

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"sync"
	"time"

	"motcua/internal/clock"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/seal"
)

// Where a device's journal keeps, for a start without central, what the hall is made of, how it was when the line was lost, and the keys
// of its seal.
const (
	keyCentre = "centre"
	keyView   = "view"
	keySeals  = "seals"
)

// askWithin bounds a question that no citizen waits for.
const askWithin = 5 * time.Second

// Link is a device's end of the line to central: it pushes what the journal has, asks what citizens and officers want to know, and keeps the
// newest view of the hall.
type Link struct {
	*pusher
	*citizens
	*officers

	changed func() // called after each change of the view or the line, on a goroutine of the link's

	clock *clock.Clock // set by central's; nil: the device has none to set

	mu       sync.Mutex
	view     hall.View
	online   bool
	standing TrustState
	seals    seal.Ring
	hangUp   context.CancelCauseFunc // ends the doorbell; nil: nobody listens
	open     string                  // id of the dossier that is looked at; empty: none
}

// NewLink joins a journal to central. It knows the centre from the last time, if there was one.
func NewLink(ctx context.Context, client Client, j *journal.Journal, changed func()) (*Link, error) {
	l := &Link{pusher: &pusher{client: client, journal: j}, changed: changed}
	asked := &questions{pusher: l.pusher, silent: l.silent}
	l.citizens = &citizens{asked}
	l.officers = &officers{line: asked, online: func() bool { _, online := l.View(); return online }}
	_, err := j.Kept(ctx, keyView, &l.view)
	if err == nil {
		l.view.Version = ""                             // it is made of two
		_, err = j.Kept(ctx, keyCentre, &l.view.Centre) // may be newer
	}
	if err == nil {
		_, err = j.Kept(ctx, keySeals, &l.seals)
	}
	return l, err
}

// Set has central's word set a clock, which goes by the device's own. To be called before Run.
func (l *Link) Set(c *clock.Clock) { l.clock = c }

// Standing returns how this device stands with central.
func (l *Link) Standing() TrustState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.standing
}

// View returns the newest view of the hall, and whether the line to central is up.
func (l *Link) View() (v hall.View, online bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.view, l.online
}

// Seals returns the keys that sign the centre's paper, as central last handed them out.
func (l *Link) Seals() seal.Ring {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seals
}

// Hall asks central how the hall is, after it has heard all that this device did before: central's word on everything.
func (l *Link) Hall(ctx context.Context) (hall.View, error) {
	return afterFlush(ctx, l.citizens.line, func(ctx context.Context) (hall.View, error) { return l.ask(ctx) })
}

// ask asks for the hall, by what is known of it.
func (l *Link) ask(ctx context.Context) (hall.View, error) {
	known, _ := l.View()
	return l.client.HallSince(ctx, known, l.watched())
}

// Watch names the dossier that is looked at here, so that each view of the hall says how it stands; empty: none.
func (l *Link) Watch(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = id
}

func (l *Link) watched() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// Run keeps the line until ctx ends.
func (l *Link) Run(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { l.follow(ctx) })
	wg.Go(func() { l.listen(ctx) })
	wg.Wait()
}

// follow sends what the journal gets, as it gets it.
func (l *Link) follow(ctx context.Context) {
	for ctx.Err() == nil {
		changed := l.journal.Changed()
		wait := make(<-chan time.Time)
		if err := l.flush(ctx); err != nil {
			wait = time.After(rest(err))
		}
		select {
		case <-ctx.Done():
		case <-changed:
		case <-wait:
		}
	}
}

func (l *Link) flush(ctx context.Context) error {
	err := l.Flush(ctx)
	if refusal := (*Refusal)(nil); errors.As(err, &refusal) && StandingOf(err) == Trusted {
		slog.Error("central refuses this device's events", "err", err)
	}
	return err
}

// listen follows central's doorbell and looks at the hall whenever it rings.
func (l *Link) listen(ctx context.Context) {
	for ctx.Err() == nil {
		began := time.Now()
		err := l.hear(ctx)
		l.lose(ctx, err)
		if time.Since(began) > retryAfter && StandingOf(err) == Trusted {
			continue // a line that was good for a while is tried again at once: central may say why it broke
		}
		select {
		case <-ctx.Done():
		case <-time.After(rest(err)):
		}
	}
}

// hear listens to the doorbell until it breaks, or until central was found not to answer.
func (l *Link) hear(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	l.mu.Lock()
	l.hangUp = cancel
	l.mu.Unlock()
	return l.client.Bell(ctx, func() { l.Refresh(ctx) })
}

// errHangs says that central let a question go without an answer.
var errHangs = errors.New("central does not answer")

// silent says that central let a question go without an answer: the line is down, whatever the doorbell says, and is made anew.
func (l *Link) silent(ctx context.Context) {
	l.mu.Lock()
	hangUp := l.hangUp
	l.mu.Unlock()
	if hangUp != nil {
		hangUp(errHangs)
	}
	l.lose(ctx, errHangs)
}

// Refresh looks at the hall, as after each ring; a central that does not show it is gone.
func (l *Link) Refresh(ctx context.Context) {
	asking, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	wall := l.wall()
	asked := wall()
	v, err := l.ask(asking)
	if err != nil {
		l.lose(ctx, err)
		return
	}
	if l.clock != nil {
		l.clock.Hear(v.At, asked, wall())
	}
	if v.Seals != l.Seals().Print() {
		err = l.take(ctx)
	}
	if len(v.Erased) > 0 {
		if failed := l.erase(ctx, v.Erased); failed != nil && ctx.Err() == nil {
			slog.Error("erasure failed, to be tried again", "err", failed)
		}
	}
	if l.isNew() {
		if err = errors.Join(err, l.Flush(ctx)); err != nil {
			l.lose(ctx, err)
			return
		}
	}
	l.see(ctx, v)
}

// isNew reports whether this disk has never seen the hall. Before it offers anything it needs the keys that sign, and has to hear what was
// given out in its name: by a box that it replaces, or by a disk that was wiped.
func (l *Link) isNew() bool {
	v, _ := l.View()
	return len(v.Centre.Services) == 0
}

// take fetches the keys of the seal; without them the old ones are tried again, and asked for at the next ring.
func (l *Link) take(ctx context.Context) error {
	ring, err := l.client.Seals(ctx)
	if err == nil {
		err = l.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keySeals, ring) })
	}
	if err != nil {
		slog.Error("seal keys not saved", "err", err)
		return err
	}
	l.mu.Lock()
	l.seals = ring
	l.mu.Unlock()
	return nil
}

// wall returns the device's own clock.
func (l *Link) wall() func() time.Time {
	if l.clock == nil {
		return time.Now
	}
	return l.clock.Device
}

func (l *Link) see(ctx context.Context, v hall.View) {
	l.mu.Lock()
	known, was := reflect.DeepEqual(l.view.Centre, v.Centre), l.online
	l.view, l.online, l.standing = v, true, Trusted
	l.mu.Unlock()
	if !was {
		slog.Info("central is there")
		cue.Say(cue.Line{Of: cue.Connected})
		l.keep(ctx, keyView, hall.View{}) // the next loss keeps a newer one; between, an old line would call people who were served since
	}
	if !known {
		l.keep(ctx, keyCentre, v.Centre)
	}
	l.changed()
}

// keep remembers what a start without central needs.
func (l *Link) keep(ctx context.Context, key string, v any) {
	if err := l.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(key, v) }); err != nil {
		slog.Error("state not saved", "what", key, "err", err)
	}
}

func (l *Link) lose(ctx context.Context, err error) {
	l.mu.Lock()
	was, stood, v := l.online, l.standing, l.view
	l.online = false
	if !toldToWait(err) { // which says nothing new
		l.standing = StandingOf(err)
	}
	turned := stood != l.standing
	l.mu.Unlock()
	if (was || turned) && ctx.Err() == nil {
		slog.Warn("central is gone", "err", err)
	}
	if was && ctx.Err() == nil {
		l.keep(ctx, keyView, v)
	}
	if was || turned {
		l.changed()
	}
}
