package vietnamese

import (
	"slices"
	"strings"
	"testing"
)

// TestOrderOfADictionary has rows that stand in a Vietnamese dictionary as they stand here.
func TestOrderOfADictionary(t *testing.T) {
	for _, row := range []string{
		"ca|cà|cả|cã|cá|cạ|cao|căn|cân|con",
		"dân|dương|đa|đăng|đương|em|êm",
		"o|on|ô|ôn|ơ|ơn|p",
		"u|ư|v|w|x|y|z",
		"cấp|cấp bản sao|cấp đổi|cấp giấy|Cấp lại",
		"nhà|nhà cửa|nhạc", // a syllable is over before a longer one goes on
		"khai sinh|khai tử|khải hoàn|khái niệm",
		"100 mét|2 mét|a",
	} {
		want := strings.Split(row, "|")
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, func(a, b string) int { return strings.Compare(OrderKey(a), OrderKey(b)) })
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

func TestOrderIsBlindToSpelling(t *testing.T) {
	for _, same := range [][2]string{{"Uỷ ban", "uỷ ban"}, {"Đất đai", "ÐẤT – ĐAI"}, {"hoà giải", "hoa\u0300 giải"}} {
		if OrderKey(same[0]) != OrderKey(same[1]) {
			t.Errorf("%q and %q stand at two places", same[0], same[1])
		}
	}
}

func TestInitial(t *testing.T) {
	for text, want := range map[string]rune{"đăng ký": 'Đ', "Ổn định": 'Ô', "Ủy quyền": 'U', "ưu đãi": 'Ư', "ăn": 'Ă', "(cấp) lại": 'C', "2 bản": 0, "": 0, "日本": 0} {
		if got := Initial(text); got != want {
			t.Errorf("%q: %c, want %c", text, got, want)
		}
	}
}
