package server

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
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

// loudspeakers are what the wall boards say, and which of them cannot.
type loudspeakers struct {
	settings settings.Voice
	studio   voice.Studio
	clips    []voice.Clip
	now      func() time.Time

	mu      sync.Mutex
	sounds  voice.Sounds   // nil until they are made
	version string         // of the sounds
	silent  map[string]int // boards that follow central and have no sound, by address
}

func newLoudspeakers(c *core) *loudspeakers {
	v := c.settings.Voice
	l := &loudspeakers{settings: v, now: c.now, silent: map[string]int{}}
	l.studio = voice.Studio{Program: v.Program, Speed: v.Speed, Recorded: v.Recorded, Cache: filepath.Join(c.settings.Data, "voice")}
	var counters []string
	for _, counter := range c.settings.Centre.Counters {
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
	l.sounds, l.version = sounds, sounds.Version()
}

// boardVoice is what a board needs to call aloud; nil: it does not.
type boardVoice struct {
	Clips    string `json:"clips"`    // where they are: a clip's name and .wav follow
	Loudness int    `json:"loudness"` // percent
}

// ofBoard returns what a board needs now.
func (l *loudspeakers) ofBoard() *boardVoice {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.version == "" {
		return nil
	}
	return &boardVoice{Clips: pathVoice + l.version + "/", Loudness: l.settings.LoudnessAt(l.now())}
}

// call returns the clips of a call; none when one of them is missing, for half a sentence sends people to the wrong counter.
func (l *loudspeakers) call(c hall.CallShown) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	names := voice.Call(l.settings.Languages, c.Number, c.Counter)
	for _, name := range names {
		if l.sounds[name] == nil {
			return nil
		}
	}
	return names
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

// mostSilent is how many addresses of mute boards are remembered.
const mostSilent = 64

// follow counts a board that has said that it has no sound, for as long as do takes.
func (l *loudspeakers) follow(do http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("sound") == "no" {
			l.count(address(r), 1)
			defer l.count(address(r), -1)
		}
		do(w, r)
	}
}

func (l *loudspeakers) count(address string, by int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if by > 0 && l.silent[address] == 0 && len(l.silent) >= mostSilent {
		return
	}
	if l.silent[address] += by; l.silent[address] <= 0 {
		delete(l.silent, address)
	}
}

// mute returns how many boards have no sound, by address.
func (l *loudspeakers) mute() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.silent)
}
