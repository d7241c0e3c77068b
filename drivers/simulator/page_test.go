package simulator

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// TCVN 5712 VN3, code by code as the standard prints it, so that the tables are not their own witness.
const vn3 = "ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC ẵ BD ắ BE ặ C6 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB " +
	"è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4 ồ E5 ổ E6 ỗ E7 " +
	"ố E8 ộ E9 ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE"

func TestVietnamesePages(t *testing.T) {
	fields := strings.Fields(vn3)
	if len(fields) != 2*67 {
		t.Fatalf("%d letters", len(fields)/2)
	}
	for i := 0; i < len(fields); i += 2 {
		letter := []rune(fields[i])[0]
		var code byte
		if _, err := fmt.Sscanf(fields[i+1], "%X", &code); err != nil {
			t.Fatal(err)
		}
		if got := tcvnSmall(code); got != letter {
			t.Errorf("%X on the page of small letters is %c, want %c", code, got, letter)
		}
		capital := code
		if strings.ContainsRune("ăâđ", letter) { // the standard moves ê ô ơ ư as well, the printers' table leaves them
			capital = code - 7
		}
		if got := tcvnCapital(capital); got != unicode.ToUpper(letter) {
			t.Errorf("%X on the page of capitals is %c, want %c", capital, got, unicode.ToUpper(letter))
		}
	}
}
