package voice

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"motcua/internal/atomicfile"
)

// Studio makes clips.
type Studio struct {
	Program  string // speaks, with the arguments of espeak-ng
	Speed    int    // words a minute
	Recorded string // folder of clips that people have recorded, which come before made ones; empty: there are none
	Cache    string // folder of those that were made
}

// longest is how long the program may take for one clip.
const longest = 20 * time.Second

// Sounds are clips as WAV files, by their names.
type Sounds map[string][]byte

// Version tells these sounds from others of the same names.
func (s Sounds) Version() string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(sum, "%s %d\n", name, len(s[name]))
		sum.Write(s[name])
	}
	return hex.EncodeToString(sum.Sum(nil)[:5])
}

// Make returns the chime and all clips. A clip that cannot be made is left out, and the first such error returned with the others.
func (s Studio) Make(ctx context.Context, clips []Clip) (Sounds, error) {
	made, first := Sounds{Chime: chime().WAV()}, error(nil)
	if raw, err := s.recorded(Chime); err == nil {
		made[Chime] = raw
	}
	for _, c := range clips {
		raw, err := s.one(ctx, c)
		if err != nil {
			if first == nil {
				first = fmt.Errorf("clip %s: %w", c.Name, err)
			}
			continue
		}
		made[c.Name] = raw
	}
	return made, first
}

// one returns a clip: recorded, made before, or made now.
func (s Studio) one(ctx context.Context, c Clip) ([]byte, error) {
	raw, err := s.recorded(c.Name)
	if !errors.Is(err, fs.ErrNotExist) {
		return raw, err
	}
	file := filepath.Join(s.Cache, s.key(c)+".wav")
	if raw, err = os.ReadFile(file); err == nil {
		return raw, nil
	}
	sound, err := s.speak(ctx, c)
	if err != nil {
		return nil, err
	}
	raw = sound.WAV()
	err = errors.Join(os.MkdirAll(s.Cache, 0o700), atomicfile.Write(file, raw, 0o600))
	if err != nil {
		slog.Warn("voice clip is not kept", "clip", c.Name, "err", err) // it is made anew at the next start
	}
	return raw, nil
}

// key names what a made clip depends on.
func (s Studio) key(c Clip) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "1\n%s\n%d\n%s\n%s\n%s", s.Program, s.Speed, c.Lang, c.Text, c.Pause))
	return hex.EncodeToString(sum[:12])
}

// recorded reads a clip that a person has recorded; fs.ErrNotExist: nobody has.
func (s Studio) recorded(name string) ([]byte, error) {
	if s.Recorded == "" {
		return nil, fs.ErrNotExist
	}
	file := filepath.Join(s.Recorded, filepath.FromSlash(name)+".wav")
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if _, err := ReadWAV(raw); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return raw, nil
}

// Arguments returns those of espeak-ng, whose voices are named after languages, that say a text at so many words a minute; more are before the text.
func Arguments(lang string, speed int, text string, more ...string) []string {
	return slices.Concat([]string{"-v", lang, "-s", strconv.Itoa(speed)}, more, []string{"--", text})
}

// speak has the program say a clip, and makes it as loud as the others.
func (s Studio) speak(ctx context.Context, c Clip) (sound Sound, err error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	out, err := exec.CommandContext(ctx, s.Program, Arguments(c.Lang, s.Speed, c.Text, "--stdout")...).Output()
	if err == nil {
		sound, err = ReadWAV(out)
	}
	return sound.Even(c.Pause), err
}
