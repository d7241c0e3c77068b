package simulator

import "golang.org/x/text/encoding/charmap"

// page turns one byte of text into the letter that the printer draws for it.
type page func(byte) rune

// The pages that each make lists for ESC t. TCVN-3 is two pages, small letters and capitals: ASCII is in both.
var (
	latinPages = map[byte]page{
		0: charmap.CodePage437.DecodeByte, 2: charmap.CodePage850.DecodeByte, 3: charmap.CodePage860.DecodeByte,
		4: charmap.CodePage863.DecodeByte, 5: charmap.CodePage865.DecodeByte, 16: charmap.Windows1252.DecodeByte,
		17: charmap.CodePage866.DecodeByte, 18: charmap.CodePage852.DecodeByte, 19: charmap.CodePage858.DecodeByte,
	}
	epsonPages = withPages(latinPages, map[byte]page{
		30: tcvnSmall, 31: tcvnCapital, 39: charmap.ISO8859_2.DecodeByte, 40: charmap.ISO8859_15.DecodeByte,
		45: charmap.Windows1250.DecodeByte, 46: charmap.Windows1251.DecodeByte, 47: charmap.Windows1253.DecodeByte,
		48: charmap.Windows1254.DecodeByte, 51: charmap.Windows1257.DecodeByte, 52: charmap.Windows1258.DecodeByte,
	})
	bixolonPages = withPages(latinPages, map[byte]page{
		24: charmap.Windows1253.DecodeByte, 25: charmap.Windows1254.DecodeByte, 26: charmap.Windows1257.DecodeByte,
		28: charmap.Windows1251.DecodeByte, 41: charmap.Windows1258.DecodeByte, 47: charmap.Windows1250.DecodeByte,
		49: tcvnSmall, 50: tcvnCapital,
	})
)

func withPages(sets ...map[byte]page) map[byte]page {
	all := map[byte]page{}
	for _, set := range sets {
		for n, p := range set {
			all[n] = p
		}
	}
	return all
}

// The upper halves of the TCVN-3 pages, from 80h on, as the printers' tables show them; a blank is an empty cell.
var (
	tcvnSmall = upperHalf("" +
		"                " +
		"                " +
		"        ăâêôơưđ " +
		"     àảãáạ ằẳẵắ " +
		"      ặầẩẫấậè ẻẽ" +
		"éẹềểễếệìỉ   ĩíịò" +
		" ỏõóọồổỗốộờởỡớợù" +
		" ủũúụừửữứựỳỷỹýỵ ")
	tcvnCapital = upperHalf("" +
		"                " +
		"                " +
		" ĂÂ    Đ  ÊÔƠƯ  " +
		"     ÀẢÃÁẠ ẰẲẴẮ " +
		"      ẶẦẨẪẤẬÈ ẺẼ" +
		"ÉẸỀỂỄẾỆÌỈ   ĨÍỊÒ" +
		" ỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙ" +
		" ỦŨÚỤỪỬỮỨỰỲỶỸÝỴ ")
)

func upperHalf(table string) page {
	letters := []rune(table)
	return func(b byte) rune {
		if b < 0x80 {
			return rune(b)
		}
		return letters[b-0x80]
	}
}

// The twelve codes that ESC R gives to each country, and the countries in the order of its parameter.
const countryCodes = "#$@[\\]^`{|}~"

var countries = []string{
	"#$@[\\]^`{|}~", "#$à°ç§^`éùè¨", "#$§ÄÖÜ^`äöüß", "£$@[\\]^`{|}~", "#$@ÆØÅ^`æøå~", "#¤ÉÄÖÅÜéäöåü", "#$@°\\é^ùàòèì",
	"₧$@¡Ñ¿^`¨ñ}~", "#$@[¥]^`{|}~", "#¤ÉÆØÅÜéæøåü", "#$ÉÆØÅÜéæøåü", "#$á¡Ñ¿é`íñóú", "#$á¡Ñ¿éüíñóú", "#$@[₩]^`{|}~",
}
