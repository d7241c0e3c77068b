package simulator

import "testing"

// FuzzParser feeds anything: no panic, no endless paper, and after it a printer that still answers.
func FuzzParser(f *testing.F) {
	f.Add(byte(1), ticket())
	f.Add(byte(7), []byte("\x1b@\x1b*\x21\x03\x00"+letterH+"\x1dv0\x00\x01\x00\x01\x00\xff\x1bm"))
	f.Add(byte(4), []byte("\x1b&\x03AB\x01\x01\x02\x03\x00\x1b%\x01AB\n\x1cq\x01\x01\x00\x01\x00\x01\x02\x03\x04\x05\x06\x07\x08\x1cp\x01\x03"))
	f.Add(byte(1), []byte(define("AA")+list+"\x06\x1d(L\x06\x000EAA\x02\x02\x1dk\x49\x04{BA1\x1dk\x04A\x00\x1dI\x42\x1da\x0f\x10\x04\x01"))
	f.Add(byte(3), []byte("\x1d8L\x0b\x00\x00\x000p0\x01\x01\x31\x08\x00\x01\x00\xff\x1d(L\x02\x0002\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08\x1bd\xff"))
	f.Fuzz(func(t *testing.T, model byte, stream []byte) {
		if len(stream) > 1<<12 {
			t.Skip("long streams only repeat short ones")
		}
		p := New(models[int(model)%len(models)], Config{})
		p.Teach('Ẫ', []byte(letterH))
		p.Feed(stream)
		if p.engine.paper.strip.h > longest || len(p.parser.held) > longGraphic+64 || len(p.slips) > kept {
			t.Fatal("grew without bound")
		}
		if slips := p.Slips(); len(slips) > 0 && len(slips[0].picture.bits) < 1<<16 {
			slips[0].PNG()
		}
		p.Do(Fault{Do: PowerCycle})
		if got := p.Feed([]byte("\x10\x04\x01")); string(got) != "\x12" {
			t.Fatalf("answers % X", got)
		}
	})
}
