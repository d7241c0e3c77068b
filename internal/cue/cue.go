// Package cue is the line protocol by which the programs tell whoever works them from outside, such as the sample hall that clicks through a
// visit, what they show and what has happened.
//
// A program that finds Env in its environment writes each Line as one line of JSON to the file named there, usually a FIFO that the other side
// has opened. Without Env nothing is written. A cue is a promise to whoever waits for it; the log is for people, and its words may change.
package cue

import (
	"encoding/json"
	"io"
	"os"
	"sync"
)

// Env names the file that cues are written to.
const Env = "MOTCUA_CUES"

// Line is one cue. Of says which of the other fields it has.
type Line struct {
	Of      Of       `json:"cue"`
	Name    string   `json:"name,omitempty"`
	Targets []Target `json:"targets,omitempty"`
	Found   int      `json:"found,omitempty"`
	Problem string   `json:"problem,omitempty"` // empty: none
}

// Of is what a cue is about.
type Of string

const (
	Screen      Of = "screen"      // the screen Name is shown, with Targets; it may not be painted yet
	Listening   Of = "listening"   // central answers
	Connected   Of = "connected"   // a device has reached central, at its start or again
	Scanner     Of = "scanner"     // the scanner's wire is open
	Printer     Of = "printer"     // the printer's status is Name
	Appointment Of = "appointment" // a kiosk has answered somebody with an appointment: Problem
	Inquiry     Of = "inquiry"     // a kiosk has answered somebody about dossiers: Found many, or Problem
	Claim       Of = "claim"       // a kiosk has looked for the visit that somebody wants to rate: Problem
	Paper       Of = "paper"       // a counter has saved the form Name
	Help        Of = "help"        // a counter is told that the device Name calls for help
	WrongPIN    Of = "wrong_pin"   // a technician's PIN was wrong
	Restarted   Of = "restarted"   // a watchdog has started the program again
)

// Target is a place to touch, in pixels of the window. W is 0 while the target has no place yet.
type Target struct {
	Name string `json:"name"`
	X    int    `json:"x"`
	Y    int    `json:"y"`
	W    int    `json:"w"`
	H    int    `json:"h"`
}

// out is where cues go; nil: nowhere.
var out struct {
	once sync.Once
	mu   sync.Mutex
	io.Writer
}

// open opens the file that Env names, once.
func open() {
	path := os.Getenv(Env)
	if path == "" {
		return
	}
	if f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0); err == nil { // else nobody waits there
		SendTo(f)
	}
}

// SendTo has this process write its cues to w, as tests want it, and returns where they went before.
func SendTo(w io.Writer) (before io.Writer) {
	out.mu.Lock()
	defer out.mu.Unlock()
	before, out.Writer = out.Writer, w
	return before
}

// Wanted reports whether anybody reads cues.
func Wanted() bool {
	out.once.Do(open)
	out.mu.Lock()
	defer out.mu.Unlock()
	return out.Writer != nil
}

// Say writes a cue for whoever waits for it. It may be called by any goroutine.
func Say(l Line) {
	if !Wanted() {
		return
	}
	line, err := json.Marshal(l)
	if err != nil {
		return
	}
	out.mu.Lock()
	defer out.mu.Unlock()
	_, _ = out.Write(append(line, '\n')) // nobody reads any more
}
