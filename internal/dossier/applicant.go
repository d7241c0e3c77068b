package dossier

import (
	"log/slog"

	"motcua/internal/idcard"
)

// Applicant is whose dossier it is, and who brings it when that is somebody else.
type Applicant struct {
	Owner     Party  `json:"owner"`               // chủ hồ sơ
	Submitter *Party `json:"submitter,omitempty"` // người nộp
}

// Brings returns the person before the desk.
func (a Applicant) Brings() Party {
	if a.Submitter != nil {
		return *a.Submitter
	}
	return a.Owner
}

// PartyKind is what an applicant is, by the national code (LoaiDoiTuong).
type PartyKind int

// The kinds of applicant.
const (
	Citizen   PartyKind = 1
	Business  PartyKind = 2
	Authority PartyKind = 3
	Foreigner PartyKind = 4
)

// Party is a person or an organisation.
type Party struct {
	Kind     PartyKind `json:"kind"`
	Name     string    `json:"name"`
	Identity Identity  `json:"identity,omitempty"`
	Address  string    `json:"address,omitempty"`
	Phone    string    `json:"phone,omitempty"`
	Email    string    `json:"email,omitempty"`
}

// LogValue leaves out all that names the party.
func (p Party) LogValue() slog.Value { return slog.StringValue(p.Identity.String()) }

// Identity is the number of an identity card, a passport or a company. Printed by fmt or slog it is masked.
type Identity string

// Whole returns the number itself, for the forms that need it.
func (i Identity) Whole() string { return string(i) }

// String returns the masked number.
func (i Identity) String() string { return idcard.Mask(string(i)) }

// GoString returns the masked number.
func (i Identity) GoString() string { return i.String() }

// LogValue returns the masked number.
func (i Identity) LogValue() slog.Value { return slog.StringValue(i.String()) }
