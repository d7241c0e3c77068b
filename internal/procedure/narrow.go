package procedure

import "slices"

// narrowing is a set of what a procedure is only for. Who does not say so wants the general one: "đóng cửa chi nhánh" is no branch of
// a law firm's.
type narrowing uint64

// special is what procedures may be for alone, and the words by which people say that it is this one they mean.
type special struct{ law, said []token }

// authority is what gives papers, and not who comes with them: "giấy tờ do cơ quan, tổ chức có thẩm quyền cấp".
var authority = marked("tổ chức có thẩm quyền")

// specials are in the order of their bits.
var specials = func() (list []special) {
	for _, s := range [][2]string{
		{"nước ngoài", "ngoài tây kiều mỹ hàn nhật úc đức pháp nga anh trung quốc đài loan lào campuchia visa hộ chiếu thị thực quốc tịch nhập cảnh xuất cảnh fdi"},
		{"biên giới", "biên giới cửa khẩu giáp"},
		{"lưu động", "lưu động tận nhà"},
		{"luật sư", "luật sư"},
		{"công ty luật", "luật"},
		{"tư vấn pháp luật", "pháp luật"},
		{"hợp tác xã", "hợp tác htx tổ"},
		{"tổ hợp tác", "hợp tác htx tổ"},
		{"quỹ", "quỹ"},
		{"tín dụng", "tín dụng ngân hàng quỹ"},
		{"ngân hàng", "ngân hàng"},
		{"chứng khoán", "chứng khoán cổ phiếu"},
		{"bảo hiểm", "bảo hiểm bhxh bhyt thẻ sổ lương hưu"},
		{"tàu bay", "tàu bay máy bay"},
		{"tàu biển", "tàu biển"},
		{"hàng hải", "hàng hải tàu biển"},
		{"thủy nội địa", "thủy tàu thuyền ghe bến đò xuồng sà lan"},
		{"hàng không", "hàng không bay"},
		{"đường sắt", "sắt tàu hỏa"},
		{"đường ngang", "ngang"},
		{"công chứng viên", "công chứng"},
		{"văn phòng công chứng", "công chứng"},
		{"hành nghề công chứng", "công chứng"},
		{"thừa phát lại", "thừa phát"},
		{"đấu giá", "đấu giá"},
		{"trọng tài", "trọng tài"},
		{"hòa giải thương mại", "hòa giải thương mại"},
		{"quản tài viên", "quản tài"},
		{"giám định tư pháp", "giám định"},
		{"khoáng sản", "khoáng mỏ cát đá sỏi"},
		{"hải quan", "hải quan xuất nhập khẩu hàng"},
		{"khoa học", "khoa học"},
		{"công an nhân dân", "công an"},
		{"lực lượng vũ trang", "vũ trang quân đội bộ đội công an"},
		{"quân sự", "quân đội bộ đội quân"},
		{"người gốc việt nam", "gốc không tịch"},
		{"tài sản công", "công"},
		{"công vụ", "công vụ"},
		{"kiểm toán", "kiểm toán"},
		{"rừng", "rừng lâm gỗ cây"},
		{"khu vực biển", "biển"},
		{"dầu khí", "dầu khí"},
		{"tổ chức", "tổ chức công ty doanh nghiệp cơ quan"},
		{"xe máy chuyên dùng", "chuyên dùng xúc ủi cẩu nâng"},
		{"thông minh", "thông minh"},
		{"trung ương", "trung ương bộ cục"},
		{"thuốc thú y", "thú y"},
		{"môi trường rừng", "rừng"},
		{"vàng", "vàng"},
		{"dự án", "dự án đầu tư"},
		{"khu công nghiệp", "khu công nghiệp kcn"},
		{"công trình thủy lợi", "thủy lợi kênh đập hồ đê mương"},
		{"cấp đặc biệt", "đặc biệt lớn xưởng nhà máy cao tầng"},
		{"di dời", "dời"},
		{"nhập khẩu", "nhập khẩu"},
		{"xuất khẩu", "xuất khẩu"},
		{"giấy chứng nhận căn cước", "gốc chứng nhận"},
		{"thiết kế", "thiết kế thẩm duyệt định"},
		{"viên chức ngoại giao", "ngoại giao lãnh sự"},
	} {
		list = append(list, special{marked(s[0]), marked(s[1])})
	}
	return list
}()

// amongOthers are parts of names that say for whom a procedure is when it is for nearly all: "hộ gia đình, cá nhân, cộng đồng dân cư, người
// gốc Việt Nam định cư ở nước ngoài" is not for the last of them alone.
var amongOthers = [][]token{marked("hộ gia đình cá nhân"), marked("công dân việt nam người nước ngoài")}

// forMost is what such a part says that would be narrow if it stood alone.
var forMost = narrowIn(marked("nước ngoài"), nil) | narrowIn(marked("người gốc việt nam"), nil) | narrowIn(marked("tổ chức"), nil)

// narrowOf is what a procedure with words in its name is only for.
func narrowOf(words []token) narrowing {
	n := narrowIn(words, authority)
	for _, part := range amongOthers {
		for i := range words {
			if startsWith(words[i:], part) {
				return n &^ forMost
			}
		}
	}
	return n
}

// narrowIn is what words are only for; but is what does not count.
func narrowIn(words, but []token) (n narrowing) {
	for bit, s := range specials {
		for i := range words {
			if startsWith(words[i:], s.law) && (but == nil || !startsWith(words[i:], but)) {
				n |= 1 << bit
				break
			}
		}
	}
	return n
}

func startsWith(words, phrase []token) bool {
	return len(words) >= len(phrase) && slices.Equal(words[:len(phrase)], phrase)
}

// narrowSaid is what people have said that they mean.
var narrowSaid = func() map[string]narrowing {
	m := map[string]narrowing{}
	for bit, s := range specials {
		for _, w := range s.said {
			m[w.plain] |= 1 << bit
		}
	}
	return m
}()

// tooNarrow is what is left of the score of a procedure for something that nobody has said.
const tooNarrow = 0.86

// farFields are those in which a province's citizens have seldom anything to do; those who have use their words.
var farFields = map[string]bool{
	"Hải quan": true, "Hàng hải và đường thủy nội địa": true, "Thành lập và hoạt động ngân hàng": true, "Hàng không": true,
	"Chứng khoán": true, "Hoạt động ngoại hối": true, "Bảo hiểm": true, "Quản lý nợ": true, "Biến đổi khí hậu": true, "Dữ liệu": true,
	"Hoạt động thanh toán": true, "Hoạt động tiền tệ": true, "Đường sắt": true, "Bảo đảm an ninh hàng không": true,
	"Tài chính ngân hàng": true, "Hoạt động công nghệ thông tin ngân hàng": true, "Kho bạc Nhà nước": true, "Tài chính doanh nghiệp": true,
	"Định chế tài chính": true, "Trọng tài thương mại": true, "Hòa giải thương mại": true, "Địa chất và khoáng sản": true,
	"Khí tượng, thủy văn": true, "Thi đua – Khen thưởng": true, "Giám định tư pháp": true, "Quản tài viên": true, "Hoạt động khác": true,
	"Biển và hải đảo": true, "Bảo tồn thiên nhiên và Đa dạng sinh học": true, "Kế toán, kiểm toán": true, "Thủy lợi": true,
}
