package sayings

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Diary gathers what is asked on a device, a day at a time and in memory, and writes it into the journal when the day is over or the device
// stops: no event says when anybody stood there. Its methods may be called from any goroutine.
type Diary struct {
	journal *journal.Journal
	now     func() time.Time

	mu        sync.Mutex
	day       string
	questions []Question
	different map[string]bool // texts
}

// NewDiary returns the diary of a device.
func NewDiary(j *journal.Journal, now func() time.Time) *Diary { return &Diary{journal: j, now: now} }

// mostADay is how many questions of one day are gathered.
const mostADay = 5000

// Note takes the questions of one visit in, each text once; the texts are Clean's. More different ones than a day may have are left out.
func (d *Diary) Note(ctx context.Context, questions []Question) {
	d.turn(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	seen := map[string]bool{}
	for _, q := range questions {
		if q.Text == "" || seen[q.Text] || len(d.questions) == mostADay || !d.different[q.Text] && len(d.different) == MostQuestions {
			continue
		}
		seen[q.Text], d.different[q.Text] = true, true
		d.questions = append(d.questions, q)
	}
}

// turn writes down the day that is over, if another one has begun.
func (d *Diary) turn(ctx context.Context) {
	today := queue.Day(d.now())
	d.mu.Lock()
	day, questions := d.day, d.questions
	if day != today {
		d.day, d.questions, d.different = today, nil, map[string]bool{}
	}
	d.mu.Unlock()
	if day != today {
		d.write(ctx, day, questions)
	}
}

// keyTally is where a journal keeps what a device remembers.
const keyTally = "sayings"

// Write is what Note and the end of a day do for questions of a day that somebody else has gathered.
func (d *Diary) Write(ctx context.Context, day string, questions []Question) {
	d.write(ctx, day, questions)
}

// write takes a day into the tally and tells what may be told, in one transaction.
func (d *Diary) write(ctx context.Context, day string, questions []Question) {
	if len(questions) == 0 {
		return
	}
	err := d.journal.Write(ctx, func(tx *journal.Tx) error {
		tally := NewTally()
		if _, err := tx.Kept(keyTally, &tally); err != nil {
			return err
		}
		told := tally.Day(day, questions)
		if err := tx.Keep(keyTally, tally); err != nil || len(told.Questions) == 0 {
			return err
		}
		_, err := tx.Append(KindCounted, "", told)
		return err
	})
	if err != nil {
		slog.Error("what was asked could not be counted", "err", err)
	}
}

// Run writes down each day that is over until ctx ends, and then the day that is not.
func (d *Diary) Run(ctx context.Context) {
	look := time.NewTicker(10 * time.Minute)
	defer look.Stop()
	for {
		select {
		case <-look.C:
			d.turn(ctx)
		case <-ctx.Done():
			d.Close(context.WithoutCancel(ctx))
			return
		}
	}
}

// Close writes down what was gathered of a day that is not over.
func (d *Diary) Close(ctx context.Context) {
	d.mu.Lock()
	day, questions := d.day, d.questions
	d.questions, d.different = nil, map[string]bool{}
	d.mu.Unlock()
	d.write(ctx, day, questions)
}
