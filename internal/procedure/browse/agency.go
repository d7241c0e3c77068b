package browse

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// heads are the words with which the names of agencies begin. A comma before one parts two agencies; before another word it is part of a
// name: "Sở Văn hóa, Thể thao và Du lịch".
var heads = [][]string{
	{"ban"}, {"bao", "hiem"}, {"bo"}, {"cac", "co", "quan"}, {"cang", "vu"}, {"chi", "cuc"}, {"chi", "nhanh"}, {"chu", "tich"}, {"co", "quan"}, {"cong", "an"}, {"cuc"}, {"giam", "doc"},
	{"hai", "quan"}, {"hoi", "dong"}, {"kho", "bac"}, {"khu", "quan", "ly"}, {"ngan", "hang"}, {"phong"}, {"quy"}, {"so"}, {"thanh", "tra"}, {"thi", "hanh", "an"}, {"thu", "tuong"}, {"thue"},
	{"toa", "an"}, {"tong"}, {"trung", "tam"}, {"ubnd"}, {"uy", "ban"}, {"van", "phong"}, {"vien"}, {"vu"},
}

// longestAgency is more letters than a name has; what is longer is a sentence that slipped in.
const longestAgency = 110

// agencies are those that an entry names; one without a name where it names none.
func agencies(text string) (out []string) {
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimRight(strings.TrimSpace(part), ".; ")
		if n := len(out); n > 0 && !beginsAgency(part) {
			out[n-1] += ", " + part
			continue
		}
		out = append(out, part)
	}
	out = slices.DeleteFunc(out, func(name string) bool { return name == "" || utf8.RuneCountInString(name) > longestAgency })
	if len(out) == 0 {
		return []string{""}
	}
	return out
}

// beginsAgency reports whether a part begins as a name does: with a capital and a head.
func beginsAgency(part string) bool {
	if first, _ := utf8.DecodeRuneInString(part); strings.ToLower(string(first)) == string(first) {
		return false
	}
	row := words(part)
	return slices.ContainsFunc(heads, func(head []string) bool { return len(row) >= len(head) && slices.Equal(row[:len(head)], head) })
}
