package main

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/assets"
	"motcua/drivers/spool"
	"motcua/internal/guide"
	"motcua/internal/hall"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/kiosk/visit"
)

var album = flag.String("screens", "", "write a picture of every screen into this folder")

// every thins the catalogue for the daily test; make screens reads it whole.
var every = flag.Int("every", 11, "procedures from one that is read to the next")

// photographer looks at each screen of a kiosk and, if there is an album, keeps its picture.
type photographer struct {
	t         testing.TB
	kind      string // such as portrait-large-en
	n         int
	overflows int
}

func (p *photographer) look(s *stage, name string) {
	p.t.Helper()
	p.n++
	p.overflows += len(s.overflows())
	s.mustSit(p.t)
	if *album == "" {
		return
	}
	file, err := os.Create(filepath.Join(*album, fmt.Sprintf("%s-%s.png", name, p.kind)))
	if err != nil {
		p.t.Fatal(err)
	}
	defer file.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(file, s.window.Canvas().Capture()); err != nil {
		p.t.Fatal(err)
	}
}

func TestEveryScreenInEveryModeSits(t *testing.T) {
	if *album != "" {
		if err := os.MkdirAll(*album, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	n, overflows := 0, 0
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		for _, mode := range ui.Modes() {
			for _, lang := range []string{"vi", "en"} {
				p := &photographer{kind: fmt.Sprintf("%s-%s-%s", shape, mode, lang)}
				if mode == ui.Normal {
					p.kind = fmt.Sprintf("%s-normal-%s", shape, lang)
				}
				t.Run(p.kind, func(t *testing.T) {
					p.t = t
					p.lookAtNumbers(size, mode, lang)
					p.lookAtRatings(size, mode, lang)
					p.lookAtAttendant(size, mode, lang)
				})
				n, overflows = n+p.n, overflows+p.overflows
			}
		}
	}
	fmt.Printf("screens: n=%d overflow=%d\n", n, overflows)
}

func (p *photographer) lookAtNumbers(size fyne.Size, mode ui.Mode, lang string) {
	l := mustOpenLobby(p.t, size, district())
	l.view.Waiting = []queue.Ticket{{Service: "ho-tich"}, {Service: "ho-tich"}, {Service: "dat-dai"}}
	l.lang = lang
	enter := func() {
		l.leave()
		l.visit.Wear(string(mode), l.clock)
		l.draw()
	}
	enter()
	p.look(l.stage, "01-home")
	l.online = false
	l.onHall()
	p.look(l.stage, "02-home-without-central")
	for _, stands := range []uplink.Standing{uplink.NotEnrolled, uplink.Refused, uplink.Estranged} {
		l.stands = stands
		l.onHall()
		p.look(l.stage, "02-home-"+string(stands))
	}
	l.online, l.stands = true, uplink.Trusted
	l.onHall()
	l.stage.mustTap(p.t, "find")
	p.look(l.stage, "04-finding-everyday")
	l.mustType(p.t, "ddawng kys ket")
	p.look(l.stage, "05-finding")
	l.pass(46)
	p.look(l.stage, "06-still-there")
	l.stage.mustTap(p.t, "stay")
	l.stage.mustTap(p.t, "key.clear")
	l.mustType(p.t, "qqqq")
	p.look(l.stage, "07-finding-nothing")
	l.stage.mustTap(p.t, "key.clear")
	l.mustType(p.t, "khai sinh")
	l.stage.mustTap(p.t, "offer.1")
	p.look(l.stage, "08-reading")
	l.stage.mustTap(p.t, "page.next")
	p.look(l.stage, "09-reading-steps")
	l.stage.mustTap(p.t, "print")
	l.onSlip(l.visit.Guide.ID, spool.Printed)
	p.look(l.stage, "10-reading-printed")
	l.visit.Guide.Slip = visit.Missing
	l.refresh()
	p.look(l.stage, "10-reading-without-paper")
	l.stage.mustTap(p.t, "take")
	p.look(l.stage, "11-ticket")
	l.onSlip(l.visit.Ticket.ID, spool.Printed)
	p.look(l.stage, "12-ticket-printed")
	l.paper = false
	enter()
	l.stage.mustTap(p.t, "service.A")
	p.look(l.stage, "13-ticket-without-paper")
	l.refuses = errNoWay
	enter()
	l.stage.mustTap(p.t, "service.A")
	p.look(l.stage, "14-sorry")
	l.view.Centre = province()
	enter()
	p.look(l.stage, "03-home-of-a-province")
	l.view.Centre = hall.Centre{}
	enter()
	p.look(l.stage, "15-starting")
	l.stands = uplink.NotEnrolled
	l.onHall()
	p.look(l.stage, "16-starting-not-enrolled")
}

func (p *photographer) lookAtRatings(size fyne.Size, mode ui.Mode, lang string) {
	r := mustOpenPost(p.t, size, lang)
	r.opinion.Wear(string(mode), r.clock)
	r.see("AA7012", "")
	r.draw()
	p.look(r.stage, "21-rating-resting")
	r.stands = uplink.NotEnrolled
	r.draw()
	p.look(r.stage, "21-rating-not-enrolled")
	r.stands = uplink.Trusted
	r.see("", "visit")
	r.opinion.Wear(string(mode), r.clock)
	r.draw()
	p.look(r.stage, "22-rating-asking")
	r.stage.mustTap(p.t, "rate.1")
	r.stage.mustTap(p.t, "reason.guidance")
	p.look(r.stage, "23-rating-reasons")
	r.stage.mustTap(p.t, "send")
	p.look(r.stage, "24-rating-thanks")
}

// mustType types on the screen's keyboard.
func (l *lobby) mustType(t testing.TB, text string) {
	t.Helper()
	for _, letter := range text {
		name := "key." + string(letter)
		if letter == ' ' {
			name = "key.space"
		}
		l.stage.mustTap(t, name)
	}
}

// district is a centre with a handful of services.
func district() hall.Centre {
	c := hall.Centre{Name: queue.Name{"vi": "Trung tâm Phục vụ hành chính công tỉnh Hà Nam", "en": "Ha Nam Public Administration Centre"}}
	for i, s := range []struct{ id, vi, en, field string }{
		{"ho-tich", "Hộ tịch – Chứng thực", "Civil status – Certification", "Hộ tịch"},
		{"dat-dai", "Đất đai – Môi trường", "Land – Environment", "Đất đai"},
		{"doanh-nghiep", "Đăng ký doanh nghiệp", "Business registration", "Thành lập và hoạt động của doanh nghiệp"},
		{"xay-dung", "Xây dựng – Giao thông", "Construction – Transport", "Hoạt động xây dựng"},
		{"nguoi-co-cong", "Lao động – Người có công", "Labour – Social affairs", "Người có công"},
		{"tra-ket-qua", "Nhận kết quả", "Collect results", ""},
	} {
		c.Services = append(c.Services, queue.Service{
			ID: s.id, Letter: string(rune('A' + i)), Name: queue.Name{"vi": s.vi, "en": s.en}, Fields: []string{s.field},
		})
		c.Counters = append(c.Counters, queue.Counter{ID: fmt.Sprintf("%02d", i+1), Services: []string{s.id}})
	}
	return c
}

// TestEveryProcedureSits: whatever procedure of the catalogue is found, it can be offered and read, page by page.
func TestEveryProcedureSits(t *testing.T) {
	list := mustReadCatalogue(t)
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		t.Run(shape, func(t *testing.T) {
			l := mustOpenLobby(t, size, district())
			l.onEyes() // large type, the tightest
			l.stage.mustTap(t, "find")
			for i := 0; i < len(list); i += *every {
				l.mustSitOpen(t, &list[i])
			}
		})
	}
}

func (l *lobby) mustSitOpen(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	l.visit.Answer(l.visit.Find.Typing.Text, []*procedure.Procedure{p, p, p, p, p})
	l.refresh()
	l.mustFit(t, p)
	l.stage.mustTap(t, "offer.1")
	for i := range leaves(guide.Of(l.speaker(), p)) {
		l.onTurn(i)
		l.mustFit(t, p)
	}
	l.stage.mustTap(t, "back")
}

func (l *lobby) mustFit(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	for _, text := range l.stage.overflows() {
		t.Errorf("procedure %s: %s", p.Code, text)
	}
}

func mustReadCatalogue(t testing.TB) []procedure.Procedure {
	t.Helper()
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return list
}
