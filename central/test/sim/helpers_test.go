//go:build !race

package sim

import (
	"sync"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/officer"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// password is that of every officer of the simulation.
const password = "mưa rào tháng sáu"

// verifier is the password's; making one takes a while.
var verifier = sync.OnceValues(func() (officer.Verifier, error) { return officer.NewVerifier(password) })

// numberOf is a dossier's number of a day.
func numberOf(now time.Time, series, serial int) registry.Number {
	day := workday.DateOf(now)
	code, _ := dossier.Circular.Write(dossier.Code{Agency: "000.00.00.H25", Day: day, Series: series, Serial: serial})
	return registry.Number{Code: code, Agency: "000.00.00.H25", Day: day.String(), Series: series, Serial: serial}
}

// nested is a list in a list, and so on.
func nested(depth int) (v any) {
	for range depth {
		v = []any{v}
	}
	return v
}
