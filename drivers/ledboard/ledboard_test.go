package ledboard

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"
	"github.com/simonvetter/modbus"

	"motcua/drivers/serialport"
)

func TestFrames(t *testing.T) {
	for _, c := range []struct {
		name    string
		frame   string
		address int
		text    string
		want    string // in hexadecimal
	}{
		{"STX frame", Formats["stx"].Frame, 7, "A001", "02 3037 41303031 03"},
		{"bar frame", Formats["bar"].Frame, 12, "  42", "7C 3132 20203432 0D"},
		{"no check", "AA55 {address} {text} 0D0A", 200, "A001", "AA55 C8 41303031 0D0A"},
		{"xor over the body", "02 ({address:2} {text} 03) {xor}", 1, "A001", "02 3031 41303031 03 72"},
		{"xor over all", "02 {address:2} {text} 03 {xor}", 1, "A001", "02 3031 41303031 03 70"},
		{"sum as digits", "24 ({text}) {sum:hex} 0D", 1, "A001", "24 41303031 4432 0D"},
		{"lrc", "({address} 03 0000 000A) {lrc}", 1, "", "01 03 0000 000A F2"},
		// "MODBUS over serial line" V1.02, 6.2.2: 02 07 gives CRC 1241h, sent low byte first.
		{"crc of the Modbus standard", "{address} 07 {crc16}", 2, "", "02 07 4112"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, err := hex.DecodeString(strings.ReplaceAll(c.want, " ", ""))
			if err != nil {
				t.Fatal(err)
			}
			got, err := render(c.frame, c.address, c.text)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("frame % X, %v; want % X", got, err, want)
			}
		})
	}
}

func TestFormatsThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Format
		want string
	}{
		{"no width", Format{Frame: "02"}, "display of 0 characters: 1 to 32 can be"},
		{"address", Format{Frame: "02", Width: 4, Address: 256}, "display address 256: 0 to 255 can be"},
		{"three digits in two", Format{Frame: "{address:2}", Width: 4, Address: 100}, `frame "{address:2}": address 100 has more than 2 digits`},
		{"unknown check", Format{Frame: "{crc32}", Width: 4}, `frame "{crc32}": {crc32} is none of {address}, {text}, {xor}, {sum}, {lrc}, {crc16}`},
		{"half a byte", Format{Frame: "02 3", Width: 4}, `frame "02 3": "3" is no byte in hexadecimal`},
		{"torn bracket", Format{Frame: "{text", Width: 4}, `frame "{text": {} is none of {address}, {text}, {xor}, {sum}, {lrc}, {crc16}`},
		{"reply", Format{Frame: "02", Reply: "zz", Width: 4}, `frame "zz": "zz" is no byte in hexadecimal`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(nil, c.f); err == nil || err.Error() != c.want {
				t.Errorf("New = %v; want %s", err, c.want)
			}
		})
	}
}

func TestTextsThatCannotBeShown(t *testing.T) {
	b, err := New(nil, Formats["stx"])
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"A0012", "Đ001", "A\r1"} {
		if err := b.Show(t.Context(), text); err == nil {
			t.Errorf("%q was shown", text)
		}
	}
}

// display is a LED board of the armfly kind: it checks what it hears by rules of its own and shows it.
type display struct {
	address byte
	deaf    int  // frames not to answer
	echo    bool // the adapter hears itself

	mu     sync.Mutex
	shown  string
	frames int
}

func (d *display) run(wire io.ReadWriter) {
	for {
		frame := make([]byte, 13)
		if _, err := io.ReadFull(wire, frame); err != nil {
			return
		}
		if reply := d.hear(frame); reply != nil {
			wire.Write(reply)
		}
	}
}

func (d *display) hear(frame []byte) (reply []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.echo {
		reply = append(reply, frame...)
	}
	d.frames++
	want := []byte{d.address, 16, 0, 0, 0, 2, 4}
	if !bytes.Equal(frame[:7], want) || residue(frame) != 0 || d.frames <= d.deaf {
		return reply
	}
	d.shown = string(frame[7:11])
	ok := append([]byte{d.address, 16, 0, 0, 0, 2}, 0, 0)
	for a := range 1 << 16 { // found by trial, so that no sum of ours stands in for the display's
		ok[6], ok[7] = byte(a), byte(a>>8)
		if residue(ok) == 0 {
			break
		}
	}
	return append(reply, ok...)
}

// residue is 0 for a Modbus RTU frame that arrived whole; written bit by bit as the standard's figure 8 draws it.
func residue(frame []byte) uint16 {
	crc := uint16(0xFFFF)
	for _, c := range frame {
		for bit := range 8 {
			feedback := (crc ^ uint16(c>>bit)) & 1
			crc = crc>>1 ^ feedback*0xA001
		}
	}
	return crc
}

func (d *display) text() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shown
}

func TestModbusDisplay(t *testing.T) {
	for _, c := range []struct {
		name string
		d    *display
		err  error
		show string
	}{
		{"answers", &display{address: 1}, nil, "A001"},
		{"adapter that hears itself", &display{address: 1, echo: true}, nil, "A001"},
		{"a frame is lost", &display{address: 1, deaf: 2}, nil, "A001"},
		{"wires cut", &display{address: 1, deaf: 99}, ErrSilent, ""},
		{"another address", &display{address: 9, echo: true}, ErrSilent, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				wire, far := net.Pipe()
				defer wire.Close()
				go c.d.run(far)
				b, err := New(wire, Formats["modbus"])
				if err != nil {
					t.Fatal(err)
				}
				if err := b.Show(t.Context(), "A001"); !errors.Is(err, c.err) {
					t.Errorf("Show = %v; want %v", err, c.err)
				}
				if got := c.d.text(); got != c.show {
					t.Errorf("the display shows %q; want %q", got, c.show)
				}
			})
		})
	}
}

func TestSeveralCountersOnOnePairOfWires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire, far := net.Pipe()
		defer wire.Close()
		var heard bytes.Buffer
		go io.Copy(&heard, far)
		first, err := New(wire, Formats["stx"])
		if err != nil {
			t.Fatal(err)
		}
		var counters sync.WaitGroup
		for address := 1; address <= 9; address++ {
			b, err := first.At(address)
			if err != nil {
				t.Fatal(err)
			}
			counters.Go(func() {
				if err := b.Show(t.Context(), "A001"); err != nil {
					t.Error(err)
				}
			})
		}
		counters.Wait()
		synctest.Wait()
		for address := '1'; address <= '9'; address++ {
			if want := "\x020" + string(address) + "A001\x03"; !strings.Contains(heard.String(), want) {
				t.Errorf("%q was torn: %q", want, heard.String())
			}
		}
	})
}

func TestDisplayOnASerialLine(t *testing.T) {
	far, line, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	line.Close()
	wire, err := serialport.Open(serialport.Settings{Device: line.Name(), Parity: serialport.Even})
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	d := display{address: 1}
	go d.run(far)
	b, err := New(wire, Formats["modbus"])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		show func() error
		want string
	}{
		{func() error { return b.Show(t.Context(), "42") }, "  42"},
		{func() error { return b.Clear(t.Context()) }, "    "},
	} {
		if err := c.show(); err != nil || d.text() != c.want {
			t.Errorf("the display shows %q, %v; want %q", d.text(), err, c.want)
		}
	}
}

func TestDisplayUnplugged(t *testing.T) {
	wire, far := net.Pipe()
	far.Close()
	b, err := New(wire, Formats["modbus"])
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Show(t.Context(), "A001"); err == nil || errors.Is(err, ErrSilent) || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Show = %v; want the wire's own error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Show(ctx, "A001"); !errors.Is(err, context.Canceled) {
		t.Errorf("Show = %v; want %v", err, context.Canceled)
	}
}

// TestFrameIsWhatAModbusLibrarySends compares with an independent master, which opens its ports itself and so cannot be used on ours.
func TestFrameIsWhatAModbusLibrarySends(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	client, err := modbus.NewClient(&modbus.ClientConfiguration{URL: "rtuovertcp://" + l.Addr().String(), Speed: 9600, Timeout: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Open(); err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	client.SetUnitId(1)
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	f := Formats["modbus"]
	want, _ := render(f.Frame, f.Address, "A001")
	reply, _ := render(f.Reply, f.Address, "A001")
	got := make([]byte, len(want))
	go func() {
		io.ReadFull(conn, got)
		conn.Write(reply)
	}()
	if err := client.WriteRegisters(0, []uint16{'A'<<8 | '0', '0'<<8 | '1'}); err != nil {
		t.Errorf("the library does not take our reply: %v", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the library sends % X, we % X", got, want)
	}
}
