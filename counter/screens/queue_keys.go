package screens

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/desk"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
)

// bindings are the keys of the desk, in the order and the blocks of the keyboard: the line (F2–F4), the exceptions (F6, F7),
// the end of a visit (F9, F10).
var bindings = []struct {
	action desk.Action
	key    fyne.KeyName
	width  float32 // against the others
}{
	{desk.Next, keyNext, 1},
	{desk.Recall, keyRecall, 1},
	{desk.Skip, keySkip, 1},
	{desk.NoShow, keyNoShow, 1},
	{desk.Transfer, keyTransfer, 1},
	{desk.Finish, keyFinish, 1},
	{desk.FinishNext, keyFinishNext, 1.8},
}

// queueKeys is the row of what can be done.
type queueKeys struct {
	box   *fyne.Container
	speak i18n.Localizer
	byAct map[desk.Action]*widgets.KeyButton
}

func newQueueKeys(speak i18n.Localizer, press func(desk.Action)) *queueKeys {
	k := &queueKeys{speak: speak, byAct: map[desk.Action]*widgets.KeyButton{}}
	var parts []ui.Part
	for _, b := range bindings {
		one := widgets.NewKeyButton(string(b.action), string(b.key), func() { press(b.action) })
		k.byAct[b.action] = one
		parts = append(parts, ui.Share(b.width, one))
	}
	k.box = ui.Row(10, parts...)
	return k
}

// draw shows which keys are open, and why the others are not. The thing to do is red.
func (k *queueKeys) draw(d *desk.Desk, now time.Time) {
	todo := desk.FinishNext
	if d.Visit() == nil {
		todo = desk.Next
	}
	for action, one := range k.byAct {
		f := widgets.KeyContent{Title: k.speak.Text("counter.key." + string(action)), Help: k.speak.Text("counter.help."+string(action), i18n.Args{"Behind": queue.SkipBehind})}
		if reason := d.Closed(action, now); reason != desk.Open {
			f.State, f.Help = widgets.KeyClosed, k.speak.Text("counter.closed."+string(reason))
		} else if action == todo {
			f.State = widgets.KeyMain
		}
		one.SetContent(f)
	}
}
