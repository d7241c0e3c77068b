package admin

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"motcua/central/store"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/roster"
)

// keyBackups is where central keeps which backups were made.
const keyBackups = "backups"

// shortestErased is how many letters a text has at least that is taken out: a shorter one stands in words that are none of its business.
const shortestErased = 6

// eraseText takes a text out of central's log, tables and files, and has every device do the same when it is next in touch. The text is
// asked for, and never a word of the command, which everybody on the machine could see and the shell keeps.
func eraseText(ctx context.Context, j Job, _ []string) error {
	text, err := program.AskHidden(j.Says, j.Say.Text("erase.ask"))
	if err != nil {
		return err
	}
	text = norm.NFC.String(strings.TrimSpace(text))
	if utf8.RuneCountInString(text) < shortestErased {
		return program.Mistake(i18n.NewProblem("erase.short", i18n.Args{"Letters": shortestErased}))
	}
	places, err := j.Journal.Places(ctx, text)
	if err != nil {
		return err
	}
	showPlaces(j, places)
	if err := j.agree("erase.confirm", "erase.not_confirmed", "xoa"); err != nil {
		return err
	}
	found, err := erase(ctx, j, text)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.Says, j.Say.Text("erase.done", i18n.Args{"Events": found.Events}))
	return showRest(ctx, j)
}

// mostPlaces is how many places are shown one by one.
const mostPlaces = 20

func showPlaces(j Job, places []journal.Place) {
	fmt.Fprintln(j.Says, j.Say.Text("erase.found", i18n.Args{"Events": len(places)}))
	for _, p := range places[max(0, len(places)-mostPlaces):] {
		fmt.Fprintf(j.Says, "  %s  %-20s %s\n", p.At.In(queue.Zone).Format("15:04:05 02/01/2006"), p.Origin, p.Kind)
	}
}

// erase does it at central, and leaves the trace for the devices.
func erase(ctx context.Context, j Job, text string) (journal.Erasure, error) {
	id := uuid.NewString()
	body := journal.Erasure{By: roster.Console, User: account()}
	found, err := j.Journal.Erase(ctx, id, journal.Blanker(text), body)
	if err != nil {
		return found, err
	}
	return found, j.Journal.Write(ctx, func(tx *journal.Tx) error {
		traces := map[string]journal.Trace{}
		if _, err := tx.Kept(store.KeyErasures, &traces); err != nil {
			return err
		}
		traces[id] = journal.TraceOf(text)
		return tx.Keep(store.KeyErasures, traces)
	})
}

// account returns who sits at central's machine.
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
func showRest(ctx context.Context, j Job) error {
	devices, err := store.HallDevices(ctx, j.Journal)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.Says, j.Say.Text("erase.devices", i18n.Args{"Devices": strings.Join(devices, ", ")}))
	files, err := oldCopies(ctx, j)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.Says, j.Say.Text("erase.backups", i18n.Args{"Files": strings.Join(files, "\n  ")}))
	if j.Settings.Upstream.Address != "" {
		fmt.Fprintln(j.Says, j.Say.Text("erase.province", i18n.Args{"Address": j.Settings.Upstream.Address}))
	}
	_, err = fmt.Fprintln(j.Says, j.Say.Text("erase.password"))
	return err
}

// oldCopies lists the backups that central has made and that are still where they were written, and journals put aside.
func oldCopies(ctx context.Context, j Job) (files []string, err error) {
	made := map[string]time.Time{}
	if _, err := j.Journal.Kept(ctx, keyBackups, &made); err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(made)) {
		line := file + " (" + made[file].In(queue.Zone).Format("15:04 02/01/2006") + ")"
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			line += " " + j.Say.Text("erase.moved")
		}
		files = append(files, line)
	}
	aside, err := filepath.Glob(filepath.Join(j.Settings.Data, "*.damaged-*"))
	return append(files, aside...), err
}

// noteBackup remembers where a backup was written, so that an erasure can name it.
func noteBackup(ctx context.Context, j Job, path string) error {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return j.Journal.Write(ctx, func(tx *journal.Tx) error {
		made := map[string]time.Time{}
		if _, err := tx.Kept(keyBackups, &made); err != nil {
			return err
		}
		made[path] = j.Now()
		return tx.Keep(keyBackups, made)
	})
}
