package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"motcua/central/store"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// sessions opens the sessions of officers, and knows who asks in one.
type sessions struct {
	*core
	lanes *lanes // where logins wait
	watch *watch
}

// errWrong is all that somebody learns who does not know a login name and its password.
var errWrong = errors.New("login name or password is wrong")

// waitError refuses to look at a password yet.
type waitError struct{ wait time.Duration }

func (e waitError) Error() string {
	return fmt.Sprintf("too many wrong passwords: the next is looked at in %s", e.wait.Round(time.Second))
}

// clock returns the wait as people read it, 1:30.
func (e waitError) clock() string { return fmt.Sprintf("%d:%02d", e.seconds()/60, e.seconds()%60) }

// seconds returns the wait, rounded up so that nobody comes too early.
func (e waitError) seconds() int { return int((e.wait + time.Second - 1) / time.Second) }

// enter logs somebody in on a device: errWrong or waitError when not.
func (h *sessions) enter(ctx context.Context, who uplink.Credentials, device string) (s uplink.Session, err error) {
	leave, err := h.lanes.enter(ctx, device)
	if err != nil {
		return s, err
	}
	defer leave()
	id := officer.ID(who.Officer)
	wait, err := roster.Wait(ctx, h.journal.Reader(), id, device, h.now())
	if err == nil && wait > 0 {
		err = waitError{wait}
	}
	if err != nil {
		return s, err
	}
	e, err := h.match(ctx, id, who.Password)
	if errors.Is(err, errWrong) {
		slog.Warn("login refused", "device", device)
		return s, errors.Join(err, h.journal.Write(ctx, func(tx *journal.Tx) error { return roster.Refuse(tx, e.ID, device) }))
	}
	if err != nil {
		return s, err
	}
	key, err := h.keyOf(ctx, e, who)
	if err != nil {
		return s, err
	}
	s.Officer = e.Officer
	err = h.journal.Write(ctx, func(tx *journal.Tx) (err error) {
		if s.Token, err = roster.Open(tx, e, device); err == nil && key != "" {
			err = roster.SetKey(tx, e.ID, key)
		}
		return err
	})
	s.Until = officer.Session{Opened: h.now()}.Until()
	return s, err
}

// keyOf returns the key of a password that has none yet, where who asks signs with it; else empty.
func (h *sessions) keyOf(ctx context.Context, e roster.Entry, who uplink.Credentials) (officer.Key, error) {
	has, err := roster.HasKey(ctx, h.journal.Reader(), e.ID)
	if err != nil || has || !who.Signs {
		return "", err
	}
	signer, err := officer.NewSigner(e.Verifier, who.Password)
	return signer.Key(), err
}

// match returns the officer whose password it is; with errWrong the one whose it is not, if there is one. It takes as long for a login
// name that nobody has.
func (h *sessions) match(ctx context.Context, id, password string) (roster.Entry, error) {
	e, err := roster.Find(ctx, h.journal.Reader(), id)
	if errors.Is(err, roster.ErrNoOfficer) {
		e, err = roster.Entry{Verifier: officer.Nobody}, nil
	}
	if err != nil {
		return e, err
	}
	right, err := e.Verifier.Matches(password)
	if err == nil && !right {
		err = errWrong
	}
	return e, err
}

// login opens a session for a device.
func (h *sessions) login(w http.ResponseWriter, r *http.Request) {
	var who uplink.Credentials
	if err := json.NewDecoder(r.Body).Decode(&who); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("login: officer and password were expected")) // and no word of what came
		return
	}
	s, err := h.enter(r.Context(), who, askingFrom(r))
	answer(w, s, err)
}

// officers gives a counter the verifiers of those who may serve there. If it shows a session, it hears of its end.
func (h *sessions) officers(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get(uplink.SessionHeader) != "" {
		if _, err := h.atDevice(r); err != nil {
			answer(w, nil, err)
			return
		}
	}
	all, err := roster.List(r.Context(), h.journal.Reader())
	serving := []roster.Entry{}
	for _, e := range all {
		if e.May(officer.Serve) {
			serving = append(serving, e)
		}
	}
	answer(w, serving, err)
}

// askingFrom returns where a request comes from: a device, or the address of a browser.
func askingFrom(r *http.Request) string {
	if d := deviceOf(r.Context()); d != (trust.Device{}) {
		return d.Name()
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// errMayNot is the answer to an officer whose roles do not allow what was asked.
var errMayNot = errors.New("the officer's role does not allow this")

type officerKey struct{}

// officerOf returns the officer in whose name a request asks; the zero Officer before the centre has any.
func officerOf(ctx context.Context) officer.Officer {
	o, _ := ctx.Value(officerKey{}).(officer.Officer)
	return o
}

// session is roster.Who for a session that was not opened in days to come, by a clock that was wrong: it would not end.
func (h *sessions) session(ctx context.Context, token string) (o officer.Officer, s officer.Session, err error) {
	o, s, err = roster.Who(ctx, h.journal.Reader(), token, h.now())
	if err != nil {
		return o, s, err
	}
	newest, err := h.watch.newest(ctx)
	if err == nil && s.Opened.After(newest.Add(store.ClockLeap)) {
		err = roster.ErrNoSession
	}
	return o, s, err
}

// atDevice returns the officer whose session a device shows. A session is good on its own device only.
func (h *sessions) atDevice(r *http.Request) (officer.Officer, error) {
	o, s, err := h.session(r.Context(), r.Header.Get(uplink.SessionHeader))
	if err == nil && s.Device != askingFrom(r) {
		err = roster.ErrNoSession
	}
	return o, err
}

// by lets those officers ask whose role allows an act.
func (h *sessions) by(a officer.Act, do http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		o, err := h.atDevice(r)
		if err == nil && !o.May(a) {
			err = fmt.Errorf("%w: %s, %s", errMayNot, o.ID, a)
		}
		if err != nil {
			answer(w, nil, err)
			return
		}
		do(w, r.WithContext(context.WithValue(r.Context(), officerKey{}, o)))
	}
}

// byOnceThereAre is by for acts that touch nobody's data: before the centre's first officer its devices alone ask.
func (h *sessions) byOnceThereAre(a officer.Act, do http.HandlerFunc) http.HandlerFunc {
	asked := h.by(a, do)
	return func(w http.ResponseWriter, r *http.Request) {
		some, err := roster.Some(context.WithoutCancel(r.Context()), h.journal.Reader())
		switch {
		case err != nil:
			answer(w, nil, err)
		case some:
			asked(w, r)
		default:
			do(w, r)
		}
	}
}
