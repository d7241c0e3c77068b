// Package table reads the lists that people save from spreadsheets: rows of cells under a heading, in any encoding, line end and
// separator that a spreadsheet may use. What the columns mean is known by who asks.
package table

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// most is the longest file that is read: the national catalogue has 20 MB.
const most = 64 << 20

// What a file can be that is no table. Each is a sentence for whoever made the file.
var (
	ErrEmpty    = errors.New("the file holds no rows")
	ErrTooLong  = fmt.Errorf("the file is longer than %d MB", most>>20)
	ErrWorkbook = errors.New("this is an Excel workbook; save it as “CSV UTF-8”")
	ErrEncoding = errors.New("the letters are in an encoding that is not known for certain; save the file as “CSV UTF-8”")
)

// QuoteError is a quotation mark that began a cell and did not end where a cell ends. Everything up to there was read as one cell.
type QuoteError struct {
	Line      int // where it stands
	Swallowed int // lines behind it that went into the cell
}

func (e *QuoteError) Error() string {
	return fmt.Sprintf("line %d: the quotation mark is not closed before the next cell; %d lines behind it were swallowed", e.Line, e.Swallowed)
}

// Table is a heading and rows.
type Table struct {
	columns map[string]int
	names   []string
	Rows    []Row
}

// Row is one row that has anything in it.
type Row struct {
	Line  int // where it begins, from 1
	of    *Table
	cells []string
}

// Read reads a whole file. With a *QuoteError the rows before it are returned too. A heading without rows is no error here.
func Read(from io.Reader) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(from, most+1))
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	if len(data) > most {
		return nil, ErrTooLong
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	t := &Table{columns: map[string]int{}}
	rows, err := split(text)
	if len(rows) == 0 {
		return t, errors.Join(err, emptyUnless(err))
	}
	if problem := t.head(rows[0]); problem != nil {
		return t, problem
	}
	for _, r := range rows[1:] {
		r.of = t
		t.Rows = append(t.Rows, r)
	}
	return t, err
}

func emptyUnless(err error) error {
	if err != nil {
		return nil
	}
	return ErrEmpty
}

// head takes the names of the columns, which are compared in small letters.
func (t *Table) head(r Row) error {
	for i, name := range r.cells {
		name = strings.ToLower(name)
		if _, twice := t.columns[name]; twice && name != "" {
			return fmt.Errorf("line %d: the heading has two columns named %q", r.Line, name)
		}
		t.columns[name] = i
		t.names = append(t.names, name)
	}
	return nil
}

// Lacks returns the first of some columns that the heading does not have, or nothing.
func (t *Table) Lacks(columns ...string) string {
	for _, c := range columns {
		if _, there := t.columns[c]; !there {
			return c
		}
	}
	return ""
}

// Cell returns what stands in a row under a column, without spaces around it; empty where the row or the heading ends before.
func (r Row) Cell(column string) string {
	if at, there := r.of.columns[column]; there && at < len(r.cells) {
		return r.cells[at]
	}
	return ""
}

// Err reports a row with something in more cells than the heading has: a separator inside a cell has moved the others.
func (r Row) Err() error {
	for i := len(r.of.names); i < len(r.cells); i++ {
		if r.cells[i] != "" {
			return fmt.Errorf("%d cells, but the heading has %d; a cell with a separator in it wants quotation marks", len(r.cells), len(r.of.names))
		}
	}
	return nil
}
