package shelf_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/procedure"
)

// central hands a catalogue out over a line that breaks when it is told.
type central struct {
	packed []byte
	names  *catalogue.Edition
	asked  []int // offsets
	broken func(from int) error
	spoil  func(piece []byte) []byte
}

// pieces is how many pieces the catalogue under test has at least.
const pieces = 3

// mustServe returns a central with a catalogue of several pieces; each name gives another one.
func mustServe(t *testing.T, name string) *central {
	t.Helper()
	var list []procedure.Procedure
	seed := uint64(len(name))
	for i := range 60 {
		text := make([]byte, 0, 16<<10)
		for len(text) < 16<<10 { // what gzip cannot make much shorter
			seed = seed*6364136223846793005 + 1442695040888963407
			text = fmt.Appendf(text, "%016x ", seed)
		}
		list = append(list, procedure.Procedure{Code: fmt.Sprintf("1.%06d", i+1), Name: name, Condition: string(text)})
	}
	packed, err := catalogue.Pack(list)
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) <= (pieces-1)*catalogue.PieceSize {
		t.Fatalf("%d bytes are not enough pieces", len(packed))
	}
	edition := catalogue.EditionOf(packed)
	return &central{packed: packed, names: &edition}
}

func (c *central) source() shelf.Source {
	return shelf.Source{Edition: func() *catalogue.Edition { return c.names }, Piece: c.piece}
}

var errCut = errors.New("the cable is out")

func (c *central) piece(_ context.Context, hash string, from int) ([]byte, error) {
	c.asked = append(c.asked, from)
	if c.broken != nil {
		if err := c.broken(from); err != nil {
			return nil, err
		}
	}
	if hash != catalogue.Hash(c.packed) {
		return nil, errors.New("no such catalogue")
	}
	piece := c.packed[from:min(len(c.packed), from+catalogue.PieceSize)]
	if c.spoil != nil {
		piece = c.spoil(append([]byte(nil), piece...))
	}
	return piece, nil
}

// run has a shelf run for a while, in which time passes as it pleases.
func run(t *testing.T, s *shelf.Shelf, long time.Duration) *shelf.Book {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), long)
	defer stop()
	s.Run(ctx)
	return s.Newest()
}

func TestACatalogueIsFetchedAndKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, folder := mustServe(t, "a"), t.TempDir()
		s := shelf.New(folder, c.source())
		if first := s.Read(); first.Hash != "" || len(first.Procedures) == 0 {
			t.Error("before anything came, the built-in sample serves")
		}
		if got := run(t, s, time.Second); got.Hash != c.names.Hash || len(got.Procedures) != 60 {
			t.Errorf("%s with %d procedures", got.Hash, len(got.Procedures))
		}
		again := shelf.New(folder, shelf.Source{Edition: func() *catalogue.Edition { return nil }})
		if got := again.Read(); got.Hash != c.names.Hash {
			t.Error("a start without central does not have the kept catalogue")
		}
	})
}

func TestAPulledCableCostsOnlyWhatDidNotCome(t *testing.T) {
	for cut := range pieces {
		t.Run(fmt.Sprintf("at piece %d", cut+1), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, folder, failed := mustServe(t, "a"), t.TempDir(), false
				c.broken = func(from int) error {
					if from == cut*catalogue.PieceSize && !failed {
						failed = true
						return errCut
					}
					return nil
				}
				if got := run(t, shelf.New(folder, c.source()), time.Second); got.Hash != "" {
					t.Fatal("half a catalogue is shown")
				}
				c.asked = nil
				if got := run(t, shelf.New(folder, c.source()), time.Minute); got.Hash != c.names.Hash { // after a power cut, too
					t.Fatal("it never came")
				}
				if c.asked[0] != cut*catalogue.PieceSize {
					t.Errorf("it was asked for from %d on again", c.asked[0])
				}
			})
		})
	}
}

func TestALineThatComesBackIsEnough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, times := mustServe(t, "a"), 0
		c.broken = func(int) error {
			if times++; times <= 4 {
				return errCut
			}
			return nil
		}
		if got := run(t, shelf.New(t.TempDir(), c.source()), 2*time.Minute); got.Hash != c.names.Hash {
			t.Error("it never came")
		}
	})
}

func TestWhatIsSpoiltIsFetchedAnew(t *testing.T) {
	for name, spoil := range map[string]func([]byte) []byte{
		"a letter turned": func(p []byte) []byte { p[len(p)/2] ^= 1; return p },
		"a short piece":   func(p []byte) []byte { return p[:len(p)-1] },
		"a long piece":    func(p []byte) []byte { return append(p, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, folder := mustServe(t, "a"), t.TempDir()
				c.spoil = spoil
				s := shelf.New(folder, c.source())
				if got := run(t, s, time.Second); got.Hash != "" {
					t.Fatal("a spoilt catalogue is shown")
				}
				c.spoil = nil
				if got := run(t, s, time.Minute); got.Hash != c.names.Hash {
					t.Error("it never came whole")
				}
			})
		})
	}
}

func TestAFileThatIsNoCatalogueIsPutAside(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"broken":  func(t *testing.T, path string) { mustWrite(t, path, []byte("\x1f\x8b broken")) },
		"foreign": func(t *testing.T, path string) { mustWrite(t, path, mustServe(t, "another").packed) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, folder := mustServe(t, "a"), t.TempDir()
				run(t, shelf.New(folder, c.source()), time.Second)
				files, _ := filepath.Glob(filepath.Join(folder, "catalogue-*"))
				if len(files) != 1 {
					t.Fatal(files)
				}
				spoil(t, files[0])
				s := shelf.New(folder, c.source())
				if got := s.Read(); got.Hash != "" {
					t.Fatal("it is shown")
				}
				if _, err := os.Stat(filepath.Join(folder, "catalogue-aside.gz")); err != nil {
					t.Error(err)
				}
				if got := run(t, s, time.Second); got.Hash != c.names.Hash {
					t.Error("it is not fetched anew")
				}
			})
		})
	}
}

func TestAnOldCentralChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := mustServe(t, "a")
		c.names = nil
		if got := run(t, shelf.New(t.TempDir(), c.source()), time.Minute); got.Hash != "" || len(c.asked) > 0 {
			t.Errorf("%q, asked %v", got.Hash, c.asked)
		}
	})
}

func TestAnEditionThatNobodyReadsIsAskedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := mustServe(t, "a")
		c.packed = []byte("from a program of the year 2030")
		edition := catalogue.EditionOf(c.packed)
		c.names = &edition
		s := shelf.New(t.TempDir(), c.source())
		for range 5 {
			s.Look()
			if got := run(t, s, time.Minute); got.Hash != "" {
				t.Fatal("it is shown")
			}
		}
		if len(c.asked) != 1 {
			t.Errorf("asked %d times", len(c.asked))
		}
	})
}

func TestANewEditionTakesThePlaceOfTheOldOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, folder := mustServe(t, "a"), t.TempDir()
		s := shelf.New(folder, c.source())
		old := run(t, s, time.Second)
		next := mustServe(t, "the next")
		c.packed, c.names = next.packed, next.names
		if got := run(t, s, time.Second); got.Hash != next.names.Hash || got == old {
			t.Error("the new one is not there")
		}
		if files, _ := filepath.Glob(filepath.Join(folder, "catalogue*")); len(files) != 1 {
			t.Error("old files are left:", files)
		}
	})
}

func mustWrite(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
