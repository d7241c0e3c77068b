package screens

import (
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// NewClosed explains why a service gives no number, and when to come back.
func NewClosed(say i18n.Localizer, s queue.Service, c visit.Closure, exits Exits) Screen {
	return NewNotice("closed", ui.Icon("clock", ui.Crest), s.Name.In(say.Lang)+"\n"+Closed(say, c), comeBack(say, c)).footed(say, exits)
}

// Closed returns what a button says of a service that gives no number now; empty: it does.
func Closed(say i18n.Localizer, c visit.Closure) string {
	if c.Why == "" {
		return ""
	}
	return say.Text("kiosk.closed." + c.Why)
}

// comeBack says when to come back.
func comeBack(say i18n.Localizer, c visit.Closure) string {
	if c.Until.IsZero() {
		return say.Text("kiosk.closed.ask")
	}
	at, id := c.Until.In(queue.Zone), "kiosk.closed.back"
	if c.AllDay {
		id = "kiosk.closed.back.day"
	}
	return say.Text(id, i18n.Args{"Time": at.Format("15:04"), "Weekday": say.Weekday(at), "Date": at.Format("02/01/2006")})
}
