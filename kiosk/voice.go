package main

import (
	"context"
	"fmt"
	"log/slog"
	"os/exec"
	"strconv"
	"time"

	"motcua/internal/words"
)

// Voice is the [voice] of the settings: instructions read aloud by espeak-ng.
type Voice struct {
	On       bool   `toml:"on"`
	Speed    int    `toml:"speed"`    // words a minute
	Loudness int    `toml:"loudness"` // 0 to 200
	Program  string `toml:"program"`
}

func (v Voice) check() error {
	if v.Speed < 80 || v.Speed > 300 {
		return fmt.Errorf("voice.speed: is %d, 80 to 300 words a minute was expected", v.Speed)
	}
	if v.Loudness < 0 || v.Loudness > 200 {
		return fmt.Errorf("voice.loudness: is %d, 0 to 200 was expected", v.Loudness)
	}
	return nil
}

// longestSpeech cuts off a voice that hangs.
const longestSpeech = 90 * time.Second

// reader gives what reads aloud, one text at a time; nil where the voice is off or not installed.
func (v Voice) reader() func(say words.Speaker, text string) {
	if !v.On {
		return nil
	}
	program, err := exec.LookPath(v.Program)
	if err != nil {
		slog.Warn("no voice: the program that speaks is not installed", "program", v.Program)
		return nil
	}
	busy := make(chan struct{}, 1)
	return func(say words.Speaker, text string) {
		select {
		case busy <- struct{}{}:
			defer func() { <-busy }()
		default:
			return // it is speaking
		}
		ctx, cancel := context.WithTimeout(context.Background(), longestSpeech)
		defer cancel()
		if out, err := exec.CommandContext(ctx, program, v.args(say.Lang, text)...).CombinedOutput(); err != nil {
			slog.Warn("the voice failed", "err", err, "says", string(out))
		}
	}
}

// args are those of espeak-ng: its voices are named after languages.
func (v Voice) args(lang, text string) []string {
	return []string{"-v", lang, "-s", strconv.Itoa(v.Speed), "-a", strconv.Itoa(v.Loudness), "--", text}
}
