// Package sim simulates mornings of a whole hall, each drawn from one seed: kiosks, counters, central, the weather between them, and thieves. All of it
// is in its tests, which the race detector would make seven times as long: make sim and make test run them without it.
package sim
