// Package login is who sits at a desk: logged in at central, or without it by a verifier kept here, until the desk is locked.
// It keeps what it needs in the desk's journal. The screen is the counter's; who is an officer at all is central's to say.
package login

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
	"motcua/internal/uplink"
)

// Central is central's part of it; each call gives up in time.
type Central interface {
	Login(context.Context, uplink.Credentials) (uplink.Session, error) // asks in its name from then on
	Officers(context.Context) ([]roster.Entry, error)
	As(token string)
}

// Credentials are what somebody logs in with.
type Credentials = uplink.Credentials

// Why somebody does not sit down.
var (
	ErrWrong    = errors.New("login name or password is wrong")
	ErrMayNot   = errors.New("the officer's role does not serve at a counter")
	ErrNobody   = errors.New("the centre has no officers yet")
	ErrFirst    = errors.New("nobody has logged in at this counter before, and central is away")
	ErrSentAway = errors.New("central ended the officer's session")
)

// WaitError says for how long no password is looked at.
type WaitError struct{ Wait time.Duration }

func (e WaitError) Error() string { return fmt.Sprintf("no password is looked at for %s", e.Wait) }

// Seat is the seat at one desk. Its methods may be called from any goroutine.
type Seat struct {
	journal *journal.Journal
	central Central
	now     func() time.Time

	entering sync.Mutex // one login or meeting at a time
	writing  sync.Mutex // one change of what is kept at a time

	mu      sync.Mutex
	officer officer.Officer
	// password was typed while central was away. It stays in memory, and nowhere else, until central has opened a session for it.
	password string
	kept     kept
}

// Open finds what a desk's journal remembers. Nobody sits there: a program that starts knows nobody.
func Open(ctx context.Context, j *journal.Journal, central Central, now func() time.Time) (*Seat, error) {
	s := &Seat{journal: j, central: central, now: now}
	_, err := j.Kept(ctx, keySeat, &s.kept)
	if s.kept.Guesses == nil {
		s.kept.Guesses = map[string]officer.Guesses{}
	}
	return s, err
}

// Officer returns who sits there; the zero Officer when the desk is locked.
func (s *Seat) Officer() officer.Officer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.officer
}

// Last returns the login name of who sat there last.
func (s *Seat) Last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Last
}

// Wait returns how long no password of an officer is looked at here.
func (s *Seat) Wait(typed string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	ofOfficer, ofDesk := s.kept.Guesses[officer.ID(typed)].Seen(now), s.kept.Guesses[device].Seen(now)
	return max(officer.PerOfficer.Wait(ofOfficer, now), officer.PerDevice.Wait(ofDesk, now))
}

// Login lets somebody sit down. Central is asked first; only where it does not answer, the verifier kept here decides.
func (s *Seat) Login(ctx context.Context, who uplink.Credentials) error {
	s.entering.Lock()
	defer s.entering.Unlock()
	who.Officer = officer.ID(who.Officer)
	if wait := s.Wait(who.Officer); wait > 0 {
		return WaitError{wait}
	}
	who.Signs = true
	session, err := s.central.Login(ctx, who)
	refusal := (*uplink.Refusal)(nil)
	switch {
	case err == nil:
		return s.welcome(ctx, session)
	case uplink.IsRefused(err, uplink.WrongLogin):
		return s.wrong(ctx, who, true)
	case errors.As(err, &refusal) && refusal.Wait > 0:
		return WaitError{time.Duration(refusal.Wait) * time.Second}
	}
	slog.Info("a login without central", "err", err)
	return s.loginAlone(ctx, who)
}

// welcome seats an officer whom central has let in, and takes over from it who else may sit here.
func (s *Seat) welcome(ctx context.Context, session uplink.Session) error {
	if !session.Officer.May(officer.Serve) {
		s.central.As("")
		return ErrMayNot
	}
	if err := s.sit(ctx, session.Officer, "", roster.Seat{}); err != nil {
		return err
	}
	if err := s.learn(ctx); err != nil {
		slog.Warn("central did not say who may sit here", "err", err)
	}
	return nil
}

func (s *Seat) loginAlone(ctx context.Context, who uplink.Credentials) error {
	e, known := s.entry(who.Officer)
	if !known && s.empty() {
		return ErrFirst
	}
	if !known {
		e.Verifier = officer.Nobody
	}
	right, err := e.Verifier.Matches(who.Password)
	switch {
	case err != nil:
		return fmt.Errorf("verifier of %s: %w", e.ID, err)
	case !right:
		return s.wrong(ctx, who, false)
	case !e.May(officer.Serve):
		return ErrMayNot
	}
	s.central.As("")
	proof, err := s.prove(e, who.Password)
	if err != nil {
		return err
	}
	return s.sit(ctx, e.Officer, who.Password, proof)
}

// prove returns the word of a login without central, signed by the password that was typed.
func (s *Seat) prove(e roster.Entry, password string) (roster.Seat, error) {
	signer, err := officer.NewSigner(e.Verifier, password)
	if err != nil {
		return roster.Seat{}, fmt.Errorf("verifier of %s: %w", e.ID, err)
	}
	name, _ := s.journal.Name()
	at := s.now().UTC().Truncate(time.Millisecond)
	return roster.Seat{Offline: true, At: at, Proof: signer.Prove(name, e.ID, at)}, nil
}

func (s *Seat) entry(id string) (roster.Entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.kept.Known, func(e roster.Entry) bool { return e.ID == id })
	if i < 0 {
		return roster.Entry{}, false
	}
	return s.kept.Known[i], true
}

func (s *Seat) empty() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.kept.Known) == 0
}

// sit seats an officer. A password is what central is still to be shown.
func (s *Seat) sit(ctx context.Context, o officer.Officer, password string, word roster.Seat) error {
	err := s.write(ctx, func(k *kept) {
		k.Last = o.ID
		delete(k.Guesses, o.ID)
		delete(k.Guesses, device)
	}, roster.KindDeskOpened, o.ID, word)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.officer, s.password = o, password
	return nil
}

// wrong counts a wrong password. What central calls wrong and a verifier here does not was right once: the officer was removed or has
// another password, and is not let in by the old one when central is away next.
func (s *Seat) wrong(ctx context.Context, who uplink.Credentials, byCentral bool) error {
	e, known := s.entry(who.Officer)
	outdated := false
	if known && byCentral {
		var err error
		if outdated, err = e.Verifier.Matches(who.Password); err != nil {
			return fmt.Errorf("verifier of %s: %w", e.ID, err)
		}
	}
	now := s.now()
	err := s.write(ctx, func(k *kept) {
		k.Guesses[device] = k.Guesses[device].Seen(now).After(now)
		if known {
			k.Guesses[e.ID] = k.Guesses[e.ID].Seen(now).After(now)
		}
		if outdated {
			k.Known = slices.DeleteFunc(k.Known, func(other roster.Entry) bool { return other.ID == e.ID })
		}
	}, roster.KindDeskRefused, e.ID, roster.Seat{Offline: !byCentral})
	return errors.Join(ErrWrong, err)
}

// Lock leaves the desk without anybody, at once; the event of it takes as long as the disk.
func (s *Seat) Lock(ctx context.Context) error {
	s.mu.Lock()
	o, offline := s.officer, s.password != ""
	s.officer, s.password = officer.Officer{}, ""
	s.mu.Unlock()
	s.central.As("")
	if o.ID == "" {
		return nil
	}
	return s.write(ctx, func(*kept) {}, roster.KindLocked, o.ID, roster.Seat{Offline: offline})
}

// Meet is called now and then while the line to central is up. It learns who may sit here, and has central open the session of
// somebody who sat down without it. ErrSentAway: central knows the officer no longer, and the desk is locked.
func (s *Seat) Meet(ctx context.Context) error {
	s.entering.Lock()
	defer s.entering.Unlock()
	s.mu.Lock()
	o, password := s.officer, s.password
	s.mu.Unlock()
	err := s.introduce(ctx, o, password)
	if err == nil {
		err = s.learn(ctx)
	}
	if o.ID != "" && (uplink.IsRefused(err, uplink.WrongLogin) || uplink.IsRefused(err, uplink.NoSession) || errors.Is(err, ErrNobody)) {
		return errors.Join(ErrSentAway, s.Lock(ctx))
	}
	return err
}

// introduce shows central who sat down without it.
func (s *Seat) introduce(ctx context.Context, o officer.Officer, password string) error {
	if password == "" {
		return nil
	}
	session, err := s.central.Login(ctx, uplink.Credentials{Officer: o.ID, Password: password, Signs: true})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.officer.ID != o.ID { // has left meanwhile
		s.central.As("")
		return nil
	}
	s.officer, s.password = session.Officer, ""
	return nil
}
