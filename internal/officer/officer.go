// Package officer holds who works in the hall: login names, roles and what each may do, passwords, the waits of who guesses, sessions.
// It is pure: moments are passed in; the tables are roster's, the wire uplink's, the screens the programs'.
package officer

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"motcua/internal/workday"
)

// Officer is somebody who works in the hall.
type Officer struct {
	ID    string `json:"id"`   // login name: small Latin letters, digits, dots, dashes
	Name  string `json:"name"` // as under a signature
	Roles []Role `json:"roles"`
}

// May reports whether one of the officer's roles allows an act.
func (o Officer) May(a Act) bool {
	return slices.ContainsFunc(o.Roles, func(r Role) bool { return r.May(a) })
}

// Why somebody cannot be an officer as given.
var (
	ErrID   = errors.New("a login name has 2 to 32 signs: small letters without marks, digits, dots, dashes, a letter first")
	ErrName = errors.New("an officer has a name of 1 to 80 letters")
)

// ErrNobody is the answer to work that no officer who is logged in would have done.
var ErrNobody = errors.New("nobody is logged in at the desk")

var id = regexp.MustCompile(`^[a-z][a-z0-9.-]{1,31}$`)

const longestName = 80

// Validate says what is wrong: ErrID, ErrName or ErrRole.
func (o Officer) Validate() error {
	switch letters := len([]rune(strings.TrimSpace(o.Name))); {
	case !id.MatchString(o.ID):
		return fmt.Errorf("%w: %q", ErrID, o.ID)
	case letters == 0 || letters > longestName:
		return ErrName
	case len(o.Roles) == 0:
		return ErrRole
	}
	for _, r := range o.Roles {
		if !slices.Contains(Roles(), r) {
			return fmt.Errorf("%w: %q", ErrRole, r)
		}
	}
	return nil
}

// ID reads a login name as typed: a phone's keyboard begins it with a capital.
func ID(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// typedID is what may stand where a login name is typed: with a capital at most at its beginning, or in capitals by Caps Lock.
var typedID = regexp.MustCompile(`^([A-Za-z][a-z0-9.-]{0,31}|[A-Z][A-Z0-9.-]{0,31})?$`)

// MayBecomeID reports whether what is typed is a login name or the beginning of one.
func MayBecomeID(typed string) bool { return typedID.MatchString(strings.TrimSpace(typed)) }

// Session is an officer logged in somewhere.
type Session struct {
	Officer string    `json:"officer"`
	Device  string    `json:"device"` // where
	Opened  time.Time `json:"opened"`
}

// Until returns when a session ends at the latest: at midnight in the hall, so that nobody's lasts over night.
func (s Session) Until() time.Time {
	return workday.DateOf(s.Opened).AddDays(1).At(0)
}
