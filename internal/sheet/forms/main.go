// Command forms writes every form the office issues, filled in for an invented dossier, as PDF and as pictures.
// They are to be looked at beside the circulars: go run ./internal/sheet/forms -out out/forms
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
)

// link is where a paper leads: no paper does of a dossier that was refused at the desk and has no code.
func link(d dossier.Dossier) string {
	if d.Code == "" {
		return ""
	}
	return "https://hcc.hanam.example.vn/h/" + d.Code + "/" + d.Appointment.Format("060102") + "/AQ7K2M9XAZ5ARLF53"
}

func main() {
	out := flag.String("out", "out/forms", "folder to write to")
	flag.Parse()
	if err := os.MkdirAll(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	n, pages := 0, 0
	for name, set := range forms() {
		written, err := write(filepath.Join(*out, name), set)
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		n, pages = n+1, pages+written
	}
	fmt.Printf("forms: n=%d pages=%d\n", n, pages)
}

// forms are the papers by file name: those of 2018, those of 2025, and the one no circular numbers.
func forms() map[string]func() (sheet.Document, error) {
	all := map[string]func() (sheet.Document, error){}
	for circular, w := range map[string]sample.Week{"2018": sample.Week2024, "2025": sample.Week2026} {
		for n, f := range sheet.Forms(w.At(0, 0, 0)) {
			all[fmt.Sprintf("%s-%02d-%s", circular, n+1, f)] = func() (sheet.Document, error) { return set(f, w) }
		}
	}
	all["fee-receipt"] = func() (sheet.Document, error) { return set(sheet.FormFee, sample.Week2026) }
	all["2025-03-declined"] = func() (sheet.Document, error) { return set("declined", sample.Week2026) }
	return all
}

// set sets a form as the office would, numbered as the register of its week has it.
func set(f sheet.Form, w sample.Week) (sheet.Document, error) {
	if f == sheet.FormRegister {
		b := w.Register(60)
		return sheet.Register(sample.Office, sheet.Issue{At: b.Closed, Officer: sample.Head}, b)
	}
	d := map[sheet.Form]dossier.Dossier{
		sheet.FormReceipt: w.Received(), sheet.FormSupplement: w.Incomplete(), sheet.FormRefusal: w.Refused(), sheet.FormApology: w.Extended(),
		sheet.FormSuspension: w.Suspended(), sheet.FormControl: w.Returned(), sheet.FormFee: w.Returned(),
	}[f]
	if f == "declined" {
		f, d = sheet.FormRefusal, w.Declined()
	}
	i := sheet.IssueOf(f, d)
	if f == sheet.FormReceipt {
		i.Number, i.Volume, i.Entry = "01", "01", "01"
	}
	i.Link = link(d)
	return sheet.Set(f, sample.Office, i, d, sample.Calendar())
}

// write puts a form and a picture of each of its pages into files.
func write(path string, set func() (sheet.Document, error)) (pages int, err error) {
	d, err := set()
	if err != nil {
		return 0, err
	}
	pdf, err := d.PDF()
	if err != nil {
		return 0, err
	}
	if err := os.WriteFile(path+".pdf", pdf, 0o644); err != nil {
		return 0, err
	}
	if out, err := exec.Command("pdftoppm", "-r", "130", "-png", path+".pdf", path).CombinedOutput(); err != nil {
		return 0, fmt.Errorf("pdftoppm: %w: %s", err, strings.TrimSpace(string(out)))
	}
	pictures, err := filepath.Glob(path + "-*.png")
	return len(pictures), err
}
