package escpos_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

func TestSelfTestSheet(t *testing.T) {
	for _, p := range escpos.Profiles() {
		t.Run(p.Name, func(t *testing.T) {
			s := simulator.New(mustModel(t, p), simulator.Config{})
			teach(s)
			if err := mustPlug(t, s, escpos.NewEncoder(p, nil)).SelfTest(t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(s.Slips()) == 0 {
				s.Do(simulator.Fault{Do: simulator.TearOff})
			}
			sheet := s.Slips()[0]
			if keep := os.Getenv("SLIPS"); keep != "" { // to look at
				if err := os.WriteFile(filepath.Join(keep, "selftest-"+p.Name+".png"), sheet.PNG(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			text := strings.Join(sheet.Text, "\n")
			if p.Pages == (escpos.Pages{30, 31}) && (!strings.Contains(text, "30: tiếng việt /") || !strings.Contains(text, "31: TIẾNG VIỆT /")) {
				t.Errorf("the pages do not read right:\n%s", text)
			}
		})
	}
}
