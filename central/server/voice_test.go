//go:build !race

package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"motcua/central/settings"
	"motcua/internal/browser"
	"motcua/internal/voice"
	"motcua/internal/workday"
)

// overhear makes the page write down when each clip begins and ends, and play it eight times as fast.
const overhear = `(() => {
	window.said = [];
	const Real = Audio;
	window.Audio = function (url) {
		const clip = new Real(url), name = url.split("/").slice(3).join("/").replace(".wav", "");
		clip.defaultPlaybackRate = clip.playbackRate = 8;
		clip.addEventListener("playing", () => said.push("+" + name), { once: true });
		clip.addEventListener("ended", () => said.push("-" + name));
		return clip;
	};
	return true;
})()`

// mustSpeak shows a board of a central with four counters, whose clips are made.
func mustSpeak(t *testing.T) (c *Server, public string) {
	t.Helper()
	s := settingsOf(t, t.TempDir(), 4)
	s.PublicListen = "127.0.0.1:0"
	s.Voice = settings.Voice{On: true, Languages: []string{"vi", "en"}, Program: "espeak-ng", Speed: 135, Loudness: 80}
	c = mustRun(t, s)
	for until := time.Now().Add(4 * time.Minute); c.boards.loudspeakers.ofBoard() == nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("the clips are not made")
		}
	}
	return c, "http://" + c.public.Addr().String()
}

// TestTheBoardCalls: calls are said one after the other, each from the chime on; when a crowd waits for the loudspeaker, in Vietnamese alone. A
// recall is said again.
func TestTheBoardCalls(t *testing.T) {
	c, public := mustSpeak(t)
	err := browser.OpenWith(t.Context(), 1920, 1080, map[string]any{"autoplay-policy": "no-user-gesture-required"}, func(ctx context.Context) error {
		if err := browser.Visit(ctx, public, "!document.getElementById('nobody').hidden && document.getElementById('sound').dataset.clips !== undefined"); err != nil {
			return err
		}
		if _, err := browser.Evaluate[bool](ctx, overhear); err != nil {
			return err
		}
		var want []string
		for i, langs := range [][]string{{"vi", "en"}, {"vi"}, {"vi", "en"}, {"vi", "en"}} {
			want = append(want, voice.Call(langs, mustCall(t, c, fmt.Sprintf("%02d", i+1)).Number, fmt.Sprintf("%02d", i+1))...)
		}
		if err := browser.Await(ctx, fmt.Sprintf("said.length === %d", 2*len(want))); err != nil {
			said, _ := browser.Evaluate[[]string](ctx, "said")
			return fmt.Errorf("said %q: %w", said, err)
		}
		said, err := browser.Evaluate[[]string](ctx, "said")
		var begun []string
		for i, s := range said {
			if i%2 == 0 {
				begun = append(begun, s[1:])
			} else if s != "-"+said[i-1][1:] {
				t.Errorf("%s comes into %s", s, said[i-1])
			}
		}
		if !slices.Equal(begun, want) {
			t.Errorf("said\n%q, want\n%q", begun, want)
		}
		return errors.Join(err, browser.Await(ctx, "document.getElementById('sound').hidden"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := mute(c); n > 0 {
		t.Errorf("%d boards are mute", n)
	}
}

// mute counts the open boards that have no sound.
func mute(c *Server) (n int) {
	for _, b := range c.boards.open.list() {
		if b.Mute {
			n++
		}
	}
	return n
}

// TestABoardWithoutSound: a browser that refuses sound shows a button, central knows of it, and a press of the button gives the board its voice.
func TestABoardWithoutSound(t *testing.T) {
	c, public := mustSpeak(t)
	awaitMute := func(want int) error {
		for until := time.Now().Add(20 * time.Second); mute(c) != want; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(until) {
				return fmt.Errorf("mute boards: %d, want %d", mute(c), want)
			}
		}
		return nil
	}
	err := browser.OpenWith(t.Context(), 1920, 1080, map[string]any{"autoplay-policy": "document-user-activation-required"}, func(ctx context.Context) error {
		return errors.Join(
			browser.Visit(ctx, public, "!document.getElementById('sound').hidden"), awaitMute(1),
			browser.Photograph(ctx, "true", picture(t, "board-mute")),
			chromedp.Do(ctx, chromedp.Click("#sound")),
			browser.Await(ctx, "document.getElementById('sound').hidden"), awaitMute(0),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestClipsAreServed to browsers that may keep them, under an address that changes with them.
func TestClipsAreServed(t *testing.T) {
	c, _ := mustSpeak(t)
	clips := c.boards.loudspeakers.ofBoard().Clips
	for path, want := range map[string]int{
		clips + "vi/invite.wav": 200, clips + "chime.wav": 200, clips + "vi/nothing.wav": 404, clips + "../central.db": 404, pathVoice + "0000000000/chime.wav": 404,
		pathVoice: 404, clips: 404,
	} {
		w := answered(t, c, "", "GET", path, "")
		if w.Code != want && (want != 404 || w.Code != 307 && w.Code != 301) {
			t.Errorf("%s is answered %d", path, w.Code)
		}
		if w.Code == 200 && (!strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Body.String(), "RIFF")) {
			t.Errorf("%s: %v", path, w.Header())
		}
	}
}

// TestLoudnessByHour reads the clock of the hall.
func TestLoudnessByHour(t *testing.T) {
	noon, end := mustClock(t, "11:30"), mustClock(t, "13:30")
	v := settings.Voice{Loudness: 80, Hours: []settings.Loudness{{From: noon, To: end, Loudness: 40}}}
	day := workday.Date{Year: 2026, Month: 11, Day: 30}
	for at, want := range map[workday.Clock]int{noon - 1: 80, noon: 40, end - 1: 40, end: 80} {
		if got := v.LoudnessAt(day.At(at)); got != want {
			t.Errorf("at %v: %d", at, got)
		}
	}
}

func mustClock(t *testing.T, text string) (c workday.Clock) {
	t.Helper()
	if err := c.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return c
}
