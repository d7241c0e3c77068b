package device

import (
	"context"
	"log/slog"
	"os/exec"
	"strconv"
	"time"

	"motcua/internal/i18n"
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
		if out, err := exec.CommandContext(ctx, program, voiceArgs(v, say.Lang, text)...).CombinedOutput(); err != nil {
			slog.Warn("the voice failed", "err", err, "says", string(out))
		}
	}
}

// voiceArgs returns the arguments of espeak-ng, whose voices are named after languages.
func voiceArgs(v settings.Voice, lang, text string) []string {
	return []string{"-v", lang, "-s", strconv.Itoa(v.Speed), "-a", strconv.Itoa(v.Loudness), "--", text}
}
