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
	"time"

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
	return all
}

// set sets a form on the day of the story on which the office would.
func set(f sheet.Form, w sample.Week) (sheet.Document, error) {
	issue := func(at time.Time, officer string) sheet.Issue {
		return sheet.Issue{Number: "125", At: at, Officer: officer, Volume: "01", Entry: "1027"}
	}
	if f == sheet.FormRegister {
		b := w.Register(60)
		return sheet.Register(sample.Office, issue(b.Closed, sample.Head), b)
	}
	day := map[sheet.Form]struct {
		d       dossier.Dossier
		at      time.Time
		officer string
	}{
		sheet.FormReceipt:    {w.Received(), w.At(0, 9, 32), sample.Officer},
		sheet.FormSupplement: {w.Incomplete(), w.At(2, 10, 5), sample.Officer},
		sheet.FormRefusal:    {w.Refused(), w.At(0, 9, 32), sample.Officer},
		sheet.FormApology:    {w.Extended(), w.At(7, 14, 0), sample.Officer},
		sheet.FormSuspension: {w.Suspended(), w.At(3, 8, 45), sample.Head},
		sheet.FormControl:    {w.Returned(), w.At(0, 15, 20), sample.Officer},
		sheet.FormFee:        {w.Returned(), w.At(0, 16, 40), sample.Officer},
	}[f]
	i := issue(day.at, day.officer)
	i.Link = link(day.d)
	return sheet.Set(f, sample.Office, i, day.d, sample.Calendar())
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
