package booking

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Entry is an appointment as a calendar program takes it (RFC 5545).
type Entry struct {
	UID       string // the same for all that becomes of the appointment
	Sequence  int    // counts its changes, so that the newest is believed
	Cancelled bool
	Stamp     time.Time // when this entry was written
	From      time.Time
	To        time.Time
	Summary   string
	Place     string
	Text      string
	URL       string
	Alarm     string // said the day before
}

// ICS writes the entry as a file. Times are in UTC, so that no table of time zones is needed.
func (e Entry) ICS() []byte {
	var c calendarFile
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Mot Cua//Appointments//VI")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", e.Method())
	c.line("BEGIN", "VEVENT")
	c.line("UID", e.UID)
	c.line("SEQUENCE", fmt.Sprint(e.Sequence))
	c.line("DTSTAMP", utc(e.Stamp))
	c.line("DTSTART", utc(e.From))
	c.line("DTEND", utc(e.To))
	c.line("STATUS", e.status())
	c.text("SUMMARY", e.Summary)
	c.text("LOCATION", e.Place)
	c.text("DESCRIPTION", e.Text)
	if e.URL != "" {
		c.line("URL", e.URL)
	}
	if !e.Cancelled {
		c.alarm(e.Alarm)
	}
	c.line("END", "VEVENT")
	c.line("END", "VCALENDAR")
	return []byte(c.String())
}

// Method returns what a calendar program is to do with the entry (RFC 5546).
func (e Entry) Method() string {
	if e.Cancelled {
		return "CANCEL"
	}
	return "PUBLISH"
}

func (e Entry) status() string {
	if e.Cancelled {
		return "CANCELLED"
	}
	return "CONFIRMED"
}

// calendarFile is a file under way.
type calendarFile struct{ strings.Builder }

func (c *calendarFile) alarm(text string) {
	c.line("BEGIN", "VALARM")
	c.line("ACTION", "DISPLAY")
	c.text("DESCRIPTION", text)
	c.line("TRIGGER", "-P1D")
	c.line("END", "VALARM")
}

// escapes are the letters that mean something in a text (RFC 5545, 3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func (c *calendarFile) text(name, value string) { c.line(name, escapes.Replace(value)) }

// longestLine is how many octets a line has, without its end (RFC 5545, 3.1).
const longestLine = 75

// line writes a line, folded where it is too long, and never within a letter.
func (c *calendarFile) line(name, value string) {
	line := name + ":" + strings.NewReplacer("\r", "", "\n", "").Replace(value)
	for room := longestLine; len(line) > room; room = longestLine - 1 { // the space counts
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		c.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	c.WriteString(line + "\r\n")
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
