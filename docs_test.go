package motcua

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var (
	fences   = regexp.MustCompile("(?s)```.*?```")
	spans    = regexp.MustCompile("`([^`\n]+)`")
	links    = regexp.MustCompile(`\]\(([^)\s#]*)#?([^)\s]*)\)`)
	headings = regexp.MustCompile(`(?m)^#+ (.+)$`)
	paths    = regexp.MustCompile(`^(?:kiosk|counter|central|drivers|internal|assets|docs)/[\w./-]*$`)
	data     = regexp.MustCompile(`\.(db|json|pem|toml|mod)$`)
	names    = regexp.MustCompile(`^([A-Za-z]\w*)\.([A-Za-z]\w*)$`)
	asides   = regexp.MustCompile(`(?m)#.*$|-u \S+`) // comments, and as whom a command runs
	kinds    = regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\|")
	targets  = regexp.MustCompile(`\bmake ([a-z][a-z-]*)`)
	calls    = regexp.MustCompile(`\b(?:motcua-)?(central|kiosk|counter)((?: -config \S+)?) ([a-z][a-z-]*)\b`)
)

// TestTheDocumentsNameWhatThereIs finds links, paths, make targets, commands and names of the code that do not exist.
func TestTheDocumentsNameWhatThereIs(t *testing.T) {
	house := mustSurvey(t)
	for _, page := range documents(t) {
		text := mustReadPage(t, page)
		for _, link := range links.FindAllStringSubmatch(text, -1) {
			if wrong := house.link(page, link[1], link[2]); wrong != "" {
				t.Errorf("%s: link (%s#%s): %s", page, link[1], link[2], wrong)
			}
		}
		code := strings.Join(fences.FindAllString(text, -1), "\n")
		for _, span := range spans.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
			code += "\n" + span[1]
			if wrong := house.span(span[1]); wrong != "" {
				t.Errorf("%s: `%s`: %s", page, span[1], wrong)
			}
		}
		code = asides.ReplaceAllString(code, "")
		for _, target := range targets.FindAllStringSubmatch(code, -1) {
			if !house.targets[target[1]] {
				t.Errorf("%s: the Makefile has no target %s", page, target[1])
			}
		}
		for _, call := range calls.FindAllStringSubmatch(code, -1) {
			if !house.commands[call[1]+" "+call[3]] {
				t.Errorf("%s: %s has no command %s", page, call[1], call[3])
			}
		}
	}
}

func documents(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "CONTRIBUTING.md", "SECURITY.md"}
	for _, pattern := range []string{"docs/*.md", "docs/vi/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d pages, %v", pattern, len(found), err)
		}
		pages = append(pages, found...)
	}
	return pages
}

func mustReadPage(t *testing.T, page string) string {
	t.Helper()
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// survey is what documents may name.
type survey struct {
	targets  map[string]bool
	commands map[string]bool            // such as "central enrol"
	files    map[string]bool            // names of Go files
	declared map[string]map[string]bool // names by package and by type
	events   map[string]bool            // kinds, which look like names
}

func mustSurvey(t *testing.T) survey {
	t.Helper()
	s := survey{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]map[string]bool{}, map[string]bool{}}
	for _, kind := range kinds.FindAllStringSubmatch(mustReadPage(t, "docs/events.md"), -1) {
		s.events[kind[1]] = true
	}
	for _, target := range regexp.MustCompile(`(?m)^([a-z][a-z-]*):`).FindAllStringSubmatch(mustReadPage(t, "Makefile"), -1) {
		s.targets[target[1]] = true
	}
	for file, program := range map[string]string{"central/admin/command.go": "central", "kiosk/main.go": "kiosk", "counter/main.go": "counter"} {
		for _, own := range []string{"help", "version"} {
			s.commands[program+" "+own] = true
		}
		for _, command := range regexp.MustCompile(`Name: "([a-z-]+)[ a-z]*"`).FindAllStringSubmatch(mustReadPage(t, file), -1) {
			s.commands[program+" "+command[1]] = true
		}
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (path == "out" || path == "dist" || path == ".git") {
			return cmpSkip(err)
		}
		if strings.HasSuffix(path, ".go") {
			s.files[d.Name()] = true
			s.declare(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cmpSkip skips a folder that is no part of the house, unless it could not be read.
func cmpSkip(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}

// declare notes the names that a file declares: under its package, and methods and fields under their type.
func (s survey) declare(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	add := func(in, name string) {
		if s.declared[in] == nil {
			s.declared[in] = map[string]bool{}
		}
		s.declared[in][name] = true
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			add(file.Name.Name, f.Name.Name)
			if f.Recv != nil {
				add(receiver(f.Recv.List[0].Type), f.Name.Name)
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, name := range n.Names {
				add(file.Name.Name, name.Name)
			}
		case *ast.TypeSpec:
			add(file.Name.Name, n.Name.Name)
			if of, ok := n.Type.(*ast.StructType); ok {
				for _, field := range of.Fields.List {
					for _, name := range field.Names {
						add(n.Name.Name, name.Name)
					}
				}
			}
		}
		return true
	})
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// link says what is wrong with a link to a page of ours.
func (s survey) link(from, to, heading string) string {
	if strings.Contains(to, "://") {
		return ""
	}
	path := from
	if to != "" {
		path = filepath.Join(filepath.Dir(from), to)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	found := heading == "" || slices.ContainsFunc(headings.FindAllStringSubmatch(string(raw), -1), func(h []string) bool { return anchor(h[1]) == heading })
	if !found {
		return "no such heading"
	}
	return ""
}

// anchor is what a heading is linked by.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// span says what is wrong with a piece of code in a sentence: a path, a Go file, or a name.of of the code.
func (s survey) span(span string) string {
	if paths.MatchString(span) {
		if _, err := os.Stat(span); err != nil {
			return "no such file"
		}
		return ""
	}
	if strings.HasSuffix(span, ".go") && !strings.Contains(span, "/") {
		if !s.files[span] {
			return "no such file"
		}
		return ""
	}
	name := names.FindStringSubmatch(span)
	if name == nil || s.events[span] || data.MatchString(span) || s.declared[name[1]][name[2]] {
		return ""
	}
	if s.declared[name[1]] == nil {
		return "no package or type " + name[1]
	}
	return name[1] + " has no " + name[2]
}
