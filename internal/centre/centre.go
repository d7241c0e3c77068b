// Package centre describes a public administration centre as its settings name it: services, counters, agencies, papers.
// What happens in its hall is internal/hall's.
package centre

import (
	"slices"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/queue"
)

// Centre is what a hall is made of, as its central was told.
type Centre struct {
	Name      queue.Name        `json:"name" toml:"name"`
	PublicURL string            `json:"public_url" toml:"public_url"` // where a phone reaches central
	Portal    string            `json:"portal" toml:"portal"`         // where dossiers are handed in from home
	Payment   string            `json:"payment" toml:"payment"`       // what a phone scans to pay; empty: nothing
	Services  []queue.Service   `json:"services" toml:"services"`
	Counters  []queue.Counter   `json:"counters" toml:"counters"`
	Codes     string            `json:"codes" toml:"codes"`       // pattern of dossier codes, as dossier.NewPattern reads it
	Agencies  []Agency          `json:"agencies" toml:"agencies"` // the centre itself first
	Papers    Letterhead        `json:"papers" toml:"papers"`
	Keep      dossier.Retention `json:"keep" toml:"keep"`

	Classes []queue.Class `json:"classes,omitempty" toml:"classes"` // of those who go before others
	// PriorityAfter is how many others a line calls before it calls somebody of a class again; 0: as many as they come.
	PriorityAfter int `json:"priority_after,omitempty" toml:"priority_after"`

	Appointments queue.CheckIn   `json:"appointments,omitzero" toml:"appointments"`
	Reservations queue.Reserving `json:"reservations,omitzero" toml:"reservations"`

	Hours []queue.Opening `json:"hours,omitempty" toml:"hours"` // when numbers are given; empty: always

	Rooms []Room `json:"rooms,omitempty" toml:"rooms"` // what people look for in the house besides a counter

	ID       string    `json:"id,omitempty" toml:"-"`       // its short name at the province; empty: it has none
	Partners []Partner `json:"partners,omitempty" toml:"-"` // the province's other centres, as it told
}

// Room is something that people look for in the house: the toilets, a bank's desk, where photos are taken.
type Room struct {
	Name  queue.Name `json:"name" toml:"name"`
	Where queue.Name `json:"where" toml:"where"`
}

// Letterhead is what stands on the centre's official papers besides its name.
type Letterhead struct {
	Parent      string `json:"parent" toml:"parent"` // the authority above: Ủy ban nhân dân tỉnh Hà Nam
	Symbol      string `json:"symbol" toml:"symbol"` // of its documents: TTPVHCC
	Place       string `json:"place" toml:"place"`   // where they are dated: Hà Nam
	Phone       string `json:"phone" toml:"phone"`
	Head        string `json:"head" toml:"head"` // who leads the centre, and signs the closing of the register
	TaxCode     string `json:"tax_code" toml:"tax_code"`
	FeeTemplate string `json:"fee_template" toml:"fee_template"` // mẫu số of its fee receipts
	FeeSymbol   string `json:"fee_symbol" toml:"fee_symbol"`     // ký hiệu
	Unset       bool   `json:"unset,omitempty" toml:"-"`         // the settings name a centre and say nothing of its papers
}

// Partner is another centre of the province, to whose agencies dossiers can be handed.
type Partner struct {
	ID       string   `json:"id" toml:"id"` // short name: its central is enrolled as centre-ID
	Name     string   `json:"name" toml:"name"`
	Agencies []string `json:"agencies,omitempty" toml:"agencies"` // names, as the catalogue has them
}

// PartnerFor finds the centre whose desks take dossiers for an agency; empty when it is none of the province's other centres.
func (c Centre) PartnerFor(agency string) string {
	for _, p := range c.Partners {
		if p.Name == agency || slices.Contains(p.Agencies, agency) {
			return p.ID
		}
	}
	return ""
}

// Agency is an office in whose name the centre receives dossiers.
type Agency struct {
	Code string `json:"code" toml:"code"` // identification code, the first part of its dossiers' codes: 000.00.00.H25
	Name string `json:"name" toml:"name"` // as the catalogue of procedures has it

	// What heads and signs its own papers: apologies, refusals of a result, notices that work stops. Empty: filled in by hand.
	Symbol string `json:"symbol,omitempty" toml:"symbol"` // SCT
	Head   string `json:"head,omitempty" toml:"head"`
	Phone  string `json:"phone,omitempty" toml:"phone"`
	Parent string `json:"parent,omitempty" toml:"parent"` // empty: the centre's own
}

// AgencyNamed finds an agency by its name; where there is none of that name, dossiers are received in the centre's own.
// It is false for a centre that receives none.
func (c Centre) AgencyNamed(name string) (Agency, bool) {
	for _, a := range c.Agencies {
		if a.Name == name {
			return a, true
		}
	}
	if len(c.Agencies) == 0 {
		return Agency{}, false
	}
	return c.Agencies[0], true
}

// Pattern returns how codes of dossiers are written: as in the circular where the centre says nothing.
func (c Centre) Pattern() (dossier.Pattern, error) {
	if c.Codes == "" {
		return dossier.Circular, nil
	}
	return dossier.NewPattern(c.Codes)
}

// Service finds a service by its id.
func (c Centre) Service(id string) (queue.Service, bool) {
	for _, s := range c.Services {
		if s.ID == id {
			return s, true
		}
	}
	return queue.Service{}, false
}

// HoursOf returns when the numbers of a service are given; empty: always.
func (c Centre) HoursOf(s queue.Service) []queue.Opening {
	if len(s.Hours) > 0 {
		return s.Hours
	}
	return c.Hours
}

// ChecksIn reports whether people come with a code that they have from before: of an appointment, or of a place taken from home.
func (c Centre) ChecksIn() bool { return c.Appointments.Taken || c.Reservations.Taken }

// Class finds a class by its id; the zero Class goes before nobody.
func (c Centre) Class(id string) queue.Class {
	for _, class := range c.Classes {
		if class.ID == id {
			return class
		}
	}
	return queue.Class{}
}

// Offices lists the agencies that services are told apart by, in the centre's order; none where fewer than two are.
func (c Centre) Offices() (offices []Agency) {
	for _, a := range c.Agencies {
		if slices.ContainsFunc(c.Services, func(s queue.Service) bool { return s.Agency == a.Code }) {
			offices = append(offices, a)
		}
	}
	if len(offices) < 2 {
		return nil
	}
	return offices
}

// ServicesOf lists the services of an office; of all when it is empty.
func (c Centre) ServicesOf(office string) (services []queue.Service) {
	for _, s := range c.Services {
		if office == "" || s.Agency == office {
			services = append(services, s)
		}
	}
	return services
}

// ServiceForField finds the first service that does the procedures of a field (lĩnh vực).
func (c Centre) ServiceForField(field string) (queue.Service, bool) {
	for _, s := range c.Services {
		if slices.Contains(s.Fields, field) {
			return s, true
		}
	}
	return queue.Service{}, false
}

// Counter finds a counter by its id.
func (c Centre) Counter(id string) (queue.Counter, bool) {
	for _, counter := range c.Counters {
		if counter.ID == id {
			return counter, true
		}
	}
	return queue.Counter{}, false
}

// TicketURL returns what a ticket's QR says: where a phone follows the ticket with that code.
func (c Centre) TicketURL(code string) string {
	return strings.TrimSuffix(c.PublicURL, "/") + "/t/" + code
}

// CountersFor lists the counters that take a service.
func (c Centre) CountersFor(service string) (ids []string) {
	for _, counter := range c.Counters {
		for _, s := range counter.Services {
			if s == service {
				ids = append(ids, counter.ID)
			}
		}
	}
	return ids
}

// TakenFor returns the service that a number was taken for, by its letter; where its person was sent on to since plays no part.
func (c Centre) TakenFor(number string) (queue.Service, bool) {
	letter, _, _, err := queue.ReadNumber(number)
	i := slices.IndexFunc(c.Services, func(s queue.Service) bool { return s.Letter == letter })
	if err != nil || i < 0 {
		return queue.Service{}, false
	}
	return c.Services[i], true
}
