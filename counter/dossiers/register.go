package dossiers

import (
	"context"
	"log/slog"
	"unicode/utf8"

	"motcua/counter/errortext"
	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// Register is the register as it is looked into: its lists, and the search.
type Register struct {
	Config
	all *Controllers

	List   registry.List
	Text   string
	Cursor int
	Answer registry.Answer
	Whole  bool // the centre's register, not only this desk's

	before  registry.List // the one that was looked at before anything was typed
	answers async.Async[found]
}

// found is what the register answers, and whether it is the centre's.
type found struct {
	registry.Answer
	whole bool
}

// forget drops what was looked for.
func (r *Register) forget() { r.lookFor("", "") }

// lookFor begins a search anew; the answer to an older one is not shown.
func (r *Register) lookFor(list registry.List, text string) {
	r.List, r.Text, r.Cursor, r.Answer, r.Whole, r.before = list, text, 0, registry.Answer{}, false, ""
	r.answers.Drop()
}

// Browse opens the register at what presses most.
func (r *Register) Browse() {
	r.Go(navigation.Register)
	r.lookFor(registry.Late, "")
	r.ask()
}

// Look changes what is looked for. Typing looks everywhere, for a citizen's dossier may be in any list; without words the list comes back.
func (r *Register) Look(text string) {
	switch was := r.Text; {
	case was == "" && text != "":
		r.before, r.List = r.List, registry.All
	case was != "" && text == "":
		r.List = r.before
	}
	r.Text, r.Cursor = text, 0
	r.ask()
}

// Turn goes to the next list, or the one before; the last is the whole register.
func (r *Register) Turn(by int) {
	all := append(registry.Lists(), registry.All)
	for i, list := range all {
		if list == r.List {
			r.List, r.Cursor = all[(i+by+len(all))%len(all)], 0
			break
		}
	}
	r.ask()
}

// Walk takes a letter back, or moves by lines in the list, or to another list.
func (r *Register) Walk(erase bool, lines, lists int) {
	switch {
	case erase && r.Text != "":
		_, size := utf8.DecodeLastRuneInString(r.Text)
		r.Look(r.Text[:len(r.Text)-size])
	case lists != 0:
		r.Turn(lists)
	default:
		r.Cursor = max(0, min(len(r.Answer.Found)-1, r.Cursor+lines))
		r.Changed()
	}
}

// ask puts the question to the register.
func (r *Register) ask() {
	store := r.Store
	desk := store.Desk()
	soon := desk.Calendar.AddWorkingDays(workday.DateOf(desk.At), SoonDays).AddDays(1).At(0)
	q := registry.Question{List: r.List, Text: r.Text, Now: desk.At, Soon: soon}
	r.Changed()
	navigation.Latest(r.Navigator, &r.answers, look(store, q), func(a found, err error) {
		if err != nil {
			slog.Error("the register could not be read", "err", err)
			r.Warn(errortext.Of(err))
			return
		}
		r.Answer, r.Whole = a.Answer, a.whole
		r.Cursor = max(0, min(len(a.Found)-1, r.Cursor))
		r.Changed()
	})
}

// look returns the work that puts a question to the register.
func look(store Store, q registry.Question) func(context.Context) (found, error) {
	return func(ctx context.Context) (found, error) {
		a, whole, err := store.Look(ctx, q)
		return found{a, whole}, err
	}
}

// Pick opens the dossier under the cursor.
func (r *Register) Pick() {
	if r.Cursor < len(r.Answer.Found) {
		r.all.Page.Open(r.Answer.Found[r.Cursor].ID)
	}
}

// LookUp opens the dossier of a code; unknown is told whether the whole centre's register was asked.
func (r *Register) LookUp(code string, unknown func(whole bool)) {
	r.lookFor("", code)
	desk := r.Store.Desk()
	navigation.Ask(r.Navigator, look(r.Store, registry.Question{Text: code, Now: desk.At, Soon: desk.At}), func(a found, err error) {
		if err != nil || len(a.Found) == 0 {
			unknown(err == nil && a.whole)
			return
		}
		r.Answer, r.Whole = a.Answer, a.whole
		r.all.Page.Open(a.Found[0].ID)
	})
}

// TurnToList goes to one of the register's lists.
func (r *Register) TurnToList(l registry.List) {
	r.List, r.Cursor = l, 0
	r.ask()
}
