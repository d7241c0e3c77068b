//go:build !race

package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"motcua/assets"
	"motcua/central/media"
	"motcua/central/settings"
	"motcua/internal/browser"
	"motcua/internal/hall"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// places is how many calls share the stage (web/stage.js).
const places = 6

// freeze stops the page's clock, so that what is on the stage stays there.
func freeze(ctx context.Context) error {
	_, err := browser.Evaluate[bool](ctx, "(t => { performance.now = () => t; return true; })(performance.now())")
	return err
}

// screens are the boards that hang in halls.
var screens = [][2]int{{1080, 1920}, {1920, 1080}, {3840, 2160}, {1280, 720}, {720, 1280}}

// unfit lists what of the board is not wholly in sight: outside the glass, broken in two lines, beside its box, or under its neighbour.
const unfit = `(() => {
	const wrong = [], inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
	const glass = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
	for (const e of document.querySelectorAll("header, h1, #clock, #lost, h2, #calls, #desks, li, li > *, #calls .number, #calls .counter, #calls .label, footer, #line, #line > *, #waiting, #waiting b, #nobody, #connecting")) {
		const box = e.getBoundingClientRect();
		if (box.width === 0) continue;
		if (!inside(box, glass)) wrong.push("off the glass: " + e.outerHTML.slice(0, 90));
		if (e.matches("li > *") && !inside(box, e.parentElement.getBoundingClientRect())) wrong.push("beside its box: " + e.textContent);
		if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) wrong.push("too wide: " + e.textContent.slice(0, 40));
	}
	const parts = [...document.querySelectorAll("header, #lost, main, footer, li")].filter(e => e.getBoundingClientRect().width > 0);
	for (const a of parts) for (const b of parts) {
		const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
		if (a !== b && !a.contains(b) && !b.contains(a) && p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) wrong.push("covers: " + a.textContent.slice(0, 30) + " / " + b.textContent.slice(0, 30));
	}
	for (const part of document.querySelectorAll("#desks li > :not(.rest), .number, .counter")) {
		const range = document.createRange();
		range.selectNodeContents(part);
		const tops = [...range.getClientRects()].map(r => r.bottom);
		if (Math.max(...tops) - Math.min(...tops) > part.getBoundingClientRect().height / 2) wrong.push("broken in two: " + part.textContent);
	}
	return [...new Set(wrong)].join("\n");
})()`

func TestTheBoardFitsItsScreen(t *testing.T) {
	for _, counters := range []int{6, 12, 30} {
		c, public := mustShow(t, counters)
		browse(t, 1920, 1080, func(ctx context.Context) error {
			if err := browser.Visit(ctx, public, "!document.getElementById('nobody').hidden"); err != nil {
				return err
			}
			if err := mustFit(t, ctx, fmt.Sprintf("board-empty-%d", counters)); err != nil {
				return err
			}
			if err := freeze(ctx); err != nil {
				return err
			}
			for i := range counters {
				mustCall(t, c, fmt.Sprintf("%02d", i+1))
			}
			if err := browser.Await(ctx, fmt.Sprintf("document.querySelectorAll('#calls li').length === %d", min(counters, places))); err != nil {
				return err
			}
			if err := errors.Join(browser.Painted(ctx), mustFit(t, ctx, fmt.Sprintf("board-%d", counters))); err != nil {
				return err
			}
			if _, err := browser.Evaluate[bool](ctx, "document.querySelectorAll('.since').forEach(e => e.textContent = '14:32'), document.body.classList.add('lost'), document.body.classList.remove('fresh'), document.body.classList.toggle = () => true, true"); err != nil {
				return err
			}
			return mustFit(t, ctx, fmt.Sprintf("board-lost-%d", counters))
		})
	}
}

// mustFit looks at the board on each screen.
func mustFit(t *testing.T, ctx context.Context, name string) error {
	t.Helper()
	return onEachScreen(ctx, func(width, height int) error {
		mustFitNow(t, ctx, fmt.Sprintf("%s-%dx%d", name, width, height))
		return nil
	})
}

// onEachScreen looks at the page on each screen.
func onEachScreen(ctx context.Context, look func(width, height int) error) error {
	for _, size := range screens {
		if err := browser.Resize(ctx, size[0], size[1]); err != nil {
			return err
		}
		if err := browser.Await(ctx, fmt.Sprintf("innerWidth === %d", size[0])); err != nil {
			return err
		}
		if err := look(size[0], size[1]); err != nil {
			return err
		}
	}
	return nil
}

// mustFitNow looks at the board as it is.
func mustFitNow(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	wrong, err := browser.Evaluate[string](ctx, unfit)
	if err == nil && *pictures != "" {
		err = browser.Save(ctx, picture(t, name))
	}
	if err != nil || wrong != "" {
		t.Errorf("%s: %v\n%s", name, err, wrong)
	}
}

// mustFake serves the board's page with a stream of which the test says every event.
func mustFake(t *testing.T, told programme) (address string, say chan<- string) {
	t.Helper()
	said := make(chan string)
	told = filled(told)
	fake := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			pages.Show(w, http.StatusOK, "board.html", boardPage{Centre: queue.Name{"vi": "Trung tâm Phục vụ hành chính công phường Hà Nam", "en": "Hà Nam Ward Public Administration Service Centre"}, Theme: oneOf(r.URL.Query().Get("theme"), boardThemes), Lang: r.URL.Query().Get("lang")})
		case "/programme.json":
			writeJSON(w, http.StatusOK, told)
		case "/bell":
			beginStream(w, http.NewResponseController(w))
			for {
				select {
				case <-r.Context().Done():
					return
				case message := <-said:
					fmt.Fprint(w, message)
					w.(http.Flusher).Flush()
				}
			}
		default:
			static.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(fake.Close)
	return fake.URL, said
}

// filled has lists where a programme of a test has none, as central's own.
func filled(p programme) programme {
	p.Services, p.Notices, p.Media = append([]saidService{}, p.Services...), append([]queue.Name{}, p.Notices...), append([]media.Item{}, p.Media...)
	return p
}

// mustSayView is the event of a view.
func mustSayView(t *testing.T, life, position int64, v boardView) string {
	t.Helper()
	if v.Lines == nil {
		v.Lines = map[string]int{}
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := newEventStream(w).show(moment{Life: life, Position: position, At: time.Now(), Pages: pages.Version()}, text); err != nil {
		t.Fatal(err)
	}
	return w.Body.String()
}

// TestTheNewestAnswerWins lets a central tell the board old things late.
func TestTheNewestAnswerWins(t *testing.T) {
	address, say := mustFake(t, programme{})
	view := func(life, position int64, waiting int) string {
		return mustSayView(t, life, position, boardView{Calls: []boardCall{}, Desks: []boardDesk{}, Waiting: waiting})
	}
	browse(t, 1920, 1080, func(ctx context.Context) error {
		if err := browser.Visit(ctx, address, "!document.getElementById('connecting').hidden && document.body.innerText.includes('Đang kết nối')"); err != nil {
			return err
		}
		for _, step := range []struct {
			message string
			waiting int
		}{{view(1, 10, 3), 3}, {view(1, 11, 4), 4}, {view(1, 9, 2) + fmt.Sprintf("event: beat\ndata: %d\n\n", time.Now().UnixMilli()), 4}, {view(2, 1, 7), 7}} {
			say <- step.message
			if err := browser.Await(ctx, fmt.Sprintf("document.querySelector('#waiting b').textContent === '%d'", step.waiting)); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestOldCallsLeaveTheBoard: a number that was served is not invited any more a minute later, and one still being served is not for ever.
func TestOldCallsLeaveTheBoard(t *testing.T) {
	address, say := mustFake(t, programme{})
	call := func(number string, age time.Duration, over bool) boardCall {
		return boardCall{CallShown: hall.CallShown{Number: number, Counter: "01", At: time.Now().Add(-age), Times: 1, Over: over}}
	}
	calls := []boardCall{
		call("A004", 5*time.Minute, false), call("A003", 30*time.Second, true), call("A002", 2*time.Minute, true), call("A001", 11*time.Minute, false),
	}
	browse(t, 1920, 1080, func(ctx context.Context) error {
		if err := browser.Visit(ctx, address, "true"); err != nil {
			return err
		}
		numbers := func(want string) error {
			return browser.Await(ctx, "document.getElementById('connecting').hidden && [...document.querySelectorAll('#calls .number')].map(e => e.textContent).join() === '"+want+"'")
		}
		say <- mustSayView(t, 1, 1, boardView{Calls: calls, Desks: []boardDesk{{Counter: "01", Number: "A004"}}})
		if err := numbers("A004,A003"); err != nil {
			return err
		}
		say <- fmt.Sprintf("event: beat\ndata: %d\n\n", time.Now().Add(time.Minute).UnixMilli()) // time goes by, and nothing happens
		if err := numbers("A004"); err != nil {
			return err
		}
		say <- fmt.Sprintf("event: beat\ndata: %d\n\n", time.Now().Add(time.Hour).UnixMilli())
		return errors.Join(numbers(""), browser.Await(ctx, "!document.getElementById('nobody').hidden && document.querySelector('#desks .number').textContent === 'A004'"))
	})
}

// digitHeights measures how high the digits of the stage are, as they are drawn, in hundredths of the screen's shorter side: the lowest of the numbers
// and of the counters.
const digitHeights = `(() => {
	const pen = document.createElement("canvas").getContext("2d");
	const lowest = part => Math.min(...[...document.querySelectorAll("#calls " + part)].map(e => {
		const { fontWeight, fontSize, fontFamily } = getComputedStyle(e);
		pen.font = ` + "`${fontWeight} ${fontSize} ${fontFamily}`" + `;
		return pen.measureText("0").actualBoundingBoxAscent;
	})) * 100 / Math.min(innerWidth, innerHeight);
	return [lowest(".number"), lowest(".counter")];
})()`

// How high digits must be, in hundredths of the screen's shorter side: 40 mm on a screen of 43 inches, which is a two-hundredth of 8 m. Numbers of
// six signs, which a kiosk gives that was replaced on that day, are as wide as their card lets them be. A lone call fills the wall.
const (
	legible, legibleLong = 7.5, 6.0
	fills, fillsLong     = 24.0, 17.0
)

// TestNumbersAreLegible measures one call to six, with short numbers and long ones, on each screen.
func TestNumbersAreLegible(t *testing.T) {
	for number, least := range map[string][2]float64{"A%03d": {legible, fills}, "AA1%03d": {legibleLong, fillsLong}} {
		address, say := mustFake(t, programme{})
		browse(t, 1920, 1080, func(ctx context.Context) error {
			if err := browser.Visit(ctx, address, "document.fonts.status === 'loaded'"); err != nil {
				return err
			}
			say <- mustSayView(t, 1, 1, boardView{Calls: []boardCall{}, Desks: desksOf(8)})
			if err := errors.Join(browser.Await(ctx, "document.getElementById('connecting').hidden"), freeze(ctx)); err != nil {
				return err
			}
			var calls []boardCall
			for n := 1; n <= places; n++ {
				times := 1 + n/5 // the last ones are recalls
				calls = append([]boardCall{{CallShown: hall.CallShown{Number: fmt.Sprintf(number, 20+n), Counter: fmt.Sprintf("%02d", 9+n), At: time.Now(), Times: times}}}, calls...)
				say <- mustSayView(t, 1, int64(1+n), boardView{Calls: calls, Desks: desksOf(8)})
				if err := browser.Await(ctx, fmt.Sprintf("document.querySelectorAll('.fresh #calls li').length === %d", n)); err != nil {
					return err
				}
				want := least[0]
				if n == 1 {
					want = least[1]
				}
				err := onEachScreen(ctx, func(width, height int) error {
					mustFitNow(t, ctx, fmt.Sprintf("board-stage-%d-%d-%dx%d", len(calls[0].Number), n, width, height))
					return mustBeLegible(t, ctx, want, least[0])
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func mustBeLegible(t *testing.T, ctx context.Context, number, counter float64) error {
	t.Helper()
	high, err := browser.Evaluate[[]float64](ctx, digitHeights)
	if err == nil && (high[0] < number || high[1] < counter) {
		t.Errorf("digits are %.1f %% and %.1f %% high, want %v and %v", high[0], high[1], number, counter)
	}
	t.Logf("digits of numbers are %.1f %% of the shorter side, of counters %.1f %%", high[0], high[1])
	return err
}

// TestABoardOfAZone: it shows and counts what concerns its counters, by the address; and an address of no zone says which there are.
func TestABoardOfAZone(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 4)
	s.PublicListen = "127.0.0.1:0"
	s.Board.Zones = settings.Zones{"Khu A": {"01", "02"}, "Khu B": {"03", "04"}}
	c := mustRun(t, s)
	first, third := mustCall(t, c, "01"), mustCall(t, c, "03")
	for zone, want := range map[string]string{"": third.Number + first.Number, "?zone=Khu+A": first.Number, "?zone=Khu+B": third.Number} {
		var n struct{ View boardView }
		w := answered(t, c, "", "GET", "/board.json"+zone, "")
		if err := json.Unmarshal(w.Body.Bytes(), &n); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, call := range n.View.Calls {
			got += call.Number
		}
		if got != want || zone != "" && len(n.View.Desks) != 2 {
			t.Errorf("the board %q has %s and %d counters, want %s", zone, got, len(n.View.Desks), want)
		}
	}
	for path, want := range map[string]int{"/board.json?zone=x": 404, "/bell?zone=x": 404, "/programme.json?zone=x": 404, "/board?zone=x": 404, "/board?zone=Khu+A&theme=none&lang=fr": 200} {
		if w := answered(t, c, "", "GET", path, ""); w.Code != want {
			t.Errorf("%s is answered %d, want %d", path, w.Code, want)
		}
	}
	public := "http://" + c.public.Addr().String()
	browse(t, 1280, 720, func(ctx context.Context) error {
		return errors.Join(
			browser.Visit(ctx, public+"/board?zone=%3Cb%3Etầng&theme=dark", "document.body.innerText.includes('Khu A') && document.body.innerText.includes('“<b>tầng”')"),
			browser.Photograph(ctx, "true", picture(t, "no-zone")), browser.Accessible(ctx),
			browser.Visit(ctx, public+"/board?zone=Khu+A&theme=dark&lang=en", "document.querySelectorAll('#desks li').length === 2 && document.getElementById('zone').innerText === 'Khu A' && !document.body.innerText.includes('Quầy')"),
			browser.Photograph(ctx, "document.querySelector('#calls .number') !== null", picture(t, "board-zone-dark-en")), browser.Accessible(ctx),
			browser.Visit(ctx, public+"/board?theme=contrast", "document.querySelectorAll('#desks li').length === 4"),
			browser.Photograph(ctx, "document.querySelector('#calls .number') !== null", picture(t, "board-contrast")), browser.Accessible(ctx),
		)
	})
}

// TestHowCountersRest: a desk that was locked a while ago is paused, one where nobody has sat today is closed, and outside of the hours all are, until
// the time that the settings know.
func TestHowCountersRest(t *testing.T) {
	monday := workday.Date{Year: 2026, Month: 11, Day: 30}
	hours := []queue.Opening{
		{Days: []string{"mon"}, From: mustClock(t, "07:30"), To: mustClock(t, "11:30")}, {Days: []string{"mon"}, From: mustClock(t, "13:30"), To: mustClock(t, "17:00")},
	}
	calendar, err := workday.Load(assets.Holidays, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, at string
		seat     roster.LastSeat
		accounts bool
		hours    []queue.Opening
		want     resting
	}{
		{"somebody sits there", "09:00", roster.LastSeat{Taken: true}, true, nil, resting{}},
		{"locked an hour ago", "09:00", roster.LastSeat{Locked: monday.At(mustClock(t, "08:00"))}, true, nil, resting{rest: paused}},
		{"locked in the morning", "16:00", roster.LastSeat{Locked: monday.At(mustClock(t, "08:00"))}, true, nil, resting{rest: closed}},
		{"nobody yet", "09:00", roster.LastSeat{}, true, hours, resting{rest: closed}},
		{"a hall without accounts", "09:00", roster.LastSeat{}, false, hours, resting{}},
		{"noon", "12:00", roster.LastSeat{Taken: true}, true, hours, resting{closed, "13:30"}},
		{"after work", "17:00", roster.LastSeat{}, false, hours, resting{rest: closed}},
	} {
		if got := restOf(tt.seat, tt.accounts, tt.hours, calendar, monday.At(mustClock(t, tt.at))); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// TestPausedCounters: an officer who locks the desk is on a break, for everybody to see.
func TestPausedCounters(t *testing.T) {
	c, public := mustShow(t, 3)
	mustHire(t, c, "lan", officer.Clerk)
	mustLogin(t, c, "lan")
	mustThrow(t, c, "counter-01", thrown{roster.KindDeskOpened, "lan", roster.Seat{}}, thrown{roster.KindLocked, "lan", roster.Seat{}})
	browse(t, 1920, 1080, func(ctx context.Context) error {
		return errors.Join(
			browser.Visit(ctx, public, "document.querySelectorAll('#desks .resting').length === 3 && document.querySelector('#desks li').innerText.includes('tạm nghỉ')"),
			browser.Photograph(ctx, "true", picture(t, "board-paused")), browser.Accessible(ctx),
		)
	})
}

// TestPicturesBetweenCalls: pictures of the centre are shown while nobody is called, one after the other, and a call takes the wall back at once. What cannot
// be shown is left out, whatever its name says: a file of the wrong kind by central, a video that is none by the browser.
func TestPicturesBetweenCalls(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 2)
	s.PublicListen, s.Board.Seconds, s.Board.Media = "127.0.0.1:0", 1, t.TempDir()
	for name, raw := range map[string][]byte{
		"a.mp4": append([]byte{0x1a, 0x45, 0xdf, 0xa3}, []byte("    webm broken")...), "b.png": mustPaint(t, 640), "c.html": []byte("<script>alert(1)</script>"), "d.jpg": mustPaint(t, 320),
	} {
		if err := os.WriteFile(filepath.Join(s.Board.Media, name), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := mustRun(t, s)
	browse(t, 1920, 1080, func(ctx context.Context) error {
		shows := func(width int) string {
			return fmt.Sprintf("!document.getElementById('photo').hidden && document.getElementById('photo').naturalWidth === %d && document.getElementById('film').hidden && document.getElementById('film').muted && document.body.classList.contains('showing')", width)
		}
		err := errors.Join(
			browser.Visit(ctx, "http://"+c.public.Addr().String(), shows(640)), browser.Photograph(ctx, "true", picture(t, "board-photo")), browser.Accessible(ctx),
			browser.Await(ctx, shows(320)), browser.Await(ctx, shows(640)),
		)
		if err != nil {
			return err
		}
		called := mustCall(t, c, "01")
		return errors.Join(
			browser.Await(ctx, "!document.body.classList.contains('showing') && document.querySelector('.fresh #calls .number')?.textContent === '"+called.Number+"'"),
			browser.Await(ctx, "document.getElementById('show').hidden && document.getElementById('photo').getAttribute('src') === null"),
		)
	})
}

// mustPaint is a picture of a shade of green, so wide.
func mustPaint(t *testing.T, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	picture := image.NewRGBA(image.Rect(0, 0, width, width*9/16))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{30, uint8(width / 4), 70, 255}), image.Point{}, draw.Src)
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTheTechnicianSeesTheWall: a central without the program that speaks says so on the page of the devices, and names the boards that are open and the
// files that are not shown, beside faults in Vietnamese.
func TestTheTechnicianSeesTheWall(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 2)
	s.PublicListen, s.Board.Media = "127.0.0.1:0", t.TempDir()
	s.Board.Zones = settings.Zones{"Khu A": {"01"}}
	s.Voice = settings.Voice{On: true, Languages: []string{"vi"}, Program: "espeak-that-is-not-there", Speed: 135, Loudness: 80}
	if err := os.WriteFile(filepath.Join(s.Board.Media, "tet.mov"), []byte("no video"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := mustRun(t, s)
	mustHire(t, c, "tech", officer.Technician)
	mustReport(t, c)
	mustThrow(t, c, "kiosk-1", thrown{hall.KindRated, "t", rating.Rating{Ticket: "t", Level: 99999}})
	for _, query := range []string{"?sound=no", "?zone=Khu+A"} {
		resp, err := http.Get("http://" + c.public.Addr().String() + "/bell" + query)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
	}
	for _, size := range [][2]int{{1366, 768}, {1024, 768}} {
		browse(t, size[0], size[1], func(ctx context.Context) error {
			if err := browser.LogIn(ctx, c.Address()+"/login", "tech", password); err != nil {
				return err
			}
			return errors.Join(
				browser.Visit(ctx, c.Address()+"/printers", "document.body.innerText.includes('chưa cài chương trình đọc') && document.body.innerText.includes('espeak-that-is-not-there')"),
				browser.Await(ctx, "document.querySelectorAll('.boards tbody tr').length === 2 && document.querySelector('.boards .wants') !== null && document.querySelector('.boards').innerText.includes('Khu A')"),
				browser.Await(ctx, "document.querySelector('.media').innerText.includes('tet.mov') && document.documentElement.scrollWidth <= innerWidth"),
				browser.Photograph(ctx, "true", picture(t, fmt.Sprintf("printers-%d", size[0]))), browser.Accessible(ctx),
			)
		})
	}
}

func desksOf(n int) (desks []boardDesk) {
	for i := range n {
		desks = append(desks, boardDesk{Counter: fmt.Sprintf("%02d", i+1), Number: fmt.Sprintf("A%03d", i+1)})
	}
	return desks
}
