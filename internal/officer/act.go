package officer

import (
	"fmt"
	"slices"
)

// Role is what somebody is in the hall. Who is two things, as in a commune's office, has two roles.
type Role string

// The roles.
const (
	Clerk      Role = "officer"    // serves people at a counter
	Supervisor Role = "supervisor" // leads the hall
	Technician Role = "technician" // keeps the devices going
	Admin      Role = "admin"      // answers for who may do what
)

// Roles lists the roles.
func Roles() []Role { return []Role{Clerk, Supervisor, Technician, Admin} }

// ErrRole is the answer to a role that does not exist.
var ErrRole = fmt.Errorf("the roles are %v", Roles())

// Act is something that not everybody may do.
type Act string

// The acts.
const (
	Serve        Act = "serve"         // call people, take dossiers in
	ReadDossiers Act = "read_dossiers" // look up and open what people told the centre
	Appoint      Act = "appoint"       // see, make, move and cancel appointments
	SeePrinters  Act = "see_printers"
	SeeActs      Act = "see_acts"     // who read which dossier, who changed which officer
	SeeAsked     Act = "see_asked"    // in what words people look for procedures, in numbers
	SeeSettings  Act = "see_settings" // what the centre is made of, and who has changed it
	SteerDay     Act = "steer_day"    // change what is daily: hours, notices, rooms
	Steer        Act = "steer"        // change anything that the centre is made of
	SeeCentres   Act = "see_centres"  // how each centre of a province stands, and what became of appointments: in numbers
)

// Acts lists the acts.
func Acts() []Act {
	return []Act{Serve, ReadDossiers, Appoint, SeePrinters, SeeActs, SeeAsked, SeeSettings, SteerDay, Steer, SeeCentres}
}

// may is what each role is allowed. Whoever keeps devices or accounts needs nobody's dossier for it (NĐ 61/2018 đ.5 k.1d).
var may = map[Role][]Act{
	Clerk:      {Serve, ReadDossiers, Appoint},
	Supervisor: {Serve, ReadDossiers, Appoint, SeePrinters, SeeActs, SeeAsked, SeeCentres, SeeSettings, SteerDay},
	Technician: {SeePrinters},
	Admin:      {SeePrinters, SeeActs, SeeAsked, SeeCentres, SeeSettings, SteerDay, Steer},
}

// May reports whether a role allows an act.
func (r Role) May(a Act) bool { return slices.Contains(may[r], a) }
