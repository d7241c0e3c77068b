package settings

import "motcua/internal/config"

// Voice is the [voice] of the settings: instructions read aloud by espeak-ng. Who reads is in kiosk/device.
type Voice struct {
	On       bool   `toml:"on"`
	Speed    int    `toml:"speed"`    // words a minute
	Loudness int    `toml:"loudness"` // 0 to 200
	Program  string `toml:"program"`
}

func (v Voice) check() []config.Fault {
	return append(config.Between("speed", v.Speed, 80, 300), config.Between("loudness", v.Loudness, 0, 200)...)
}
