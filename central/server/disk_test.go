package server

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/settings"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// device is a kiosk whose disk meets with mishaps.
type device struct {
	testing.TB
	central *Server
	path    string
	journal *journal.Journal
	clock   time.Time
}

func newDevice(t testing.TB) *device {
	t.Helper()
	d := &device{TB: t, central: mustServe(t, t.TempDir(), 1), path: filepath.Join(t.TempDir(), "kiosk.db"), clock: time.Now()}
	d.start()
	return d
}

func (d *device) now() time.Time { d.clock = d.clock.Add(time.Second); return d.clock }

func (d *device) start() {
	d.Helper()
	var err error
	if d.journal, err = journal.OpenDevice(d.path, "kiosk-1", d.now, journal.Join()); err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { d.journal.Close() })
}

// does something for each subject.
func (d *device) does(subjects ...string) {
	d.Helper()
	err := d.journal.Write(d.Context(), func(tx *journal.Tx) error {
		for _, subject := range subjects {
			if _, err := tx.Append(hall.KindHelp, subject, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.Fatal(err)
	}
}

// meets lets the device tell central all, over a new line.
func (d *device) meets() {
	d.Helper()
	link, err := uplink.NewLink(d.Context(), mustEnrol(d, d.central, "kiosk-1"), d.journal, func() {})
	if err != nil {
		d.Fatal(err)
	}
	if err := link.Flush(d.Context()); err != nil {
		d.Fatal(err)
	}
}

func (d *device) copyDisk(to, from string) {
	d.Helper()
	for _, suffix := range []string{"", "-wal"} {
		raw, err := os.ReadFile(from + suffix)
		if err != nil {
			d.Fatal(err)
		}
		if err := os.WriteFile(to+suffix, raw, 0o600); err != nil {
			d.Fatal(err)
		}
	}
}

// put lets a copy of the disk take the place of what is there.
func (d *device) put(copied string) {
	d.Helper()
	d.journal.Close()
	d.wipe()
	d.copyDisk(d.path, copied)
	d.start()
}

func (d *device) wipe() {
	d.journal.Close()
	for _, suffix := range []string{"", "-wal", "-shm", "-mark"} {
		os.Remove(d.path + suffix)
	}
}

// kinds are the events of the kiosk in a journal, by their subjects or else their kinds, in the order in which they came there.
func kinds(t testing.TB, j *journal.Journal) string {
	t.Helper()
	events, err := j.After(t.Context(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range events {
		if e.Origin == "kiosk-1" {
			all = append(all, cmp.Or(e.Subject, e.Kind))
		}
	}
	return strings.Join(all, " ")
}

func TestDiskMishaps(t *testing.T) {
	for _, tt := range []struct {
		name     string
		mishap   func(d *device, old string) // old: a copy of the disk after "a b"; central has heard of "a b c d"
		onDevice string
		central  string
	}{
		{"none", func(d *device, _ string) { d.does("e") },
			"a b c d e", "a b c d e"},
		{"an older copy put back", func(d *device, old string) { d.put(old); d.meets(); d.does("e") },
			"a b journal.lost c d journal.recovered e", "a b c d journal.lost journal.recovered e"},
		{"an older copy put back that went on alone", func(d *device, old string) { d.put(old); d.does("e") },
			"a b e journal.lost c d journal.recovered", "a b c d e journal.lost journal.recovered"},
		{"an older copy put back that did more than central knows", func(d *device, old string) { d.put(old); d.does("e", "f", "g") },
			"a b e f g journal.lost c d journal.recovered", "a b c d e f g journal.lost journal.recovered"},
		{"a new disk", func(d *device, _ string) { d.wipe(); d.start(); d.meets(); d.does("e") },
			"journal.lost a b c d journal.recovered e", "a b c d journal.lost journal.recovered e"},
		{"a new disk that went on alone", func(d *device, _ string) { d.wipe(); d.start(); d.does("e") },
			"e journal.lost a b c d journal.recovered", "a b c d e journal.lost journal.recovered"},
		{"a disk of rubbish", func(d *device, _ string) {
			d.wipe()
			if err := os.WriteFile(d.path, bytes.Repeat([]byte("rubbish "), 4096), 0o600); err != nil {
				d.Fatal(err)
			}
			d.start()
			d.does("e")
		}, "journal.lost e a b c d journal.recovered", "a b c d journal.lost e journal.recovered"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDevice(t)
			d.does("a", "b")
			old := filepath.Join(t.TempDir(), "old.db")
			d.copyDisk(old, d.path)
			d.does("c", "d")
			d.meets()
			tt.mishap(d, old)
			for range 2 { // the second time nothing is left to do
				d.meets()
				if got := kinds(t, d.journal); got != tt.onDevice {
					t.Errorf("the device holds %q, want %q", got, tt.onDevice)
				}
				if got := kinds(t, d.central.journal); got != tt.central {
					t.Errorf("central holds %q, want %q", got, tt.central)
				}
			}
			for _, j := range []*journal.Journal{d.journal, d.central.journal} {
				if audit, err := j.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
					t.Errorf("%+v, %v", audit, err)
				}
			}
		})
	}
}

// TestCentralOfYesterdayHearsAllAgain puts a backup of central in its place: its devices tell it what it has forgotten, of every life.
func TestCentralOfYesterdayHearsAllAgain(t *testing.T) {
	d := newDevice(t)
	d.does("a", "b")
	d.meets()
	var yesterday bytes.Buffer
	if _, err := d.central.journal.Backup(t.Context(), &yesterday); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(t.TempDir(), "old.db")
	d.copyDisk(old, d.path)
	d.does("c")
	d.meets()
	d.put(old)
	d.does("d")
	d.meets()

	d.central = mustServe(t, t.TempDir(), 1)
	if _, err := d.central.journal.Restore(t.Context(), &yesterday); err != nil {
		t.Fatal(err)
	}
	d.meets()
	if got, want := kinds(t, d.central.journal), "a b c d journal.lost journal.recovered"; got != want {
		t.Errorf("central holds %q, want %q", got, want)
	}
}

func TestCommands(t *testing.T) {
	data := t.TempDir()
	ours := settings.Settings{Data: data, Database: journaltest.Postgres(t, data)}
	c := mustServe(t, data, 1)
	for range 3 {
		mustIssue(t, c)
	}
	file := filepath.Join(t.TempDir(), "central.backup")
	unborn := settings.Settings{Data: filepath.Join(t.TempDir(), "unborn"), Database: journaltest.Postgres(t, "unborn")}
	other := settings.Settings{Data: t.TempDir(), Database: journaltest.Postgres(t, "other")}
	for _, tt := range []struct {
		settings settings.Settings
		command  string
		says     string // empty: it refuses
	}{
		{ours, "backup " + file, "backup: 5 events in " + file + ", read again and found whole\n"},
		{ours, "verify", "verify: 5 events of 1 lives, each as it was written\n"},
		{ours, "rebuild", "rebuild: 5 events give the same rows of acts, appointments, calls, clashes, code_series, codes, conflicts, deeds, device_health, devices, dossier_words, dossiers, guesses, help_calls, lines, officer_keys, officers, online_bookings, printers, province_dossiers, province_news, province_parties, province_steps, province_tickets, ratings, relayed, reservations, sayings, sayings_told, seats, series, sessions, steering, tickets, told\n"},
		{ours, "restore " + file, ""},
		{other, "restore " + file, "restore: 5 events from " + file + "\nverify: 6 events of 2 lives, each as it was written\n"},
		{other, "backup " + filepath.Join(data, "no", "such", "folder"), ""},
		{ours, "backup " + file, ""},
		{unborn, "verify", ""},
		{unborn, "enrol kiosk-1", ""},
		{unborn, "backup " + file + "2", ""},
		{ours, "backup", ""},
		{ours, "dance", ""},
	} {
		t.Run(tt.command, func(t *testing.T) {
			code, says, _ := execute(t, tt.settings, strings.Fields(tt.command)...)
			if says != tt.says || (code != program.Done) != (tt.says == "") {
				t.Errorf("exit code %d, says %q; want %q", code, says, tt.says)
			}
		})
	}
	if _, err := os.Stat(unborn.Data); err == nil {
		t.Error("a command has made a data folder")
	}
	if exists, err := journal.Exists(t.Context(), unborn.JournalPath()); exists || err != nil {
		t.Errorf("a command has made a journal (%v)", err)
	}
}

// execute gives central's program a command line, with the settings in a file.
func execute(t testing.TB, s settings.Settings, args ...string) (code int, says, errs string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "central.toml")
	text := fmt.Sprintf("data = %q\ndatabase = %q\nlanguage = \"en\"\nlog_level = \"error\"\n", s.Data, s.Database)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, wrong strings.Builder
	code = commandLine().Execute(t.Context(), append(args, "-config", file), &out, &wrong)
	return code, out.String(), wrong.String()
}

func TestNoCommandRunsBesideACentralThatServes(t *testing.T) {
	data := t.TempDir()
	s := settings.Settings{Data: data, Database: journaltest.Postgres(t, data)}
	mustIssue(t, mustServe(t, data, 1))
	held, err := hold(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"rebuild", "restore no.backup"} {
		if code, _, errs := execute(t, s, strings.Fields(command)...); code != program.Failed || !strings.Contains(errs, "The server is running on") {
			t.Errorf("%s beside a central: exit code %d, %q", command, code, errs)
		}
	}
	if code, _, errs := execute(t, s, "verify"); code != program.Done {
		t.Errorf("verify beside a central: exit code %d, %q", code, errs)
	}
	held.Release()
	if code, _, errs := execute(t, s, "rebuild"); code != program.Done {
		t.Errorf("rebuild after it: exit code %d, %q", code, errs)
	}
}

func TestFullDiskIsSaid(t *testing.T) {
	data := t.TempDir()
	if journaltest.Postgres(t, data) != "" {
		t.Skip("a disk of PostgreSQL's own cannot be filled here")
	}
	c := mustServe(t, data, 1)
	mustIssue(t, c)
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Exec(`PRAGMA max_page_count = 1`) // no more than there are
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	client := mustEnrol(t, c, "kiosk-1")
	for range 1000 {
		if _, err = client.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}); err != nil {
			break
		}
	}
	if refusal := (*uplink.Refusal)(nil); !errors.As(err, &refusal) || refusal.Status != http.StatusInsufficientStorage || !strings.Contains(refusal.Message, "full") {
		t.Errorf("answer is %v", err)
	}
	if made, err := c.journal.Rebuild(t.Context()); err == nil && len(made.Differ) > 0 {
		t.Errorf("half done: %+v", made)
	}
	if audit, err := c.journal.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
}

// cutOff is a line to central that brings no events while it is cut.
type cutOff struct{ http.RoundTripper }

var cut atomic.Bool

func (c cutOff) RoundTrip(r *http.Request) (*http.Response, error) {
	if cut.Load() && r.URL.Path == uplink.PathEvents {
		return nil, errors.New("cable pulled")
	}
	return c.RoundTripper.RoundTrip(r)
}

// TestAnotherBoxCountsOn puts a new kiosk in the place of a stolen one, which had given numbers that nobody at central has heard of.
func TestAnotherBoxCountsOn(t *testing.T) {
	for name, told := range map[string]bool{"one that had told of some": true, "one that had told nothing": false} {
		t.Run(name, func(t *testing.T) {
			c := mustServe(t, t.TempDir(), 1)
			stolen := mustBox(t)
			client := mustEnrol(t, c, "kiosk-1")
			mustGiveAlone(t, stolen)
			if link := mustJoin(t, client, stolen); told && link.Flush(t.Context()) != nil {
				t.Fatal("central does not hear of it")
			}
			last := mustGiveAlone(t, stolen)
			mustLose(t, c, "kiosk-1")
			another := mustBox(t)
			mustSeeLate(t, mustJoin(t, mustReplace(t, c, "kiosk-1"), another))
			if next := mustGiveAlone(t, another); last.Serial != 2 || next.Serial != queue.Beyond(last.Serial)+1 {
				t.Errorf("given %s, and by the other box %s", last.Number, next.Number)
			}
		})
	}
}

// mustSeeLate has a new box see the hall only when it has met central's events.
func mustSeeLate(t *testing.T, link *uplink.Link) {
	t.Helper()
	cut.Store(true)
	if link.Refresh(t.Context()); len(viewed(link).Services) > 0 {
		t.Fatal("it offers numbers before it knows which were given in its name")
	}
	cut.Store(false)
	if link.Refresh(t.Context()); len(viewed(link).Services) == 0 {
		t.Fatal("it does not see the hall")
	}
}

// mustReplace enrols another box under a device's name; its line brings events unless cut says otherwise.
func mustReplace(t *testing.T, c *Server, name string) uplink.Client {
	t.Helper()
	credential, err := uplink.Enrol(t.Context(), c.Address(), name, mustInvite(t, c, name))
	if err != nil {
		t.Fatal(err)
	}
	client := credential.Client(c.Address())
	client.HTTP.Transport = cutOff{client.HTTP.Transport}
	return client
}

func mustJoin(t *testing.T, client uplink.Client, j *journal.Journal) *uplink.Link {
	t.Helper()
	link, err := uplink.NewLink(t.Context(), client, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return link
}

func viewed(l *uplink.Link) centre.Centre { v, _ := l.View(); return v.Centre }

// mustBox is the empty journal of a kiosk.
func mustBox(t *testing.T) *journal.Journal {
	t.Helper()
	j, err := journal.OpenDevice(filepath.Join(t.TempDir(), "kiosk.db"), "kiosk-1", time.Now, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// mustGiveAlone gives a kiosk's own number.
func mustGiveAlone(t *testing.T, j *journal.Journal) (ticket queue.Ticket) {
	t.Helper()
	centre := centre.Centre{Services: []queue.Service{{ID: "ho-tich", Letter: "A"}}}
	err := j.Write(t.Context(), func(tx *journal.Tx) (err error) {
		ticket, err = hall.IssueAlone(tx, centre, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}, time.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}
