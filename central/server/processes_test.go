package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/admin"
	"motcua/central/settings"
	"motcua/internal/centraltest"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// envCentral makes this test program a central with the settings that it names.
const envCentral = "MOTCUA_TEST_CENTRAL"

// envBackup makes it central's command backup into the file that it names.
const envBackup = "MOTCUA_TEST_BACKUP"

// beCentral serves instead of testing, in a process that a test has started.
func beCentral() {
	path := os.Getenv(envCentral)
	if path == "" {
		return
	}
	if os.Getenv(envBackup) != "" {
		os.Exit(commandLine().Execute(context.Background(), []string{"--config", path, "backup", os.Getenv(envBackup)}, os.Stdout, os.Stderr))
	}
	if err := serveProcess(context.Background(), program.Call{Config: path}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	os.Exit(0)
}

// commandLine is central's, as main joins it.
func commandLine() program.Program { return admin.CommandLine(serveProcess) }

func serveProcess(ctx context.Context, call program.Call) error {
	s, err := settings.Load(call.Config)
	if err != nil {
		return err
	}
	program.Log(s.LogLevel)
	c, err := OpenWhenThere(ctx, s)
	if c == nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}

// mustStart starts a central as a process of its own on the shared database; its certificate is in a folder that it shares too.
func mustStart(t testing.TB, folder, database string, centre centre.Centre) (settings, address string) {
	t.Helper()
	settings, address, _ = mustStartProcess(t, folder, database, centre)
	return settings, address
}

func mustStartProcess(t testing.TB, folder, database string, centre centre.Centre) (settings, address string, running *os.Process) {
	t.Helper()
	settings, address, err := centraltest.Write(folder, database, centre)
	if err != nil {
		t.Fatal(err)
	}
	process := beside(t, settings)
	process.Stderr = os.Stderr
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Wait() }) // the test's context has ended it
	if err := centraltest.Await(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	return settings, address, process.Process
}

// beside is this test program as another central with the same settings.
func beside(t testing.TB, settings string, env ...string) *exec.Cmd {
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(append(os.Environ(), envCentral+"="+settings), env...)
	return process
}

// TestTwoProcessesBehindOneAddress lets kiosks take numbers and counters call, each now at one central and then at the other.
func TestTwoProcessesBehindOneAddress(t *testing.T) {
	const counters, people = 8, 200
	folder := t.TempDir()
	database := journaltest.Postgres(t, "shared")
	if database == "" {
		t.Skip("a file has one central; only PostgreSQL is shared")
	}
	centre := settingsOf(t, folder, counters).Centre
	centre.Codes = "{agency}-{yymmdd}-{serial}"
	settings, one := mustStart(t, folder, database, centre)
	_, other := mustStart(t, folder, database, centre)
	addresses := []string{one, other}
	enrol := func(device string) uplink.Credential { return mustEnrolBy(t, settings, one, device) }

	kiosk := enrol("kiosk-1")
	rings := make(chan struct{}, 10*people)
	go kiosk.Client(one).Bell(t.Context(), func() { rings <- struct{}{} })
	await(t, rings)
	var desks []uplink.Credential
	for i := range counters {
		desks = append(desks, enrol(fmt.Sprintf("counter-%02d", i+1)))
	}
	for len(rings) > 0 {
		<-rings
	}
	if _, err := kiosk.Client(other).Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}); err != nil {
		t.Fatal(err)
	}
	await(t, rings) // heard at one, done at the other

	var mu sync.Mutex
	numbers, called := map[string]int{}, map[string]int{}
	var working sync.WaitGroup
	working.Go(func() {
		for i := range people - 1 {
			ticket, err := kiosk.Client(addresses[i%2]).Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			numbers[ticket.Number]++
			mu.Unlock()
		}
	})
	for i, desk := range desks {
		working.Go(func() {
			err := servesAt(t, desk, addresses[i%2], func(id string) (all bool) {
				mu.Lock()
				defer mu.Unlock()
				if id != "" {
					called[id]++
				}
				return len(called) == people
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	working.Wait()
	for what, times := range map[string]map[string]int{"given": numbers, "called": called} {
		for which, n := range times {
			if n != 1 {
				t.Errorf("%s was %s %d times", which, what, n)
			}
		}
	}
	if len(numbers) != people-1 || len(called) != people {
		t.Errorf("%d numbers and %d people called, want %d and %d", len(numbers), len(called), people-1, people)
	}
}

// servesAt calls and finishes at a central until all are called.
func servesAt(t testing.TB, desk uplink.Credential, address string, called func(id string) (all bool)) error {
	j, err := journal.Open(t.TempDir()+"/desk.db", desk.Device, time.Now, journal.Join())
	if err != nil {
		return err
	}
	defer j.Close()
	link, err := uplink.NewLink(t.Context(), desk.Client(address), j, func() {})
	counter := strings.TrimPrefix(desk.Device, "counter-")
	for all := false; err == nil && !all; {
		var ticket *queue.Ticket
		if ticket, err = link.Next(t.Context(), counter); err != nil || ticket == nil {
			all = called("")
			continue
		}
		all = called(ticket.ID)
		err = j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindOf(queue.Finish), ticket.ID, hall.Move{Counter: counter})
			return err
		})
	}
	return errors.Join(err, link.Flush(t.Context()))
}

// mustEnrolBy enrols a device with the command of a central's program.
func mustEnrolBy(t testing.TB, settings, address, device string) uplink.Credential {
	t.Helper()
	var says, wrong strings.Builder
	if code := commandLine().Execute(t.Context(), []string{"--config", settings, "enrol", device}, &says, &wrong); code != program.Done {
		t.Fatalf("exit code %d: %s", code, wrong.String())
	}
	c, err := uplink.Enrol(t.Context(), address, device, strings.Fields(says.String())[1])
	if err != nil {
		t.Fatal(err)
	}
	return c
}
