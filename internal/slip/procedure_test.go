package slip_test

import (
	"bytes"
	"testing"
	"time"

	"motcua/assets"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/slip"
)

func TestProcedure(t *testing.T) {
	list, _, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 8, 15, 0, 0, queue.Zone)
	for _, lang := range []string{"vi", "en"} {
		t.Run(lang, func(t *testing.T) {
			mustEqualGolden(t, "procedure-"+lang, slip.Procedure(i18n.In(lang), testCentre, &list[0], at))
		})
	}
}
