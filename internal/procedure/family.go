package procedure

import (
	"regexp"
	"strings"
)

// What names of the same procedure at several levels or agencies, or by several ways, have added.
var added = []*regexp.Regexp{
	regexp.MustCompile(`\s*\(\s*\d\.\d{6}\s*\)`),
	regexp.MustCompile(`(?i)\s*(?:-\s*)?thuộc\s+(?:phạm vi )?thẩm\s+quyền[^;)]*`),
	regexp.MustCompile(`(?i)\s*do chủ tịch (?:ủy|uỷ) ban nhân dân cấp tỉnh phân cấp[^;]*`),
	regexp.MustCompile(`(?i)\s*(?:thực hiện )?(?:bằng dịch vụ\s+công|trực tuyến toàn trình)[^;]*`),
	regexp.MustCompile(`(?i)\s*tại (?:công an|phòng quản lý|cục quản lý|cục cảnh sát)[^;]*$`),
	regexp.MustCompile(`(?i)(?:\s*,?\s*[(-]?\s*(?:thực hiện\s+)?(?:tại\s+|ở\s+)?cấp\s+(?:bộ|tw|trung ương|tỉnh|tinh|huyện|xã)\s*\)?)+\s*$`),
}

// bareName is a name without the level and the agency, which are the tail.
type bareName struct{ rest, tail string }

func bare(name string) bareName {
	var tails []string
	rest := name
	for _, r := range added {
		rest = r.ReplaceAllStringFunc(rest, func(s string) string {
			tails = append(tails, s)
			return " "
		})
	}
	if strings.TrimSpace(rest) == "" {
		return bareName{name, ""}
	}
	return bareName{rest, strings.Join(tails, " ")}
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
