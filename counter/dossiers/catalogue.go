package dossiers

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"

	"motcua/assets"
	"motcua/counter/intake"
	"motcua/internal/catalogue"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// mostProblems is how many unreadable places of a catalogue are named in the log; the others are counted.
const mostProblems = 10

// LoadCatalogue reads the procedures at path, NDJSON or, by its name, CSV, and those of ours that it lacks; with an empty path the shipped ones.
func LoadCatalogue(path string) ([]procedure.Procedure, error) {
	shipped, _, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || path == "" {
		return shipped, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	defer file.Close()
	read := procedure.ReadNDJSON
	if strings.HasSuffix(strings.ToLower(path), ".csv") {
		read = procedure.ReadCSV
	}
	list, err := readAll(read, file)
	if err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", path, err)
	}
	procedure.AddPhrases(list, shipped)
	return catalogue.WithOurs(list, shipped, nil), nil
}

// Offer is what can be taken in at the desk.
type Offer struct {
	Procedures []procedure.Procedure
	Catalogue  intake.Catalogue // of the same procedures
}

// NewOffer returns what a catalogue offers.
func NewOffer(list []procedure.Procedure, index *procedure.Index) *Offer {
	return &Offer{Procedures: list, Catalogue: intake.Catalogue{Index: index, Contents: sync.OnceValue(func() *browse.Contents { return browse.Of(list) })}}
}

// Renew takes a newer catalogue between two intakes; one that is open goes on with the catalogue it began with.
func (c *Controllers) Renew(list []procedure.Procedure, index *procedure.Index) {
	if c.Intake.Current == nil && index != c.Catalogue.Index {
		*c.Offer = *NewOffer(list, index)
	}
}

func readAll(read func(io.Reader) ([]procedure.Procedure, []procedure.Problem, error), from io.Reader) ([]procedure.Procedure, error) {
	list, problems, err := read(from)
	if err != nil {
		return nil, err
	}
	for _, p := range problems[:min(len(problems), mostProblems)] {
		slog.Warn("catalogue", "problem", p.String())
	}
	slog.Info("catalogue", "procedures", len(list), "problems", len(problems))
	if len(list) == 0 && len(problems) > 0 {
		return nil, fmt.Errorf("no procedure can be read; %s", problems[0])
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("it has no procedure")
	}
	return list, nil
}
