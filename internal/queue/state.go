package queue

// State is where a ticket is on its way.
type State string

// The states of a ticket.
const (
	Waiting   State = "waiting"
	Called    State = "called" // called to a counter and, once there, being served
	Done      State = "done"
	NoShow    State = "no_show"
	Cancelled State = "cancelled"
)

// Action is what an officer or a device does with a ticket.
type Action string

// The actions on a ticket. Each is the kind of its event too, after "ticket.".
const (
	Call     Action = "called"
	Recall   Action = "recalled"
	Skip     Action = "skipped"     // back in line behind the next few
	Miss     Action = "no_show"     // called, never came
	Finish   Action = "finished"    // served
	Transfer Action = "transferred" // to another service, keeping the place in line
	Cancel   Action = "cancelled"   // the number is nobody's: its slip never came out, or the visitor left
)

// Actions are all of them, those of a ticket's holder too.
var Actions = []Action{Call, Recall, Skip, Miss, Finish, Transfer, Cancel, Defer, Leave, Return}

// Offer is a Call by central whose counter has not said yet that it has heard of it. It is the kind of no event.
const Offer Action = "offered"

// SkipBehind is how many people a skipped ticket lets pass before it is next again.
const SkipBehind = 3

var moves = map[State]map[Action]State{
	Waiting: {Call: Called, Cancel: Cancelled, Defer: Waiting, Leave: Cancelled},
	NoShow:  {Call: Called, Return: Waiting}, // who comes back in time shows the slip, or says so on the phone
	Called:  {Recall: Called, Skip: Waiting, Miss: NoShow, Finish: Done, Transfer: Waiting},
}

// After returns the state that an action leads to; false when the ticket does not allow it.
func (s State) After(a Action) (State, bool) {
	next, ok := moves[s][a]
	return next, ok
}
