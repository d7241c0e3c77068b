package screens

import (
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"motcua/drivers"
)

var album = flag.String("screens", "", "write a picture of every screen into this folder")

// photograph puts the screen into the album, if there is one.
func (w *window) photograph(name string) {
	w.Helper()
	if *album == "" {
		return
	}
	file, err := os.Create(filepath.Join(*album, strings.NewReplacer(",", "", " ", "-").Replace(name)+".png"))
	if err != nil {
		w.Fatal(err)
	}
	defer file.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(file, w.canvas.Capture()); err != nil {
		w.Fatal(err)
	}
}

// dossierScreens are the screens of the dossiers, each with how an officer comes to it.
var dossierScreens = map[string]func(*hands){
	"empty intake":  func(o *hands) { o.press(keyIntake) },
	"doubtful card": func(o *hands) { o.scan("999199000001||Nguyen Thi Anh Nguyet|01012001|Nam|Ha Nam|x") },
	"hits":          func(o *hands) { o.scan(nguyet); o.write("dat") },
	"catalogue":     func(o *hands) { o.press(keyIntake, keyMore, fyne.Key6) },
	"events":        func(o *hands) { o.press(keyIntake, keyMore, fyne.Key6, fyne.Key1) },
	"fields":        func(o *hands) { o.press(keyIntake, keyMore, fyne.Key6, fyne.Key3) },
	"a field":       func(o *hands) { o.press(keyIntake, keyMore, fyne.Key6, fyne.Key3, fyne.Key7, fyne.Key1) },
	"letters":       func(o *hands) { o.press(keyIntake, keyMore, fyne.Key6, fyne.Key6) },
	"no hits":       func(o *hands) { o.scan(nguyet); o.write("qqqq") },
	"papers":        func(o *hands) { o.scan(nguyet); o.write("dat"); o.press(fyne.KeyReturn); o.write("0") },
	"fee": func(o *hands) {
		o.scan(nguyet)
		o.write("lai xe")
		o.press(fyne.KeyReturn)
		o.write("0")
		o.press(fyne.KeyReturn)
	},
	"elsewhere": func(o *hands) { o.scan(nguyet); o.write("khai s"); o.press(fyne.KeyReturn, keyMore, fyne.Key5) },
	"more":      func(o *hands) { o.scan(nguyet); o.write("khai s"); o.press(fyne.KeyReturn, keyMore) },
	"proxy":     func(o *hands) { o.scan(nguyet); o.press(keyMore, fyne.Key2) },
	"wishes": func(o *hands) {
		o.scan(nguyet)
		o.press(keyMore, fyne.Key3)
		o.fill("2", "nguyet@example.vn", "2", "Thôn 1")
	},
	"certified copies": func(o *hands) { o.certified(5, 3) },
	"price":            func(o *hands) { o.certified(5, 3); o.press(keyMore, fyne.Key6) },
	"forms, more":      func(o *hands) { o.birth(nguyet); o.press(keyForms, keyMore) },
	"closed step":      func(o *hands) { o.birth(nguyet); o.press(fyne.Key8) },
	"not here":         func(o *hands) { o.birth(nguyet); o.press(keyNoShow) },
	"nothing ticked": func(o *hands) {
		o.scan(nguyet)
		o.write("khai s")
		o.press(fyne.KeyReturn, fyne.KeyReturn)
	},
	"received":           func(o *hands) { o.birth(nguyet) },
	"received, no paper": func(o *hands) { o.filed.printerIs = drivers.PaperOut; o.birth(nguyet) },
	"register":           func(o *hands) { o.birth(nguyet); o.press(fyne.KeyEscape, keyBrowse, fyne.KeyLeft) },
	"by hand":            func(o *hands) { o.press(keyIntake, keyMore, fyne.Key1) },
	"online code":        func(o *hands) { o.press(keyIntake, keyMore, fyne.Key4) },
	"online dossier":     func(o *hands) { o.scan(nguyet); o.press(keyMore, fyne.Key4); o.fill("G22.99.08-261107-00123") },
	"stages":             func(o *hands) { o.twoAgencies() },
	"agency is late":     func(o *hands) { o.twoAgencies(); o.Clock = o.Clock.AddDate(0, 0, 14) },
	"hand-over is late":  func(o *hands) { o.birth(nguyet); o.Clock = o.Clock.AddDate(0, 0, 2) },
	"demand":             func(o *hands) { o.twoAgencies(); o.press(fyne.Key3) },
	"suspend":            func(o *hands) { o.twoAgencies(); o.press(fyne.Key4) },
	"owing": func(o *hands) {
		o.twoAgencies()
		o.press(fyne.Key3)
		o.fill("Lệ phí trước bạ", "3.250.000", "Thông báo số 45/TB-CCT")
	},
	"hand over":         func(o *hands) { o.birth(nguyet); o.press(fyne.Key1) },
	"forms":             func(o *hands) { o.birth(nguyet); o.press(keyForms) },
	"forms, whole page": func(o *hands) { o.birth(nguyet); o.press(keyForms, keyMore, fyne.Key2) },
	"forms, saved":      func(o *hands) { o.birth(nguyet); o.press(keyForms, keyMore, fyne.Key1) },
	"forms, no printer": func(o *hands) { o.birth(nguyet); o.press(keyForms, fyne.KeyReturn) },
	"book":              func(o *hands) { o.birth(nguyet); o.press(fyne.KeyEscape, keyBrowse, keyForms) },
	"book, days":        func(o *hands) { o.birth(nguyet); o.press(fyne.KeyEscape, keyBrowse, keyForms); o.write("5") },
	"extend": func(o *hands) {
		o.birth(nguyet)
		o.press(fyne.Key1)
		o.fill("UBND xã", "", "")
		o.press(fyne.Key5)
	},
}

// twoAgencies lets a dossier go through two hands, each with its own deadline.
func (o *hands) twoAgencies() {
	o.scan(binh)
	o.write("lai xe")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(fyne.KeyReturn, fyne.KeyReturn, fyne.Key1)
	o.fill("Công an tỉnh", "Đỗ Thị Sáu", "3")
	o.press(fyne.Key1)
	o.fill("Phòng Cảnh sát giao thông", "Vũ Văn Năm", "2")
}

// certified takes in copies to be certified, each of so many pages, up to the fee.
func (o *hands) certified(copies, pages int) {
	o.scan(nguyet)
	o.write("chung thuc ban sao")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(keyMore, fyne.Key6)
	o.fill(strconv.Itoa(copies), strconv.Itoa(pages), "", "")
	o.press(fyne.KeyReturn)
}
