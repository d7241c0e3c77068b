// Package navigation knows which screen the officer is at, what was told last, and whether keys count yet.
// It draws nothing; what a key does is left to the controllers.
package navigation

import (
	"time"
)

// Notice is what the officer is told about the last thing that happened.
type Notice struct {
	Text  string
	Alert bool
	At    time.Time // by the hall's clock
}
