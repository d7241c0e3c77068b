package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/words"
)

// Where central keeps the traces of erasures that some device has not done yet, and which backups were made.
const (
	keyErasures = "erasures"
	keyBackups  = "backups"
)

// shortestErased is how many letters a text has at least that is taken out: a shorter one stands in words that are none of its business.
const shortestErased = 6

// eraseText takes a text out of central's log, tables and files, and has every device do the same when it is next in touch. The text is
// asked for, and never a word of the command, which everybody on the machine could see and the shell keeps.
func (j job) eraseText(ctx context.Context, _ []string) error {
	text, err := program.AskHidden(j.says, j.Say.Say("erase.ask"))
	if err != nil {
		return err
	}
	text = norm.NFC.String(strings.TrimSpace(text))
	if utf8.RuneCountInString(text) < shortestErased {
		return program.Mistake(words.NewProblem("erase.short", words.Args{"Letters": shortestErased}))
	}
	places, err := j.journal.Places(ctx, text)
	if err != nil {
		return err
	}
	j.showPlaces(places)
	if err := j.confirmErasure(); err != nil {
		return err
	}
	found, err := j.erase(ctx, text)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.says, j.Say.Say("erase.done", words.Args{"Events": found.Events}))
	return j.showRest(ctx)
}

// mostPlaces is how many places are shown one by one.
const mostPlaces = 20

func (j job) showPlaces(places []journal.Place) {
	fmt.Fprintln(j.says, j.Say.Say("erase.found", words.Args{"Events": len(places)}))
	for _, p := range places[max(0, len(places)-mostPlaces):] {
		fmt.Fprintf(j.says, "  %s  %-20s %s\n", p.At.In(queue.Zone).Format("15:04:05 02/01/2006"), p.Origin, p.Kind)
	}
}

// confirmErasure asks once more; from a pipe the flag --yes has said so already.
func (j job) confirmErasure() error {
	if j.Has("yes") {
		return nil
	}
	typed := ""
	if program.AtTerminal() {
		fmt.Fprint(j.says, j.Say.Say("erase.confirm"), " ")
		_, _ = fmt.Fscanln(os.Stdin, &typed)
	}
	if !strings.EqualFold(typed, "XOA") {
		return program.Mistake(words.NewProblem("erase.not_confirmed", nil))
	}
	return nil
}

// erase does it at central, and leaves the trace for the devices.
func (j job) erase(ctx context.Context, text string) (journal.Erasure, error) {
	id := uuid.NewString()
	body := journal.Erasure{By: roster.Console, User: account()}
	found, err := j.journal.Erase(ctx, id, journal.Blanker(text), body)
	if err != nil {
		return found, err
	}
	return found, j.journal.Write(ctx, func(tx *journal.Tx) error {
		traces := map[string]journal.Trace{}
		if _, err := tx.Kept(keyErasures, &traces); err != nil {
			return err
		}
		traces[id] = journal.TraceOf(text)
		return tx.Keep(keyErasures, traces)
	})
}

// account is who sits at central's machine.
func account() string {
	if name := os.Getenv("SUDO_USER"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

// showRest names what may still hold the text: devices that were not in touch yet, backups, files put aside, the province.
func (j job) showRest(ctx context.Context) error {
	devices, err := hallDevices(ctx, j.journal)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.says, j.Say.Say("erase.devices", words.Args{"Devices": strings.Join(devices, ", ")}))
	files, err := j.oldCopies(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.says, j.Say.Say("erase.backups", words.Args{"Files": strings.Join(files, "\n  ")}))
	if j.settings.Upstream.Address != "" {
		fmt.Fprintln(j.says, j.Say.Say("erase.province", words.Args{"Address": j.settings.Upstream.Address}))
	}
	_, err = fmt.Fprintln(j.says, j.Say.Say("erase.password"))
	return err
}

// oldCopies lists the backups that central has made and that are still where they were written, and journals put aside.
func (j job) oldCopies(ctx context.Context) (files []string, err error) {
	made := map[string]time.Time{}
	if _, err := j.journal.Kept(ctx, keyBackups, &made); err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(made)) {
		line := file + " (" + made[file].In(queue.Zone).Format("15:04 02/01/2006") + ")"
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			line += " " + j.Say.Say("erase.moved")
		}
		files = append(files, line)
	}
	aside, err := filepath.Glob(filepath.Join(j.settings.Data, "*.damaged-*"))
	return append(files, aside...), err
}

// noteBackup remembers where a backup was written, so that an erasure can name it.
func (j job) noteBackup(ctx context.Context, path string) error {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return j.journal.Write(ctx, func(tx *journal.Tx) error {
		made := map[string]time.Time{}
		if _, err := tx.Kept(keyBackups, &made); err != nil {
			return err
		}
		made[path] = j.now()
		return tx.Keep(keyBackups, made)
	})
}

// hallDevices lists the devices of this hall that are enrolled.
func hallDevices(ctx context.Context, j *journal.Journal) (names []string, err error) {
	members, err := trust.Members(ctx, j.Reader())
	for _, m := range members {
		d, bad := trust.ParseDevice(m.Name)
		if bad == nil && d.Kind != trust.Centre && !m.Revoked {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// erasures are those that some device has not done yet. They begin while central is stopped.
type erasures struct {
	journal *journal.Journal

	mu   sync.Mutex
	open map[string]journal.Trace
}

func (e *erasures) read(ctx context.Context) error {
	open := map[string]journal.Trace{}
	_, err := e.journal.Kept(ctx, keyErasures, &open)
	e.mu.Lock()
	e.open = open
	e.mu.Unlock()
	return err
}

func (e *erasures) ids() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Sorted(maps.Keys(e.open))
}

// serve hands a device the traces by which it finds the texts.
func (e *erasures) serve(w http.ResponseWriter, _ *http.Request) {
	e.mu.Lock()
	raw, err := json.Marshal(e.open)
	e.mu.Unlock()
	answer(w, json.RawMessage(raw), err)
}

// finish forgets the traces of erasures that every device has done. What a device had brought meanwhile, from before it did, is looked
// through once more.
func (e *erasures) finish(ctx context.Context) error {
	devices, err := hallDevices(ctx, e.journal)
	for _, id := range e.ids() {
		if err != nil {
			return err
		}
		var done []string
		if done, err = e.journal.Erased(ctx, id); err == nil && includes(done, devices) {
			err = e.close(ctx, id)
		}
	}
	return err
}

func includes(all, some []string) bool {
	return !slices.ContainsFunc(some, func(one string) bool { return !slices.Contains(all, one) })
}

func (e *erasures) close(ctx context.Context, id string) error {
	e.mu.Lock()
	trace := e.open[id]
	e.mu.Unlock()
	if _, err := e.journal.Erase(ctx, id, trace.Blank, journal.Erasure{By: origin}); err != nil {
		return err
	}
	err := e.journal.Write(ctx, func(tx *journal.Tx) error {
		traces := map[string]journal.Trace{}
		if _, err := tx.Kept(keyErasures, &traces); err != nil {
			return err
		}
		delete(traces, id)
		return tx.Keep(keyErasures, traces)
	})
	return errors.Join(err, e.read(ctx))
}
