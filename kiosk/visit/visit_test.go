package visit

import (
	"reflect"
	"testing"
	"time"

	"motcua/internal/queue"
	"motcua/internal/registry"
)

const patience = 20 * time.Second

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)

func request(id string) queue.Request { return queue.Request{ID: id, Service: "dat-dai", Kiosk: 7} }

// choosing is a visitor who has touched that they want a number.
func choosing() Visit {
	v := New("vi")
	v.Begin(Choosing, nine)
	return v
}

func ticket(id string) queue.Ticket { return queue.Ticket{ID: id, Number: "B001"} }

func TestDoubleTapGivesOneTicket(t *testing.T) {
	v := choosing()
	if !v.Choose(request("first"), nine) {
		t.Fatal("the first touch was not taken")
	}
	if v.Choose(request("second"), nine.Add(80*time.Millisecond)) {
		t.Error("the second tap chose again")
	}
	if v.Request.ID != "first" {
		t.Errorf("request %q; want that of the first touch", v.Request.ID)
	}
	v.Hold(ticket("first"), nine)
	if v.Choose(request("third"), nine.Add(time.Second)) {
		t.Error("a tap on the ticket chose again")
	}
}

func TestLateAnswerDoesNotReachTheNextVisitor(t *testing.T) {
	for _, c := range []struct {
		name string
		next func(*Visit)
	}{
		{"who has touched nothing", func(*Visit) {}},
		{"who waits for another number", func(v *Visit) { v.Choose(request("theirs"), nine) }},
		{"who holds another number", func(v *Visit) { v.Choose(request("theirs"), nine); v.Hold(ticket("theirs"), nine) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := choosing()
			c.next(&v)
			before := v
			if v.Hold(ticket("late"), nine) || v.Fail("late", nine) || (Papers{&v}).Paper("late", Printed, nine) {
				t.Error("an answer for somebody else was taken")
			}
			if !reflect.DeepEqual(v, before) {
				t.Errorf("the visit became %+v", v)
			}
		})
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		name string
		news []Slip
		want Slip
	}{
		{"comes out", []Slip{Printed}, Printed},
		{"printer down", []Slip{Missing}, Missing},
		{"printer comes back", []Slip{Missing, Printed}, Printed},
		{"paper ends after the cut", []Slip{Printed, Missing}, Printed},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Resume(ticket("mine"), "vi", nine)
			for _, s := range c.news {
				(Papers{&v}).Paper("mine", s, nine)
			}
			if v.Slip != c.want {
				t.Errorf("slip is %s; want %s", v.Slip, c.want)
			}
		})
	}
}

func TestNobodyIsThoughtToStandThereForever(t *testing.T) {
	v := Resume(ticket("mine"), "vi", nine)
	(Papers{&v}).Paper("mine", Missing, nine)
	if left, _ := v.Left(nine, IdleLimit); left != IdleLimit {
		t.Errorf("left %v; want %v", left, IdleLimit)
	}
}

func TestVisitEndsByItself(t *testing.T) {
	told := func(v *Visit) {
		v.Begin(CodeEntry, nine)
		(Lookup{v}).Ask("question", registry.Inquiry{}, nine)
		(Lookup{v}).Tell("question", []registry.Progress{{}}, nine)
	}
	choose := func(v *Visit) { v.Begin(Choosing, nine); v.Choose(request("mine"), nine) }
	hold := func(v *Visit) { choose(v); v.Hold(ticket("mine"), nine) }
	for _, c := range []struct {
		name string
		do   func(*Visit)
		left time.Duration
		ends bool
	}{
		{"nobody came", func(*Visit) {}, 0, false},
		{"language touched, then nothing", func(v *Visit) { v.Speak("en", nine) }, 15 * time.Second, true},
		{"ticket shown", hold, 15 * time.Second, true},
		{"number to be noted", func(v *Visit) { hold(v); (Papers{v}).Paper("mine", Missing, nine) }, 55 * time.Second, true},
		{"slip came after all", func(v *Visit) {
			hold(v)
			(Papers{v}).Paper("mine", Missing, nine)
			(Papers{v}).Paper("mine", Printed, nine.Add(4*time.Second))
		}, 19 * time.Second, true},
		{"number touched, then nothing", func(v *Visit) { v.Begin(Choosing, nine) }, 35 * time.Second, true},
		{"somebody's dossier is shown", func(v *Visit) { told(v) }, 15 * time.Second, true},
		{"how to pay what they owe is shown", func(v *Visit) { told(v); (Lookup{v}).Pay(nine) }, 15 * time.Second, true},
		{"a page that everybody reads", func(v *Visit) { v.Begin(Filing, nine) }, 75 * time.Second, true},
		{"no answer at all", choose, 15 * time.Second, true},
		{"no number", func(v *Visit) { choose(v); v.Fail("mine", nine) }, 15 * time.Second, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := New("vi")
			c.do(&v)
			if left, ends := v.Left(nine.Add(5*time.Second), patience); left != c.left || ends != c.ends {
				t.Errorf("left %v, %v; want %v, %v", left, ends, c.left, c.ends)
			}
		})
	}
}
