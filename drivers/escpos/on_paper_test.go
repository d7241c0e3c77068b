package escpos_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/draw"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

func mustModel(t testing.TB, p escpos.Profile) simulator.Model {
	t.Helper()
	m, err := simulator.LookUp(p.Name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mustPlug puts a wire between a printer and its driver.
func mustPlug(t testing.TB, s *simulator.Printer, e *escpos.Encoder) *escpos.Printer {
	t.Helper()
	ours, theirs := net.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan struct{})
	go func() {
		defer close(served)
		s.Serve(ctx, theirs)
	}()
	p := escpos.New(ours, e)
	t.Cleanup(func() {
		p.Close()
		cancel()
		<-served
	})
	return p
}

// teach shows the printer what our letters look like, so that it can read them.
func teach(s *simulator.Printer) {
	for _, l := range lessons() {
		s.Teach(l.letter, l.columns)
	}
}

// lesson is what a letter looks like.
type lesson struct {
	letter  rune
	columns []byte
}

var lessons = sync.OnceValue(func() (all []lesson) {
	for _, r := range escpos.Vietnamese + "₫—“”□" {
		for _, bold := range []bool{false, true} {
			for _, columns := range [][]byte{escpos.Columns(r, false, bold, 0), escpos.Columns(r, true, bold, 0), escpos.Columns(r, true, bold, 7)} {
				all = append(all, lesson{r, columns})
			}
		}
	}
	return all
})

// eachProfile runs a test with a fresh printer of every kind, on a clock of its own.
func eachProfile(t *testing.T, test func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile)) {
	for _, profile := range escpos.Profiles() {
		t.Run(profile.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := simulator.New(mustModel(t, profile), simulator.Config{Baud: 9600, Speed: 150})
				teach(s)
				p := mustPlug(t, s, escpos.NewEncoder(profile, emblem(t)))
				test(t, s, p, profile)
				for _, v := range s.Violations() {
					t.Errorf("byte %d: %s: %s", v.Offset, v.Command, v.Reason)
				}
			})
		})
	}
}

// mustPrint prints d and returns the slip; without a cutter the citizen tears it off.
func mustPrint(t testing.TB, s *simulator.Printer, p *escpos.Printer, d drivers.Document) simulator.Slip {
	t.Helper()
	before := len(s.Slips())
	if err := p.Print(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if len(s.Slips()) == before {
		s.Do(simulator.Fault{Do: simulator.TearOff})
	}
	slips := s.Slips()
	if len(slips) != before+1 {
		t.Fatalf("%d slips came out", len(slips)-before)
	}
	return slips[before]
}

// inBands tells that a profile prints Vietnamese of a style as pictures cut into several commands, in which the simulator reads no
// letters; readDots reads them off the paper.
func inBands(p escpos.Profile, s drivers.Style) bool {
	return p.Letters == escpos.Raster || p.Letters == escpos.Inline && s.High > 1
}

func TestAlphabetOnPaper(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		for _, style := range []drivers.Style{{}, {Small: true}, {Bold: true}, {Bold: true, Small: true}, {Wide: 2}, {Wide: 2, High: 2}} {
			var d drivers.Document
			d.Text(style, escpos.Vietnamese)
			d.Cut()
			slip := mustPrint(t, s, p, d)
			got := strings.Join(slip.Text, "")
			if inBands(profile, style) {
				got = readDots(slip.Image(), (slip.Image().Rect.Dx()-profile.Dots)/2, style)
			}
			if got != escpos.Vietnamese {
				t.Errorf("%+v: %s", style, got)
			}
		}
	})
}

const tallLine = "Đăng ký khai sinh"

// ticketLines are the words of the ticket. Some are within others: Đăng ký khai sinh, the tall line, counts only where it stands alone.
var ticketLines = []string{"TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "TỈNH HÀ NAM", "SỐ THỨ TỰ CỦA BẠN", "A0123", tallLine,
	"Dịch vụ: Đăng ký khai sinh", "Quầy phục vụ: 05, 06, 07", "Giờ lấy số: 08:15 ngày 23/11/2026", "Số người đang chờ: 14",
	"Thời gian chờ dự kiến: 25 phút", "Quét mã để theo dõi lượt của bạn", "Cảm ơn quý khách!", "Vui lòng giữ phiếu và chờ gọi số."}

// TestTicketOnPaper has the ticket read by programs that know nothing of ESC/POS: zbarimg its code, tesseract its words.
func TestTicketOnPaper(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		mustPrint(t, s, p, ticket(t))
		slip := mustPrint(t, s, p, ticket(t)) // warm
		if profile.QR {
			if diff := cmp.Diff([]string{ticketQR}, slip.QR); diff != "" {
				t.Error(diff)
			}
		}
		file := filepath.Join(t.TempDir(), profile.Name+".png")
		if keep := os.Getenv("SLIPS"); keep != "" { // to look at
			file = filepath.Join(keep, profile.Name+".png")
		}
		if err := os.WriteFile(file, slip.PNG(), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := output(t, "zbarimg", "-q", "--raw", file); got != ticketQR {
			t.Errorf("the code reads %q", got)
		}
		if words := tesseract(t, file, slip.Image()); linesIn(words) != len(ticketLines) {
			t.Errorf("tesseract reads %d of %d lines of\n%s", linesIn(words), len(ticketLines), words)
		}
	})
}

// tesseract reads a slip three times: as a page, as scattered words (of which the number in large dots is one), and with the letters
// twice as wide, so that a line of double height has the proportions that it was taught.
func tesseract(t *testing.T, file string, slip image.Image) (words string) {
	t.Helper()
	wide := image.NewGray(image.Rect(0, 0, 2*slip.Bounds().Dx(), slip.Bounds().Dy()))
	draw.NearestNeighbor.Scale(wide, wide.Bounds(), slip, slip.Bounds(), draw.Src, nil)
	var stretched bytes.Buffer
	if err := png.Encode(&stretched, wide); err != nil {
		t.Fatal(err)
	}
	stretchedFile := filepath.Join(t.TempDir(), "stretched.png")
	if err := os.WriteFile(stretchedFile, stretched.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	const page, scattered = "6", "11"
	for _, look := range [][2]string{{file, page}, {file, scattered}, {stretchedFile, page}} {
		words += output(t, "tesseract", look[0], "-", "-l", "vie", "--psm", look[1]) + "\n\n"
	}
	return words
}

// linesIn counts the ticket's lines that a text holds, wherever it breaks them; of a capital under two marks only its shape tells it
// from a small letter, so case does not count.
func linesIn(text string) int {
	n := 0
	text = strings.ToLower(text)
	run := strings.Join(strings.Fields(text), " ")
	for _, line := range ticketLines {
		if line == tallLine && alone(text, strings.ToLower(line)) || line != tallLine && strings.Contains(run, strings.ToLower(line)) {
			n++
		}
	}
	return n
}

// alone tells whether a line of a text holds these words and no other.
func alone(text, words string) bool {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == words {
			return true
		}
	}
	return false
}

// output runs a program if the machine has it.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip("this machine has no " + name)
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // tesseract's threads wait for each other on a busy machine
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return strings.TrimSpace(string(out))
}

// ascii is every letter that a printer has of itself.
const ascii = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// TestCrowdedSlip prints more letters than a printer's table holds, among all of ASCII, whose places they take.
func TestCrowdedSlip(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		for _, text := range []string{ascii + escpos.Vietnamese + ascii, ascii, escpos.Vietnamese + "“₫”", ascii + "“₫”—"} {
			var d drivers.Document
			d.Text(drivers.Style{}, text)
			d.Text(drivers.Style{Small: true}, text)
			d.Cut()
			slip := mustPrint(t, s, p, d)
			if got := strings.Join(slip.Text, ""); got != text+text && !inBands(profile, drivers.Style{}) {
				t.Errorf("got  %s\nwant %s", got, text+text)
			}
		}
	})
}

// TestStyles prints what a receipt is made of, for the strict printer to judge.
func TestStyles(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		var d drivers.Document
		d.OpenDrawer()
		d.Text(drivers.Style{Align: drivers.Right, Bold: true, Wide: 8, High: 8}, "Đ8")
		d.Columns(drivers.Style{Small: true}, drivers.Cell{Text: "Lệ phí", Weight: 2}, drivers.Cell{Text: "8.000 ₫", Align: drivers.Right})
		d.Rule()
		d.Barcode("000.00.00-261123")
		d.Feed(2)
		d.QR(strings.Repeat("Nguyễn ", 60))
		d.Text(drivers.Style{}, "")
		d.Text(drivers.Style{Wide: 2}, "Cảm ơn")
		d = append(d, drivers.Block{Kind: drivers.KindCut, Partial: true})
		mustPrint(t, s, p, d)
		if n := s.DrawerPulses(); n != 1 {
			t.Errorf("the drawer was opened %d times", n)
		}
	})
}

// TestPowerCycleBetweenSlips switches the printer off and on while nobody asks. Downloaded letters come back while it idles.
func TestPowerCycleBetweenSlips(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		mustPrint(t, s, p, ticket(t))
		s.Do(simulator.Fault{Do: simulator.PowerCycle})
		for range 20 {
			p.Status(t.Context())
		}
		slip := mustPrint(t, s, p, ticket(t))
		if got := linesIn(strings.Join(slip.Text, "\n")); got != len(ticketLines) && profile.Letters == escpos.Downloaded {
			t.Errorf("%d of %d lines: %q", got, len(ticketLines), slip.Text)
		}
	})
}

// TestLogoIsWrittenRarely counts the writes to flash memory, which wear it: a picture and its mark, or a picture twice.
func TestLogoIsWrittenRarely(t *testing.T) {
	eachProfile(t, func(t *testing.T, s *simulator.Printer, p *escpos.Printer, profile escpos.Profile) {
		for range 3 {
			mustPrint(t, s, p, ticket(t))
			s.Do(simulator.Fault{Do: simulator.PowerOff})
			p.Status(t.Context())
			s.Do(simulator.Fault{Do: simulator.PowerOn})
		}
		want := 0
		if profile.Logo == escpos.LogoKeyed || profile.Logo == escpos.LogoNumbered {
			want = 2
		}
		if n := s.NVWrites(); n != want {
			t.Errorf("%d writes, want %d", n, want)
		}
	})
}

// FuzzEncode gives any text to a strict printer.
func FuzzEncode(f *testing.F) {
	f.Add("Nguyễn Thị Ngọc Ánh\x10\x04\x01", byte(0), byte(3))
	f.Fuzz(func(t *testing.T, text string, style, kind byte) {
		profiles := escpos.Profiles()
		profile := profiles[int(kind)%len(profiles)]
		d := drivers.Document{{Kind: drivers.KindText, Text: text, Style: drivers.Style{Bold: style&1 != 0, Small: style&2 != 0,
			Wide: int(style >> 2 & 7), High: int(style >> 5)}}}
		b, err := escpos.NewEncoder(profile, nil).Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		s := simulator.New(mustModel(t, profile), simulator.Config{})
		s.Feed(b)
		for _, v := range s.Violations() {
			t.Errorf("%s, byte %d: %s: %s", profile.Name, v.Offset, v.Command, v.Reason)
		}
	})
}
