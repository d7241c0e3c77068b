package barcode

import (
	"context"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestAScannerOnAWireIsReadAsItComes sends, over a real serial device, what scanners are set to send.
func TestAScannerOnAWireIsReadAsItComes(t *testing.T) {
	for _, sent := range []string{"A001\r\n", "A001", "A001\t", "\x02A001\x03", "A001\x04"} {
		scanner, wire, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
		codes, came := make(chan string, 1), make(chan string, 1)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			Scanner{Device: wire.Name(), Baud: 9600}.Run(ctx, func(code string) { codes <- code }, func(masked string) { came <- masked })
		}()
		await := func(from chan string) string {
			for {
				select {
				case text := <-from:
					return text
				case <-ctx.Done():
					t.Fatalf("%q: nothing comes", sent)
				case <-time.After(500 * time.Millisecond): // not open yet, and what came was dropped
					if _, err := scanner.WriteString(sent); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if got := await(codes); got != "A001" {
			t.Errorf("%q is read as %q", sent, got)
		}
		if got, want := <-came, Masked([]byte(sent)); got != want {
			t.Errorf("%q is shown as %q, want %q", sent, got, want)
		}
		stop()
		<-ended
		scanner.Close()
		wire.Close()
	}
}
