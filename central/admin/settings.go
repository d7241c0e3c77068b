package admin

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"motcua/central/store"
	"motcua/internal/atomicfile"
	"motcua/internal/i18n"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/steering"
)

// exportSettings writes the centre's settings as they are now into a new file, in the form of central.toml.
func exportSettings(_ context.Context, j Job, args []string) error {
	if _, err := os.Stat(args[0]); !errors.Is(err, fs.ErrNotExist) {
		return program.Mistake(i18n.NewProblem("central.settings.exists", i18n.Args{"File": args[0]}))
	}
	text, err := j.Settings.Export()
	if err == nil {
		err = atomicfile.Write(args[0], text, 0o600)
	}
	return j.told(err, "central.settings.exported", i18n.Args{"File": args[0]})
}

// importSettings shows what a file would change of the centre's settings, asks, and changes it.
func importSettings(ctx context.Context, j Job, args []string) error {
	values, err := steering.Read(ctx, j.Journal.Reader())
	if err != nil {
		return err
	}
	then, err := j.Settings.Import(args[0])
	if err != nil {
		return program.Mistake(err)
	}
	before, err := j.Settings.Parts()
	if err != nil {
		return err
	}
	after, err := then.Parts()
	if err != nil {
		return err
	}
	var drafts []steering.Draft
	for _, part := range slices.Sorted(maps.Keys(after)) {
		if string(after[part]) != string(before[part]) {
			drafts = append(drafts, steering.Draft{Part: part, Seen: values[part].Version, JSON: after[part]})
			j.tellDifferences(part, steering.Differences(before[part], after[part]))
		}
	}
	if len(drafts) == 0 {
		j.tell("central.settings.same", nil)
		return nil
	}
	if err := j.agree("central.settings.ask", "central.settings.not_confirmed", "c", "co", "có", "y", "yes"); err != nil {
		return err
	}
	return j.changeSettings(ctx, drafts)
}

func (j Job) changeSettings(ctx context.Context, drafts []steering.Draft) error {
	changed, err := store.Change(ctx, j.Journal, j.Settings, steering.ByImport, "", drafts)
	if late := (*steering.OvertakenError)(nil); errors.As(err, &late) {
		return &i18n.Problem{ID: "central.settings.overtaken", Args: i18n.Args{"Part": late.Part, "Officer": late.By.Officer, "At": late.By.At.In(queue.Zone).Format("15:04")}, Err: err}
	}
	return j.told(err, "central.settings.imported", i18n.Args{"Parts": changed})
}

// tellDifferences tells what is another in a part, a line each.
func (j Job) tellDifferences(part string, differences []steering.Difference) {
	none := j.Say.Text("central.settings.none")
	for _, d := range differences {
		fmt.Fprintf(j.Says, "  %s%s: %s → %s\n", part, d.Path, orElse(d.Before, none), orElse(d.After, none))
	}
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
