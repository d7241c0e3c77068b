package flow

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"motcua/assets"
	"motcua/drivers/spool"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
	"motcua/internal/uplink"
	"motcua/kiosk/visit"
)

var screenshots = flag.String("screens", "", "write a picture of every screen into this folder")

// every thins the catalogue for the daily test; make screens reads it whole.
var every = flag.Int("every", 11, "procedures from one that is read to the next")

// worn is how a visitor has the screens shown.
type worn struct {
	name string
	mode ui.Mode
	low  bool
}

var looks = []worn{
	{"normal", ui.Normal, false}, {"large", ui.Large, false}, {"contrast", ui.Contrast, false}, {"both", ui.Both, false},
	{"reach", ui.Normal, true}, {"reach-large", ui.Large, true}, {"reach-contrast", ui.Contrast, true}, {"reach-both", ui.Both, true},
}

// looked is what all photographers came to.
var looked struct{ screens, overflows int }

func TestMain(m *testing.M) {
	_ = flag.Set("rapid.checks", "10") // ways through the kiosk
	code := m.Run()
	if *screenshots != "" {
		fmt.Printf("screens: n=%d overflow=%d\n", looked.screens, looked.overflows)
	}
	os.Exit(code)
}

// photographer looks at each screen of a kiosk and, if screenshots are asked for, keeps its picture.
type photographer struct {
	t       testing.TB
	kind    string     // such as portrait-large-en
	outlive *testing.T // each screen must be drawn again after Fyne has forgotten how
}

// fit looks at a screen that differs from one in the pictures by a sentence.
func (p *photographer) fit(s *testWindow) {
	p.t.Helper()
	looked.screens++
	looked.overflows += len(s.overflows())
	s.mustFit(p.t)
}

func (p *photographer) look(s *testWindow, name string) {
	p.t.Helper()
	p.fit(s)
	if p.outlive != nil {
		uitest.MustOutlive(p.outlive, name, s.Native.Canvas())
	}
	if *screenshots == "" {
		return
	}
	file, err := os.Create(filepath.Join(*screenshots, fmt.Sprintf("%s-%s.png", name, p.kind)))
	if err != nil {
		p.t.Fatal(err)
	}
	defer file.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(file, s.Native.Canvas().Capture()); err != nil {
		p.t.Fatal(err)
	}
}

// lookAtCatalogue leafs through the sample, each way to an end.
func (p *photographer) lookAtCatalogue(l *harness) {
	l.window.mustTap(p.t, "browse")
	p.look(l.window, "07-browse")
	for way, name := range []string{"life", "business", "field", "agency", "level", "letter"} {
		choice := fmt.Sprintf("choice.%d", way+1)
		for !l.window.has(choice) { // large type has fewer on a page
			l.window.mustTap(p.t, "page.next")
		}
		l.window.mustTap(p.t, choice)
		p.look(l.window, "07-browse-"+name)
		depth := len(l.visit.Find.Leaves)
		for l.visit.Step == visit.Browsing {
			l.window.mustTap(p.t, "choice.1")
			if l.visit.Step == visit.Browsing {
				p.look(l.window, fmt.Sprintf("07-browse-%s-%d", name, len(l.visit.Find.Leaves)-depth))
			}
		}
		for len(l.visit.Find.Leaves) >= depth {
			l.window.mustTap(p.t, "back")
		}
	}
	l.window.mustTap(p.t, "back")
	l.window.mustShow(p.t, "finding")
}

func (p *photographer) lookAtVisitor(size fyne.Size, look worn, lang string) {
	l := mustOpenKiosk(p.t, size, district())
	l.view.Waiting = []queue.Ticket{{Service: "ho-tich"}, {Service: "ho-tich"}, {Service: "dat-dai"}}
	l.Lang = lang
	enter := func() {
		l.leave()
		l.visit.Wear(string(look.mode), l.clock)
		l.visit.Lower(look.low, l.clock)
		l.draw()
	}
	enter()
	p.look(l.window, "01-home")
	l.online = false
	l.OnHall()
	p.look(l.window, "02-home-without-central")
	for _, stands := range []uplink.TrustState{uplink.NotEnrolled, uplink.Refused, uplink.WrongServer} {
		l.stands = stands
		l.OnHall()
		p.look(l.window, "02-home-"+string(stands))
	}
	l.online, l.stands = true, uplink.Trusted
	l.OnHall()
	l.paper = false
	l.OnPrinter()
	p.look(l.window, "02-home-without-printer")
	l.online = false
	l.OnHall()
	p.look(l.window, "02-home-without-anything")
	l.window.mustTap(p.t, "number")
	p.look(l.window, "03-services-without-anything")
	l.online, l.paper = true, true
	enter()
	p.lookAtServices(l)
	enter()
	for _, leaflet := range []string{"online", "payment"} {
		enter()
		l.window.mustTap(p.t, leaflet)
		p.look(l.window, "16-"+leaflet)
		l.window.mustTap(p.t, "first")
	}
	enter()
	p.lookAtLookup(l)
	enter()
	p.lookAtCard(l, enter)
	enter()
	p.lookAtAppointment(l)
	enter()
	p.lookAtOpinion(l)
	enter()
	l.window.mustTap(p.t, "find")
	p.look(l.window, "04-finding-everyday")
	l.mustType(p.t, "ddawng kys ket")
	p.look(l.window, "05-finding")
	l.pass(21)
	p.look(l.window, "06-still-there")
	l.window.mustTap(p.t, "stay")
	l.window.mustTap(p.t, "key.clear")
	l.mustType(p.t, "qqqq")
	p.look(l.window, "07-finding-nothing")
	l.window.mustTap(p.t, "around")
	p.look(l.window, "07-around")
	l.window.mustTap(p.t, "back")
	l.window.mustTap(p.t, "key.clear")
	p.lookAtCatalogue(l)
	l.mustType(p.t, "khai sinh")
	l.window.mustTap(p.t, "offer.1")
	p.look(l.window, "08-reading")
	l.window.mustTap(p.t, "page.next")
	p.look(l.window, "09-reading-steps")
	l.window.mustTap(p.t, "print")
	l.OnSlip(l.visit.Page.ID, spool.Printed)
	p.look(l.window, "10-reading-printed")
	l.visit.Page.Slip = visit.Missing
	l.refresh()
	p.fit(l.window)
	l.paper = false
	l.OnPrinter()
	p.look(l.window, "10-reading-without-paper")
	l.paper = true
	l.OnPrinter()
	l.window.mustTap(p.t, "take")
	p.look(l.window, "11-ticket")
	l.OnSlip(l.visit.Ticket.ID, spool.Printed)
	p.look(l.window, "12-ticket-printed")
	l.paper = false
	enter()
	l.mustChoose(p.t, "A")
	p.look(l.window, "13-ticket-without-paper")
	l.paper = true
	l.OnPrinter()
	p.look(l.window, "13-ticket-printer-back")
	l.paper = false
	l.OnPrinter()
	l.refuses = errNoWay
	enter()
	l.mustChoose(p.t, "A")
	p.look(l.window, "14-sorry")
	l.view.Centre = province()
	enter()
	l.window.mustTap(p.t, "number")
	p.look(l.window, "03-services-of-a-province")
	l.view.Centre = centre.Centre{}
	enter()
	p.look(l.window, "15-starting")
	l.stands = uplink.NotEnrolled
	l.OnHall()
	p.look(l.window, "16-starting-not-enrolled")
}

func (p *photographer) lookAtLookup(l *harness) {
	l.window.mustTap(p.t, "lookup")
	p.look(l.window, "30-seeking")
	l.Scanner = true
	l.draw()
	p.look(l.window, "30-seeking-with-scanner")
	l.mustType(p.t, "0000000h252611230001")
	p.look(l.window, "31-seeking-typed")
	l.puzzled = errNoWay
	l.window.mustTap(p.t, "done")
	p.look(l.window, "32-seeking-without-central")
	l.told, l.puzzled = []registry.Progress{underWay}, nil
	l.window.mustTap(p.t, "done")
	p.look(l.window, "33-told")
	l.puzzled = &uplink.Refusal{Status: http.StatusForbidden}
	l.OnScan(card)
	p.look(l.window, "34-told-not-theirs")
	l.told, l.puzzled = []registry.Progress{incomplete, underWay}, nil
	l.OnScan(card)
	p.look(l.window, "35-told-to-the-applicant")
	for _, status := range dossier.Statuses() {
		l.visit.Inquiry.Dossiers[0].Status = status
		l.draw()
		p.fit(l.window)
	}
	p.lookAtTroubles(l)
	l.Scanner = false
}

// lookAtTroubles looks at dossiers that do not go their usual way, for anybody and for their applicant.
func (p *photographer) lookAtTroubles(l *harness) {
	l.view.Centre.Papers.Phone = "0226 385 1234"
	l.OnHall()
	whole := *incomplete.Details
	whole.Field = "Hộ tịch"
	for _, details := range []*registry.Details{nil, &whole} {
		for name, t := range map[string]registry.Progress{
			"late":     {Status: dossier.Processing, Late: true, Appointment: nine.Add(-48 * time.Hour)},
			"put-off":  {Status: dossier.Processing, Was: nine.Add(-48 * time.Hour), Appointment: nine.Add(48 * time.Hour)},
			"declined": {Status: dossier.Finished, Declined: true}, "declined-returned": {Status: dossier.Returned, Declined: true},
			"owing": {Status: dossier.Owing},
		} {
			t.Code, t.Details = underWay.Code, details
			l.visit.Inquiry.Dossiers, l.visit.Inquiry.Page = []registry.Progress{t, underWay}, 0
			l.draw()
			p.look(l.window, fmt.Sprintf("36-told-%s-%v", name, details != nil))
		}
	}
}

// lookAtCard looks at what a card on the first screen leads to.
func (p *photographer) lookAtCard(l *harness, enter func()) {
	l.coming = meeting
	for name, presented := range map[string]visit.Presented{
		"both": {Coming: meeting, Dossiers: []registry.Progress{incomplete, underWay}}, "nothing": {Problem: visit.Nothing},
		"offline": {Problem: visit.Offline}, "too-many": {Problem: visit.TooMany},
	} {
		enter()
		l.cards.card().Present("question", "035199000001", l.clock)
		l.draw()
		p.fit(l.window)
		l.cards.card().Answers("question", presented, l.clock)
		l.draw()
		p.look(l.window, "37-card-"+name)
	}
}

func (p *photographer) lookAtServices(l *harness) {
	l.window.mustTap(p.t, "number")
	p.look(l.window, "03-services")
	l.window.mustTap(p.t, "priority")
	p.look(l.window, "03-services-priority")
	l.mustPick(p.t, "choice.4")
	p.look(l.window, "03-services-with-priority")
	l.window.mustTap(p.t, "offices")
	p.look(l.window, "03-services-offices")
	l.window.mustTap(p.t, "choice.2")
	p.fit(l.window)
	l.busy()
	l.window.mustTap(p.t, "service.A")
	p.look(l.window, "11-ticket-with-priority")
	l.window.mustTap(p.t, "more")
	p.fit(l.window)
	l.view.Centre.Hours = []queue.Opening{{Days: []string{"mon"}, From: 13*60 + 30, To: 17 * 60}}
	l.view.Centre.Services[0].Hours = []queue.Opening{{Days: []string{"mon"}, From: 7*60 + 30, To: 17 * 60}}
	l.view.Centre.Services[0].Quota, l.view.Given = 40, map[string]int{"ho-tich": 40}
	l.OnHall()
	p.look(l.window, "03-services-closed")
	l.window.mustTap(p.t, "service.A")
	p.look(l.window, "03-services-quota")
	l.view.Centre, l.view.Given = district(), nil
}

func (p *photographer) lookAtAppointment(l *harness) {
	l.window.mustTap(p.t, "number")
	l.window.mustTap(p.t, "appointment")
	p.look(l.window, "50-arriving")
	l.online = false
	l.OnHall()
	p.look(l.window, "51-arriving-without-central")
	l.online, l.Scanner = true, true
	l.draw()
	p.look(l.window, "52-arriving-with-scanner")
	l.Scanner = false
	l.mustType(p.t, "hn2041")
	l.coming = meeting
	for _, problem := range []visit.Problem{
		visit.NoCode, visit.Unknown, visit.NoMeeting, visit.TooMany, visit.TooManyCodes, visit.Problem(queue.Early), visit.Problem(queue.Over), visit.Problem(queue.OtherDay), "missed",
		visit.Problem(queue.Used), visit.Problem(queue.GivenUp),
	} {
		l.visit.Arrival.Problem, l.visit.Arrival.Coming = problem, meeting
		l.refresh()
		p.look(l.window, "53-arriving-"+string(problem))
	}
	l.coming.Arrival = queue.OnTime
	l.window.mustTap(p.t, "done")
	p.look(l.window, "54-ticket-of-an-appointment")
	l.visit.Ticket.QueueTime = l.visit.Ticket.Slot.Add(time.Hour)
	l.draw()
	p.look(l.window, "55-ticket-of-who-is-late")
}

func (p *photographer) lookAtOpinion(l *harness) {
	l.window.mustTap(p.t, "opinion")
	p.look(l.window, "40-judging")
	l.mustType(p.t, "a017")
	l.visited = done
	l.visited.Rated = true
	l.window.mustTap(p.t, "done")
	p.look(l.window, "41-judging-rated")
	for _, problem := range []visit.Problem{visit.NoTicket, visit.NotServed, visit.TooLate, visit.Offline} {
		l.visit.Claim.Problem = problem
		l.refresh()
		p.fit(l.window)
	}
	l.visited = done
	l.window.mustTap(p.t, "done")
	p.look(l.window, "42-asking")
	l.window.mustTap(p.t, "rate.1")
	p.look(l.window, "43-reasons")
	l.window.mustTap(p.t, "words")
	l.mustType(p.t, "phari chowf hown mootj gioowf owr quaayf khoong cos ai hoir khoong ai traf lowif")
	p.look(l.window, "44-wording")
	l.visit.Judgement.Typing.Text = strings.Repeat("nghiêng ", rating.MostWords/8)
	l.refresh()
	p.fit(l.window)
	l.window.mustTap(p.t, "send")
	p.look(l.window, "45-checking")
	l.window.mustTap(p.t, "send")
	p.look(l.window, "46-thanks")
	l.visit.Judgement.Kept = visit.NotKept
	l.draw()
	p.look(l.window, "46-unkept")
}

func (p *photographer) lookAtRatingMode(size fyne.Size, look worn, lang string) {
	r := mustOpenRatingScreen(p.t, size, lang)
	r.opinion.Wear(string(look.mode), r.clock)
	r.opinion.Lower(look.low, r.clock)
	r.see("AA7012", "")
	r.draw()
	p.look(r.window, "21-rating-resting")
	r.stands = uplink.NotEnrolled
	r.draw()
	p.look(r.window, "21-rating-not-enrolled")
	r.stands = uplink.Trusted
	r.see("", "visit")
	r.opinion.Wear(string(look.mode), r.clock)
	r.opinion.Lower(look.low, r.clock)
	r.draw()
	p.look(r.window, "22-rating-asking")
	r.window.mustTap(p.t, "rate.1")
	r.window.mustTap(p.t, "reason.guidance")
	p.look(r.window, "23-rating-reasons")
	r.window.mustTap(p.t, "send")
	p.look(r.window, "24-rating-checking")
	r.window.mustTap(p.t, "send")
	p.look(r.window, "24-rating-thanks")
}

// mustPick touches one of several things, on the page that it stands on.
func (l *harness) mustPick(t testing.TB, name string) {
	t.Helper()
	for range 10 {
		for _, target := range l.window.Targets() {
			if target.Name == name {
				l.window.mustTap(t, name)
				return
			}
		}
		l.window.mustTap(t, "page.next")
	}
	t.Fatalf("there is no %s on any page", name)
}

// mustType types on the screen's keyboard.
func (l *harness) mustType(t testing.TB, text string) {
	t.Helper()
	for _, letter := range text {
		name := "key." + string(letter)
		if letter == ' ' {
			name = "key.space"
		}
		l.window.mustTap(t, name)
	}
}

// district is a centre with a handful of services.
func district() centre.Centre {
	c := centre.Centre{Name: queue.Name{"vi": "Trung tâm Phục vụ hành chính công tỉnh Hà Nam", "en": "Ha Nam Public Administration Centre"}, Portal: "https://dichvucong.gov.vn", Agencies: []centre.Agency{{Code: "000.00.00.H25", Name: "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"}}}
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
	c.Agencies = append(c.Agencies, centre.Agency{Code: "000.00.16.H25", Name: "Sở Lao động – Thương binh và Xã hội"})
	for i := range c.Services {
		c.Services[i].Agency = c.Agencies[i%2].Code
	}
	c.Papers.Phone = "0226 385 0000"
	for _, r := range [][4]string{
		{"Nhà vệ sinh", "Toilets", "cuối hành lang tầng 1", "end of the corridor, ground floor"}, {"Wi-Fi", "Wi-Fi", "mạng TTHCC, không cần mật khẩu", "network TTHCC, no password"},
		{"Quầy ngân hàng", "Bank", "cạnh cửa chính", "beside the main door"}, {"Chụp ảnh thẻ, photocopy", "Photos and copies", "phòng 102", "room 102"},
	} {
		c.Rooms = append(c.Rooms, centre.Room{Name: queue.Name{"vi": r[0], "en": r[1]}, Where: queue.Name{"vi": r[2], "en": r[3]}})
	}
	c.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15}
	c.Classes = []queue.Class{
		{ID: "cao-tuoi", Name: queue.Name{"vi": "Người cao tuổi (từ 60 tuổi)", "en": "Elderly people (60 and over)"}, HeadStart: 30},
		{ID: "khuyet-tat", Name: queue.Name{"vi": "Người khuyết tật", "en": "People with disabilities"}, HeadStart: 60},
		{ID: "thai-san", Name: queue.Name{"vi": "Phụ nữ mang thai, có con dưới 36 tháng", "en": "Pregnant, or with a child under three"}, HeadStart: 60},
		{ID: "om-dau", Name: queue.Name{"vi": "Người ốm đau", "en": "People who are ill"}, HeadStart: 60},
		{ID: "co-cong", Name: queue.Name{"vi": "Người có công, thân nhân liệt sĩ", "en": "People with merit, families of martyrs"}, HeadStart: 30},
	}
	return c
}

func mustReadCatalogue(t testing.TB) []procedure.Procedure {
	t.Helper()
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return list
}
