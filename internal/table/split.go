package table

import "strings"

// splitter cuts a text into cells. Its line ends are all \n.
type splitter struct {
	text      string
	at, line  int
	separator byte
	rows      []Row
}

// split cuts a text into the rows that hold anything.
func split(text string) ([]Row, error) {
	s := &splitter{text: strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), line: 1}
	s.skipBlank()
	s.separator = s.findSeparator()
	for s.at < len(s.text) {
		if err := s.row(); err != nil {
			return s.rows, err
		}
	}
	return s.rows, nil
}

// skipBlank goes to the first line with anything in it.
func (s *splitter) skipBlank() {
	for s.at < len(s.text) && strings.ContainsRune(" \n", rune(s.text[s.at])) {
		if s.text[s.at] == '\n' {
			s.line++
		}
		s.at++
	}
}

// findSeparator is what stands between the names of the heading, or what Excel's own first line says: sep=;
func (s *splitter) findSeparator() byte {
	heading, _, _ := strings.Cut(s.text[s.at:], "\n")
	if named, ok := strings.CutPrefix(strings.TrimSpace(heading), "sep="); ok && len(named) == 1 {
		s.at += len(heading)
		return named[0]
	}
	for _, separator := range "\t;" {
		if strings.ContainsRune(heading, separator) {
			return byte(separator)
		}
	}
	return ','
}

// row reads up to the end of a line that is not inside a quoted cell.
func (s *splitter) row() error {
	r, filled := Row{Line: s.line}, false
	for {
		cell, err := s.cell()
		if err != nil {
			return err
		}
		filled = filled || cell != ""
		r.cells = append(r.cells, cell)
		if s.at == len(s.text) || s.text[s.at] == '\n' {
			break
		}
		s.at++ // the separator
	}
	s.at++
	s.line++
	if filled {
		s.rows = append(s.rows, r)
	}
	return nil
}

// cell reads one cell and stops before what ends it. A quotation mark counts where a cell begins, as spreadsheets write it; inside a
// cell it is one of the person's own.
func (s *splitter) cell() (string, error) {
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
	if s.at < len(s.text) && s.text[s.at] == '"' {
		return s.quoted()
	}
	from := s.at
	for s.at < len(s.text) && s.text[s.at] != s.separator && s.text[s.at] != '\n' {
		s.at++
	}
	return strings.TrimSpace(s.text[from:s.at]), nil
}

func (s *splitter) quoted() (string, error) {
	opened := s.line
	var b strings.Builder
	for s.at++; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		if c == '\n' {
			s.line++
		}
		if c != '"' {
			b.WriteByte(c)
			continue
		}
		if strings.HasPrefix(s.text[s.at:], `""`) {
			b.WriteByte(c)
			s.at++
			continue
		}
		s.at++
		return strings.TrimSpace(b.String()), s.ended(opened)
	}
	return "", &QuoteError{opened, strings.Count(strings.TrimRight(b.String(), "\n"), "\n")}
}

// ended goes to the end of a cell behind its closing quotation mark.
func (s *splitter) ended(opened int) error {
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
	if s.at == len(s.text) || s.text[s.at] == s.separator || s.text[s.at] == '\n' {
		return nil
	}
	return &QuoteError{opened, s.line - opened}
}
