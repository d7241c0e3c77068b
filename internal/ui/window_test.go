package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/internal/ui"
)

func TestWindowSize(t *testing.T) {
	for _, tt := range []struct {
		text string
		want ui.WindowSize
		says string
	}{
		{"fullscreen", ui.WindowSize{}, ""},
		{"1080x1920", ui.WindowSize{Width: 1080, Height: 1920}, ""},
		{"big", ui.WindowSize{}, `is "big", fullscreen or pixels`},
		{"0x0", ui.WindowSize{}, "fullscreen or pixels"},
		{"1080x1920x2", ui.WindowSize{}, "fullscreen or pixels"},
		{"", ui.WindowSize{}, "fullscreen or pixels"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			var got ui.WindowSize
			err := got.UnmarshalText([]byte(tt.text))
			if tt.says != "" {
				if err == nil || !strings.Contains(err.Error(), tt.says) {
					t.Fatalf("got %v, want a sentence with %q", err, tt.says)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestTooSmallAWindowIsFound(t *testing.T) {
	least := fyne.NewSize(1024, 700)
	if (ui.WindowSize{Width: 1280, Height: 600}).Shows(least) {
		t.Error("1280x600 shows what needs 700 lines")
	}
	for _, s := range []ui.WindowSize{{}, {Width: 1024, Height: 700}} {
		if !s.Shows(least) {
			t.Errorf("%v does not show what needs %v", s, least)
		}
	}
}
