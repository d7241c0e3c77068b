package sayings

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
)

// Question is what came of one question of one visit: the code of the procedure that was chosen, or nothing.
type Question struct{ Text, Code string }

// Tally is what a device remembers from day to day. It has no words: what was asked by fewer than enough visits is known by a hash alone, under a
// key of this device.
type Tally struct {
	Key    []byte           `json:"key"`
	Counts map[string]Count `json:"counts"` // by hash
}

// Count is how often something was asked that has not been told yet.
type Count struct {
	Asked   int            `json:"asked"`
	GivenUp int            `json:"given_up"`
	Chosen  map[string]int `json:"chosen"`
	Often   bool           `json:"often"` // enough visits have asked it: its words are told
	Last    string         `json:"last"`  // day
}

// Enough is how many visits must have asked something before its words leave the device.
const Enough = 3

// mostCounts is how many questions a device remembers.
const mostCounts = 2000

// NewTally returns one with a key of its own.
func NewTally() Tally {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // it never fails
	return Tally{Key: key, Counts: map[string]Count{}}
}

func (t Tally) hash(text string) string {
	mac := hmac.New(sha256.New, t.Key)
	mac.Write([]byte(text))
	return base64.RawStdEncoding.EncodeToString(mac.Sum(nil)[:12])
}

// Day takes in what was asked on a day, and returns what may be told of it: the questions that enough visits have asked by now, in an order that
// says nothing of when.
func (t Tally) Day(day string, questions []Question) (told Counted) {
	texts := map[string]bool{}
	for _, q := range questions {
		texts[q.Text] = true
		t.count(day, q)
	}
	told.Day = day
	for _, text := range slices.Sorted(maps.Keys(texts)) {
		key := t.hash(text)
		c := t.Counts[key]
		if c.Often = c.Often || c.Asked >= Enough; c.Often && len(told.Questions) < MostQuestions {
			told.Questions = append(told.Questions, Asked{text, c.Asked, c.GivenUp, c.Chosen})
			c.Asked, c.GivenUp, c.Chosen = 0, 0, nil
		}
		t.Counts[key] = c
	}
	t.forget()
	return told
}

// count adds a question; one that would be more than can be told is left out.
func (t Tally) count(day string, q Question) {
	key := t.hash(q.Text)
	c := t.Counts[key]
	_, known := c.Chosen[q.Code]
	if c.Asked == mostTimes || q.Code != "" && !known && len(c.Chosen) == mostChosen {
		return
	}
	c.Asked, c.Last = c.Asked+1, day
	if q.Code == "" {
		c.GivenUp++
	} else {
		chosen := maps.Clone(c.Chosen)
		if chosen == nil {
			chosen = map[string]int{}
		}
		chosen[q.Code]++
		c.Chosen = chosen
	}
	t.Counts[key] = c
}

// forget leaves out what was not asked for longest.
func (t Tally) forget() {
	keys := slices.SortedFunc(maps.Keys(t.Counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.Counts[b].Last, t.Counts[a].Last), cmp.Compare(a, b))
	})
	for _, key := range keys[min(len(keys), mostCounts):] {
		delete(t.Counts, key)
	}
}
