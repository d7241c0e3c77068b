package main

import (
	"slices"
	"strings"
	"testing"
)

func TestAMistypedPartIsNotMeasured(t *testing.T) {
	if parts, err := readParts("bare,idle"); err != nil || !slices.Equal(parts, []string{"bare", "idle"}) {
		t.Errorf("got %v, %v", parts, err)
	}
	if _, err := readParts("bare,tuoch"); err == nil || !strings.Contains(err.Error(), "tuoch") {
		t.Errorf("a mistyped part: %v", err)
	}
}
