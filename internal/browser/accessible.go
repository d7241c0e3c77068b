package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// axe is axe-core 4.14.1 (MPL-2.0, axe/LICENSE), as npm's package axe-core has it: npm pack axe-core@4.14.1; its source is
// github.com/dequelabs/axe-core. No program that we ship has it.
//
//go:embed axe/axe.min.js
var axe string

// finding is a rule of axe that a page breaks.
type finding struct {
	ID, Impact, Help string
	Nodes            []string
}

// EnhancedContrast is axe's rule that text has a contrast of 7 on its ground, which is off by default.
const EnhancedContrast = "color-contrast-enhanced"

// Accessible reports what axe finds on the page, by all its rules that are on by default and some more.
func Accessible(ctx context.Context, more ...string) error {
	if _, err := Evaluate[bool](ctx, axe+";true"); err != nil {
		return fmt.Errorf("load axe: %w", err)
	}
	on := map[string]map[string]bool{}
	for _, rule := range more {
		on[rule] = map[string]bool{"enabled": true}
	}
	rules, err := json.Marshal(on)
	if err != nil {
		return err
	}
	findings, err := Evaluate[[]finding](ctx, `axe.run(document, { resultTypes: ["violations"], rules: `+string(rules)+` }).then(r => r.violations.map(v =>
		({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => n.html.slice(0, 120) + " " + n.any.map(a => a.message).join("; ")) })))`)
	if err != nil {
		return fmt.Errorf("run axe: %w", err)
	}
	for _, f := range findings {
		err = errors.Join(err, fmt.Errorf("axe: %s (%s): %s:\n\t%s", f.ID, f.Impact, f.Help, strings.Join(f.Nodes, "\n\t")))
	}
	return err
}
