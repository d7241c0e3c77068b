package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"motcua/central/settings"
	"motcua/central/web"
	"motcua/internal/hall"
	"motcua/internal/voice"
)

// pathVoice is where boards find the clips of the voice, by the version of all and a clip's name.
const pathVoice = "/voice/"

// loudspeakers are what the wall boards say.
type loudspeakers struct {
	settings settings.Voice
	studio   voice.Studio
	clips    []voice.Clip
	now      func() time.Time

	mu      sync.Mutex
	sounds  voice.Sounds // nil until they are made
	version string       // of the sounds
	err     error        // why some could not be made
}

func newLoudspeakers(c *core) *loudspeakers {
	v := c.settings().Voice
	l := &loudspeakers{settings: v, now: c.now}
	l.studio = voice.Studio{Program: v.Program, Speed: v.Speed, Recorded: v.Recorded, Cache: filepath.Join(c.settings().Data, "voice")}
	var counters []string
	for _, counter := range c.settings().Centre.Counters {
		counters = append(counters, counter.ID)
	}
	l.clips = voice.Clips(v.Languages, counters)
	return l
}

// prepare makes the clips, which at the first start takes some seconds.
func (l *loudspeakers) prepare(ctx context.Context) {
	if !l.settings.On {
		return
	}
	sounds, err := l.studio.Make(ctx, l.clips)
	if err != nil && ctx.Err() == nil {
		slog.Warn("voice clips missing; boards stay mute where one is needed", "err", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sounds, l.version, l.err = sounds, sounds.Version(), err
}

// What keeps boards mute, as the technician is told; the translations have a sentence for each.
const (
	programMissing = "missing" // it is not installed
	clipsMissing   = "clips"   // some could not be made or read
)

// problem returns what keeps all boards mute, or some calls, and the program's own words for it; empty: nothing does.
func (l *loudspeakers) problem() (what, detail string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.err == nil:
		return "", ""
	case errors.Is(l.err, exec.ErrNotFound):
		return programMissing, l.settings.Program
	}
	return clipsMissing, l.err.Error()
}

// boardVoice is what a board needs to call aloud; nil: it does not.
type boardVoice struct {
	Clips     string   `json:"clips"`    // where they are: a clip's name and .wav follow
	Loudness  int      `json:"loudness"` // percent
	Languages []string `json:"languages"`
}

// ofBoard returns what a board needs now.
func (l *loudspeakers) ofBoard() *boardVoice {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.version == "" {
		return nil
	}
	return &boardVoice{Clips: pathVoice + l.version + "/", Loudness: l.settings.LoudnessAt(l.now()), Languages: l.settings.Languages}
}

// canSay reports whether there is each clip of a call: half a sentence sends people to the wrong counter.
func (l *loudspeakers) canSay(c hall.CallShown) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, name := range voice.Call(l.settings.Languages, c.Number, c.Counter) {
		if l.sounds[name] == nil {
			return false
		}
	}
	return true
}

// serve answers with a clip. Its address holds the version of all clips, so that a browser may keep it for ever.
func (l *loudspeakers) serve(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	sound := l.sounds[strings.TrimSuffix(r.PathValue("clip"), ".wav")]
	known := r.PathValue("version") == l.version
	l.mu.Unlock()
	if sound == nil || !known {
		http.NotFound(w, r)
		return
	}
	web.SendForEver(w, r, "audio/wav", sound)
}
