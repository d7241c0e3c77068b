package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"motcua/assets"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// mostProblems is how many unreadable places of a catalogue are named in the log; the others are counted.
const mostProblems = 10

// loadCatalogue reads the procedures at path, NDJSON or, by its name, CSV; with an empty path the shipped ones.
func loadCatalogue(path string) ([]procedure.Procedure, error) {
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
	return list, nil
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

// loadCalendar reads the days off: the shipped ones, and over them those of the list at path, if there is one.
func loadCalendar(path string) (*workday.Calendar, error) {
	shipped, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		return nil, fmt.Errorf("shipped holidays: %w", err)
	}
	var own []workday.Special
	if path != "" {
		file, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("holidays: %w", err)
		}
		defer file.Close()
		if own, err = workday.ReadSpecials(file); err != nil {
			return nil, fmt.Errorf("holidays %s: %w", path, err)
		}
	}
	return workday.New(workday.Standard, shipped, own)
}
