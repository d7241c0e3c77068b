package visit

import "time"

// Paper is a slip that the visitor waits for.
type Paper struct {
	ID   string // of its print job; empty: none is wanted
	Slip Slip
}

// Papers is what becomes of what a visit wants on paper.
type Papers struct{ *Visit }

// Print has the page that is read printed; false when it is on its way or out.
func (v Papers) Print(id string, now time.Time) bool {
	if !v.busy() || v.Page.ID != "" && v.Page.Slip != Missing {
		return false
	}
	v.putAway()
	v.Page, v.touched = Paper{id, Printing}, now
	return true
}

// putAway makes room for another page; the last one may still come out.
func (v *Visit) putAway() {
	if v.Page.ID != "" {
		v.earlier = append(v.earlier, v.Page)
	}
	v.Page = Paper{}
}

// Paper tells how it goes with a slip; false when that changes nothing on the screen. A slip that is out stays out.
func (v Papers) Paper(id string, slip Slip, now time.Time) bool {
	for i, p := range v.earlier {
		if p.ID == id && p.Slip != Printed {
			v.earlier[i].Slip = slip
		}
	}
	if id != "" && id == v.Page.ID && v.Page.Slip != slip && v.Page.Slip != Printed {
		v.Page.Slip = slip
		return v.busy()
	}
	if v.Step != Holding || id != v.Ticket.ID || v.Slip == slip || v.Slip == Printed {
		return false
	}
	v.Slip, v.touched = slip, now
	return true
}

// Unprinted reports whether the visitor would leave a number without its paper.
func (v *Visit) Unprinted() bool { return v.Step == Holding && v.Slip == Missing }

// papers returns all that the visitor has wanted on paper, the ticket last.
func (v Papers) papers() []Paper {
	all := append([]Paper{}, v.earlier...)
	if v.Page.ID != "" {
		all = append(all, v.Page)
	}
	if v.Step == Holding {
		all = append(all, Paper{v.Ticket.ID, v.Slip})
	}
	return all
}

// Awaited returns the slips that the printer is to bring out yet. One that was missing is not among them: its person was asked to note the
// number, and what came out unasked later would surprise the next one.
func (v Papers) Awaited() (slips []string) {
	for _, p := range v.papers() {
		if p.Slip == Printing {
			slips = append(slips, p.ID)
		}
	}
	return slips
}

// Reprint has a number printed after all whose slip was missing; false where none is.
func (v Papers) Reprint(now time.Time) bool {
	if !v.Unprinted() {
		return false
	}
	v.Slip, v.touched = Printing, now
	return true
}
