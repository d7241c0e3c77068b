package screens

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"motcua/counter/dossiers"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/dossier"
	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
	"motcua/internal/workday"
)

// asked is the row of a form that asks what a label says.
func (o *hands) asked(label string) *widgets.FormRow {
	o.Helper()
	for _, r := range o.screen.form.Rows[:o.screen.form.Asked] {
		if r.ID == label {
			return r
		}
	}
	o.Fatalf("the form does not ask %s", label)
	return nil
}

// TestAWrongAnswerIsMarked: the field that is wrong is marked and has the keyboard, until something else stands in it; the keys are told all the time.
func TestAWrongAnswerIsMarked(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reach   func(*hands)
		answers []string
		label   string
		says    string
	}{
		{"a day that is none", func(o *hands) { o.twoAgencies(); o.pressStep(dossier.Extend) }, []string{"31/02/2027", "Máy hỏng", "Vũ Văn Năm"}, "counter.ask.until", "không có ngày này"},
		{"a day in words", func(o *hands) { o.twoAgencies(); o.pressStep(dossier.Extend) }, []string{"mai", "Máy hỏng", "Vũ Văn Năm"}, "counter.ask.until", "31/12/2026"},
		{"no reason", func(o *hands) { o.birth(nguyet); o.pressStep(dossier.Withdraw) }, []string{" "}, "counter.ask.reason", "lý do"},
		{"days in words", func(o *hands) { o.birth(nguyet); o.pressStep(dossier.HandOver) }, []string{"UBND xã", "", "ba"}, "counter.ask.days", "2,5"},
		{"a telephone in words", func(o *hands) { o.press(keyIntake); o.screen.intake.askPerson() }, []string{"Lê Văn A", "", "", "abc"}, "counter.ask.phone", "chữ số"},
		{"a name of digits", func(o *hands) { o.press(keyIntake); o.screen.intake.askPerson() }, []string{"123", "", "", ""}, "counter.ask.name", "chữ cái"},
		{"a card of eleven digits", func(o *hands) { o.press(keyIntake); o.screen.intake.askPerson() }, []string{"Lê Văn A", "03509900123", "", ""}, "counter.ask.identity", "12"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			tt.reach(o)
			o.fill(tt.answers...)
			f, row := o.screen.form, o.asked(tt.label)
			if !f.Box.Visible() || !row.Wrong || o.canvas.Focused() != fyne.Focusable(row.Field()) {
				t.Fatalf("marked %v, has the keyboard %v; told %q", row.Wrong, o.canvas.Focused() == fyne.Focusable(row.Field()), f.Help.Words())
			}
			if !strings.Contains(strings.ToLower(f.Help.Words()), strings.ToLower(tt.says)) {
				t.Errorf("told %q, want %q in it", f.Help.Words(), tt.says)
			}
			if f.Hint.Words() == "" {
				t.Error("which keys do what is not said any more")
			}
			o.type1("x")
			if row.Wrong || f.Help.Words() != "" {
				t.Errorf("mended, and still marked %v, told %q", row.Wrong, f.Help.Words())
			}
		})
	}
}

// pressStep presses the digit, or the key, of a step on the dossier's page.
func (o *hands) pressStep(a dossier.Action) {
	o.Helper()
	for _, s := range dossiers.Steps {
		if s.Action == a {
			o.Clock = o.Clock.Add(5 * time.Second)
			o.screen.press(fyne.KeyName(s.Key))
			return
		}
	}
	o.Fatalf("no step %s", a)
}

// TestAFormIsAnsweredByMouse clicks beside a card, on its choices and on its keys.
func TestAFormIsAnsweredByMouse(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.twoAgencies()
	o.pressStep(dossier.Suspend)
	f := o.screen.form
	o.type1("Nghỉ ốm")
	test.TapCanvas(o.canvas, fyne.NewPos(10, 400)) // beside it
	if !f.Box.Visible() || f.Rows[0].Answer() != "Nghỉ ốm" || o.canvas.Focused() != fyne.Focusable(f.Rows[0].Field()) {
		t.Fatalf("after a click beside the card it is open %v, with %q", f.Box.Visible(), f.Rows[0].Answer())
	}
	o.tapOn(f.Rows[1].Choice, 0.75, 0.5) // the second of two
	if got := f.Rows[1].Answer(); got != "2" {
		t.Errorf("chosen %q", got)
	}
	test.Tap(f.OK)
	if f.Box.Visible() || o.filed.Page.Dossier.Status != dossier.Suspended {
		t.Errorf("the card is open %v, the dossier in status %d", f.Box.Visible(), o.filed.Page.Dossier.Status)
	}
	o.pressStep(dossier.Resume)
	test.Tap(f.No)
	if f.Box.Visible() || o.filed.Page.Dossier.Status != dossier.Suspended {
		t.Error("the card was not left by its key")
	}
}

// tapOn clicks at a part of an object's width and height.
func (o *hands) tapOn(object fyne.CanvasObject, x, y float32) {
	o.Helper()
	o.Clock = o.Clock.Add(5 * time.Second)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	test.TapCanvas(o.canvas, at.AddXY(object.Size().Width*x, object.Size().Height*y))
}

// TestACardFillsNoForeignField scans a card while forms are open, by a scanner on a wire and by one that types.
func TestACardFillsNoForeignField(t *testing.T) {
	scanners := map[string]func(*hands){
		"on a wire": func(o *hands) { o.scan(nguyet) },
		"that types": func(o *hands) {
			var pauses []func()
			o.screen.keyboard.After = func(_ time.Duration, f func()) { pauses = append(pauses, f) }
			for _, r := range nguyet {
				o.Clock = o.Clock.Add(5 * time.Millisecond)
				o.canvas.Focused().TypedRune(r)
			}
			o.canvas.Focused().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: fyne.KeyReturn})
			for _, pause := range pauses {
				pause()
			}
		},
	}
	for how, scan := range scanners {
		t.Run("a reason, by one "+how, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.birth(nguyet)
			o.pressStep(dossier.Withdraw)
			o.type1("Nộp")
			scan(o)
			if got := o.asked("counter.ask.reason").Answer(); got != "Nộp" || !o.screen.form.Box.Visible() {
				t.Errorf("the reason is %q", got)
			}
			if got := o.screen.form.Help.Words(); !strings.Contains(got, "không ghi vào đâu") {
				t.Errorf("told %q", got)
			}
		})
		t.Run("a person, by one "+how, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.press(keyIntake)
			o.screen.intake.askPerson()
			scan(o)
			for label, want := range map[string]string{"counter.ask.name": "Nguyễn Thị Ánh Nguyệt", "counter.ask.identity": "035199000001", "counter.ask.phone": ""} {
				if got := o.asked(label).Answer(); got != want {
					t.Errorf("%s is %q, want %q", label, got, want)
				}
			}
		})
	}
}

// TestFieldsAreTextFields marks, copies and pastes in the fields that something is looked for in.
func TestFieldsAreTextFields(t *testing.T) {
	for name, tt := range map[string]struct {
		key  fyne.KeyName
		text func(*hands) string
	}{
		"register": {keyBrowse, func(o *hands) string { return o.filed.Register.Text }},
		"intake":   {keyIntake, func(o *hands) string { return o.filed.Intake.Current.Query }},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.press(tt.key)
			field, ok := o.canvas.Focused().(*widgets.SearchField)
			if !ok {
				t.Fatalf("%T has the keyboard", o.canvas.Focused())
			}
			o.type1("khai")
			o.press(fyne.KeySpace)
			o.type1(" sinh")
			if told := o.filed.Notice.Text; told != "" {
				t.Errorf("told %q of a space in a text", told)
			}
			field.TypedShortcut(&fyne.ShortcutSelectAll{})
			o.press(fyne.KeyBackspace)
			if got := tt.text(o); got != "" {
				t.Errorf("after all was marked and taken away %q is looked for", got)
			}
			fyne.CurrentApp().Clipboard().SetContent("đất đai")
			field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
			if got := tt.text(o); got != "đất đai" {
				t.Errorf("after pasting %q is looked for", got)
			}
			o.press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
			o.type1("x")
			if got := tt.text(o); got != "đất xđai" {
				t.Errorf("in the middle: %q", got)
			}
		})
	}
}

// TestAQuickHandSeesWhatItTypes types at 70 ms a key: no letter waits for a pause of the hand.
func TestAQuickHandSeesWhatItTypes(t *testing.T) {
	clock := time.Unix(0, 0)
	shown := ""
	k := &widgets.Keyboard{Now: func() time.Time { return clock }, After: func(time.Duration, func()) {}, Typed: func(r rune) { shown += string(r) }, Scanned: func(string) bool { return true }, Torn: func() {}}
	for i, r := range "khai sinh" {
		k.Rune(r)
		if typed := i + 1; len(shown) < typed-2 {
			t.Errorf("%d letters are typed, and %q is seen", typed, shown)
		}
		clock = clock.Add(70 * time.Millisecond)
	}
}

// TestTimesOfDayAsPeopleWriteThem reads them.
func TestTimesOfDayAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"9:30": "09:30", "09.30": "09:30", "9h30": "09:30", "9g30": "09:30", "9 giờ 30": "09:30", "0900": "09:00", "930": "09:30", "9h": "09:00", "14": "14:00",
		"25:00": "", "9:60": "", "": "", "sáng": "", "9:3": "",
	} {
		at, err := typed.ParseTime(workday.Date{Year: 2026, Month: 11, Day: 25}, text)
		got := ""
		if err == nil {
			got = at.Format("15:04")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestFreeTimesAreTold reaches the field for the time of an appointment.
func TestFreeTimesAreTold(t *testing.T) {
	o, _ := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	told := o.screen.form.Help.Words()
	if !strings.Contains(told, "Giờ còn chỗ: ") || strings.Contains(told, "07:00") {
		t.Fatalf("told %q: it is 8:30", told)
	}
}

// TestEveryRowIsClicked goes from an empty intake to a received dossier, and through the register, by mouse alone.
func TestEveryRowIsClicked(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(nguyet)
	o.write("khai s")
	o.tapRow(o.screen.intake.hits, 0, 0.5)
	in := o.filed.Intake.Current
	if in.Procedure == nil || in.Procedure.Code != "1.001193" {
		t.Fatal("a click on a procedure does not choose it")
	}
	o.tapRow(o.screen.intake.rows, 0, 0.02) // its box
	o.tapRow(o.screen.intake.rows, 1, 0.3)  // its name
	if !in.Rows[0].Ticked || !in.Rows[1].Ticked {
		t.Errorf("ticked %v and %v", in.Rows[0].Ticked, in.Rows[1].Ticked)
	}
	o.tapRow(o.screen.intake.rows, 1, 0.86) // copies: goes there
	o.tapRow(o.screen.intake.rows, 1, 0.87)
	if got := in.Rows[1].Given.Copies; got != 1 {
		t.Errorf("%d copies", got)
	}
	test.Tap(o.screen.intake.keys.Keys[0])
	o.wantPlace(navigation.Received)
	o.press(fyne.KeyEscape, keyBrowse)
	for _, tab := range o.screen.register.lists {
		o.tapOn(tab.spot, 0.5, 0.5)
		if o.filed.Register.List != tab.list {
			t.Errorf("a click on %q leads to %q", tab.list, o.filed.Register.List)
		}
	}
	o.tapRow(o.screen.register.rows, 0, 0.5)
	o.wantPlace(navigation.Dossier)
}

// tapRow clicks on a row of a table.
func (o *hands) tapRow(table *widgets.Table, row int, x float32) {
	o.Helper()
	o.Clock = o.Clock.Add(5 * time.Second)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(table.List)
	test.TapCanvas(o.canvas, at.AddXY(table.List.Size().Width*x, (float32(row)+0.5)*table.Height))
}

// TestTheNameInTheHeaderLocks clicks on it.
func TestTheNameInTheHeaderLocks(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	o := &hands{window: e.window}
	o.tapOn(e.screen.header.lock, 0.5, 0.5)
	e.wantOpen("after a click on the officer's name", false)
}

// TestAListIsTurnedByTheWheel scrolls a history that is longer than its box.
func TestAListIsTurnedByTheWheel(t *testing.T) {
	uitest.Wear(t, ui.Theme{Text: 20})
	list := widgets.NewTable(50, 20, false, widgets.Column{Share: 1, Size: 20})
	test.NewTempWindow(t, list.Box).Resize(fyne.NewSize(400, 210))
	var rows []widgets.TableRow
	for _, words := range strings.Fields("một hai ba bốn năm sáu bảy tám") {
		rows = append(rows, widgets.TableRow{Cells: []string{words}})
	}
	list.Draw(rows, -1)
	if !list.Thumb.Visible() {
		t.Error("nothing says that there is more")
	}
	list.Spot.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	list.Draw(rows, -1) // the clock
	if got := list.Lines[0].Cells[0].Words(); got != "bốn" {
		t.Errorf("the wheel turned to %q", got)
	}
}

// TestRowsOfAListAreOfOneType looks at the type of the rows of the two lists of an intake.
func TestRowsOfAListAreOfOneType(t *testing.T) {
	o := newOfficer(t, "vi", fyne.NewSize(1366, 768))
	o.scan(nguyet)
	o.write("dat")
	for _, list := range []*widgets.Table{o.screen.intake.hits, o.screen.intake.rows} {
		for i, line := range list.Lines {
			if !line.Box.Visible() || i >= len(list.Rows) {
				continue
			}
			if _, size := line.Cells[1].Tall(line.Cells[1].Size()); size != rowType {
				t.Errorf("%q is set in %g, want %d", line.Cells[1].Words(), size, rowType)
			}
		}
		o.press(fyne.KeyReturn)
	}
}
