package escpos

import (
	"bytes"
	"testing"

	"motcua/drivers"
)

func TestStatusOf(t *testing.T) {
	for _, c := range []struct {
		name                          string
		printer, offline, fault, roll byte
		want                          drivers.Status
	}{
		{"all well", 0x12, 0x12, 0x12, 0x12, drivers.Ready},
		{"drawer open, which is nobody's fault", 0x16, 0x12, 0x12, 0x12, drivers.Ready},
		{"end of the roll near", 0x12, 0x12, 0x12, 0x1E, drivers.PaperLow},
		{"roll out, printer without the near-end sensor", 0x1A, 0x32, 0x12, 0x72, drivers.PaperOut},
		{"roll out", 0x1A, 0x32, 0x12, 0x7E, drivers.PaperOut},
		{"cover open over an empty roll", 0x1A, 0x36, 0x12, 0x7E, drivers.CoverOpen},
		{"knife jammed", 0x1A, 0x52, 0x1A, 0x12, drivers.CutterError},
		{"head too hot", 0x1A, 0x52, 0x52, 0x12, drivers.Overheated},
		{"beyond recovery", 0x1A, 0x52, 0x32, 0x12, drivers.Broken},
		{"an error without a name", 0x1A, 0x52, 0x12, 0x12, drivers.Broken},
		{"somebody holds the feed button", 0x5A, 0x1A, 0x12, 0x12, drivers.Offline},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := StatusOf(c.printer, c.offline, c.fault, c.roll); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestReportedStatus(t *testing.T) {
	for _, c := range []struct {
		name   string
		report [4]byte
		want   drivers.Status
	}{
		{"all well", [4]byte{0x10, 0, 0, 0x0F}, drivers.Ready},
		{"end of the roll near", [4]byte{0x10, 0, 0x03, 0x0F}, drivers.PaperLow},
		{"roll out", [4]byte{0x18, 0, 0x0F, 0x0F}, drivers.PaperOut},
		{"cover open", [4]byte{0x38, 0, 0, 0x0F}, drivers.CoverOpen},
		{"knife jammed", [4]byte{0x18, 0x08, 0, 0x0F}, drivers.CutterError},
		{"paper fed by hand", [4]byte{0x58, 0x02, 0, 0x0F}, drivers.Offline},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ReportedStatus(c.report); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// feedAll returns what a parser makes of a stream.
func feedAll(stream []byte) []reply {
	var p parser
	var replies []reply
	for _, b := range stream {
		if r, ok := p.feed(b); ok {
			replies = append(replies, r)
		}
	}
	return replies
}

func TestRepliesAreToldApart(t *testing.T) {
	stream := []byte{
		0x12,                              // DLE EOT
		xoff, 0x18, xon, 0x00, 0x0F, 0x0F, // ASB with flow control in its midst
		0x03,                          // GS r
		0x37, 0x72, 0x40, 'A', 'b', 0, // list of keys
		0xFF, 0x81, // noise
		0x18, 0x00, 0x92, // a report cut off by noise
		0x1E, // DLE EOT
	}
	want := []reply{{realTime, []byte{0x12}}, {hold, []byte{xoff}}, {release, []byte{xon}}, {report, []byte{0x18, 0, 0x0F, 0x0F}}, {queued, []byte{3}},
		{block, []byte{0x72, 0x40, 'A', 'b'}}, {realTime, []byte{0x1E}}}
	got := feedAll(stream)
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, r := range got {
		if r.kind != want[i].kind || !bytes.Equal(r.data, want[i].data) {
			t.Errorf("reply %d: got %v, want %v", i, r, want[i])
		}
	}
}

func TestListOfKeys(t *testing.T) {
	keys, more, ok := keysIn([]byte("r\x41AAbb"))
	if !ok || !more || len(keys) != 2 || keys[1] != (nvKey{'b', 'b'}) {
		t.Errorf("got %v, more %v, ok %v", keys, more, ok)
	}
	if _, _, ok := keysIn([]byte("%")); ok {
		t.Error("the answer to a cleared buffer was taken for a list")
	}
}

// FuzzReplies feeds noise: every reply must have its length, and a status after it must still be heard.
func FuzzReplies(f *testing.F) {
	f.Add([]byte{0x12, 0x10, 0, 0, 0x0F, 0, 0x37, 0x72, 0x40, 0})
	f.Fuzz(func(t *testing.T, stream []byte) {
		for _, r := range feedAll(stream) {
			switch {
			case r.kind == report:
				ReportedStatus([4]byte(r.data))
			case r.kind == block:
				keysIn(r.data)
			case len(r.data) != 1:
				t.Errorf("reply %v", r)
			}
		}
		quiet := append(stream, bytes.Repeat([]byte{0xFF}, blockLimit+2)...) // ends what was begun
		heard := feedAll(append(quiet, 0x12))
		if len(heard) == 0 || heard[len(heard)-1].kind != realTime {
			t.Errorf("deaf after % X", stream)
		}
	})
}

// FuzzStatus holds the answers to the closed set.
func FuzzStatus(f *testing.F) {
	f.Add([]byte{0x12, 0x12, 0x12, 0x12})
	known := map[drivers.Status]bool{drivers.Ready: true, drivers.PaperLow: true, drivers.PaperOut: true, drivers.CoverOpen: true,
		drivers.CutterError: true, drivers.Overheated: true, drivers.Broken: true, drivers.Offline: true}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < 4 {
			return
		}
		if s := StatusOf(b[0], b[1], b[2], b[3]); !known[s] {
			t.Errorf("% X: %s", b, s)
		}
		if s := ReportedStatus([4]byte(b)); !known[s] {
			t.Errorf("% X: %s", b, s)
		}
	})
}
