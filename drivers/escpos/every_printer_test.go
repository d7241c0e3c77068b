//go:build !race

package escpos_test

import (
	"testing"

	"motcua/drivers/escpos"
)

func TestMishapsOnEveryPrinter(t *testing.T) { strikeAll(t, escpos.Profiles()) }

func TestLogoBrokenOffOnEveryPrinter(t *testing.T) { breakOff(t, escpos.Profiles()) }
