package papers

import (
	"context"
	"errors"
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
)

// shelf is a register whose entries of one moment are known.
type shelf struct {
	list  []dossier.Dossier
	first int
	whole bool
	err   error
}

func (s shelf) Book(_ context.Context, span registry.Span) (list []dossier.Dossier, first int, whole bool, err error) {
	for _, d := range s.list {
		if at := d.Term.Received; !at.Before(span.From.Truncate(time.Millisecond)) && at.Before(span.To) {
			list = append(list, d)
		}
	}
	return list, s.first, s.whole, s.err
}

// TestAReceiptHasItsNumberInTheRegister holds Số, Quyển số and Số thứ tự to the register (TT 01/2018 đ.10 k.1c, k.2c).
func TestAReceiptHasItsNumberInTheRegister(t *testing.T) {
	one, other := sample.Week2026.Received(), sample.Week2026.Received()
	one.ID, other.ID = "one", "other" // of one moment, at two desks
	list := []dossier.Dossier{one, other}
	for _, tt := range []struct {
		name           string
		books          shelf
		number, volume string
	}{
		{"the 1,027th of the year", shelf{list, 1026, true, nil}, "1027", "01"},
		{"central out of reach", shelf{list, 1, false, nil}, "", ""},
		{"a broken register", shelf{nil, 0, true, errors.New("disk")}, "", ""},
		{"not in the book yet", shelf{list[:1], 4, true, nil}, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := entered(t.Context(), tt.books, sheet.IssueOf(sheet.FormReceipt, other), other)
			if i.Number != tt.number || i.Entry != tt.number || i.Volume != tt.volume || i.Officer != sample.Officer {
				t.Errorf("number %q, entry %q, volume %q, by %q", i.Number, i.Entry, i.Volume, i.Officer)
			}
		})
	}
}
