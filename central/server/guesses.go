package server

import (
	"time"

	"golang.org/x/time/rate"

	"motcua/central/ratelimit"
	"motcua/internal/hall"
)

// guesses holds kiosks to how often they may send codes and cards that may be guessed.
type guesses struct {
	codes     *ratelimit.Limits // dossiers' codes asked about
	strangers *ratelimit.Limits // cards that fit no dossier
	miscodes  *ratelimit.Limits // codes that are no appointment's
	met       *ratelimit.Recent[meeting]
}

func newGuesses() *guesses {
	return &guesses{
		codes:     ratelimit.New(rate.Every(inquiryEvery), inquiries),
		strangers: ratelimit.New(rate.Every(strangerEvery), strangers),
		miscodes:  ratelimit.New(rate.Every(miscodeEvery), miscodes),
		met:       ratelimit.NewRecent[meeting](meetingLasts),
	}
}

// by returns what counts what somebody may be guessing with: codes apart from cards, so that who has used up the one still comes in by the other.
func (h *guesses) by(s hall.CheckInRequest) *ratelimit.Limits {
	if s.Code != "" {
		return h.miscodes
	}
	return h.strangers
}

// before returns how long a number for an appointment has to wait because its device has sent too many codes; not for one that it was told
// of, by a card or a good code: the person stands before it.
func (h *guesses) before(device, code string, now time.Time) time.Duration {
	if code == "" || h.met.Has(meeting{device, code}, now) {
		return 0
	}
	return h.miscodes.RetryAfter(device, now)
}

// meetingLasts is how long a device may take until it asks for the number of an appointment that it was told of.
const meetingLasts = 10 * time.Minute

// meeting is an appointment that a device was told of.
type meeting struct{ device, code string }

// A kiosk may ask about so many codes without a card, enough for several people who look after theirs, and then one in so long. Codes are given
// one after the other: who could ask about each would know the hall's whole day.
const (
	inquiries    = 12
	inquiryEvery = 15 * time.Second
	mostCodes    = 32 // that what was typed may mean
)

// A kiosk may show so many cards that fit nothing, enough for a morning on which many ask who have no dossier, each card for a dossier and for an
// appointment, and then one in so long. A card that fits is not counted.
const (
	strangers     = 24
	strangerEvery = 15 * time.Second
)

// A kiosk may send so many codes that are no appointment's, enough for several people who mistype theirs, and then one in so long: what the next
// one waits who types a good code, while the kiosk looks it up (uplink.Link). A good code is not counted. Numbers without an appointment
// are given all the while.
const (
	miscodes     = 10
	miscodeEvery = 5 * time.Second
)
