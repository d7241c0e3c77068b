package main

import (
	"time"

	"motcua/internal/words"
)

// counted is a screen's update that also writes, on the buttons which do something about it, in how many seconds the screen goes by itself.
func counted(s scene, closing func() (time.Duration, bool), say words.Speaker) func() {
	return func() {
		if s.update != nil {
			s.update()
		}
		left, counts := closing()
		for _, b := range s.targets {
			if !counts || b.Name != "first" && b.Name != "stay" {
				continue
			}
			face := b.Face()
			face.Subtitle = say.Say("kiosk.closes", words.Args{"Seconds": seconds(left)})
			b.Wear(face)
		}
	}
}
