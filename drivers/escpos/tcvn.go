package escpos

// The upper halves of the TCVN-3 pages, from 0xA0, as printers have them: the lower-case letters on the one, the upper-case letters
// on the other. Sources: the code tables of Epson's TM-T20II (30, 31) as collected in escpos-printer-db, which draws Đ as its
// look-alike Ð (U+00D0); '.' marks a code without a letter.
const (
	tcvnLower = "........ăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
	tcvnUpper = ".ĂÂ....Đ..ÊÔƠƯ.......ÀẢÃÁẠ.ẰẲẴẮ.......ẶẦẨẪẤẬÈ.ẺẼÉẸỀỂỄẾỆÌỈ...ĨÍỊÒ.ỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙ.ỦŨÚỤỪỬỮỨỰỲỶỸÝỴ."
)

// tcvnCode is where a letter stands in the pair of pages.
type tcvnCode struct {
	upper bool
	code  byte
}

var tcvn = func() map[rune]tcvnCode {
	codes := make(map[rune]tcvnCode, 134)
	for page, letters := range []string{tcvnLower, tcvnUpper} {
		code := byte(0xA0)
		for _, r := range letters {
			if r != '.' {
				codes[r] = tcvnCode{upper: page == 1, code: code}
			}
			code++
		}
	}
	return codes
}()
