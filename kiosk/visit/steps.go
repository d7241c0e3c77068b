package visit

import "motcua/internal/rating"

// Step is where a visitor is. How far a rating is has steps of its own, see Judgement and Opinion.
type Step string

// The steps on the way to a number.
const (
	Home     Step = "home"     // what have you come for?
	Choosing Step = "choosing" // a service
	Offices  Step = "offices"  // whose services?
	Priority Step = "priority" // why before others?
	Closed   Step = "closed"   // a service that gives no number now
	Arriving Step = "arriving" // with an appointment: which one?
	Taking   Step = "taking"   // a service is chosen, its number is on the way
	Holding  Step = "holding"  // the number is there
	Sorry    Step = "sorry"    // there is no number: ask a person
)

// The steps to a procedure, and what else there is to read.
const (
	Finding  Step = "finding"  // a procedure, by typing what it is about
	Reading  Step = "reading"  // what a procedure asks for
	Browsing Step = "browsing" // the catalogue, by field or event or letter
	Filing   Step = "filing"   // how to hand in a dossier from home
	Paying   Step = "paying"   // how to pay
	Around   Step = "around"   // what is where in the house, and when it is open
)

// The steps to a dossier, and to a word on a visit.
const (
	CodeEntry     Step = "seeking"    // which code?
	DossierStatus Step = "told"       // how far it is
	Presenting    Step = "presenting" // a card lies there: what is it about?
	RateVisit     Step = "judging"    // which visit?
	Rating        Step = "rating"     // how was it? Judgement.Step says how far
)

// opening is how a step is come to.
type opening bool

const (
	offered opening = true  // the screen before has a button for it, see Visit.Begin
	earned  opening = false // something must be chosen, found or scanned first
)

// steps are those in the middle of something, which takes time and can be left. Taking, Holding and Sorry are not among them: a number on
// its way is waited for.
var steps = map[Step]struct {
	back     Step // where Back leads
	opening  opening
	longText bool // everybody reads the same, and needs long
	letters  int  // how many may be typed; more helps nobody, and would not fit the screen
}{
	Choosing:      {back: Home, opening: offered},
	Offices:       {back: Choosing, opening: offered},
	Priority:      {back: Choosing, opening: offered},
	Closed:        {back: Choosing, opening: earned},
	Arriving:      {back: Choosing, opening: offered, letters: 30},
	Finding:       {back: Home, opening: offered, letters: 80},
	Reading:       {back: Finding, opening: earned, longText: true},
	Browsing:      {back: Finding, opening: earned, longText: true},
	Filing:        {back: Home, opening: offered, longText: true},
	Paying:        {back: Home, opening: offered, longText: true},
	Around:        {back: Finding, opening: offered, longText: true},
	CodeEntry:     {back: Home, opening: offered, letters: 40},
	DossierStatus: {back: CodeEntry, opening: earned},
	Presenting:    {back: Home, opening: earned},
	RateVisit:     {back: Home, opening: offered, letters: 12},
	Rating:        {back: RateVisit, opening: earned, letters: rating.MostWords},
}
