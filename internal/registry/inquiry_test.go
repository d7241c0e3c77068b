package registry_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/dossier"
	"motcua/internal/registry"
)

// The card of the applicant of every dossier here, and of somebody else.
const (
	theirs   = "035199000001"
	stranger = "035088000002"
)

func TestWhatACitizenIsTold(t *testing.T) {
	o := newOffice(t)
	o.receive("a", "Nguyễn Thị Ánh Nguyệt", "0912345678", 5)
	d := o.find("a")
	b, err := o.desk().AskSupplement(d, dossier.SupplementRequest{Items: []string{"Giấy chứng sinh"}, Reason: "thiếu", Contact: "Quầy 05", Phone: "0226000000"})
	o.does("a", b, err)
	o.receive("b", "Nguyễn Thị Ánh Nguyệt", "0912345678", 5)
	second := o.find("b")
	first := registry.Progress{Code: d.Code, Status: dossier.Incomplete}
	whole := first
	whole.Details = &registry.Details{Procedure: "Cấp Giấy phép sản xuất rượu", Field: d.Procedure.Field, Missing: []string{"Giấy chứng sinh"}, Reason: "thiếu", Contact: "Quầy 05, 0226000000"}
	for _, c := range []struct {
		name string
		q    registry.Inquiry
		want []registry.Progress
		err  error
	}{
		{"a code, no proof", registry.Inquiry{Codes: []string{d.Code}}, []registry.Progress{first}, nil},
		{"a code and the applicant's card", registry.Inquiry{Codes: []string{d.Code}, Card: theirs}, []registry.Progress{whole}, nil},
		{"a code and a stranger's card", registry.Inquiry{Codes: []string{d.Code}, Card: stranger}, nil, registry.ErrNotTheirs},
		{"no code, a card that brought nothing", registry.Inquiry{Card: stranger}, nil, registry.ErrNotTheirs},
		{"an unknown code", registry.Inquiry{Codes: []string{"000.00.00.H25-261123-0999"}}, nil, registry.ErrNoDossier},
		{"a telephone number in place of a code", registry.Inquiry{Codes: []string{"0912345678"}}, nil, registry.ErrNoDossier},
		{"an identity number in place of a code", registry.Inquiry{Codes: []string{theirs}}, nil, registry.ErrNoDossier},
		{"nothing", registry.Inquiry{}, nil, registry.ErrNotTheirs},
		{"time runs: the day promised", registry.Inquiry{Codes: []string{second.Code}},
			[]registry.Progress{{Code: second.Code, Status: dossier.Received, Appointment: second.Appointment}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := registry.Inquire(t.Context(), o.journal.Reader(), c.q, o.clock)
			if !errors.Is(err, c.err) {
				t.Fatalf("error %v; want %v", err, c.err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got, err := registry.Inquire(t.Context(), o.journal.Reader(), registry.Inquiry{Card: theirs}, o.clock); err != nil || len(got) != 2 || got[0].Details == nil {
		t.Errorf("by card alone: %+v, %v; want both dossiers with their details", got, err)
	}
}

// TestWhatPressesComesFirst: of all that a card's person has, what is late before the rest, and none is left out.
func TestWhatPressesComesFirst(t *testing.T) {
	o := newOffice(t)
	for _, id := range []string{"late", "b", "c", "d", "e", "f", "g"} {
		o.receive(id, "Nguyễn Thị Ánh Nguyệt", "0912345678", 5)
	}
	late := o.find("late")
	o.clock = late.Appointment.Add(time.Hour)
	o.receive("new", "Nguyễn Thị Ánh Nguyệt", "0912345678", 5)
	b, err := o.desk().AskSupplement(o.find("new"), dossier.SupplementRequest{Items: []string{"Giấy chứng sinh"}, Reason: "thiếu", Contact: "Quầy 05", Phone: "0226000000"})
	o.does("new", b, err)
	got, err := registry.Inquire(t.Context(), o.journal.Reader(), registry.Inquiry{Card: theirs}, o.clock)
	if err != nil || len(got) != 8 {
		t.Fatalf("%d dossiers, %v; want all eight", len(got), err)
	}
	if !got[0].Late || !got[6].Late || got[7].Code != o.find("new").Code || got[7].Late {
		t.Errorf("in the order %+v", got)
	}
}
