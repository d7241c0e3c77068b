package program

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"motcua/internal/i18n"
)

// help is the command that tells how the program, or one of its commands, is called.
func (l *commandLine) help(root *cobra.Command) func(context.Context, Call) error {
	return func(_ context.Context, c Call) error {
		n, rest, _ := root.Find(c.Args)
		if len(rest) > 0 {
			return unknown(n, rest[0])
		}
		return n.Help()
	}
}

// usage is how a command is written, such as "central enrol MÁY… [--config TỆP]".
func (l *commandLine) usage(n *cobra.Command) string {
	text := n.CommandPath()
	if n.HasAvailableSubCommands() && n.Parent() != nil {
		text += " " + strings.Join(namesBelow(n), "|")
	}
	for _, word := range strings.Fields(n.Annotations["args"]) {
		text += " " + l.placeholder(word)
	}
	n.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "config" && f.Name != "help" && f.Name != "version" {
			text += " [--" + f.Name + "]"
		}
	})
	return text + " [--config " + l.say.Text("program.word.file") + "]"
}

// placeholder is an argument in the reader's language: MÁY… for DEVICE….
func (l *commandLine) placeholder(word string) string {
	name := l.say.Text(argument(word))
	if strings.Contains(word, "…") {
		name += "…"
	}
	if strings.HasSuffix(word, "?") {
		name = "[" + name + "]"
	}
	return name
}

func (l *commandLine) printHelp(n *cobra.Command) {
	fmt.Fprintf(l.out, "%s\n\n%s\n  %s\n", l.about(n), l.say.Text("program.usage"), l.usage(n))
	if below := l.below(n); len(below) > 0 {
		fmt.Fprintf(l.out, "\n%s\n", l.say.Text("program.commands"))
		columns(l.out, below)
	}
	if given := l.arguments(n); len(given) > 0 {
		fmt.Fprintf(l.out, "\n%s\n", l.say.Text("program.arguments"))
		columns(l.out, given)
	}
	fmt.Fprintf(l.out, "\n%s\n", l.say.Text("program.options"))
	columns(l.out, l.options(n))
	if n.Parent() == nil {
		fmt.Fprintf(l.out, "\n%s\n", l.say.Text("program.exit_codes"))
	}
}

// about is what a command does.
func (l *commandLine) about(n *cobra.Command) string {
	name := n.Annotations["name"]
	switch {
	case n.Parent() == nil:
		return l.say.Text(l.program.Name + ".about")
	case name == "help" || name == "version":
		return l.say.Text("program.command." + name)
	}
	return l.say.Text(l.program.Name + ".command." + strings.NewReplacer(" ", "_", "-", "_").Replace(name))
}

// below lists the commands of a program or a group, each with what it does.
func (l *commandLine) below(n *cobra.Command) (rows [][2]string) {
	for _, c := range n.Commands() {
		if len(c.Commands()) > 0 {
			rows = append(rows, l.below(c)...)
			continue
		}
		text := strings.TrimPrefix(c.CommandPath(), n.Root().Name()+" ")
		for _, word := range strings.Fields(c.Annotations["args"]) {
			text += " " + l.placeholder(word)
		}
		rows = append(rows, [2]string{text, l.about(c)})
	}
	return rows
}

func (l *commandLine) arguments(n *cobra.Command) (rows [][2]string) {
	for _, word := range strings.Fields(n.Annotations["args"]) {
		rows = append(rows, [2]string{l.say.Text(argument(word)), l.say.Text(argument(word) + ".is")})
	}
	return rows
}

func (l *commandLine) options(n *cobra.Command) (rows [][2]string) {
	n.Flags().VisitAll(func(f *pflag.Flag) {
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.Name == "config" {
			name += " " + l.say.Text("program.word.file")
		}
		rows = append(rows, [2]string{name, l.say.Text("program.option."+f.Name, i18n.Args{"Example": l.program.Name + ".example.toml"})})
	})
	return rows
}

// columns writes names and what they are, the second column straight below itself.
func columns(out io.Writer, rows [][2]string) {
	widest := 0
	for _, row := range rows {
		widest = max(widest, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(out, "  %s%s  %s\n", row[0], strings.Repeat(" ", widest-utf8.RuneCountInString(row[0])), row[1])
	}
}

// version is the command that tells which release this is.
func (l *commandLine) version(context.Context, Call) error {
	_, err := fmt.Fprintf(l.out, "%s %s\n", l.program.Name, Release(l.say))
	return err
}

// Version is the release that a package was made of; empty in a program built by hand.
var Version string

// Release names this program's release; one built by hand is named by the commit it was made of, where that is known.
func Release(say i18n.Localizer) string {
	if Version != "" {
		return Version
	}
	return strings.TrimSpace(say.Text("program.handmade") + " " + Source())
}

// Source is the commit that this program was built of, and its day; empty where the compiler did not note it.
func Source() string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return strings.TrimSpace(setting(build, "vcs.revision", 10) + " " + setting(build, "vcs.time", 10))
}

// setting is the beginning of something that the compiler has noted.
func setting(build *debug.BuildInfo, key string, most int) string {
	for _, s := range build.Settings {
		if s.Key == key {
			return s.Value[:min(most, len(s.Value))]
		}
	}
	return ""
}
