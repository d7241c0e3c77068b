package visit

import (
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// NoMeeting is the problem of a card that nobody has an appointment by; the other problems of an arrival are those of an inquiry, and what
// the arrival itself is.
const NoMeeting Problem = "no_meeting"

// TooManyCodes is the problem of a kiosk at which many codes were typed that are no appointment's, perhaps by others; TooMany is that of cards.
const TooManyCodes Problem = "too_many_codes"

// Arrival is which appointment somebody comes for, and why it gets no number.
type Arrival struct {
	Question
	Coming hall.CheckInResult // that the problem is about
}

// CheckIn is what a visit does on the way from an appointment to its number.
type CheckIn struct{ *Visit }

// Arrive asks about an appointment; false where nobody is asked, or while a question is under way.
func (v CheckIn) Arrive(id string, now time.Time) bool {
	return v.Step == Arriving && v.put(id, now)
}

// Meet takes the answer to the question of an id: the number of the appointment is asked for (true), or it is told why there is none.
// With neither it was somebody else's question.
func (v CheckIn) Meet(id string, c hall.CheckInResult, r queue.Request, now time.Time) (takes, told bool) {
	if v.Step != Arriving || id == "" || id != v.Arrival.ID {
		return false, false
	}
	if !c.Arrival.Gets() {
		v.Arrival.Coming = c
		return false, v.SetProblem(id, Problem(c.Arrival), now)
	}
	v.Arrival.ID = ""
	v.Step, v.Request, v.Office, v.touched = Taking, r, "", now
	return true, true
}
