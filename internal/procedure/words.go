package procedure

import (
	"strings"
	"unicode"

	"motcua/internal/vietnamese"
)

// short is what officials and telephones write short, by what it stands for. Both sides of a search are written out.
var short = spelled(`
	bhxh: bao hiem xa hoi
	bhyt: bao hiem y te
	bhtn: bao hiem that nghiep
	tncn: thu nhap ca nhan
	tndn: thu nhap doanh nghiep
	gtgt: gia tri gia tang
	cccd: can cuoc
	cmnd: chung minh nhan dan
	cmt: chung minh thu
	cmtnd: chung minh nhan dan
	ks: khai sinh
	gks: giay khai sinh
	dkkh: dang ky ket hon
	hk: ho khau
	shk: so ho khau
	gplx: giay phep lai xe
	gpxd: giay phep xay dung
	gpkd: giay phep kinh doanh
	gp: giay phep
	xd: xay dung
	gcn: giay chung nhan
	qsdd: quyen su dung dat
	llt: ly lich tu phap
	lltp: ly lich tu phap
	hkd: ho kinh doanh
	htx: hop tac xa
	cty: cong ty
	bds: bat dong san
	dki: dang ky
	dk: dang ky
	dkkd: dang ky kinh doanh
	oto: o to
	passport: ho chieu
	visa: thi thuc
	vneid: dinh danh dien tu
	dtm: danh gia tac dong moi truong
	pccc: phong chay chua chay
	mst: ma so thue
	bvtv: bao ve thuc vat
	ubnd: uy ban nhan dan
	attp: an toan thuc pham
	vsattp: ve sinh an toan thuc pham
	tnhh: trach nhiem huu han
	dn: doanh nghiep
	vp: van phong
	kd: kinh doanh
	gtvt: giao thong van tai
	tnld: tai nan lao dong
	nvqs: nghia vu quan su
	sdd: su dung dat
	tt: thu tuc
	tthc: thu tuc hanh chinh
	hs: ho so
	antt: an ninh trat tu
	1: mot
	2: hai
	01: mot
	02: hai`)

// saying is how people say what the law calls otherwise.
type saying struct{ law, people []string }

// everyday are the law's words and, after the colon, what people say instead. It holds what is true of the language; what people
// call one procedure is in the phrases of the catalogue.
var everyday = said(`
	thường trú: hộ khẩu, nhập khẩu, khẩu
	tách hộ: tách khẩu, tách sổ hộ khẩu
	thông tin về cư trú: sổ hộ khẩu, thông tin hộ khẩu, hộ khẩu điện tử
	tạm trú: ở trọ, thuê trọ
	lưu trú: ở lại, ngủ lại, ngủ qua đêm
	thẻ căn cước: căn cước công dân, chứng minh nhân dân, chứng minh thư
	số chứng minh nhân dân: số chứng minh thư
	định danh điện tử: tài khoản điện tử
	căn cước điện tử: vneid
	hộ chiếu phổ thông: hộ chiếu
	giấy thông hành: giấy đi sang, giấy qua biên giới
	người nước ngoài: người tây, khách tây, vợ tây, khách nước ngoài, ngoại quốc, chồng tây
	có yếu tố nước ngoài: đài loan, hàn quốc, trung quốc, nhật bản, úc, đức, nga, mỹ
	giấy phép lái xe: bằng lái xe, bằng lái
	kiểm tra kiến thức pháp luật về trật tự an toàn giao thông đường bộ: thi luật giao thông, thi lại luật, hết điểm bằng lái, bị trừ điểm
	chứng nhận đăng ký xe: cà vẹt xe, giấy tờ xe, đăng ký xe
	thay đổi chủ xe: sang tên xe, bán xe, mua xe cũ
	đổi chứng nhận đăng ký xe: đổi màu sơn xe, đổi màu xe
	đăng ký xe tạm thời: biển số tạm, biển tạm
	kiểm định: đăng kiểm
	xe cơ giới: ô tô, xe tải
	xe ô tô: xe tải, xe khách
	xe mô tô: xe máy
	phương tiện thủy nội địa: tàu thuyền, ghe, xuồng, đò
	lòng đường vỉa hè: hè phố, vỉa hè
	xe quá tải trọng: xe quá tải
	khai sinh: đẻ, sinh con, sinh em bé
	khai tử: báo tử, chứng tử, chết, qua đời, mới mất, bố mất, mẹ mất, ông mất, bà mất, chồng mất, vợ mất
	đăng ký kết hôn: cưới, lấy vợ, lấy chồng
	giấy xác nhận tình trạng hôn nhân: giấy độc thân, chưa vợ, chưa chồng, chưa lấy vợ, chưa lấy chồng
	thay đổi cải chính bổ sung thông tin hộ tịch: sửa giấy khai sinh, đổi họ tên, đổi họ, đổi tên, sai năm sinh, sai tên
	bản sao: sao lại, trích sao
	giám hộ: trông nom, nuôi cháu
	việc nuôi con nuôi: xin con nuôi, nhận con nuôi
	chứng thực: công chứng
	bản sao từ bản chính: sao y bản chính, bản photo, photo
	chứng thực bản sao từ bản chính: photo công chứng, công chứng giấy tờ
	bản sao từ bản chính giấy tờ: photo căn cước, photo hộ khẩu, photo bằng cấp
	giao dịch: hợp đồng
	văn bản phân chia di sản: chia tài sản, chia thừa kế
	di sản: thừa kế
	người dịch: dịch thuật
	chứng thực chữ ký người dịch: dịch giấy tờ, dịch công chứng, dịch ra tiếng anh
	trợ giúp pháp lý: luật sư miễn phí
	phiếu lý lịch tư pháp: giấy tiền án tiền sự, giấy hạnh kiểm
	thi hành án: đòi nợ theo bản án
	bồi thường: đền bù
	khiếu nại: kiện
	giấy chứng nhận quyền sử dụng đất quyền sở hữu tài sản gắn liền với đất: sổ đỏ, sổ hồng, bìa đỏ, giấy đất
	cấp lại giấy chứng nhận do bị mất: mất sổ đỏ, mất sổ hồng, mất bìa đỏ
	giấy chứng nhận đã cấp: sổ đỏ, sổ hồng
	quyền sử dụng đất: đất, sổ đỏ
	tách thửa: tách sổ, chia đất, cắt đất
	hợp thửa: gộp thửa, nhập thửa
	chuyển quyền sử dụng đất: mua đất, sang tên đất
	đã chuyển quyền sử dụng đất: mua đất giấy tay, mua bán giấy viết tay
	chuyển nhượng: sang tên, mua bán, bán
	tặng cho: cho, cho tặng, cho con
	chuyển mục đích sử dụng đất: lên thổ cư, chuyển đất
	xác nhận tiếp tục sử dụng đất: gia hạn đất, đất hết hạn, đất hết thời hạn
	tranh chấp đất đai: tranh đất, lấn chiếm, kiện đất, lấn đất
	biện pháp bảo đảm: thế chấp, cầm cố, nợ ngân hàng, vay ngân hàng
	xóa đăng ký biện pháp bảo đảm: giải chấp, xóa thế chấp, xóa nợ ngân hàng
	bất động sản: nhà đất, nhà
	nhà ở: nhà
	giấy phép xây dựng: xin phép xây nhà, phép xây dựng
	sửa chữa cải tạo: sửa nhà, cơi nới, nâng tầng
	chặt hạ: chặt, đốn
	doanh nghiệp: công ty
	đăng ký thành lập: mở, thành lập
	hộ kinh doanh: cửa hàng, quán, tiệm, hộ gia đình buôn bán, hộ cá thể
	chấm dứt hoạt động hộ kinh doanh: nghỉ bán, đóng cửa hàng, không buôn bán nữa, không bán nữa, trả giấy phép kinh doanh
	giải thể: đóng cửa
	tạm ngừng kinh doanh: tạm nghỉ, nghỉ bán
	địa chỉ trụ sở: chỗ, địa điểm
	người đại diện theo pháp luật: giám đốc
	vốn điều lệ: vốn công ty
	mẫu con dấu: khắc dấu, con dấu, dấu công ty
	điều kiện về an ninh trật tự: phép cầm đồ, giấy an ninh
	đủ điều kiện an toàn thực phẩm: vệ sinh an toàn thực phẩm, vệ sinh thực phẩm
	giá trị gia tăng: vat
	khai thuế: nộp thuế, đóng thuế
	nghĩa vụ thuế: không nợ thuế, hết nợ thuế, nợ thuế
	thuế thu nhập cá nhân: thuế lương
	thu nhập cá nhân: lương
	người phụ thuộc: giảm trừ gia cảnh, con nhỏ cha mẹ già
	đăng ký thuế lần đầu: mã số thuế mới
	mã số thuế: mã thuế
	có thu nhập từ chuyển nhượng bất động sản: bán nhà đất, bán đất, bán nhà
	cho thuê bất động sản: cho thuê nhà, cho thuê phòng trọ
	lệ phí trước bạ: thuế trước bạ
	theo từng lần phát sinh: lẻ, từng lần
	điều chỉnh thông tin trên sổ: gộp sổ, sửa sổ
	bảo hiểm xã hội một lần: rút bảo hiểm một lần, rút tiền bảo hiểm
	hưởng: lĩnh, lãnh, nhận
	lĩnh thay: lĩnh hộ, nhận hộ
	giải quyết hưởng chế độ: tiền
	chế độ thai sản: tiền đẻ, nghỉ đẻ, nghỉ sinh
	chế độ ốm đau: nghỉ ốm
	chế độ tử tuất: tiền tuất, tiền chết
	chế độ bảo hiểm xã hội: lương hưu
	tài khoản cá nhân: thẻ atm, thẻ ngân hàng, tài khoản ngân hàng
	chuyển hưởng sang địa bàn khác: chuyển nơi nhận, chuyển về quê, chuyển tỉnh
	đang hưởng lương hưu: lương hưu
	chi phí khám chữa bệnh: tiền thuốc, nằm viện, tiền viện
	ủy quyền lĩnh thay các chế độ bảo hiểm xã hội: lĩnh lương hưu thay, lĩnh lương hưu hộ
	hộ nghèo: sổ nghèo
	nước dưới đất: nước ngầm, giếng khoan
	động vật: lợn, heo, gà, vịt, trâu, bò, chó, mèo
	thuốc bảo vệ thực vật: thuốc sâu, thuốc cỏ
	khai thác thủy sản: đánh cá, đi biển
	tàu cá: ghe cá, thuyền cá
	giống cây trồng: cây giống
	nghĩa vụ tham gia công an nhân dân: đi công an
	cai nghiện ma túy: cai nghiện
	phòng cháy chữa cháy: chống cháy
	cấp lại: làm lại, mất, xin lại, hỏng
	cấp đổi: đổi, đổi lại, hỏng, rách
	trình báo mất: báo mất, mất, bị mất
	gia hạn: hết hạn, sắp hết hạn
	đính chính: sửa, sai, ghi sai
	hiệu đính: sửa, sai
	điều chỉnh: sửa, đổi, sai
	thay đổi: đổi, sửa
	thay đổi nội dung đăng ký: đổi chủ, đổi tên, đổi địa chỉ
	thu hồi: trả lại, nộp lại
	chấm dứt: đóng cửa, thôi, nghỉ
	xóa đăng ký: cắt, bỏ, hủy
`)

// idle words are in half of what people type and tell procedures little apart.
var idle = map[string]bool{
	"thu": true, "tuc": true, "xin": true, "lam": true, "toi": true, "muon": true, "cho": true, "cua": true, "bi": true, "di": true,
	"tai": true, "de": true, "thi": true, "voi": true, "tren": true, "ve": true, "trong": true, "cac": true,
}

func spelled(table string) map[string][]string {
	m := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		word, full, _ := strings.Cut(strings.TrimSpace(line), ":")
		m[word] = canonical(strings.Fields(full))
	}
	return m
}

func said(table string) (list []saying) {
	for line := range strings.Lines(strings.TrimSpace(table)) {
		law, people, _ := strings.Cut(line, ":")
		for _, phrase := range strings.Split(people, ",") {
			list = append(list, saying{words(law), words(phrase)})
		}
	}
	return list
}

// words are the words of s without marks, short forms written out.
func words(s string) (out []string) {
	for _, w := range split(vietnamese.Fold(s)) {
		if full := short[w]; full != nil {
			out = append(out, full...)
			continue
		}
		out = append(out, closing(w))
	}
	return out
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func canonical(list []string) []string {
	for i, w := range list {
		list[i] = closing(w)
	}
	return list
}

// closing writes the y that closes "ký" and "lý" as i: both spellings are in use.
func closing(w string) string {
	if n := len(w); n >= 2 && n <= 3 && w[n-1] == 'y' && !strings.ContainsRune("aeou", rune(w[n-2])) {
		return w[:n-1] + "i"
	}
	return w
}
