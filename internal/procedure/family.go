package procedure

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addition is what names of the same procedure at several levels or agencies, or by several ways, have added.
type addition struct {
	pattern *regexp.Regexp
	may     func(low string) bool // false: the pattern fits nothing in a name of such small letters; it is much cheaper to ask
}

func has(parts ...string) func(string) bool {
	return func(low string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(low, part) })
	}
}

// endsInLevel reports whether a name ends in what may be a level.
func endsInLevel(low string) bool {
	low = strings.TrimRight(low, " )\t\n")
	return slices.ContainsFunc([]string{"bộ", "tw", "trung ương", "tỉnh", "tinh", "huyện", "xã"}, func(level string) bool { return strings.HasSuffix(low, level) })
}

var added = []addition{
	{regexp.MustCompile(`\s*\(\s*\d\.\d{6}\s*\)`), has("(")},
	{regexp.MustCompile(`(?i)\s*(?:-\s*)?thuộc\s+(?:phạm vi )?thẩm\s+quyền[^;)]*`), has("quyền")},
	{regexp.MustCompile(`(?i)\s*do chủ tịch (?:ủy|uỷ) ban nhân dân cấp tỉnh phân cấp[^;]*`), has("phân cấp")},
	{regexp.MustCompile(`(?i)\s*(?:thực hiện )?(?:bằng dịch vụ\s+công|trực tuyến toàn trình)[^;]*`), has("dịch vụ", "toàn trình")},
	{regexp.MustCompile(`(?i)\s*tại (?:công an|phòng quản lý|cục quản lý|cục cảnh sát)[^;]*$`), has("tại công an", "tại phòng", "tại cục")},
	{regexp.MustCompile(`(?i)(?:\s*,?\s*[(-]?\s*(?:thực hiện\s+)?(?:tại\s+|ở\s+)?cấp\s+(?:bộ|tw|trung ương|tỉnh|tinh|huyện|xã)\s*\)?)+\s*$`), endsInLevel},
}

// bareName is a name without the level and the agency, which are the tail.
type bareName struct{ rest, tail string }

func bare(name string) bareName {
	var tails []string
	rest := name
	for _, a := range added {
		if !a.may(strings.ToLower(rest)) {
			continue
		}
		rest = a.pattern.ReplaceAllStringFunc(rest, func(s string) string {
			tails = append(tails, s)
			return " "
		})
	}
	if strings.TrimSpace(rest) == "" {
		return bareName{name, ""}
	}
	return bareName{rest, strings.Join(tails, " ")}
}

// Common returns the title without what tells a procedure from its siblings.
func (p *Procedure) Common() string {
	common := Procedure{Name: strings.Trim(strings.Join(strings.Fields(bare(p.Name).rest), " "), " ,;-–")}
	return common.Title()
}

// Apart returns what the name of a procedure says of the level, the agency or the way, which tells it from its siblings; empty where it says nothing.
func (p *Procedure) Apart() string {
	apart := strings.Trim(strings.Join(strings.Fields(bare(p.Name).tail), " "), " ,;-–()")
	first, size := utf8.DecodeRuneInString(apart)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + apart[size:]
}

// familyKey is the same for procedures that differ by level and agency alone.
func familyKey(name bareName) string {
	return strings.TrimPrefix(strings.Join(split(fold(name.rest)), " "), "thu tuc ")
}

// FamilyKey returns what a procedure has in common with those that differ from it by level or agency alone.
func (p *Procedure) FamilyKey() string { return familyKey(bare(p.Name)) }

func (x *Index) group() {
	byKey := map[string]int32{}
	for i := range x.list {
		key := familyKey(x.names[i])
		id, known := byKey[key]
		if !known {
			id = int32(len(x.keys))
			byKey[key] = id
			x.keys = append(x.keys, key)
		}
		x.family = append(x.family, id)
		x.kin[id] = append(x.kin[id], int32(i))
	}
}

// Family returns the procedures that differ from one another by level or agency alone, in the catalogue's order.
func (x *Index) Family(key string) (list []*Procedure) {
	for id, k := range x.keys {
		if k == key {
			for _, doc := range x.kin[int32(id)] {
				list = append(list, &x.list[doc])
			}
		}
	}
	return list
}
