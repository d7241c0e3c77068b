//go:build !linux

package procedure

import "time"

var started = time.Now()

func threadTime() time.Duration { return time.Since(started) }
