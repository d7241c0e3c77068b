package procedures

import (
	"context"

	"motcua/internal/guide"
	"motcua/internal/procedure"
)

// Look is the catalogue that holds, for who has a code or a question.
type Look struct{ book *book }

// Look returns the catalogue that holds.
func (p *Pages) Look(ctx context.Context) (Look, error) {
	b, err := p.books.present(ctx)
	return Look{b}, err
}

// Name returns what a procedure is called; false where the catalogue has none of this code.
func (l Look) Name(code string) (string, bool) {
	found := l.book.find(code)
	if found == nil {
		return "", false
	}
	return guide.Name(found), true
}

// First returns the code of the procedure that a search shows first for a text; empty where it finds nothing.
func (l Look) First(text string) string {
	hits := l.book.index.Search(text, 1)
	if len(hits) == 0 {
		return ""
	}
	return procedure.NationalCode(hits[0].Procedure.Code)
}
