// Package trust is which devices a central believes: their names, enrolment codes, tokens and pins, and the table of them folded from events.
// Which wire they come over, and what each kind of device may ask there, is the programs' business.
package trust

import (
	"fmt"
	"regexp"
	"strings"
)

// Kind is what a device is for.
type Kind string

// The kinds of device.
const (
	Kiosk   Kind = "kiosk"   // gives numbers
	Counter Kind = "counter" // an officer's desk
	Rating  Kind = "rating"  // asks at a counter how people were served
	Centre  Kind = "centre"  // a centre's own central, to that of its province
)

// Device is one device. It writes its events under its name.
type Device struct {
	Kind Kind
	ID   string // a kiosk's number, a counter's id, a centre's short name
}

// Name returns the device's name, such as kiosk-1 or counter-05.
func (d Device) Name() string { return string(d.Kind) + "-" + d.ID }

// place is what may stand in a name behind the kind; a kiosk's is its number.
var (
	place  = regexp.MustCompile(`^[A-Za-z0-9-]{1,16}$`)
	number = regexp.MustCompile(`^[1-9][0-9]?$`)
)

// ParseDevice reads a device's name.
func ParseDevice(name string) (Device, error) {
	kind, rest, _ := strings.Cut(name, "-")
	d := Device{Kind: Kind(kind), ID: rest}
	switch d.Kind {
	case Kiosk:
		if number.MatchString(rest) {
			return d, nil
		}
	case Counter, Rating, Centre:
		if place.MatchString(rest) {
			return d, nil
		}
	}
	return Device{}, fmt.Errorf("%q is no device; kiosk-1 to kiosk-99, counter-ID, rating-ID or centre-NAME was expected", name)
}

// IsDevice reports whether a name is a device's.
func IsDevice(name string) bool {
	_, err := ParseDevice(name)
	return err == nil
}
