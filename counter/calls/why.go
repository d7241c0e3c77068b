package calls

import (
	"motcua/counter/desk"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// WhyText returns why just this person was called; empty where nobody has said.
func WhyText(speak i18n.Localizer, t queue.Ticket, d *desk.Desk) string {
	if t.Why.Reason == "" {
		return ""
	}
	class := d.Class(t.Class)
	return speak.Text("counter.why."+string(t.Why.Reason), i18n.Args{
		"Lines": t.Why.Lines, "After": t.Why.After, "From": t.Why.From,
		"Class": class.Name.In(speak.Lang), "Minutes": class.HeadStart, "Time": t.Slot.In(queue.Zone).Format("15:04"),
	})
}
