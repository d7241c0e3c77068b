// Package voice is what a hall's loudspeaker says when somebody is called: which clips in which order, and the clips themselves, made once by
// a program that speaks, or recorded by a person.
package voice

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"motcua/internal/i18n"
)

// Clip is one piece of what is said.
type Clip struct {
	Name  string // also of the file that a recorded one is in, without its ending: vi/digit-0
	Lang  string
	Text  string        // what a program is to say
	Pause time.Duration // behind it
}

// The pauses behind a sign of a number, and behind a part of the sentence.
const (
	signPause = 90 * time.Millisecond
	partPause = 250 * time.Millisecond
)

// Chime comes before every call.
const Chime = "chime"

// Call returns the names of the clips that call a number to a counter, in their order: the chime, then the sentence in each language, the
// number letter by letter and digit by digit, so that 6 and 60 cannot be mistaken for each other.
func Call(langs []string, number, counter string) []string {
	names := []string{Chime}
	for _, lang := range langs {
		names = append(names, lang+"/invite")
		for _, r := range number {
			names = append(names, lang+"/"+signOf(r))
		}
		names = append(names, lang+"/"+counterOf(counter))
	}
	return names
}

// signOf names the clip of a letter or digit of a number.
func signOf(r rune) string {
	if unicode.IsDigit(r) {
		return "digit-" + string(r)
	}
	return "letter-" + string(unicode.ToLower(r))
}

func counterOf(counter string) string { return "counter-" + strings.ToLower(counter) }

// Clips lists the speech that calls to these counters need. The letters and digits are all there are: services change, and their letters with
// them.
func Clips(langs, counters []string) (clips []Clip) {
	for _, lang := range langs {
		say := i18n.In(lang)
		add := func(name, text string, pause time.Duration) {
			clips = append(clips, Clip{Name: lang + "/" + name, Lang: lang, Text: text, Pause: pause})
		}
		add("invite", say.Text("voice.invite"), partPause)
		for i, name := range strings.Fields(say.Text("voice.letters")) {
			add(signOf(rune('a'+i)), name, signPause)
		}
		for i, name := range strings.Fields(say.Text("voice.digits")) {
			add(signOf(rune('0'+i)), name, signPause)
		}
		for _, counter := range counters {
			add(counterOf(counter), say.Text("voice.counter", i18n.Args{"Counter": spoken(counter)}), partPause)
		}
	}
	return clips
}

// spoken returns a counter's name as it is said: 05 is five.
func spoken(counter string) string {
	if n, err := strconv.Atoi(counter); err == nil {
		return fmt.Sprint(n)
	}
	return strings.Join(strings.Split(counter, ""), " ")
}
