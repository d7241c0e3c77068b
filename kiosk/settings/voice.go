package settings

import (
	"context"
	"log/slog"
	"os/exec"
	"strconv"
	"time"

	"motcua/internal/config"
	"motcua/internal/words"
)

// Voice is the [voice] of the settings: instructions read aloud by espeak-ng.
type Voice struct {
	On       bool   `toml:"on"`
	Speed    int    `toml:"speed"`    // words a minute
	Loudness int    `toml:"loudness"` // 0 to 200
	Program  string `toml:"program"`
}

func (v Voice) check() []config.Fault {
	return append(config.Between("speed", v.Speed, 80, 300), config.Between("loudness", v.Loudness, 0, 200)...)
}

// longestSpeech cuts off a voice that hangs.
const longestSpeech = 90 * time.Second

// Reader returns what reads aloud, one text at a time, until ctx ends; nil where the voice is off or not installed.
func (v Voice) Reader(ctx context.Context) func(say words.Speaker, text string) {
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
		ctx, cancel := context.WithTimeout(ctx, longestSpeech)
		defer cancel()
		if out, err := exec.CommandContext(ctx, program, v.args(say.Lang, text)...).CombinedOutput(); err != nil {
			slog.Warn("the voice failed", "err", err, "says", string(out))
		}
	}
}

// args returns the arguments of espeak-ng: its voices are named after languages.
func (v Voice) args(lang, text string) []string {
	return []string{"-v", lang, "-s", strconv.Itoa(v.Speed), "-a", strconv.Itoa(v.Loudness), "--", text}
}
