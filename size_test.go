package motcua

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	mostMethods = 30 // of a type
	mostFiles   = 8  // of a main package: it joins its rooms, and they do the work
)

// TestNoTypeDoesEverything counts the methods of each type, and the files of each program.
func TestNoTypeDoesEverything(t *testing.T) {
	methods, files := mustMeasureHouse(t)
	for name, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods; %d are enough", name, n, mostMethods)
		}
	}
	for name, n := range files {
		if n > mostFiles {
			t.Errorf("%s is a main package of %d files; %d are enough", name, n, mostFiles)
		}
	}
}

// mustMeasureHouse counts methods by folder and type, and the files of the programs' main packages by folder, without tests.
func mustMeasureHouse(t *testing.T) (methods, files map[string]int) {
	t.Helper()
	methods, files = map[string]int{}, map[string]int{}
	for _, top := range []string{"kiosk", "counter", "central"} {
		err := filepath.WalkDir(top, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			folder := filepath.ToSlash(filepath.Dir(path))
			if file.Name.Name == "main" && folder == top {
				files[folder]++
			}
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil {
					methods[folder+"."+receiver(f.Recv.List[0].Type)]++
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return methods, files
}
