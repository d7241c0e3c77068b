package hall

import "time"

// Printer is a device's printer as the device last told.
type Printer struct {
	Device string
	Status string // one of drivers.Status
	Since  time.Time
}
