package flow

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
	"motcua/kiosk/settings"
	"motcua/kiosk/shell"
)

var (
	portrait  = fyne.NewSize(1080, 1920)
	landscape = fyne.NewSize(1920, 1080)
)

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)

var errNoWay = errors.New("no way")

// province is a centre with as many agencies as a province has, and their long names.
func province() centre.Centre {
	names := []string{
		"Nội vụ", "Tư pháp – Hộ tịch – Chứng thực", "Kế hoạch và Đầu tư – Đăng ký doanh nghiệp", "Tài chính", "Công Thương",
		"Nông nghiệp và Phát triển nông thôn", "Giao thông vận tải", "Xây dựng", "Tài nguyên và Môi trường", "Thông tin và Truyền thông",
		"Lao động – Thương binh và Xã hội", "Văn hóa, Thể thao và Du lịch", "Khoa học và Công nghệ", "Giáo dục và Đào tạo", "Y tế",
		"Thanh tra", "Ban Quản lý các khu công nghiệp tỉnh", "Công an – Xuất nhập cảnh – Căn cước", "Bảo hiểm xã hội",
	}
	c := centre.Centre{Name: queue.Name{"vi": "Trung tâm Phục vụ hành chính công tỉnh Thừa Thiên Huế", "en": "Thua Thien Hue Public Administration Centre"}, Appointments: queue.CheckIn{Taken: true}}
	fields := map[string][]string{"Tư pháp – Hộ tịch – Chứng thực": {"Hộ tịch", "Chứng thực"}, "Tài nguyên và Môi trường": {"Đất đai"}}
	counter := queue.Counter{ID: "05"}
	for i, name := range names {
		id := string(rune('a' + i))
		c.Services = append(c.Services, queue.Service{ID: id, Letter: string(rune('A' + i)), Name: queue.Name{"vi": name, "en": name}, Fields: fields[name]})
		counter.Services = append(counter.Services, id)
	}
	c.Counters = []queue.Counter{{ID: "01", Services: []string{"a", "b"}}, {ID: "02", Services: []string{"b"}}, counter}
	return c
}

// testWindow is a kiosk's window without a screen of glass, and what its header does in the test.
type testWindow struct {
	*shell.Window
	on ui.OnHeader
}

// mustOpenWindow opens a window in a size.
func mustOpenWindow(t testing.TB, size fyne.Size) *testWindow {
	t.Helper()
	uitest.Wear(t, shell.Theme(settings.Panel21))
	w := test.NewTempWindow(t, nil)
	s := &testWindow{on: ui.OnHeader{Crest: func(time.Duration) {}, Help: func() {}}}
	s.Window = shell.NewWindow(w, ui.OnHeader{
		Crest: func(held time.Duration) { s.on.Crest(held) }, Help: func() { s.on.Help() }, Eyes: func() { s.on.Eyes() },
		Contrast: func() { s.on.Contrast() }, Reach: func() { s.on.Reach() }, Language: func() { s.on.Language() },
	})
	w.Resize(size)
	return s
}

// overflows lists the words on the screen that do not fit their box, or stand out of the button that they are on.
func (s *testWindow) overflows() (out []string) {
	each(s.Native.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*ui.Button); ok {
			out = append(out, standOut(b)...)
		}
		if text, ok := o.(*ui.Text); ok && !text.Fits() {
			out = append(out, fmt.Sprintf("%s: %q does not fit its box of %v", s.Seen().Name, text.Words(), text.Size()))
		}
	})
	return out
}

// standOut lists the words that begin or end outside a button.
func standOut(b *ui.Button) (out []string) {
	const leading = 4
	for _, o := range test.WidgetRenderer(b).Objects() {
		text, ok := o.(*ui.Text)
		if !ok || !text.Visible() || text.Words() == "" {
			continue
		}
		if bottom := text.Position().Y + text.Size().Height; text.Position().Y < -leading || bottom > b.Size().Height+leading {
			out = append(out, fmt.Sprintf("%q stands out of the button %s of %v", text.Words(), b.Name, b.Size()))
		}
	}
	return out
}

// mustFit checks that all a screen says fits, and that what can be touched is large, whole and apart from the rest.
func (s *testWindow) mustFit(t testing.TB) {
	t.Helper()
	for _, text := range s.overflows() {
		t.Error(text)
	}
	s.mustMeasure(t)
	targets := s.Targets()
	for i, b := range targets {
		one := ui.Locate(s.Native, b)
		if least := s.leastTarget(one.Name); one.W < least || one.H < least {
			t.Errorf("%s: %s is %d by %d pixels; %d were expected", s.Seen().Name, one.Name, one.W, one.H, least)
		}
		size := s.Native.Canvas().Size()
		if reach := size.Height * (1 - shell.ReachOf(size)); s.Low() && float32(one.Y) < reach {
			t.Errorf("%s: %+v is out of reach: it should begin %v from the top", s.Seen().Name, one, reach)
		}
		if one.X < 0 || one.Y < 0 || float32(one.X+one.W) > size.Width || float32(one.Y+one.H) > size.Height {
			t.Errorf("%s: %+v is not whole on a window of %v", s.Seen().Name, one, size)
		}
		for _, other := range targets[:i] {
			if two := ui.Locate(s.Native, other); one.X < two.X+two.W && two.X < one.X+one.W && one.Y < two.Y+two.H && two.Y < one.Y+one.H {
				t.Errorf("%s: %s and %s overlap", s.Seen().Name, one.Name, two.Name)
			}
		}
	}
}

// leastTarget is how many pixels a target must have each way: 18 or 23 mm on a 21.5-inch panel, 27 or 34 on one of 32 inches.
func (s *testWindow) leastTarget(name string) int {
	const roomy, tight = 93, 73
	inHeader := name == "help" || name == "lang" || name == "eyes" || name == "contrast" || name == "reach"
	if s.Low() || inHeader {
		return tight
	}
	return roomy
}

// each walks through all that is seen.
func each(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	see(o)
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, i := range inside {
		each(i, see)
	}
}

// says tells whether words stand on the screen.
func (s *testWindow) says(words string) (found bool) {
	each(s.Native.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*ui.Text); ok && text.Words() == words {
			found = true
		}
	})
	return found
}

// mustTap touches a button by its name.
func (s *testWindow) mustTap(t testing.TB, name string) {
	t.Helper()
	test.Tap(s.mustFind(t, name))
}

// has reports whether a button is on the screen.
func (s *testWindow) has(name string) bool {
	return slices.ContainsFunc(s.Targets(), func(b ui.Target) bool { return b.Name == name })
}

// mustFind finds a button by its name.
func (s *testWindow) mustFind(t testing.TB, name string) *ui.Button {
	t.Helper()
	for _, b := range s.Targets() {
		if b.Name == name {
			return b.Object.(*ui.Button)
		}
	}
	t.Fatalf("there is no %s on the screen %s", name, s.Seen().Name)
	return nil
}

func (s *testWindow) mustShow(t testing.TB, screen string) {
	t.Helper()
	if s.Seen().Name != screen {
		t.Fatalf("the screen is %s; want %s", s.Seen().Name, screen)
	}
}
