package queue

import (
	"fmt"
	"strings"
)

// Central is the kiosk number in a number that central gave.
const Central = 0

// perRound is how many numbers a series has before its letter doubles.
const perRound = 999

// Number writes the n-th number (from 1) of a service's day: A001 … A999, then AA001.
// A kiosk without central puts its own number (1 to 99) before the last three digits: A7001. So no two series ever meet.
func Number(letter string, kiosk, n int) string {
	round, place := (n-1)/perRound, (n-1)%perRound+1
	series := strings.Repeat(letter, round+1)
	if kiosk != Central {
		series += fmt.Sprint(kiosk)
	}
	return fmt.Sprintf("%s%03d", series, place)
}
