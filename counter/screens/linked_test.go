package screens

import (
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"motcua/counter/dossiers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// handed lets a dossier arrive from the centre at Hà Nam, as the province tells it, with three working days for this one.
func (o *hands) handed() {
	o.filed.files.Centre = func() centre.Centre { c := filedCentre; c.ID = "kim-bang"; return c }
	id := uuid.NewString()
	away := dossier.Desk{Calendar: calendar, At: o.Clock, Officer: "Cán bộ Hà Nam", Centre: "ha-nam"}
	d := dossier.Dossier{ID: id}
	var steps []dossier.Body
	decide := func(b dossier.Body, err error) {
		if err == nil {
			d, err = d.After(b, o.Clock)
		}
		if err != nil {
			o.Fatal(err)
		}
		steps = append(steps, b)
	}
	decide(away.Receive(d, &dossier.Intake{
		Agency: "000.00.00.H25", Competent: "Ủy ban nhân dân xã Kim Bảng", Sets: 1,
		Procedure: dossier.Procedure{Code: "1.001", Name: "Xác nhận tình trạng nhà ở", Limit: workday.Limit{Amount: 5, Unit: workday.WorkingDays}},
		Applicant: dossier.Applicant{Owner: dossier.Party{Name: "Trần Văn Mẫu"}}, Papers: []dossier.Paper{{Name: "Đơn đề nghị", Originals: 1}},
	}, "000.00.00.H25-261123-0007"))
	decide(away.HandOver(d, dossier.Handover{From: "Trung tâm tỉnh", To: "Ủy ban nhân dân xã Kim Bảng", Centre: "kim-bang", Limit: workday.Limit{Amount: 3, Unit: workday.WorkingDays}}))
	err := o.filed.journal.Write(o.Context(), func(tx *journal.Tx) error {
		for i, b := range steps {
			raw, err := json.Marshal(b)
			if err != nil {
				return err
			}
			told := journal.Event{Origin: "ha-nam/counter-01", Incarnation: 1, Seq: int64(i + 1), At: o.Clock, Kind: dossier.KindOf(b.Action()), Subject: id, Body: raw}
			for range 2 { // told twice, counted once
				if err := registry.Relay(tx, told); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		o.Fatal(err)
	}
	o.press(keyBrowse)
	for o.screen.controllers.Dossiers.Register.List != registry.Linked {
		o.press(fyne.KeyRight)
	}
}

// open reports whether a step's key is open for the dossier shown.
func open(o *hands, key fyne.KeyName) bool {
	_, hindrance := dossiers.StepOf(o.screen.controllers.Dossiers.Store.Desk(), o.screen.controllers.Dossiers.Page.Dossier, string(key))
	return hindrance == nil
}

func TestDossierOfAnotherCentreIsTakenOverAndDecided(t *testing.T) {
	o := newOfficer(t, i18n.Vietnamese, usual)
	o.handed()
	if found := o.screen.controllers.Dossiers.Register.Answer.Found; len(found) != 1 || found[0].Owner != "Trần Văn Mẫu" {
		t.Fatalf("Hồ sơ liên thông đến: %+v", found)
	}
	o.photograph("linked-list")
	o.press(fyne.KeyReturn)
	if got := dossiers.Next(o.screen.controllers.Dossiers.Page.Dossier); got != dossier.TakeOver {
		t.Errorf("what is to be done first is %s", got)
	}
	o.photograph("linked-arrived")
	o.press(fyne.Key1)
	o.fill("Lê Thị Thử")
	stage := o.screen.controllers.Dossiers.Page.Dossier.Stages[0]
	if stage.Taken.IsZero() || stage.Taker != "Lê Thị Thử" {
		t.Errorf("after F2: %+v", stage)
	}
	o.photograph("linked-taken")
	o.press(fyne.Key6)
	o.fill("Giấy xác nhận", "")
	if d := o.screen.controllers.Dossiers.Page.Dossier; d.Status != dossier.Finished || open(o, fyne.Key8) {
		t.Errorf("it is fetched where it was handed in, not here: %+v", d)
	}
}
