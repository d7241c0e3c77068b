package health

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/program"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// found makes a finding whose sentence is health.PART.WHAT.
func found(part string, state State, what string, args i18n.Args) Finding {
	return Finding{Part: part, State: state, Says: "health." + part + "." + what, Args: args}
}

// Printer checks a printer; ask gives its state, and ok is false where the settings name none.
func Printer(ask func(ctx context.Context) (status drivers.Status, ok bool)) Check {
	return Check{"printer", func(ctx context.Context) Finding {
		status, ok := ask(ctx)
		switch {
		case !ok:
			return found("printer", Warning, "none", nil)
		case status == drivers.Busy:
			return Finding{Part: "printer", State: Busy, Says: "printer.is.busy"}
		case status == drivers.Ready:
			return Finding{Part: "printer", State: Good, Says: "printer.is." + string(status)}
		case status.CanPrint():
			return Finding{Part: "printer", State: Warning, Says: "printer.is." + string(status)}
		}
		return Finding{Part: "printer", State: Broken, Says: "printer.is." + string(status)}
	}}
}

// Scanner checks that the device of a scanner is there, and says what it sent last; with an empty path there is none, and that is no fault.
func Scanner(path string, last Heard) Check {
	return Check{"scanner", func(context.Context) Finding {
		args := i18n.Args{"Device": filepath.Base(path), "Bytes": "", "At": ""}
		if path == "" {
			return found("scanner", Good, "none", nil)
		}
		if _, err := os.Stat(path); err != nil {
			return found("scanner", Broken, "gone", args)
		}
		if bytes, at := last.Read(); bytes != "" {
			args["Bytes"], args["At"] = bytes, at.In(workday.Vietnam).Format("15:04:05 02/01")
		}
		return found("scanner", Good, "there", args)
	}}
}

// Heard is the file, in a device's data folder, in which stands what its scanner sent last: masked, for a technician.
type Heard string

// HeardIn is the one of a data folder.
func HeardIn(data string) Heard { return Heard(filepath.Join(data, "scanner.txt")) }

// Note writes down what came. What cannot be written is not missed.
func (h Heard) Note(masked string) { _ = os.WriteFile(string(h), []byte(masked), 0o600) }

// Read returns what came last, and when; empty: nothing.
func (h Heard) Read() (masked string, at time.Time) {
	info, err := os.Stat(string(h))
	if err != nil {
		return "", at
	}
	raw, _ := os.ReadFile(string(h))
	return string(raw), info.ModTime()
}

// Ask asks central how the hall is.
type Ask func(ctx context.Context) (hall.View, error)

// Central checks the line to central.
func Central(address string, ask Ask) Check {
	return Check{"central", func(ctx context.Context) Finding {
		began := time.Now()
		_, err := ask(ctx)
		args := i18n.Args{"Address": address, "Millis": time.Since(began).Milliseconds()}
		var refusal *uplink.Refusal
		switch {
		case err == nil:
			return found("central", Good, "there", args)
		case errors.Is(err, uplink.ErrNotEnrolled):
			return found("central", Broken, "unknown", args)
		case errors.Is(err, uplink.ErrStranger):
			return found("central", Broken, "stranger", args)
		case errors.As(err, &refusal):
			args["Message"] = refusal.Message
			return found("central", Broken, "refuses", args)
		}
		return found("central", Broken, "gone", args)
	}}
}

// Letterhead checks that the centre's official papers are headed by the centre, as central's settings have it.
func Letterhead(ask Ask) Check {
	return Check{"papers", func(ctx context.Context) Finding {
		v, err := ask(ctx)
		switch {
		case err != nil:
			return found("papers", Warning, "unknown", nil)
		case v.Centre.Papers.Unset:
			return found("papers", Warning, "unset", nil)
		}
		return found("papers", Good, "set", i18n.Args{"Parent": v.Centre.Papers.Parent, "Centre": v.Centre.Name.In(i18n.Vietnamese)})
	}}
}

// A clock that is off by less nobody notices; by more, due dates and tickets of the wrong day follow.
const (
	clockWarns  = 30 * time.Second
	clockBreaks = 5 * time.Minute
)

// Clock checks the device's own clock against central's.
func Clock(now func() time.Time, ask Ask) Check {
	return Check{"clock", func(ctx context.Context) Finding {
		asked := now()
		v, err := ask(ctx)
		answered := now()
		args := i18n.Args{"Now": answered.In(workday.Vietnam).Format("15:04:05 02/01/2006")}
		if err != nil {
			return found("clock", Warning, "alone", args)
		}
		off := asked.Add(answered.Sub(asked) / 2).Sub(v.At).Round(time.Second)
		args["Off"] = off.Abs().String()
		if days := int(off.Abs().Hours()) / 24; days > 1 { // says enough of a battery that is dead
			args["Days"] = days
		}
		switch {
		case off.Abs() < clockWarns:
			return found("clock", Good, "right", args)
		case off > 0:
			return found("clock", clockState(off), "ahead", args)
		}
		return found("clock", clockState(-off), "behind", args)
	}}
}

func clockState(off time.Duration) State {
	if off >= clockBreaks {
		return Broken
	}
	return Warning
}

// What is left on a disk for a journal: a year of a busy kiosk is some hundred megabytes.
const (
	diskWarns  = 1 << 30
	diskBreaks = 100 << 20
)

// Disk checks that the folder of the journal has room and can be written.
func Disk(folder string) Check {
	return Check{"disk", func(context.Context) Finding {
		free, err := free(folder)
		if err == nil {
			err = tryWriting(folder)
		}
		args := i18n.Args{"Free": fmt.Sprintf("%.1f GB", float64(free)/1e9), "Folder": folder}
		switch {
		case err != nil:
			return found("disk", Broken, "fails", args)
		case free < diskBreaks:
			return found("disk", Broken, "full", args)
		case free < diskWarns:
			return found("disk", Warning, "low", args)
		}
		return found("disk", Good, "room", args)
	}}
}

func tryWriting(folder string) error {
	file, err := os.CreateTemp(folder, "check-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString("written by a check of the disk\n")
	return errors.Join(err, file.Sync(), file.Close(), os.Remove(file.Name()))
}

// Settings reads the settings anew: what is changed in the file is tried before the kiosk is started with it.
func Settings(path string, read func() error) Check {
	return Check{"settings", func(context.Context) Finding {
		if err := read(); err != nil {
			return found("settings", Broken, "wrong", i18n.Args{"Error": err})
		}
		if path == "" {
			return found("settings", Warning, "none", nil)
		}
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		return found("settings", Good, "read", i18n.Args{"File": path})
	}}
}

// Version tells which program this is.
func Version() Check {
	return Check{"version", func(context.Context) Finding {
		args := i18n.Args{"Program": program.Version, "From": program.Source(), "Go": runtime.Version(), "Fyne": fyneRelease()}
		if program.Version == "" {
			return found("version", Good, "handmade", args)
		}
		return found("version", Good, "is", args)
	}}
}

// fyneRelease is the release of Fyne in this program.
func fyneRelease() string {
	build, _ := debug.ReadBuildInfo()
	if build == nil {
		return "–"
	}
	for _, d := range build.Deps {
		if d.Path == "fyne.io/fyne/v2" {
			return d.Version
		}
	}
	return "–"
}
