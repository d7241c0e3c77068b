package workday

import (
	"bytes"
	"fmt"
	"os"
)

// Load makes the calendar of a centre: with the days off that are shipped, and over them, day by day, those of its own list at path;
// with an empty path it has none.
func Load(shipped []byte, path string) (*Calendar, error) {
	known, err := ReadSpecials(bytes.NewReader(shipped))
	if err != nil {
		return nil, fmt.Errorf("shipped holidays: %w", err)
	}
	if path == "" {
		return New(Standard, known)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("holidays: %w", err)
	}
	defer file.Close()
	own, err := ReadSpecials(file)
	if err != nil {
		return nil, fmt.Errorf("holidays %s: %w", path, err)
	}
	return New(Standard, known, own)
}
