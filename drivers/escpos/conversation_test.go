package escpos

import (
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// mustTalk gives a conversation and the printer's end of its wire, which swallows all it is sent.
func mustTalk(t *testing.T) (*conversation, net.Conn) {
	t.Helper()
	ours, theirs := net.Pipe()
	go io.Copy(io.Discard, theirs)
	t.Cleanup(func() { ours.Close(); theirs.Close() })
	return &conversation{wire: ours}, theirs
}

func TestXoffHoldsTheSlipUntilXon(t *testing.T) {
	for _, c := range []struct {
		name string
		xon  time.Duration // 0 is never
		want error
		took time.Duration
	}{
		{"for 3 s", 3 * time.Second, nil, 3 * time.Second},
		{"for ever", 0, errHeld, patience},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				line, printer := mustTalk(t)
				go func() {
					printer.Write([]byte{xoff})
					if c.xon > 0 {
						time.Sleep(c.xon)
						printer.Write([]byte{xon})
					}
				}()
				line.read(tick)
				began := time.Now()
				_, err := line.write(t.Context(), make([]byte, 100))
				if took := time.Since(began).Round(time.Second); !errors.Is(err, c.want) || took != c.took {
					t.Errorf("%v after %v; want %v after %v", err, took, c.want, c.took)
				}
			})
		})
	}
}

func TestLostXonHoldsTheLineForAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		line, printer := mustTalk(t)
		go printer.Write([]byte{xoff})
		line.read(tick)
		time.Sleep(longHold)
		if _, err := line.write(t.Context(), make([]byte, 100)); err != nil {
			t.Error(err)
		}
	})
}

// TestXoffTooLate is a line without flow control: the slip had left before the printer could say that its buffer is full.
func TestXoffTooLate(t *testing.T) {
	for sent, want := range map[int]error{3: nil, reserve: nil, reserve + 1: errOverrun, breath: errOverrun} {
		synctest.Test(t, func(t *testing.T) {
			line, printer := mustTalk(t)
			line.write(t.Context(), make([]byte, sent))
			go printer.Write([]byte{xoff})
			if err := line.read(tick); !errors.Is(err, want) {
				t.Errorf("after %d bytes: %v; want %v", sent, err, want)
			}
		})
	}
}
