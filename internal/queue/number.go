package queue

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Central is the kiosk number in a number that central gave.
const Central = 0

// perRound is how many numbers a series has before its letter doubles.
const perRound = 999

// MostSerial is how many numbers one series of a day has: 8 rounds are more than any hall gives.
const MostSerial = mostRounds * perRound

const mostRounds = 8

// Number writes the n-th number (from 1) of a service's day: A001 … A999, then AA001. It is empty where there is no such number.
// A kiosk without central puts its own number (1 to 99) before the last three digits: A7001. So no two series ever meet.
func Number(letter string, kiosk, n int) string {
	if n < 1 || n > MostSerial {
		return ""
	}
	round, place := (n-1)/perRound, (n-1)%perRound+1
	series := strings.Repeat(letter, round+1)
	if kiosk != Central {
		series += fmt.Sprint(kiosk)
	}
	return fmt.Sprintf("%s%03d", series, place)
}

// forgotten is how many numbers of a service may have been given between a backup and the disk's end on one day, and then some.
const forgotten = 500

// Beyond returns the end of the first round that is well behind the n-th number: a series that counts on from there meets no number that was
// given after the n-th and forgotten.
func Beyond(n int) int { return (n + forgotten + perRound - 1) / perRound * perRound }

// ErrNumber says that a text is no number of a ticket.
var ErrNumber = errors.New("no number of a ticket")

// numbers are a letter, repeated once for each round; the kiosk that counted alone; the place in the round.
var numbers = regexp.MustCompile(`^(A+|B+|C+|D+|E+|F+|G+|H+|I+|J+|K+|L+|M+|N+|O+|P+|Q+|R+|S+|T+|U+|V+|W+|X+|Y+|Z+)([1-9][0-9]?)?([0-9]{3})$`)

// longest is how many signs a number has at the most.
const longest = mostRounds + 2 + 3

// ReadNumber takes a number apart: the letter of its service, the kiosk that gave it or Central, and its place in that series.
func ReadNumber(number string) (letter string, kiosk, n int, err error) {
	parts := numbers.FindStringSubmatch(number)
	if parts == nil || len(number) > longest || parts[3] == "000" {
		return "", 0, 0, fmt.Errorf("%w: %.20q", ErrNumber, number)
	}
	kiosk, _ = strconv.Atoi(parts[2]) // digits, or nothing: central's own
	n, _ = strconv.Atoi(parts[3])
	return number[:1], kiosk, n + (len(parts[1])-1)*perRound, nil
}
