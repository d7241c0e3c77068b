package voice

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/i18n"
)

func TestCallIsSaidSignBySign(t *testing.T) {
	got := Call([]string{"vi", "en"}, "AA1007", "05")
	want := strings.Fields("chime vi/invite vi/letter-a vi/letter-a vi/digit-1 vi/digit-0 vi/digit-0 vi/digit-7 vi/counter-05 " +
		"en/invite en/letter-a en/letter-a en/digit-1 en/digit-0 en/digit-0 en/digit-7 en/counter-05")
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestEveryCallHasItsClips draws numbers of every letter and counters of every kind; what a call names is made, with words to say.
func TestEveryCallHasItsClips(t *testing.T) {
	counters := []string{"01", "12", "A3"}
	texts := map[string]string{Chime: "–"}
	for _, c := range Clips(i18n.Languages(), counters) {
		if texts[c.Name] != "" || c.Text == "" || strings.Contains(c.Text, "voice.") {
			t.Errorf("the clip %s says %q, and before %q", c.Name, c.Text, texts[c.Name])
		}
		texts[c.Name] = c.Text
	}
	for letter := 'A'; letter <= 'Z'; letter++ {
		for _, counter := range counters {
			for _, name := range Call(i18n.Languages(), fmt.Sprintf("%c0123456789", letter), counter) {
				if texts[name] == "" {
					t.Errorf("nothing is said for %s", name)
				}
			}
		}
	}
	if got := texts["vi/counter-01"]; got != "đến quầy số 1" {
		t.Errorf("counter 01 is called %q", got)
	}
	if got := texts["vi/digit-5"]; got != "năm" {
		t.Errorf("the digit 5 is %q", got)
	}
}

// TestClipsAreAsLoudAsEachOther has the program speak, and measures length, level and the quiet at both ends.
func TestClipsAreAsLoudAsEachOther(t *testing.T) {
	clips := Clips([]string{"vi", "en"}, []string{"05"})
	sounds := mustMake(t, Studio{Program: "espeak-ng", Speed: 140, Cache: t.TempDir()}, clips)
	for _, c := range clips {
		s, err := ReadWAV(sounds[c.Name])
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		if spoken := s.Length() - c.Pause; spoken < 80*time.Millisecond || spoken > 3*time.Second {
			t.Errorf("%s lasts %v", c.Name, s.Length())
		}
		s.Samples = s.Samples[:len(s.Samples)-int(c.Pause.Seconds()*float64(s.Rate))]
		if off := math.Abs(s.Level() - level); off > 3 {
			t.Errorf("%s has a level of %.1f dB, want %d", c.Name, s.Level(), level)
		}
		if math.Abs(s.Samples[0]) < silence/10 {
			t.Errorf("%s begins with silence", c.Name)
		}
	}
	if s, err := ReadWAV(sounds[Chime]); err != nil || s.Length() < 500*time.Millisecond || s.Level() > level+10 {
		t.Errorf("the chime lasts %v at %.1f dB, %v", s.Length(), s.Level(), err)
	}
}

// TestClipsAreMadeOnce counts how often the program runs; a recorded clip comes before a made one, and one that is no sound is said.
func TestClipsAreMadeOnce(t *testing.T) {
	dir := t.TempDir()
	program, ran := filepath.Join(dir, "speak"), filepath.Join(dir, "ran")
	if err := os.WriteFile(program, fmt.Appendf(nil, "#!/bin/sh\necho x >> %s\nexec espeak-ng \"$@\"\n", ran), 0o700); err != nil {
		t.Fatal(err)
	}
	studio := Studio{Program: program, Speed: 140, Cache: filepath.Join(dir, "cache")}
	clips := []Clip{{Name: "vi/invite", Lang: "vi", Text: "Mời số"}, {Name: "vi/digit-1", Lang: "vi", Text: "một"}}
	first := mustMake(t, studio, clips)
	again := mustMake(t, studio, clips)
	if first.Version() != again.Version() || len(again) != 3 {
		t.Errorf("made again, %d sounds of version %s are %d of %s", len(first), first.Version(), len(again), again.Version())
	}
	if log, err := os.ReadFile(ran); err != nil || len(log) != 2*len("x\n") {
		t.Errorf("the program ran %d times, %v", len(log)/2, err)
	}
	studio.Recorded = filepath.Join(dir, "recorded")
	mustRecord(t, studio.Recorded, "vi/digit-1", chime().WAV())
	if sounds := mustMake(t, studio, clips); string(sounds["vi/digit-1"]) != string(chime().WAV()) || sounds.Version() == first.Version() {
		t.Error("the recorded clip is not taken")
	}
	mustRecord(t, studio.Recorded, "vi/digit-1", []byte("an MP3"))
	if sounds, err := studio.Make(t.Context(), clips); err == nil || !strings.Contains(err.Error(), "digit-1.wav") || len(sounds) != 2 {
		t.Errorf("%d sounds, %v", len(sounds), err)
	}
}

func mustMake(t *testing.T, s Studio, clips []Clip) Sounds {
	t.Helper()
	sounds, err := s.Make(t.Context(), clips)
	if err != nil {
		t.Fatal(err)
	}
	return sounds
}

func mustRecord(t *testing.T, folder, name string, raw []byte) {
	t.Helper()
	file := filepath.Join(folder, filepath.FromSlash(name)+".wav")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// FuzzReadWAV reads what a folder of recorded clips may hold.
func FuzzReadWAV(f *testing.F) {
	f.Add(chime().WAV()[:200])
	f.Add([]byte("RIFF\xff\xff\xff\xffWAVEdata\x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := ReadWAV(raw)
		if err == nil && (s.Rate < 8000 || len(s.Samples) > len(raw)) {
			t.Errorf("%d samples at %d of %d bytes", len(s.Samples), s.Rate, len(raw))
		}
	})
}
