package device

import (
	"context"
	"log/slog"
	"os/exec"
	"strconv"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/voice"
	"motcua/kiosk/settings"
)

// longestSpeech cuts off a voice that hangs.
const longestSpeech = 90 * time.Second

// Reader returns what reads aloud, one text at a time, until ctx ends; nil where the voice is off or not installed.
func Reader(ctx context.Context, v settings.Voice) func(say i18n.Localizer, text string) {
	if !v.On {
		return nil
	}
	program, err := exec.LookPath(v.Program)
	if err != nil {
		slog.Warn("no voice: the program that speaks is not installed", "program", v.Program)
		return nil
	}
	busy := make(chan struct{}, 1)
	return func(say i18n.Localizer, text string) {
		select {
		case busy <- struct{}{}:
			defer func() { <-busy }()
		default:
			return // it is speaking
		}
		ctx, cancel := context.WithTimeout(ctx, longestSpeech)
		defer cancel()
		if out, err := exec.CommandContext(ctx, program, voice.Arguments(say.Lang, v.Speed, text, "-a", strconv.Itoa(v.Loudness))...).CombinedOutput(); err != nil {
			slog.Warn("the voice failed", "err", err, "says", string(out))
		}
	}
}
