package dossier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Typed lists the codes that a text may mean: one with all its marks, as on paper or inside the link of a receipt's QR code, or what a hand
// types on glass: without marks, or only day and number of a dossier that one of these agencies received. None: it is no code.
func (p Pattern) Typed(text string, agencies []string) (codes []string) {
	for _, part := range append([]string{text}, strings.FieldsFunc(text, betweenCodes)...) {
		if c, err := p.Read(part); err == nil {
			code, _ := p.Write(c) // what was read can be written
			return []string{code}
		}
	}
	bare := bareOf(text)
	for _, agency := range agencies {
		for _, whole := range []bool{true, false} {
			if code, ok := p.fill(bare, agency, whole); ok && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// betweenCodes returns what no code has inside.
func betweenCodes(r rune) bool { return strings.ContainsRune("/?&=#:", r) }

// bareOf returns a text's letters and digits, in capitals.
func bareOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, text)
}

// fill puts the marks back into a bare code of an agency, which is in it when it is whole.
func (p Pattern) fill(bare, agency string, whole bool) (string, bool) {
	inside := ""
	if whole {
		inside = bareOf(agency)
	}
	day := strings.Repeat(`\d`, len(dayLayouts[p.day]))
	bones := strings.NewReplacer("{agency}", inside, p.day, `(?P<day>`+day+`)`, "{serial}", `(?P<serial>`+serials+`)`)
	var shape strings.Builder
	for _, piece := range splitTokens(p.template) {
		if strings.HasPrefix(piece, "{") {
			shape.WriteString(bones.Replace(piece))
		} else {
			shape.WriteString(regexp.QuoteMeta(bareOf(piece)))
		}
	}
	reader, err := regexp.Compile("^(?:" + shape.String() + ")$")
	if err != nil {
		return "", false
	}
	m := reader.FindStringSubmatch(bare)
	if m == nil {
		return "", false
	}
	written := strings.NewReplacer("{agency}", agency, p.day, m[reader.SubexpIndex("day")], "{serial}", m[reader.SubexpIndex("serial")]).Replace(p.template)
	c, err := p.Read(written)
	if err != nil {
		return "", false
	}
	written, err = p.Write(c)
	return written, err == nil
}

// splitTokens cuts a template into its tokens and what stands between.
func splitTokens(template string) (pieces []string) {
	last := 0
	for _, at := range tokens.FindAllStringIndex(template, -1) {
		pieces = append(pieces, template[last:at[0]], template[at[0]:at[1]])
		last = at[1]
	}
	return append(pieces, template[last:])
}
