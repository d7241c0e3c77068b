package escpos_test

import (
	"encoding/json"
	"image/png"
	"os"
	"testing"

	"motcua/drivers"
	"motcua/drivers/escpos"
)

// ticketQR is the content of the measured ticket's code, 60 characters.
const ticketQR = "https://hcc.hanam.example.vn/t/A0123-DGSFY7T3AAAHAAEAAERUKZ4JVPAZVRZ3ZWBCOJ2KMZKYH3KTVQB"

// ticket is the slip that all printing libraries were measured with: a logo, a number, five lines, a QR code, a foot.
func ticket(t testing.TB) (d drivers.Document) {
	t.Helper()
	text, err := os.ReadFile("testdata/ticket.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// emblem is the ticket's logo of 200 × 200 dots.
func emblem(t testing.TB) escpos.Logos {
	t.Helper()
	file, err := os.Open("testdata/emblem.png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return escpos.Logos{"centre": escpos.BitmapOf(img)}
}

func BenchmarkTicket(b *testing.B) {
	for _, p := range escpos.Profiles() {
		b.Run(p.Name, func(b *testing.B) {
			e, d := escpos.NewEncoder(p, emblem(b)), ticket(b)
			var bytes []byte
			for b.Loop() {
				var err error
				if bytes, err = e.Encode(d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(bytes)), "bytes/slip")
		})
	}
}
