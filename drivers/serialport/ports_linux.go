package serialport

import (
	"os"
	"path/filepath"
	"strings"
)

// Ports lists the devices that could carry a printer, a scanner or a display, each by the name that stays when adapters
// are moved or the box starts anew: by-id; by-path for the second of two adapters without a number of their own.
func Ports() []string { return ports("/") }

func ports(root string) []string {
	stable := stableNames(root)
	var names []string
	for _, pattern := range []string{"ttyUSB*", "ttyACM*", "ttyS*", "usb/lp*"} {
		for _, name := range glob(root, "dev", pattern) {
			if link, ok := stable[name]; ok {
				names = append(names, link)
			} else if present(root, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// stableNames maps a device to the link that udev keeps for it; by-id is read last and wins.
func stableNames(root string) map[string]string {
	stable := map[string]string{}
	for _, folder := range []string{"by-path", "by-id"} {
		for _, link := range glob(root, "dev/serial", folder, "*") {
			if device, err := filepath.EvalSymlinks(link); err == nil {
				stable[device] = link
			}
		}
	}
	return stable
}

// present tells a real UART from one of the 32 names that Linux keeps: those are of type 0, "unknown".
func present(root, device string) bool {
	name := filepath.Base(device)
	if !strings.HasPrefix(name, "ttyS") {
		return true
	}
	kind, err := os.ReadFile(filepath.Join(root, "sys/class/tty", name, "type"))
	return err == nil && strings.TrimSpace(string(kind)) != "0"
}

func glob(parts ...string) []string {
	names, err := filepath.Glob(filepath.Join(parts...))
	if err != nil {
		panic(err) // the patterns are written above
	}
	return names
}
