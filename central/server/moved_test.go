package server

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/counter/filing"
	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/registry"
	"motcua/internal/sheet/sample"
	"motcua/internal/uplink"
)

// cabinetAt is the files of one counter, on a journal and a line of its own.
type cabinetAt struct {
	testing.TB
	*filing.Store
	link *uplink.Link
}

func mustSit(t testing.TB, c *Server, device, login string) *cabinetAt {
	t.Helper()
	mustHire(t, c, login, officer.Clerk)
	j, err := journal.Open(filepath.Join(t.TempDir(), device+".db"), device, time.Now, filing.Tables)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	client := mustEnrol(t, c, device)
	link, err := uplink.NewLink(t.Context(), client, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	session, err := client.Login(t.Context(), uplink.Credentials{Officer: login, Password: password}) // takes as long as it takes
	if err != nil {
		t.Fatal(err)
	}
	link.As(session.Token)
	a := &cabinetAt{TB: t, link: link}
	a.Store = &filing.Store{
		Journal: j, Central: link, Calendar: sample.Calendar(), Series: 1, Now: time.Now, Centre: func() centre.Centre { return c.settings().Centre },
		Officer: func() officer.Officer { return officer.Officer{ID: login, Name: "Cán bộ " + login} },
		Slip:    func(dossier.Action, dossier.Dossier) drivers.Document { return nil },
	}
	link.Refresh(t.Context())
	return a
}

func (a *cabinetAt) mustFind(id string) dossier.Dossier {
	a.Helper()
	d, err := a.Find(a.Context(), id)
	if err != nil {
		a.Fatal(err)
	}
	return d
}

func (a *cabinetAt) withdraw(d dossier.Dossier) (dossier.Dossier, error) {
	b, err := a.Desk().Withdraw(d, "Người nộp đề nghị")
	if err != nil {
		a.Fatal(err)
	}
	return a.Do(a.Context(), d, b)
}

func (a *cabinetAt) handOver(d dossier.Dossier) (dossier.Dossier, error) {
	b, err := a.Desk().HandOver(d, dossier.Handover{To: d.Competent})
	if err != nil {
		a.Fatal(err)
	}
	return a.Do(a.Context(), d, b)
}

func (a *cabinetAt) mustFlush() {
	a.Helper()
	if err := a.link.Flush(a.Context()); err != nil {
		a.Fatal(err)
	}
	a.link.Refresh(a.Context())
}

// clashes are what the officer is to be told, as the last view of the hall says.
func (a *cabinetAt) clashes() []dossier.Clash {
	a.link.Refresh(a.Context())
	v, _ := a.link.View()
	return v.Clashes
}

// twoCounters is a dossier that is open at two counters.
func twoCounters(t *testing.T) (one, five *cabinetAt, d dossier.Dossier) {
	t.Helper()
	settings := settingsOf(t, t.TempDir(), 5)
	settings.Centre.Codes, settings.Centre.Agencies = "{agency}-{yymmdd}-{serial}", []centre.Agency{{Code: "000.00.00.H25", Name: "Trung tâm"}}
	c := mustRun(t, settings)
	one, five = mustSit(t, c, "counter-01", "lan"), mustSit(t, c, "counter-05", "khanh")
	d, err := one.Receive(t.Context(), filing.Draft{ID: uuid.NewString(), Intake: sample.Intake()})
	if err != nil {
		t.Fatal(err)
	}
	one.mustFlush()
	return one, five, d
}

// TestAStepAfterAnothersIsRefused has the second of two officers told who was first, and writes nothing of theirs.
func TestAStepAfterAnothersIsRefused(t *testing.T) {
	one, five, d := twoCounters(t)
	if _, err := five.withdraw(five.mustFind(d.ID)); err != nil {
		t.Fatal(err)
	}
	five.mustFlush()
	_, err := one.handOver(d)
	moved := (*filing.Moved)(nil)
	if !errors.As(err, &moved) || moved.Now.Status != dossier.Withdrawn || moved.Last.Where != "counter-05" || moved.Last.By != "Cán bộ khanh" {
		t.Fatalf("the hand-over of a dossier that was withdrawn: %v, %+v", err, moved)
	}
	one.mustFlush()
	if got := five.mustFind(d.ID); got.Status != dossier.Withdrawn || len(got.History) != 2 {
		t.Errorf("central has %+v", got.History)
	}
	if n := len(one.clashes()) + len(five.clashes()); n != 0 {
		t.Errorf("%d clashes of a step that was not taken", n)
	}
}

// TestAStepTakenOfflineThatClashesIsToldToBoth decides the same at two counters, one of them without a line: the step that central hears of
// first stands, though the status would allow the other too.
func TestAStepTakenOfflineThatClashesIsToldToBoth(t *testing.T) {
	one, five, d := twoCounters(t)
	theirs := five.mustFind(d.ID)
	five.Central = noWord{five.Central}
	if _, err := five.handOver(theirs); err != nil {
		t.Fatal(err)
	}
	if _, err := one.handOver(d); err != nil {
		t.Fatal(err)
	}
	one.mustFlush()
	five.mustFlush()
	if got := one.mustFind(d.ID); len(got.Stages) != 1 || got.History[1].Where != "counter-01" {
		t.Errorf("central has the stages %+v", got.Stages)
	}
	for _, a := range []*cabinetAt{one, five} {
		told := a.clashes()
		if len(told) != 1 || told[0].Lost.Where != "counter-05" || told[0].Stands.Where != "counter-01" || told[0].Lost.Action != dossier.HandOver {
			t.Fatalf("told: %+v", told)
		}
		err := a.Journal.Write(t.Context(), func(tx *journal.Tx) error {
			device, _ := a.Journal.Name()
			return registry.ReadClash(tx, told[0], registry.ClashRead{Device: device})
		})
		if err != nil {
			t.Fatal(err)
		}
		a.mustFlush()
		if told := a.clashes(); len(told) != 0 {
			t.Errorf("still told after it was read: %+v", told)
		}
	}
}

// noWord is a line to central that is down while a step is taken.
type noWord struct{ filing.Central }

func (noWord) Stand(_ context.Context, id string) (s dossier.Stand, err error) {
	return s, errors.New("the cable is pulled")
}

// TestAFeeTakenTwiceIsTold has two officers take one fee.
func TestAFeeTakenTwiceIsTold(t *testing.T) {
	one, five, d := twoCounters(t)
	theirs := five.mustFind(d.ID)
	if len(d.Fees) == 0 {
		t.Fatal("the sample has no fee")
	}
	five.Central = noWord{five.Central}
	for i, a := range []*cabinetAt{one, five} {
		mine := []dossier.Dossier{d, theirs}[i]
		b, err := a.Desk().Pay(mine, dossier.Payment{Fee: mine.Fees[0].Name, Method: dossier.Cash})
		if err == nil {
			_, err = a.Do(t.Context(), mine, b)
		}
		if err != nil {
			t.Fatal(err)
		}
		a.mustFlush()
	}
	if told := one.clashes(); len(told) != 1 || told[0].Lost.Action != dossier.Pay {
		t.Errorf("told: %+v", told)
	}
	if _, err := one.handOver(one.mustFind(d.ID)); err != nil {
		t.Errorf("a fee taken elsewhere hinders the hand-over: %v", err)
	}
}

// TestTheHallSaysHowAnOpenDossierStands is how an open screen learns that it is old.
func TestTheHallSaysHowAnOpenDossierStands(t *testing.T) {
	one, five, d := twoCounters(t)
	one.link.Watch(d.ID)
	one.link.Refresh(t.Context())
	if v, _ := one.link.View(); v.Open == nil || v.Open.Version != d.Version() {
		t.Fatalf("the view of the hall says %+v of the dossier", v.Open)
	}
	if _, err := five.withdraw(five.mustFind(d.ID)); err != nil {
		t.Fatal(err)
	}
	five.mustFlush()
	one.link.Refresh(t.Context())
	if v, _ := one.link.View(); v.Open == nil || v.Open.Version == d.Version() || v.Open.Last.Action != dossier.Withdraw {
		t.Errorf("the view of the hall says %+v of a dossier that was withdrawn", v.Open)
	}
	if v, _ := five.link.View(); v.Open != nil {
		t.Error("a counter is told of a dossier that is not open there")
	}
}
