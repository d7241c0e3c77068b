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
	vat: gia tri gia tang
	cccd: can cuoc
	cmnd: can cuoc
	cmt: can cuoc
	gplx: giay phep lai xe
	gpxd: giay phep xay dung
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
	antt: an ninh trat tu
	1: mot
	2: hai
	01: mot
	02: hai`)

// everyday is how people say what the law calls otherwise: the law's words, then theirs.
var everyday = [][2][]string{
	said("giay phep lai xe", "bang lai xe"),
	said("thuong tru", "ho khau"),
	said("thuong tru", "nhap khau"),
	said("tach ho", "tach khau"),
	said("tach ho", "tach so ho khau"),
	said("the can cuoc", "can cuoc cong dan"),
	said("the can cuoc", "chung minh nhan dan"),
	said("bien phap bao dam", "the chap"),
	said("doanh nghiep", "cong ty"),
	said("dang ky thanh lap", "mo"),
	said("dang ky thanh lap", "thanh lap"),
	said("giay xac nhan tinh trang hon nhan", "giay doc than"),
	said("chung thuc", "cong chung"),
	said("ban sao tu ban chinh", "sao y ban chinh"),
	said("khai tu", "bao tu"),
	said("khai tu", "chung tu"),
	said("thu nhap ca nhan", "luong"),
	said("chung nhan dang ky xe", "ca vet xe"),
	said("chung nhan dang ky xe", "giay to xe"),
	said("thay doi chu xe", "sang ten xe"),
	said("huong", "linh"),
	said("thay doi cai chinh bo sung thong tin ho tich", "sua giay khai sinh"),
	said("bao hiem xa hoi mot lan", "rut bao hiem mot lan"),
	said("giai quyet huong che do", "tien"),
	said("cap lai", "lam lai"),
	said("cap lai", "mat"),
	said("cham dut", "dong cua"),
	said("giay phep xay dung", "xin phep xay nha"),
	said("giay chung nhan quyen su dung dat quyen so huu tai san gan lien voi dat", "so do"),
	said("giay chung nhan quyen su dung dat quyen so huu tai san gan lien voi dat", "so hong"),
}

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

func said(law, people string) [2][]string {
	return [2][]string{canonical(strings.Fields(law)), canonical(strings.Fields(people))}
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
