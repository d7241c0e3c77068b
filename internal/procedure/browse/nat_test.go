package browse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"motcua/internal/procedure"
)

// nat returns the national catalogue, where this machine has it.
func nat(t *testing.T) []procedure.Procedure {
	t.Helper()
	list, err := national()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the national catalogue is not on this machine")
	}
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var national = sync.OnceValues(func() ([]procedure.Procedure, error) {
	zipped, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "domain", "procedures.ndjson.gz"))
	if err != nil {
		return nil, err
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, err
	}
	list, _, err := procedure.ReadNDJSON(bytes.NewReader(data))
	return list, err
})
