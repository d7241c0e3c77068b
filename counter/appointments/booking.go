package appointments

import (
	"crypto/rand"
	"strings"

	"motcua/counter/typed"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/queue"
)

// ReadBooking reads what was typed; of an appointment that is moved only day and time are asked.
func ReadBooking(b hall.Booking, answers []string, centre centre.Centre) (hall.Booking, error) {
	if !b.Move {
		service, ok := ServiceOfLetter(centre, answers[0])
		if b.Service = service; !ok {
			return b, typed.ErrLetter
		}
		if card := strings.TrimSpace(answers[3]); card != "" {
			number, err := idcard.ParseNumber(card)
			if b.Card = number; err != nil {
				return b, err
			}
		}
		answers = answers[1:]
	}
	day, err := typed.ParseDate(answers[0])
	if err != nil {
		return b, err
	}
	b.From, err = typed.ParseTime(day, answers[1])
	return b, err
}

// ServiceOfLetter returns the service that goes by a letter.
func ServiceOfLetter(centre centre.Centre, text string) (id string, ok bool) {
	for _, s := range centre.Services {
		if strings.EqualFold(s.Letter, strings.TrimSpace(text)) {
			return s.ID, true
		}
	}
	return "", false
}

// FirstLetter returns that of the first service that this desk takes.
func (c *Controller) FirstLetter() string {
	counter, ok := c.Centre().Counter(c.Counter)
	if !ok || len(counter.Services) == 0 {
		return ""
	}
	s, _ := c.Centre().Service(counter.Services[0])
	return s.Letter
}

// NewCode returns a code that nobody guesses.
func NewCode() string {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	return queue.NewAppointmentCode(random)
}
