package settings

import (
	"fmt"
	"slices"
	"time"

	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

// Voice is the [voice] of the settings: what the loudspeakers of the wall boards say when somebody is called.
type Voice struct {
	On        bool       `toml:"on"`
	Languages []string   `toml:"languages"` // in their order
	Program   string     `toml:"program"`   // speaks, with the arguments of espeak-ng
	Speed     int        `toml:"speed"`     // words a minute
	Recorded  string     `toml:"recorded"`  // folder of clips that people have recorded; empty: none
	Loudness  int        `toml:"loudness"`  // percent
	Hours     []Loudness `toml:"hours"`     // with another loudness
}

// Loudness is how loud the voice is from one time of day to another.
type Loudness struct {
	From     workday.Clock `toml:"from"`
	To       workday.Clock `toml:"to"`
	Loudness int           `toml:"loudness"` // percent
}

// LoudnessAt returns how loud the voice is at a moment, in percent.
func (v Voice) LoudnessAt(now time.Time) int {
	clock := workday.ClockOf(now)
	for _, h := range v.Hours {
		if h.From <= clock && clock < h.To {
			return h.Loudness
		}
	}
	return v.Loudness
}

func (v Voice) check() (faults []config.Fault) {
	faults = slices.Concat(config.Between("speed", v.Speed, 80, 300), config.Between("loudness", v.Loudness, 0, 100))
	for i, lang := range v.Languages {
		faults = append(faults, config.OneOf(fmt.Sprintf("languages[%d]", i), lang, i18n.Languages()...)...)
	}
	for i, h := range v.Hours {
		faults = append(faults, config.Between(item("hours", i, "loudness"), h.Loudness, 0, 100)...)
		if h.To <= h.From {
			faults = append(faults, config.Wrong(item("hours", i, "to"), "later", i18n.Args{"Than": h.From})...)
		}
	}
	return faults
}
