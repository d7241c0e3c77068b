package settings

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/words"
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
	read := Voice{On: true, Speed: 150, Loudness: 100, Program: speak}.Reader(t.Context())
	if read == nil {
		t.Fatal("a voice that is there was not found")
	}
	for _, lang := range []string{"vi", "en"} {
		say := words.In(lang)
		read(say, say.Say("kiosk.help.home"))
		wav, err := os.ReadFile(filepath.Join(folder, lang+".wav"))
		const second = 2 * 22050 // bytes of espeak-ng's sound
		if err != nil || len(wav) < 5*second || !bytes.HasPrefix(wav, []byte("RIFF")) {
			t.Errorf("%s: %d bytes of sound, %v; want five seconds at least", lang, len(wav), err)
		}
	}
}

func TestWithoutAVoiceHelpIsSilent(t *testing.T) {
	if (Voice{Program: "espeak-ng"}).Reader(t.Context()) != nil {
		t.Error("a voice that is off speaks")
	}
	if (Voice{On: true, Program: "no-such-voice"}).Reader(t.Context()) != nil {
		t.Error("a voice that is not installed speaks")
	}
}
