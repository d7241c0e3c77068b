package escpos

// Columns are the dots of a letter as ESC & and ESC * send them, to teach a simulator its look.
func Columns(r rune, small, bold bool, top int) []byte {
	return Letter(r, small, bold).columns(3, top, 1)
}

// Letter is a letter as it is drawn for the printer.
func Letter(r rune, small, bold bool) *Bitmap {
	if small {
		return glyph(r, fontB, bold)
	}
	return glyph(r, fontA, bold)
}

// Black tells of a dot whether it is inked.
func (b *Bitmap) Black(x, y int) bool { return b.black(x, y) }

// Vietnamese is the alphabet's 134 letters beyond ASCII.
const Vietnamese = vietnamese

// Legible is a text as it is printed, one rune a place.
func Legible(text string) []rune { return legible(text) }

// vietnamese is the alphabet's 134 letters beyond ASCII.
const vietnamese = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệ" +
	"ỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
