package queue

import (
	"slices"
	"time"
)

// Class is why somebody goes before others. No law ranks a hall's line (NĐ 61, 118 and 309 are silent; TT 27/2017/TT-BCA đ.6 has the police
// see old, disabled, ill and pregnant people first): the centre's own rules name the classes.
type Class struct {
	ID   string `json:"id" toml:"id"`
	Name Name   `json:"name" toml:"name"`
	// HeadStart is by how many minutes a place in line is earlier than the coming, 1 to 240: who came long before still goes first, so
	// that nobody waits for ever.
	HeadStart int `json:"head_start" toml:"head_start"`
}

// LongestClass is how many letters a class's name may have: a button on the kiosk shows it whole, in large type too.
const LongestClass = 40

// MostHeadStart is the longest head start, in minutes: half a day.
const MostHeadStart = 240

// QueueTimeOf returns the place in line of who comes at a moment.
func (c Class) QueueTimeOf(came time.Time) time.Time {
	return came.Add(-time.Duration(c.HeadStart) * time.Minute)
}

// Yields reports whether somebody of a class lets an ordinary ticket pass, so that there is at most one of them after so many others:
// last is the classes of the latest calls in the line, newest first; an appointment that went by its slot counts as one. With after = 0 nobody yields.
func Yields(last []string, after int) bool {
	return slices.ContainsFunc(last[:min(after, len(last))], func(class string) bool { return class != "" })
}
