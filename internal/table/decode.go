package table

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vietnamese"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

// decode is a file's text in composed letters. Windows-1258 is taken only where what comes out is Vietnamese; other old encodings, which
// would come out as other letters, are refused.
func decode(data []byte) (string, error) {
	text, err := plain(data)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(text, "\x00\uFFFD") {
		return "", ErrEncoding
	}
	return vietnamese.Letters(text), nil
}

func plain(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return "", ErrWorkbook
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return from16(data, utf16.LittleEndian)
	case looks16(data, 1):
		return from16(data, utf16.LittleEndian)
	case looks16(data, 0):
		return from16(data, utf16.BigEndian)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), nil
	}
	return from1258(data)
}

// looks16 reports whether a file without a mark is UTF-16: in the ASCII of its heading each second byte is zero.
func looks16(data []byte, zero int) bool {
	if len(data) < 4 || len(data)%2 != 0 {
		return false
	}
	zeros := 0
	head := data[:min(len(data), 40)]
	for i := zero; i < len(head); i += 2 {
		if head[i] == 0 {
			zeros++
		}
	}
	return zeros*4 > len(head) // more than half of the pairs
}

func from16(data []byte, order utf16.Endianness) (string, error) {
	if len(data)%2 != 0 {
		return "", ErrEncoding
	}
	text, err := utf16.UTF16(order, utf16.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return "", ErrEncoding
	}
	return string(text), nil
}

// from1258 reads the old Vietnamese code page of Windows, which writes a letter and its tone apart.
func from1258(data []byte) (string, error) {
	decoded, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return "", ErrEncoding
	}
	text := vietnamese.Letters(string(decoded))
	marked, syllables := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		if strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
			continue
		}
		if marked++; vietnamese.IsSyllable(word) {
			syllables++
		}
	}
	if stray := strings.IndexFunc(text, isStray); stray >= 0 || marked == 0 || syllables*10 < marked*9 {
		return "", ErrEncoding
	}
	return text, nil
}

// isStray reports whether a letter or sign has no business in a Vietnamese list: what other encodings leave behind.
func isStray(r rune) bool {
	return r > unicode.MaxASCII && !vietnamese.IsLetter(r) && !strings.ContainsRune("\u00a0–—‘’“”…•₫°²³½§·«»", r)
}
