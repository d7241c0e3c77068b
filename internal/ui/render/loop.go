package render

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// longestRest bounds how late something is drawn of which only Fyne knows, such as a widget of its own that blinks. Each wake costs: Go's
// scheduler stays awake for some milliseconds after it.
const longestRest = time.Second

var (
	rests   atomic.Bool  // whether the screen's goroutine sleeps between events
	waiting atomic.Int64 // how many functions wait for the screen's goroutine
	stirred atomic.Bool  // something was touched or changed since the last frame, so there is one to draw
)

// Rest lets the screen's goroutine sleep until something happens, and calls onSecond on it each second. By itself Fyne looks 60 times a
// second, which costs more processor time than the rest of an idle kiosk and answers a touch up to a frame late; woken by the touch itself,
// it draws the answer at once.
// Call it once, when the app has started. Then whoever changes the screen from another goroutine goes through Do, lest it wait.
func Rest(onSecond func()) {
	if Plain() {
		go func() {
			for range time.Tick(longestRest) {
				fyne.Do(onSecond)
			}
		}()
		return
	}
	rests.Store(true)
	next := time.Now().Add(longestRest)
	// Fyne ticks animations after it has handled events and before it draws: the one place between the two.
	sleep := fyne.NewAnimation(time.Hour, func(float32) {
		sleepUntilStirred(next)
		if touched := len(frame.boxes) > 0; !touched && !time.Now().Before(next) { // an answer to a touch is drawn first
			next = time.Now().Add(longestRest)
			frame.all = true
			onSecond()
		}
		frame.drawn = true
	})
	sleep.RepeatCount = fyne.AnimationRepeatForever
	sleep.Start()
}

func sleepUntilStirred(next time.Time) {
	beginFrame() // should Fyne alone have something to draw, it is the whole
	if rest := time.Until(next); !stirred.Swap(false) && waiting.Load() == 0 && rest > 0 {
		glfw.WaitEventsTimeout(rest.Seconds()) // and handles the event, if one came
		stirred.Store(false)
	}
}

// Do has a function run on the screen's goroutine, soon, and its outcome drawn. It may be called from any goroutine.
func Do(f func()) {
	if !rests.Load() {
		fyne.Do(f)
		return
	}
	waiting.Add(1)
	fyne.Do(func() {
		waiting.Add(-1)
		f()
		Stir()
	})
	wake()
}

// wake ends a sleep. Once the app has ended there is nobody to wake, which glfw says by a panic.
func wake() {
	defer func() {
		cause := recover()
		if gone, ok := cause.(*glfw.Error); cause != nil && !(ok && gone.Code.String() == "NotInitialized") {
			panic(cause)
		}
	}()
	glfw.PostEmptyEvent()
}
