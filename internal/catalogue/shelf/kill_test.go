package shelf_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/catalogue/shelf"
)

// envShelves has this test program keep a shelf in a folder instead of testing: the folder, and the file of the catalogue that it is to fetch.
const envShelves = "SHELF_UNDER_TEST"

func TestMain(m *testing.M) {
	if folder, packed, ok := strings.Cut(os.Getenv(envShelves), "|"); ok {
		keepShelf(folder, packed)
		return
	}
	os.Exit(m.Run())
}

// keepShelf fetches a catalogue out of a file, and says of each piece that it is asked for.
func keepShelf(folder, file string) {
	packed, err := os.ReadFile(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	edition := catalogue.EditionOf(packed)
	s := shelf.New(folder, shelf.Source{
		Edition: func() *catalogue.Edition { return &edition },
		Piece: func(_ context.Context, _ string, from int) ([]byte, error) {
			fmt.Println("piece", from/catalogue.PieceSize+1)
			if _, err := bufio.NewReader(os.Stdin).ReadByte(); err != nil { // until it may have it
				return nil, err
			}
			return packed[from : from+edition.Piece(from)], nil
		},
	})
	s.Read()
	s.Run(context.Background())
}

// TestAKillInEachPhaseLeavesOneCatalogueWhole kills a device before the new catalogue comes, between its pieces, and while it takes the old one's place.
// What a start shows then is the old one or the new one, and the new one comes without being asked for.
func TestAKillInEachPhaseLeavesOneCatalogueWhole(t *testing.T) {
	old, next := mustServe(t, "old"), mustServe(t, "the next one")
	file := filepath.Join(t.TempDir(), "next")
	mustWrite(t, file, next.packed)
	name := func(c *central) string { return "catalogue-" + c.names.Hash + ".ndjson.gz" }
	all := (len(next.packed) + catalogue.PieceSize - 1) / catalogue.PieceSize
	for _, k := range []kill{
		{name: "before the first piece", shows: old},
		{name: "between two pieces", pieces: 2, shows: old},
		{name: "when the last piece is there", pieces: all, when: func(folder string) bool { return size(folder, name(next)+".part") == len(next.packed) }},
		{name: "when it has its name", pieces: all, when: func(folder string) bool { return size(folder, name(next)) > 0 }, shows: next},
		{name: "when the old one is gone", pieces: all, when: func(folder string) bool { return size(folder, name(old)) < 0 }, shows: next},
	} {
		t.Run(k.name, func(t *testing.T) {
			folder := t.TempDir()
			mustWrite(t, filepath.Join(folder, name(old)), old.packed)
			k.strike(t, folder, file)
			synctest.Test(t, func(t *testing.T) {
				s := shelf.New(folder, next.source())
				got := s.Read()
				if whole := got.Hash == old.names.Hash || got.Hash == next.names.Hash; !whole || k.shows != nil && got.Hash != k.shows.names.Hash {
					t.Fatalf("a start shows %q with %d procedures", got.Hash, len(got.Procedures))
				}
				if got := run(t, s, time.Minute); got.Hash != next.names.Hash {
					t.Error("the new one does not come")
				}
				if files, _ := filepath.Glob(filepath.Join(folder, "catalogue*")); len(files) != 1 {
					t.Error("left behind:", files)
				}
			})
		})
	}
}

// size is how many bytes a file has; -1: there is none.
func size(folder, name string) int {
	stat, err := os.Stat(filepath.Join(folder, name))
	if err != nil {
		return -1
	}
	return int(stat.Size())
}

// kill is when a device is killed: after so many pieces, as soon as its folder looks like that.
type kill struct {
	name   string
	pieces int
	when   func(folder string) bool
	shows  *central // what a start shows then; nil: either
}

// strike has a device fetch a catalogue and kills it.
func (k kill) strike(t *testing.T, folder, file string) {
	t.Helper()
	device := exec.Command(os.Args[0])
	device.Env = append(os.Environ(), envShelves+"="+folder+"|"+file, "GORACE=atexit_sleep_ms=0")
	in, errIn := device.StdinPipe()
	out, errOut := device.StdoutPipe()
	if err := errors.Join(errIn, errOut, device.Start()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = device.Process.Kill(); _ = device.Wait() }()
	lines := bufio.NewScanner(out)
	for n := range k.pieces + 1 {
		if n == k.pieces && k.when != nil {
			break
		}
		if want := fmt.Sprint("piece ", n+1); !lines.Scan() || lines.Text() != want {
			t.Fatalf("the device says %q, want %q", lines.Text(), want)
		}
		if n < k.pieces {
			if _, err := in.Write([]byte{'\n'}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for late := time.Now().Add(time.Minute); k.when != nil && !k.when(folder); {
		if time.Now().After(late) {
			t.Fatal("it does not come so far")
		}
	}
}

// TestAPieceOfAPiece goes on where a power cut left half a piece on the disk.
func TestAPieceOfAPiece(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, folder := mustServe(t, "a"), t.TempDir()
		half := catalogue.PieceSize + 4321
		mustWrite(t, filepath.Join(folder, "catalogue-"+c.names.Hash+".ndjson.gz.part"), c.packed[:half])
		if got := run(t, shelf.New(folder, c.source()), time.Second); got.Hash != c.names.Hash {
			t.Error("it does not come")
		}
		if len(c.asked) == 0 || c.asked[0] != half {
			t.Errorf("asked for %v, want what lacks from %d on", c.asked, half)
		}
	})
}
