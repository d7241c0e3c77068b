//go:build !race

package procedure

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
)

// BenchmarkSearch types every question letter by letter over the national catalogue, one search a key; run it with
// GOMAXPROCS=1 -benchtime 9x. A key's time is the median of its runs, in the thread's own time, so that another program's burst is not ours.
func BenchmarkSearch(b *testing.B) {
	x := NewIndex(mustNational(b))
	var keystrokes []string
	for _, q := range mustQuestions(b, "questions.tsv") {
		for i := range q.text {
			if i > 0 {
				keystrokes = append(keystrokes, q.text[:i])
			}
		}
		keystrokes = append(keystrokes, q.text)
	}
	runs := make([][]time.Duration, len(keystrokes))
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	b.ReportAllocs()
	for b.Loop() {
		for i, typed := range keystrokes {
			start := threadTime()
			x.Search(typed, 10)
			runs[i] = append(runs[i], threadTime()-start)
		}
	}
	medians := make([]time.Duration, len(runs))
	for i, times := range runs {
		slices.Sort(times)
		medians[i] = times[len(times)/2]
	}
	slices.Sort(medians)
	p99 := medians[len(medians)*99/100]
	tuned, frozen, fresh := scoreOf(b, x, "questions.tsv", nil), scoreOf(b, x, "frozen.tsv", nil), scoreOf(b, x, "fresh.tsv", nil)
	fmt.Printf("bench-search: p99_us=%.0f tuned_top3=%.3f frozen_top1=%.3f frozen_top3=%.3f refused_nonprocedures=%.3f refused_questions=%.3f\n"+
		"bench-search: queries=%d top3=%.3f fresh_top1=%.3f fresh_top3=%.3f unseen_top3=%.3f\n",
		float64(p99.Nanoseconds())/1000, tuned.three, frozen.first, frozen.three, frozen.turned, frozen.refused,
		len(keystrokes)*b.N, tuned.three, fresh.first, fresh.three, topThree(b, x, heldOut, nil))
}
