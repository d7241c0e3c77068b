package dossiers

import (
	"context"
	"log/slog"

	"motcua/counter/errortext"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

// Intake is the taking in of a dossier.
type Intake struct {
	Config
	all *Controllers

	Current *intake.Intake // nil: none is open
}

// Begin opens an empty intake.
func (i *Intake) Begin() {
	i.Go(navigation.Intake)
	i.Current = intake.New(i.NewID(), i.Catalogue)
	i.Changed()
	in, store, list := i.Current, i.Store, i.Procedures
	navigation.Ask(i.Navigator, func(ctx context.Context) ([]*procedure.Procedure, error) {
		codes, err := store.Frequent(ctx, intake.MostHits)
		return intake.Named(list, codes), err
	}, func(frequent []*procedure.Procedure, err error) {
		if err != nil {
			slog.Error("the frequent procedures could not be read", "err", err)
		}
		in.Offer(frequent)
		i.Changed()
	})
}

// Online takes in what was filed on the portal, under the code it was given there. One that the register has is opened instead.
func (i *Intake) Online(text string) error {
	code, err := dossier.ReadPortal(text)
	if err != nil {
		return typed.ErrCode
	}
	i.all.Register.LookUp(code, func(whole bool) { i.fileOnline(code) })
	return nil
}

// fileOnline gives the intake the portal's code.
func (i *Intake) fileOnline(code string) {
	if i.Place != navigation.Intake {
		i.Begin()
	}
	i.Current.Code = code
	i.Tell("counter.intake.online", i18n.Args{"Code": code})
}

// resume shows an intake that a power cut interrupted.
func (i *Intake) resume(draft filing.Draft) {
	var p *procedure.Procedure
	if found := intake.Named(i.Procedures, []string{draft.Intake.Procedure.Code}); len(found) > 0 {
		p = found[0]
	}
	i.Place = navigation.Intake
	i.Current = intake.Resume(draft.ID, draft.Code, draft.Intake, draft.Paid, i.Catalogue, p)
	i.Warn("counter.intake.resumed")
}

// Enter ends a step of the intake; at the last one the dossier is received.
func (i *Intake) Enter() {
	if i.Current.Enter() {
		i.Receive()
	}
	i.Changed()
}

// Receive takes the dossier in, if nothing is missing.
func (i *Intake) Receive() {
	if i.Busy() {
		return
	}
	if lack := i.Current.Lack(); lack != intake.Nothing {
		i.Warn("counter.lack." + string(lack))
		return
	}
	i.Notice = navigation.Notice{}
	draft, store := filing.Draft{ID: i.Current.ID, Code: i.Current.Code, Intake: i.Current.Given(), Paid: i.Current.Paid}, i.Store
	navigation.Do(i.Navigator, func(ctx context.Context) (dossier.Dossier, error) { return store.Receive(ctx, draft) }, func(d dossier.Dossier, err error) {
		if err != nil {
			slog.Error("a dossier could not be received", "dossier", draft.ID, "err", err)
			i.Warn(errortext.Of(err))
			return
		}
		i.Printer.Wake()
		i.all.Page.Show(navigation.Received, d)
	})
}
