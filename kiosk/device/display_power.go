package device

import (
	"log/slog"
	"os/exec"
)

// DisplayPower switches the panel itself on or off, where the display has a way to (xset of X11); a black picture is there anyway.
func DisplayPower(on bool) {
	word := map[bool]string{true: "on", false: "off"}[on]
	if out, err := exec.Command("xset", "dpms", "force", word).CombinedOutput(); err != nil {
		slog.Debug("the panel's power was not switched", "to", word, "err", err, "says", string(out))
	}
}
