package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/catalogue"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/centre"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// harness is a kiosk for visitors, with all behind its glass in the test's hands.
type harness struct {
	*Visitor
	window    *testWindow
	view      hall.View
	online    bool
	stands    uplink.TrustState
	paper     bool // the printer can print
	refuses   error
	told      []registry.Progress // by central, to any question
	puzzled   error
	asked     []registry.Inquiry
	visited   hall.Served // by whoever wants to rate
	unseen    error
	claimed   []hall.Slip
	slips     map[string]hall.Served // by number; nil: visited is the one there is
	given     []rating.Rating
	coming    hall.CheckInResult // central's word to any summons
	unmet     error
	summoned  []hall.CheckInRequest
	clock     time.Time
	taken     []dispenser.Request
	withdrawn []string
	printed   []string // pages
	pages     []drivers.Document
	reprinted []string // numbers
	later     []func() // answers on their way
	newest    *shelf.Book
}

func mustOpenKiosk(t testing.TB, size fyne.Size, centre centre.Centre) *harness {
	t.Helper()
	l := &harness{view: hall.View{Centre: centre}, online: true, paper: true, clock: nine}
	l.window = mustOpenWindow(t, size)
	l.Visitor = NewVisitor(Backend{
		Hall: func() (hall.View, bool) { return l.view, l.online }, Standing: func() uplink.TrustState { return l.stands },
		Wall: func() time.Time { return l.clock }, CanPrint: func() bool { return l.paper },
		Take: l.give, Inquire: l.tell, Served: l.find, Meet: l.summonsTold,
		OpenTicket: func(code string) (queue.Ticket, error) { return seal.ReadTicket(code) },
		Rate:       func(r rating.Rating) error { l.given = append(l.given, r); return nil }, Withdraw: func(ticket string) error { l.withdrawn = append(l.withdrawn, ticket); return nil },
		Print: func(id string, d drivers.Document) error {
			l.printed, l.pages = append(l.printed, id), append(l.pages, d)
			return nil
		}, Catalogue: sharedBook,
		NewestCatalogue: func() *shelf.Book { return l.newest },
		PrintAgain:      func(t queue.Ticket, _ string) error { l.reprinted = append(l.reprinted, t.Number); return nil }, TicketCode: func(t queue.Ticket) string { return t.ID },
	}, Config{
		Window: l.window.Window, Run: ui.Inline, Now: func() time.Time { return l.clock }, NewID: func() string {
			return fmt.Sprintf("request-%d", len(l.taken)+len(l.printed)+len(l.asked)+len(l.claimed)+len(l.summoned)+1)
		},
		Kiosk: 7, Lang: "vi", Patience: 20 * time.Second,
		Everyday: []string{"1.001193", "2.000815", "1.000894", "1.013831", "1.001612", "1.000656", "1.004873", "1.004222", "1.014063", "3.000347"},
	})
	l.window.on.Language, l.window.on.Reach = func() { l.OnLanguage() }, func() { l.OnReach() }
	l.window.on.Eyes, l.window.on.Contrast = func() { l.OnDisplay(ui.Large) }, func() { l.OnDisplay(ui.Contrast) }
	l.Start(nil)
	return l
}

func (l *harness) tell(q registry.Inquiry) ([]registry.Progress, error) {
	l.asked = append(l.asked, q)
	return l.told, l.puzzled
}

func (l *harness) find(s hall.Slip) (hall.Served, error) {
	l.claimed = append(l.claimed, s)
	if l.slips == nil {
		return l.visited, l.unseen
	}
	v, found := l.slips[s.Number]
	if !found {
		return v, hall.ErrNoTicket
	}
	return v, nil
}

func (l *harness) summonsTold(s hall.CheckInRequest) (hall.CheckInResult, error) {
	l.summoned = append(l.summoned, s)
	return l.coming, l.unmet
}

func (l *harness) give(r dispenser.Request) (queue.Ticket, error) {
	l.taken = append(l.taken, r)
	s, _ := l.view.Centre.Service(r.Service)
	t := queue.Ticket{ID: r.ID, Number: s.Letter + "001", Service: r.Service, Ahead: 3, IssuedAt: l.clock, QueueTime: l.clock, Class: r.Class}
	if r.Appointment != "" {
		t.Slot, t.QueueTime = l.coming.From, l.centre.Appointments.QueueTimeOf(queue.Appointment{From: l.coming.From, To: l.coming.To}, l.clock)
	}
	return t, l.refuses
}

// mustChoose goes from the first screen to a service's number.
func (l *harness) mustChoose(t testing.TB, letter string) {
	t.Helper()
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "service."+letter)
}

// sharedBook is the catalogue, read once for all tests.
var sharedBook = sync.OnceValue(func() *shelf.Book {
	list := catalogue.BuiltIn()
	catalogue.Speak(list)
	return shelf.NewBook("", list)
})

// delay keeps answers until the test calls them.
func (l *harness) delay(work, show func()) { work(); l.later = append(l.later, show) }

// pass lets seconds pass.
func (l *harness) pass(seconds int) {
	for range seconds {
		l.clock = l.clock.Add(time.Second)
		l.OnTick()
	}
}

func TestEveryScreenOfTakingANumberFits(t *testing.T) {
	long := province()
	short := centre.Centre{Name: queue.Name{"vi": "UBND xã Liêm Phong"}, Services: long.Services[:2], Counters: long.Counters}
	for _, size := range []fyne.Size{portrait, landscape} {
		for _, centre := range []centre.Centre{long, short, {}} {
			for _, lang := range []string{"vi", "en"} {
				t.Run(fmt.Sprintf("%vx%v %d services %s", size.Width, size.Height, len(centre.Services), lang), func(t *testing.T) {
					l := mustOpenKiosk(t, size, centre)
					l.Lang = lang
					l.leave()
					l.window.mustFit(t)
					if len(centre.Services) > 0 {
						l.mustSitThroughVisits(t)
					}
				})
			}
		}
	}
}

func (l *harness) mustSitThroughVisits(t *testing.T) {
	l.online = false
	l.OnHall()
	l.window.mustFit(t)
	l.window.mustTap(t, "number")
	l.window.mustFit(t)
	if l.paging().Pages(len(l.view.Centre.Services)) > 1 {
		l.window.mustTap(t, "page.next")
		l.window.mustFit(t)
		l.window.mustTap(t, "page.back")
	}
	l.window.mustTap(t, "service.B")
	l.window.mustFit(t)
	l.OnSlip(l.visit.Ticket.ID, spool.Printed)
	l.window.mustFit(t)
	l.window.mustTap(t, "done")
	l.paper = false
	l.mustChoose(t, "A")
	l.window.mustFit(t)
	l.window.mustTap(t, "done")
	l.refuses = errNoWay
	l.mustChoose(t, "A")
	l.window.mustFit(t)
}

func TestTwoTouchesToATicket(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.window.mustShow(t, "home")
	l.mustChoose(t, "B")
	l.window.mustShow(t, "ticket")
	if !l.window.says("B001") || !l.window.says("01, 02, 05") || !l.window.says("3") {
		t.Error("number, counters or people ahead are not on the screen")
	}
	if l.visit.Slip != visit.Printing {
		t.Errorf("slip %s; want printing", l.visit.Slip)
	}
	l.OnSlip("request-1", spool.Printed)
	if !l.window.says("Mời quý khách lấy phiếu") {
		t.Error("nobody is told to take the slip")
	}
	l.window.mustTap(t, "done")
	l.window.mustShow(t, "home")
	if len(l.withdrawn) != 0 {
		t.Errorf("withdrawn %q", l.withdrawn)
	}
}

func TestDoubleTapOnTheGlass(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.Run = l.delay
	l.mustChoose(t, "B")
	l.window.mustTap(t, "service.B")
	l.window.mustTap(t, "service.C")
	if len(l.taken) != 1 {
		t.Errorf("%d numbers asked for; want 1", len(l.taken))
	}
	l.later[0]()
	l.window.mustShow(t, "ticket")
}

func TestLateNumberForWhoHasGone(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.Run = l.delay
	l.mustChoose(t, "B")
	l.pass(20)
	l.window.mustShow(t, "home")
	l.mustChoose(t, "C")
	l.Run = ui.Inline
	l.later[0]()
	l.window.mustShow(t, "services")
	if len(l.withdrawn) != 1 || l.withdrawn[0] != "request-1" {
		t.Errorf("withdrawn %q; want the slip nobody waits for", l.withdrawn)
	}
	l.later[1]()
	if l.window.mustShow(t, "ticket"); !l.window.says("C001") {
		t.Error("the next visitor does not see their own number")
	}
}

func TestPrinterDownAndBack(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.mustChoose(t, "B")
	l.paper = false
	l.OnPrinter()
	if !l.window.says("Máy in tạm ngừng – mời quý khách ghi lại số B001") {
		t.Error("nobody is told to note the number")
	}
	if len(l.withdrawn) != 1 || !l.window.says("Chụp ảnh hoặc quét mã") {
		t.Errorf("withdrawn %q: the slip may come out unasked, or no code can be photographed instead", l.withdrawn)
	}
	l.pass(30)
	l.window.mustShow(t, "ticket")
	l.paper = true
	l.OnPrinter()
	if len(l.reprinted) != 0 {
		t.Error("the slip comes out unasked")
	}
	l.window.mustTap(t, "reprint")
	if !l.window.says("Đang in phiếu…") || len(l.reprinted) != 1 {
		t.Errorf("printed %q after all", l.reprinted)
	}
	l.OnSlip(dispenser.AgainJob("request-1"), spool.Printed)
	if !l.window.says("Mời quý khách lấy phiếu") {
		t.Error("nobody is told that the slip has come")
	}
	l.pass(20)
	l.window.mustShow(t, "home")
}

func TestPrinterThatGoesDownAfterTheVisitorHasGone(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	for _, letter := range []string{"B", "C"} {
		l.mustChoose(t, letter)
		l.window.mustTap(t, "done")
	}
	l.OnSlip("request-1", spool.Printed)
	l.paper = false
	l.OnPrinter()
	if !slices.Equal(l.withdrawn, []string{"request-2"}) {
		t.Errorf("withdrawn %q; want the slip that had not come out", l.withdrawn)
	}
}

func TestAPrinterThatIsDownIsSaidBeforeANumberIsTaken(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.paper = false
	l.OnPrinter()
	const sign = "Máy in tạm ngừng – mời ghi lại số hoặc chụp ảnh"
	if !l.window.says(sign) {
		t.Error("the first screen does not say it")
	}
	l.window.mustTap(t, "number")
	if !l.window.says(sign) {
		t.Error("the services do not say it")
	}
	l.window.mustTap(t, "first")
	l.window.mustTap(t, "payment")
	if l.window.mustTap(t, "print"); len(l.printed) != 0 || !l.window.says("Chưa in được") {
		t.Errorf("printed %q; the page looks as if it could be printed", l.printed)
	}
}

func TestPrinterDownForGood(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.paper = false
	l.mustChoose(t, "B")
	l.pass(60)
	l.window.mustShow(t, "home")
	if len(l.withdrawn) != 1 {
		t.Errorf("withdrawn %q; want the slip that the next visitor must not get", l.withdrawn)
	}
}

func TestNoNumber(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.refuses = errNoWay
	l.mustChoose(t, "B")
	l.window.mustShow(t, "sorry")
	l.pass(20)
	l.window.mustShow(t, "home")
}

func TestLanguageIsTheVisitorsOwn(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.window.mustTap(t, "lang")
	if !l.window.says("Take a number") {
		t.Error("the screen does not speak English")
	}
	l.mustChoose(t, "B")
	if l.taken[0].Lang != "en" {
		t.Errorf("the slip is in %q; want en", l.taken[0].Lang)
	}
	l.window.mustTap(t, "done")
	if !l.window.says("Lấy số thứ tự") {
		t.Error("the next visitor is not spoken to in Vietnamese")
	}
}

func TestCentreArrivesWhileTheKioskWaits(t *testing.T) {
	l := mustOpenKiosk(t, portrait, centre.Centre{})
	l.window.mustShow(t, "starting")
	l.view.Centre = province()
	l.OnHall()
	l.window.mustShow(t, "home")
}

func TestPeopleWaitingAreCounted(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.view.Waiting = []queue.Ticket{{Service: "b"}, {Service: "b"}}
	l.OnHall()
	if !l.window.says("2 người đang chờ") {
		t.Error("the first screen does not tell how many wait")
	}
	l.window.mustTap(t, "number")
	if !l.window.says("2 người đang chờ") {
		t.Error("the tile does not tell how many wait")
	}
	l.online = false
	l.OnHall()
	if l.window.says("2 người đang chờ") || !l.window.says("Tạm mất kết nối – quý khách vẫn lấy số bình thường") {
		t.Error("without central the tile still tells how many wait")
	}
}

func TestNoTileMovesUnderAFingerWhenCentralGoes(t *testing.T) {
	for _, size := range []fyne.Size{portrait, landscape} {
		for _, centre := range []centre.Centre{province(), district()} {
			l := mustOpenKiosk(t, size, centre)
			where := func() (spots []cue.Target) {
				for _, target := range l.window.Targets() {
					spots = append(spots, ui.Locate(l.window.Native, target))
				}
				return spots
			}
			before := where()
			l.online = false
			l.OnHall()
			if diff := cmp.Diff(before, where()); diff != "" {
				t.Errorf("%v, %d services: %s", size, len(centre.Services), diff)
			}
		}
	}
}

func TestTicketFromBeforeThePowerCutIsShown(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.Start([]dispenser.Unfinished{{
		Request: dispenser.Request{Lang: "en"}, Ticket: queue.Ticket{ID: "before", Number: "B017", Service: "b", Ahead: queue.Unknown},
	}})
	l.window.mustShow(t, "ticket")
	if !l.window.says("B017") || !l.window.says("Your number") {
		t.Error("the number or its citizen's language is lost")
	}
}

func TestButtonsAreSaidWhereTheyStand(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	var said bytes.Buffer
	before := cue.SendTo(&said)
	t.Cleanup(func() { cue.SendTo(before) })
	for _, touched := range []string{"find", "back"} {
		said.Reset()
		l.window.mustTap(t, touched)
		var told cue.Line
		lines := bytes.Split(bytes.TrimSpace(said.Bytes()), []byte("\n"))
		if err := json.Unmarshal(lines[len(lines)-1], &told); err != nil {
			t.Fatalf("after %s the cue is %q (%v)", touched, said.String(), err)
		}
		for i, one := range l.window.Targets() {
			if want := ui.Locate(l.window.Native, one); told.Targets[i] != want {
				t.Errorf("after %s: told at %+v; stands at %+v", touched, told.Targets[i], want)
			}
		}
	}
}

// TestWhoGoesByKeysIsThere goes from one service to the next by Tab, which takes longer than a finger: nobody is asked whether they are there.
func TestWhoGoesByKeysIsThere(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "number")
	for range 12 {
		l.window.Native.Canvas().FocusNext()
		l.pass(10)
		l.window.mustShow(t, "services")
	}
	l.pass(60)
	l.window.mustShow(t, "home")
}
