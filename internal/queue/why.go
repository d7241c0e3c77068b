package queue

// Reason is why just this person is called, and nobody else of those who wait.
type Reason string

// The reasons.
const (
	Earliest    Reason = "earliest"    // has the earliest place in the counter's lines
	HeadStart   Reason = "class"       // of a class; the place counts its head start, with which it is the earliest, or it would have been without
	BySlot      Reason = "appointment" // came for an appointment, and goes by its slot
	AfterSlot   Reason = "late"        // came after it, and waits as everybody
	LetPass     Reason = "passed"      // somebody of a class or with an appointment yields
	SentOn      Reason = "transferred" // by another counter, and has kept the place
	SteppedBack Reason = "again"       // was called before and let others pass
	CameBack    Reason = "returned"    // did not come when called, and has said on the phone that they are back
	BySlip      Reason = "slip"        // showed it at the counter
	InLane      Reason = "lane"        // the earliest of those whom the counter calls without central
)

// Why is a reason with the figures that belong to it.
type Why struct {
	Reason Reason `json:"reason"`
	Lines  int    `json:"lines,omitempty"` // Earliest: that the counter takes
	After  int    `json:"after,omitempty"` // LetPass: how many others go after each favoured one
	From   string `json:"from,omitempty"`  // SentOn, SteppedBack, CameBack: the counter that had called them before
}

// Choice is what was known when a person was chosen of all who wait.
type Choice struct {
	Lines   int    // that the counter takes
	Yielded bool   // somebody with an earlier place let this one pass
	After   int    // the centre's rule: one favoured person after so many others
	Last    Action // done with the ticket before; empty: nothing
}

// Why tells why a ticket was chosen. What moved it last says more than what it was at first.
func (c Choice) Why(t Ticket) Why {
	switch {
	case c.Yielded:
		return Why{Reason: LetPass, After: c.After}
	case c.Last == Transfer:
		return Why{Reason: SentOn, From: t.Counter}
	case c.Last == Skip:
		return Why{Reason: SteppedBack, From: t.Counter}
	case c.Last == Return:
		return Why{Reason: CameBack, From: t.Counter}
	case t.Class != "":
		return Why{Reason: HeadStart}
	case t.Favoured():
		return Why{Reason: BySlot}
	case !t.Slot.IsZero():
		return Why{Reason: AfterSlot}
	}
	return Why{Reason: Earliest, Lines: c.Lines}
}
