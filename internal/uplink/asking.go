package uplink

import (
	"context"
	"errors"
	"sync"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// questions is what is asked of central, and what goes before.
type questions struct {
	*pusher
	silent func(context.Context) // says that central has let a question go without an answer
}

// afterFlush asks central something that depends on what this device has done: central hears of that first.
func afterFlush[T any](ctx context.Context, l *questions, ask func(context.Context) (T, error)) (answer T, err error) {
	within, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	if err = l.Flush(within); err == nil {
		answer, err = ask(within)
	}
	if err != nil && within.Err() != nil && ctx.Err() == nil {
		l.silent(ctx)
	}
	return answer, err
}

// citizens asks central what a citizen at a kiosk wants to know.
type citizens struct{ line *questions }

// Issue asks central for a number and waits no longer than Patience.
func (c *citizens) Issue(ctx context.Context, r queue.Request) (queue.Ticket, error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	return c.line.client.Issue(ctx, r)
}

// Inquire asks how far a citizen's dossiers are, and waits as long as somebody stands before a screen that says so.
func (c *citizens) Inquire(ctx context.Context, q registry.Inquiry) ([]registry.Progress, error) {
	return patient(ctx, func(ctx context.Context) ([]registry.Progress, error) { return c.line.client.Inquire(ctx, q) })
}

// CheckIn asks for the appointment that somebody at a kiosk comes for.
func (c *citizens) CheckIn(ctx context.Context, s hall.CheckInRequest) (hall.CheckInResult, error) {
	return patient(ctx, func(ctx context.Context) (hall.CheckInResult, error) { return c.line.client.CheckIn(ctx, s) })
}

// Served asks for the visit that somebody wants to rate, after central has heard all that this device did before.
func (c *citizens) Served(ctx context.Context, s hall.Slip) (v hall.Served, err error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	if err := c.line.Flush(ctx); err != nil {
		return v, err
	}
	return c.line.client.Served(ctx, s)
}

// officers asks central in the name of the officer who is logged in.
type officers struct {
	line   *questions
	online func() bool

	mu      sync.Mutex
	session string // of the officer logged in here
}

// Login opens a session, and asks in its name from then on.
func (o *officers) Login(ctx context.Context, who Credentials) (Session, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	s, err := o.line.client.Login(ctx, who)
	if err == nil {
		o.As(s.Token)
	}
	return s, err
}

// Next asks for the next person at a counter, after central has heard all that this device did before.
func (o *officers) Next(ctx context.Context, counter string) (*queue.Ticket, error) {
	return afterFlush(ctx, o.line, func(ctx context.Context) (*queue.Ticket, error) { return o.asker().Next(ctx, counter) })
}

// CallSlip asks for the person who shows a slip, after central has heard all that this device did before.
func (o *officers) CallSlip(ctx context.Context, counter, code string) (queue.Ticket, error) {
	return afterFlush(ctx, o.line, func(ctx context.Context) (queue.Ticket, error) { return o.asker().CallSlip(ctx, counter, code) })
}

// Code asks central for a dossier's code and waits no longer than Patience.
func (o *officers) Code(ctx context.Context, r registry.Request) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	return o.asker().Code(ctx, r)
}

// Look asks central's register, after central has heard all that this device did before.
func (o *officers) Look(ctx context.Context, q registry.Question) (registry.Answer, error) {
	return afterFlush(ctx, o.line, func(ctx context.Context) (registry.Answer, error) { return o.asker().Look(ctx, q) })
}

// Book asks central for a leaf of the register, after central has heard all that this device did before.
func (o *officers) Book(ctx context.Context, s registry.Span) (registry.Leaf, error) {
	return afterFlush(ctx, o.line, func(ctx context.Context) (registry.Leaf, error) { return o.asker().Book(ctx, s) })
}

// Dossier asks central for one dossier, after central has heard all that this device did before.
func (o *officers) Dossier(ctx context.Context, id string) (dossier.Dossier, error) {
	return afterFlush(ctx, o.line, func(ctx context.Context) (dossier.Dossier, error) { return o.asker().Dossier(ctx, id) })
}

// As asks central in the name of a session from now on; "" is nobody's.
func (o *officers) As(token string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.session = token
}

// asker returns the client of whoever is logged in.
func (o *officers) asker() Client {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := o.line.client
	c.Session = o.session
	return c
}

// Officers asks for those who may serve here.
func (o *officers) Officers(ctx context.Context) ([]roster.Entry, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	return o.asker().Officers(ctx)
}

// Appointments asks for those of a day.
func (o *officers) Appointments(ctx context.Context, day workday.Date) ([]hall.Appointment, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	return o.asker().Appointments(ctx, day)
}

// Appoint makes an appointment, or moves one.
func (o *officers) Appoint(ctx context.Context, b hall.Booking) (hall.Appointment, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	return o.asker().Appoint(ctx, b)
}

// GiveUp cancels an appointment.
func (o *officers) GiveUp(ctx context.Context, code string) (hall.Appointment, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	return o.asker().GiveUp(ctx, code)
}

// Admit checks somebody in who stands before an officer.
func (o *officers) Admit(ctx context.Context, s hall.CheckInRequest) (hall.Admission, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	return o.asker().Admit(ctx, s)
}

// standWithin is how long an officer's step waits for central's word on the dossier.
const standWithin = 1500 * time.Millisecond

// Stand asks central how a dossier stands, after central has heard all that this device did before.
func (o *officers) Stand(ctx context.Context, id string) (dossier.Stand, error) {
	if !o.online() {
		return dossier.Stand{}, errOffline
	}
	ctx, cancel := context.WithTimeout(ctx, standWithin)
	defer cancel()
	return afterFlush(ctx, o.line, func(ctx context.Context) (dossier.Stand, error) { return o.asker().Stand(ctx, id) })
}

// errOffline says that central is not asked, for the line to it is down.
var errOffline = errors.New("the line to central is down")
