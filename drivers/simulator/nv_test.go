package simulator

import (
	"fmt"
	"strings"
	"testing"
)

// define stores a logo of eight by eight dots under a key, byte by byte from the data sheet.
func define(key string) string {
	return "\x1d(L\x13\x000C0" + key + "\x01\x08\x00\x08\x001" + strings.Repeat("\xf0", 8)
}

const list = "\x1d(L\x04\x000@KC"

func TestLogosOutlivePower(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Feed([]byte(define("AA") + define("BB") + "\x1b@"))
	p.Do(Fault{Do: PowerCycle})
	if got := string(p.Feed([]byte(list + "\x06"))); got != "7r@AABB\x00" {
		t.Errorf("%q", got)
	}
	p.Feed([]byte("\x1d(L\x06\x000EBB\x01\x01" + cut))
	mustObey(t, p)
	if s := one(t, p); s.Blank() || s.Logos[0] != "BB" {
		t.Errorf("%+v", s)
	}
}

func TestMemoryWears(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Feed([]byte(define("AA") + define("AA") + "\x1d(L\x04\x000BAA" + define("AA") + "\x1d(L\x05\x000ACLR"))
	mustObey(t, p)
	if got := p.NVWrites(); got != 5 {
		t.Errorf("%d writes, not 5", got)
	}
	if got := string(p.Feed([]byte(list + "\x06"))); got != "7r@\x00" {
		t.Errorf("%q", got)
	}
}

func TestCapacity(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	if got := string(p.Feed([]byte("\x1d(L\x02\x0000" + define("AA") + "\x1d(L\x02\x0003"))); got != "70262144\x00"+"71262112\x00" {
		t.Errorf("%q", got)
	}
	big := "\x1d8L\x0b\x80\x02\x00" + "0C0XX\x01\x00\x08\x80\x021" + strings.Repeat("\xff", 256*640) // 160 KB
	p.Feed([]byte(big + strings.Replace(big, "XX", "YY", 1)))
	v := p.Violations()
	if len(v) != 1 || !strings.Contains(v[0].Reason, "do not fit") {
		t.Errorf("%+v", v)
	}
}

// More than forty keys come in blocks, each after the one before was acknowledged.
func TestManyKeys(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	for n := range 41 {
		p.Feed([]byte(define(fmt.Sprintf("%02d", n))))
	}
	if got := string(p.Feed([]byte(list))); !strings.HasPrefix(got, "7rA0001") || len(got) != 3+80+1 {
		t.Errorf("%q", got)
	}
	if got := string(p.Feed([]byte("\x15"))); !strings.HasPrefix(got, "7rA0001") {
		t.Errorf("asked again: %q", got)
	}
	if got := string(p.Feed([]byte("\x06"))); got != "7r@40\x00" {
		t.Errorf("%q", got)
	}
	p.Feed([]byte("\x06"))
	mustObey(t, p)
}

// FS q wipes all pictures at each write, and the settings with them.
func TestNumberedPictures(t *testing.T) {
	p := New(mustModel(t, "xprinter-xp80"), Config{})
	one8 := "\x01\x00\x01\x00" + strings.Repeat("\xf0", 8)
	p.Feed([]byte("\x1ba\x01\x1cq\x02" + one8 + one8 + "\x1cp\x02\x00\x1cp\x01\x03" + cut))
	mustObey(t, p)
	if got := fmt.Sprint(one(t, p).Logos, p.NVWrites()); got != "[2 1] 1" {
		t.Error(got)
	}
}
