package device

import (
	"context"

	"motcua/internal/sayings"
	"motcua/kiosk/visit"
)

// Asked counts what came of the questions of a visit. What could be somebody's own is left out before anything is kept.
func (d *Device) Asked(ctx context.Context, questions []visit.Sought) {
	book := d.shelf.Newest()
	if book == nil {
		return
	}
	var clean []sayings.Question
	for _, q := range questions {
		if text := sayings.Clean(q.Text, book.Index); text != "" {
			clean = append(clean, sayings.Question{Text: text, Code: q.Code})
		}
	}
	d.asked.Note(ctx, clean)
}
