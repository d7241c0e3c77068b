package program

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"motcua/internal/i18n"
)

// ErrTwice says that a secret was typed in two ways.
var ErrTwice = errors.New("the two differ; nothing was changed")

// AskTwice reads a secret twice from a terminal, which does not show it, or once, as a line, from a pipe. The question is a sentence of
// the translations.
func AskTwice(say i18n.Localizer, out io.Writer, question string, args i18n.Args) (string, error) {
	if !AtTerminal() {
		return readLine()
	}
	first, err := AskHidden(out, say.Text(question, args))
	if err != nil {
		return "", err
	}
	second, err := AskHidden(out, say.Text("program.again"))
	if err == nil && first != second {
		err = &i18n.Problem{ID: "program.differ", Err: ErrTwice}
	}
	return first, err
}

// AskHidden reads a line that the terminal does not show, or a line of a pipe.
func AskHidden(out io.Writer, question string) (string, error) {
	if !AtTerminal() {
		return readLine()
	}
	fmt.Fprint(out, question+": ")
	raw, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(out)
	if err != nil {
		return "", fmt.Errorf("read what is typed: %w", err)
	}
	return string(raw), nil
}

// AtTerminal reports whether somebody types at standard input.
func AtTerminal() bool { return term.IsTerminal(int(os.Stdin.Fd())) }

func readLine() (string, error) {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
