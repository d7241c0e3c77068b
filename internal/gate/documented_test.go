package gate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

const house = "../.."

// documented reads docs/events.md: each kind's senders.
func documented(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(house, "docs", "events.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\| ([a-z, ]+) \\|").FindAllStringSubmatch(string(page), -1) {
		if _, twice := rows[row[1]]; twice {
			t.Errorf("docs/events.md has two lines for %s", row[1])
		}
		rows[row[1]] = strings.Split(row[2], ", ")
	}
	return rows
}

// declared lists the kinds that the programs have constants for.
func declared(t *testing.T) (kinds []string) {
	t.Helper()
	for _, a := range queue.Actions {
		kinds = append(kinds, hall.KindOf(a))
	}
	for _, room := range []string{"internal", "kiosk", "counter", "central"} {
		err := filepath.WalkDir(filepath.Join(house, room), func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				kinds = append(kinds, declaredIn(t, path)...)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return kinds
}

var kindName, kindValue = regexp.MustCompile(`^[kK]ind[A-Z]`), regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)

// declaredIn lists the kinds that a file has constants for: KindX = "noun.verb", and the actions of a dossier.
func declaredIn(t *testing.T, path string) (kinds []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		value, _ := strconv.Unquote(literal.Value)
		named, _ := spec.Type.(*ast.Ident)
		switch {
		case kindName.MatchString(spec.Names[0].Name) && kindValue.MatchString(value):
			kinds = append(kinds, value)
		case file.Name.Name == "dossier" && named != nil && named.Name == "Action":
			kinds = append(kinds, dossier.KindOf(dossier.Action(value)))
		}
		return true
	})
	return kinds
}

func TestEveryKindIsDocumented(t *testing.T) {
	rows := documented(t)
	all := declared(t)
	for name := range kinds {
		if !strings.HasSuffix(name, ".") {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	for _, name := range slices.Compact(all) {
		from, ok := rows[name]
		if !ok {
			t.Errorf("docs/events.md has no line for %s", name)
			continue
		}
		if got, want := slices.DeleteFunc(slices.Clone(from), func(s string) bool { return s == "central" }), senders(name); !slices.Equal(sorted(got), want) {
			t.Errorf("docs/events.md says that %s comes from %v, the table of this package says %v", name, got, want)
		}
	}
	for name := range rows {
		if !slices.Contains(all, name) {
			t.Errorf("docs/events.md has a line for %s, which is no kind of event", name)
		}
	}
}

// senders is which devices may send a kind, by the table.
func senders(name string) (list []string) {
	k, _ := of(name)
	for _, d := range k.from {
		list = append(list, string(d))
	}
	return sorted(list)
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
