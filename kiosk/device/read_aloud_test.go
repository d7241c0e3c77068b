package device

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/i18n"
	"motcua/kiosk/settings"
)

// TestHelpIsReadAloud has the real voice speak Vietnamese and English into a file.
func TestHelpIsReadAloud(t *testing.T) {
	folder := t.TempDir()
	speak := filepath.Join(folder, "speak")
	// espeak-ng itself, but into a file: a machine that tests has no loudspeaker
	script := "#!/bin/sh\nexec espeak-ng -w \"" + folder + "/$2.wav\" \"$@\"\n"
	if err := os.WriteFile(speak, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	read := Reader(t.Context(), settings.Voice{On: true, Speed: 150, Loudness: 100, Program: speak})
	if read == nil {
		t.Fatal("a voice that is there was not found")
	}
	for _, lang := range []string{"vi", "en"} {
		say := i18n.In(lang)
		read(say, say.Text("kiosk.help.home"))
		wav, err := os.ReadFile(filepath.Join(folder, lang+".wav"))
		const second = 2 * 22050 // bytes of espeak-ng's sound
		if err != nil || len(wav) < 5*second || !bytes.HasPrefix(wav, []byte("RIFF")) {
			t.Errorf("%s: %d bytes of sound, %v; want five seconds at least", lang, len(wav), err)
		}
	}
}

func TestWithoutAVoiceHelpIsSilent(t *testing.T) {
	if Reader(t.Context(), settings.Voice{Program: "espeak-ng"}) != nil {
		t.Error("a voice that is off speaks")
	}
	if Reader(t.Context(), settings.Voice{On: true, Program: "no-such-voice"}) != nil {
		t.Error("a voice that is not installed speaks")
	}
}
