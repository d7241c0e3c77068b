package program

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"motcua/internal/config"
	"motcua/internal/i18n"
)

// Program is a command line: what the program does without a command, and its commands. Sentences about them stand in the translations:
// NAME.about, NAME.command.WORDS for each command, program.word.ARG for each argument, program.option.FLAG for each flag.
type Program struct {
	Name     string
	Run      func(context.Context, Call) error
	Commands []Command
}

// Command is one thing a program does besides running.
type Command struct {
	Name  string // one word, or two as in "officer add"
	Args  string // such as "DEVICE…" (one or more) or "ID NAME"
	Flags string // such as "meaning force": each is there or not
	Do    func(context.Context, Call) error
}

// Call is a command as somebody typed it.
type Call struct {
	Config string // settings file; empty: none was named
	Args   []string
	Say    i18n.Localizer
	Out    io.Writer

	flags *pflag.FlagSet
}

// Names refuses to make a data folder that no settings file names: a command typed without --config would begin a second device.
func (c Call) Names(folder string) error {
	if _, err := os.Stat(folder); c.Config != "" || err == nil {
		return nil
	}
	if whole, err := filepath.Abs(folder); err == nil {
		folder = whole
	}
	return mistake("program.no_settings", i18n.Args{"Data": folder})
}

// With returns the call with flags that were given too.
func (c Call) With(flags ...string) Call {
	c.flags = pflag.NewFlagSet("", pflag.ContinueOnError)
	for _, name := range flags {
		c.flags.Bool(name, true, "")
	}
	return c
}

// Has reports whether a flag of the command was given.
func (c Call) Has(flag string) bool {
	if c.flags == nil {
		return false
	}
	given, err := c.flags.GetBool(flag)
	return err == nil && given
}

// The exit codes of every program.
const (
	Done   = 0
	Found  = 1 // a command that looks, such as doctor and verify, has found something wrong
	Wrong  = 2 // the command line or the settings are wrong; nothing was done
	Failed = 3 // it could not be done
)

// exit is an error with the exit code it asks for.
type exit struct {
	error
	code int
}

func (e exit) Unwrap() error { return e.error }

// Finding makes an error of what a command that looks has found, if it has.
func Finding(err error) error {
	if err == nil {
		return nil
	}
	return exit{err, Found}
}

// Mistake makes an error of a command line or of settings that are wrong.
func Mistake(err error) error { return exit{err, Wrong} }

func mistake(id string, args i18n.Args) error { return Mistake(i18n.NewProblem(id, args)) }

// Execute does what a command line asks and returns the exit code. An error is said on errs, in the language of the settings.
func (p Program) Execute(ctx context.Context, args []string, out, errs io.Writer) (code int) {
	line := &commandLine{program: p, say: i18n.In(i18n.Vietnamese), out: out}
	err := line.run(ctx, args)
	if err == nil {
		return Done
	}
	for text := range strings.Lines(line.say.Tell(err)) {
		io.WriteString(errs, p.Name+": "+strings.TrimRight(text, "\n")+"\n")
	}
	var known exit
	if errors.As(err, &known) {
		return known.code
	}
	return Failed
}

// commandLine is a program's command line while it is read.
type commandLine struct {
	program Program
	config  string
	say     i18n.Localizer
	out     io.Writer
}

func (l *commandLine) run(ctx context.Context, args []string) error {
	root := l.tree()
	args = doubleDashes(root, args)
	l.config = configIn(args)
	l.say = i18n.In(config.Language(l.config))
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

func init() { cobra.EnableCommandSorting = false } // commands stand as their program lists them

// tree makes cobra's commands.
func (l *commandLine) tree() *cobra.Command {
	root := l.node(l.program.Name, Command{Do: l.program.Run})
	root.PersistentFlags().StringVarP(&l.config, "config", "c", "", "")
	root.PersistentFlags().BoolP("help", "h", false, "")
	root.Flags().Bool("version", false, "")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(l.node("help", Command{Name: "help", Args: "COMMAND…?", Do: l.help(root)}))
	groups := map[string]*cobra.Command{}
	for _, c := range l.program.Commands {
		group, word, inGroup := strings.Cut(c.Name, " ")
		if !inGroup {
			root.AddCommand(l.node(c.Name, c))
			continue
		}
		if groups[group] == nil {
			groups[group] = l.node(group, Command{Name: group})
			root.AddCommand(groups[group])
		}
		groups[group].AddCommand(l.node(word, c))
	}
	root.AddCommand(l.node("version", Command{Name: "version", Do: l.version}))
	return root
}

// node makes one command of cobra's; a command that does nothing itself has others below it.
func (l *commandLine) node(word string, c Command) *cobra.Command {
	n := &cobra.Command{
		Use: word, SilenceErrors: true, SilenceUsage: true, SuggestionsMinimumDistance: 2, Args: cobra.ArbitraryArgs,
		Annotations: map[string]string{"name": c.Name, "args": c.Args},
	}
	n.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return optionMistake(err) })
	n.SetHelpFunc(func(n *cobra.Command, _ []string) { l.printHelp(n) })
	for _, flag := range strings.Fields(c.Flags) {
		n.Flags().Bool(flag, false, "")
	}
	n.RunE = func(n *cobra.Command, args []string) error {
		if asked, _ := n.Flags().GetBool("version"); asked {
			return l.version(n.Context(), Call{})
		}
		if slices.Equal(args, []string{"help"}) && n.Name() != "help" {
			return n.Help()
		}
		if err := l.check(n, c, args); err != nil {
			return err
		}
		return c.Do(n.Context(), Call{Config: l.config, Args: args, Say: l.say, Out: l.out, flags: n.Flags()})
	}
	return n
}

// doubleDashes writes -config as --config: options of one dash are how units and papers have written them for years.
func doubleDashes(root *cobra.Command, args []string) []string {
	known := map[string]bool{"version": true}
	visit := func(n *cobra.Command) {
		n.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
		n.PersistentFlags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	}
	visit(root)
	for _, n := range root.Commands() {
		visit(n)
		for _, below := range n.Commands() {
			visit(below)
		}
	}
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(arg, "-"), "=")
		if strings.HasPrefix(arg, "-") && known[name] {
			args[i] = "-" + arg
		}
	}
	return args
}

// configIn finds the settings file before the command line is understood, so that what is wrong with it is said in their language.
func configIn(args []string) string {
	for i, arg := range args {
		if file, ok := strings.CutPrefix(arg, "--config="); ok {
			return file
		}
		if (arg == "--config" || arg == "-c") && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// check says what is wrong with the words behind a command.
func (l *commandLine) check(n *cobra.Command, c Command, args []string) error {
	if c.Do == nil || n.Parent() == nil {
		if len(args) > 0 {
			return unknown(n, args[0])
		}
		if c.Do == nil {
			return mistake("program.incomplete", i18n.Args{"Command": n.CommandPath(), "Words": strings.Join(namesBelow(n), ", ")})
		}
	}
	wanted := strings.Fields(c.Args)
	open := strings.Contains(c.Args, "…")
	for i, word := range wanted {
		if i >= len(args) && !strings.HasSuffix(word, "?") {
			key := argument(word)
			return mistake("program.missing", i18n.Args{"Word": l.say.Text(key), "Is": l.say.Text(key + ".is"), "Usage": l.usage(n)})
		}
	}
	if len(args) > len(wanted) && !open {
		return mistake("program.too_many", i18n.Args{"Words": strings.Join(args[len(wanted):], " "), "Usage": l.usage(n)})
	}
	return nil
}

// argument is the sentence that names an argument of a command.
func argument(word string) string {
	return "program.word." + strings.ToLower(strings.TrimRight(word, "…?"))
}

func unknown(n *cobra.Command, word string) error {
	args := i18n.Args{"Word": n.CommandPath() + " " + word, "Help": n.Root().Name() + " help", "Near": strings.Join(n.SuggestionsFor(word), ", ")}
	return mistake("program.unknown", args)
}

func namesBelow(n *cobra.Command) (names []string) {
	for _, below := range n.Commands() {
		names = append(names, below.Name())
	}
	return names
}

// optionMistake says in words what pflag has found.
func optionMistake(err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		return mistake("program.option.unknown", i18n.Args{"Option": dashed(unknown.GetSpecifiedName())})
	case errors.As(err, &bare):
		return mistake("program.option.bare", i18n.Args{"Option": dashed(bare.GetSpecifiedName())})
	}
	return mistake("program.option.wrong", i18n.Args{"Error": err.Error()})
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
