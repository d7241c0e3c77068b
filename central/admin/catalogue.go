package admin

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"motcua/central/store"
	"motcua/internal/catalogue"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/queue"
)

// mostNamed is how many procedures of a kind, and how many lines, a report names; the others are counted.
const mostNamed = 20

// shortHash is how many digits of a version's hash people read and type.
const shortHash = 12

// isCSV reports whether a file is one by its name; others are NDJSON.
func isCSV(name string) bool { return strings.EqualFold(filepath.Ext(name), ".csv") }

// importCatalogue takes the national catalogue over from a file, under the centre's own data.
func importCatalogue(ctx context.Context, j Job, args []string) error {
	list, problems, err := readCatalogue(args[0])
	j.tellUnread(problems)
	if err != nil {
		return err
	}
	return j.changeCatalogue(ctx, store.Version{File: filepath.Base(args[0])}, func(s *store.Sources) { s.National = list })
}

// readCatalogue reads a file of which at least one procedure must be readable.
func readCatalogue(name string) ([]procedure.Procedure, []procedure.Problem, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	read := procedure.ReadNDJSON
	if isCSV(name) {
		read = procedure.ReadCSV
	}
	list, problems, err := read(file)
	switch {
	case err != nil:
		return nil, problems, i18n.NewProblem("central.catalogue.unreadable", i18n.Args{"File": name, "Why": tableProblem(err)})
	case len(list) == 0:
		return nil, problems, i18n.NewProblem("central.catalogue.nothing", i18n.Args{"File": name})
	}
	return list, problems, nil
}

// index is the number of an item in a field's name.
var index = regexp.MustCompile(`\[\d+\]`)

// wanted are the fields of which a sentence says what was expected there.
var wanted = []string{"line", "code", "name", "levels", "ways.channel", "ways.limit", "ways.fee", "ways.fee_per", "notice_days", "documents", "documents.name", "online", "fee_vnd", "limit"}

// tellUnread tells which lines of a catalogue could not be read, or not all of them.
func (j Job) tellUnread(problems []procedure.Problem) {
	for _, p := range problems[:min(len(problems), mostNamed)] {
		id, field := "central.catalogue.field", index.ReplaceAllString(p.Field, "")
		if p.Code == "" {
			id = "central.catalogue.line"
		}
		want := "central.catalogue.wants.other"
		if slices.Contains(wanted, field) {
			want = "central.catalogue.wants." + field
		}
		j.tell(id, i18n.Args{"Line": p.Line, "Code": p.Code, "Field": p.Field, "Want": j.Say.Text(want)})
	}
	if more := len(problems) - mostNamed; more > 0 {
		j.tell("central.catalogue.more_lines", i18n.Args{"More": more})
	}
}

// overlayCatalogue takes the centre's own data over from a file. They are written by hand, so that one fault keeps all of them out.
func overlayCatalogue(ctx context.Context, j Job, args []string) error {
	own, faults, err := readOwn(args[0], j.Settings.Centre.Counters)
	for _, f := range faults {
		j.tell(f.Problem().ID, f.Problem().Args)
	}
	if err != nil {
		return err
	}
	return j.changeCatalogue(ctx, store.Version{File: filepath.Base(args[0]), Overlay: true}, func(s *store.Sources) { s.Own = own })
}

func readOwn(name string, counters []queue.Counter) ([]catalogue.Own, []catalogue.Fault, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	own, faults, err := catalogue.ReadOwn(io.LimitReader(file, catalogue.MostPacked), isCSV(name))
	if err != nil {
		return nil, faults, i18n.NewProblem("central.catalogue.unreadable", i18n.Args{"File": name, "Why": tableProblem(err)})
	}
	for _, o := range own {
		if o.Counter != "" && !slices.ContainsFunc(counters, func(c queue.Counter) bool { return c.ID == o.Counter }) {
			faults = append(faults, o.Fault("counter", o.Counter))
		}
	}
	switch {
	case len(faults) > 0:
		err = i18n.NewProblem("central.catalogue.own.refused", i18n.Args{"File": name})
	case len(own) == 0:
		err = i18n.NewProblem("central.catalogue.nothing", i18n.Args{"File": name})
	}
	return own, faults, err
}

// changeCatalogue publishes a catalogue of which one source has changed, and tells what that changes.
func (j Job) changeCatalogue(ctx context.Context, v store.Version, change func(*store.Sources)) error {
	before, err := store.ReadCatalogues(ctx, j.Journal)
	if err != nil {
		return err
	}
	held, _ := before.Holding()
	sources, err := store.SourcesOf(ctx, j.Journal, held)
	if err != nil {
		return err
	}
	was, _ := catalogue.Join(sources.National, catalogue.BuiltIn(), sources.Own)
	if before.Present == "" {
		was = nil // devices had the sample, which nobody imported
	}
	change(&sources)
	list, stray := catalogue.Join(sources.National, catalogue.BuiltIn(), sources.Own)
	v.At = j.Now()
	v, err = store.Publish(ctx, j.Journal, before, v, sources)
	if errors.Is(err, store.ErrOvertaken) {
		return i18n.NewProblem("central.catalogue.overtaken", nil)
	}
	if err != nil {
		return err
	}
	j.tellChanges(catalogue.Compare(was, list))
	for _, f := range stray[:min(len(stray), mostNamed)] {
		j.tell(f.Problem().ID, f.Problem().Args)
	}
	if more := len(stray) - mostNamed; more > 0 {
		j.tell("central.catalogue.more_lines", i18n.Args{"More": more})
	}
	j.tell("central.catalogue.done", i18n.Args{"Procedures": v.Procedures, "Version": v.Hash[:shortHash]})
	return nil
}

// tellChanges tells what is new, changed and withdrawn.
func (j Job) tellChanges(c catalogue.Changes) {
	if c.None() {
		j.tell("central.catalogue.same", nil)
	}
	for _, part := range []struct {
		id   string
		list []procedure.Procedure
	}{{"new", c.New}, {"changed", c.Changed}, {"withdrawn", c.Withdrawn}} {
		if len(part.list) == 0 {
			continue
		}
		j.tell("central.catalogue."+part.id, i18n.Args{"Count": len(part.list)})
		for _, p := range part.list[:min(len(part.list), mostNamed)] {
			j.tell("central.catalogue.entry", i18n.Args{"Code": p.Code, "Name": p.Name})
		}
		if more := len(part.list) - mostNamed; more > 0 {
			j.tell("central.catalogue.more", i18n.Args{"More": more})
		}
	}
}

// listCatalogues lists the versions of the catalogue, the newest first.
func listCatalogues(ctx context.Context, j Job, _ []string) error {
	all, err := store.ReadCatalogues(ctx, j.Journal)
	if err != nil {
		return err
	}
	if len(all.Versions) == 0 {
		j.tell("central.catalogue.none", nil)
	}
	for _, v := range slices.Backward(all.Versions) {
		id := "central.catalogue.version"
		if v.Hash == all.Present {
			id = "central.catalogue.present"
		}
		j.tell(id, i18n.Args{"Version": v.Hash[:shortHash], "At": v.At.In(queue.Zone).Format("15:04 02/01/2006"), "Procedures": v.Procedures, "File": v.File})
	}
	return nil
}

// useCatalogue goes back, or forth, to a version of the catalogue.
func useCatalogue(ctx context.Context, j Job, args []string) error {
	all, err := store.ReadCatalogues(ctx, j.Journal)
	if err != nil {
		return err
	}
	v, there := all.Begins(args[0])
	if !there {
		return i18n.NewProblem("central.catalogue.no_version", i18n.Args{"Version": args[0]})
	}
	return j.told(store.Hold(ctx, j.Journal, v), "central.catalogue.used", i18n.Args{"Procedures": v.Procedures, "Version": v.Hash[:shortHash]})
}
