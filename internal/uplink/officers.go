package uplink

import (
	"context"
	"errors"
	"net/http"
	"time"

	"motcua/internal/officer"
	"motcua/internal/roster"
)

// The paths of central's API that are about officers.
const (
	PathLogin    = "/v1/login"
	PathOfficers = "/v1/officers"
)

// SessionHeader is the header in which a request shows whose session it belongs to.
const SessionHeader = "Motcua-Session"

// Credentials are what somebody types to log in.
type Credentials struct {
	Officer  string `json:"officer"` // login name
	Password string `json:"password"`
	Signs    bool   `json:"signs,omitempty"` // who asks signs logins without central: the password's key may be written down
}

// Session is an officer's at central.
type Session struct {
	Token   string          `json:"token"` // shown with each request
	Officer officer.Officer `json:"officer"`
	Until   time.Time       `json:"until"`
}

// Login opens a session. A Refusal says WrongLogin, or how long to Wait.
func (c Client) Login(ctx context.Context, who Credentials) (s Session, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathLogin, who, &s)
	return s, err
}

// Officers asks for those who may serve at a counter, with their verifiers, so that they can log in there without central.
// None at all: the centre has no officers yet.
func (c Client) Officers(ctx context.Context) (entries []roster.Entry, err error) {
	_, err = c.ask(ctx, http.MethodGet, PathOfficers, nil, &entries)
	return entries, err
}

// Reason is why an officer or a slip is refused, and not the device.
type Reason string

// The reasons that programs decide on.
const (
	WrongLogin Reason = "login"   // nobody has that login name and password
	NoSession  Reason = "session" // it has ended, or was never

	KeyTakenBack Reason = "key_over" // a slip's, and nobody else knows of its ticket
)

// IsRefused reports whether an error is central's no for that reason.
func IsRefused(err error, reason Reason) bool {
	refusal := (*Refusal)(nil)
	return errors.As(err, &refusal) && refusal.Reason == reason
}
