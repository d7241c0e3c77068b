//go:build !race

package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"motcua/internal/clock"
	"motcua/internal/journal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// box is the machine that a device is: a disk, a clock of its own, and the token by which central knows it. Another one of the same name
// may take its place.
type box struct {
	*world
	device string // its name at central
	disk   string // its files'
	token  trust.Token
	loss   *loss // nil: it was not revoked, or is trusted again

	journal *journal.Journal
	link    *uplink.Link
	clock   *clock.Clock
	skew    time.Duration // of its own clock

	promised []string // what somebody was shown as done here
}

// newBox is a new machine; without a token it is to be enrolled.
func newBox(w *world, device, disk string, token trust.Token) *box {
	b := &box{world: w, device: device, disk: disk, token: token}
	w.newDisk(b.kind(), b.disk)
	return b
}

func (b *box) name() string  { return b.disk }
func (b *box) machine() *box { return b }
func (b *box) trusted() bool { return b.token != "" && b.loss == nil }
func (b *box) close()        { b.must(b.journal.Close()) }

// kind is the device's kind, and place what its name says else.
func (b *box) kind() string  { kind, _, _ := strings.Cut(b.device, "-"); return kind }
func (b *box) place() string { _, place, _ := strings.Cut(b.device, "-"); return place }

// start opens journal, line and clock, as when the box is switched on.
func (b *box) start() {
	var err error
	b.clock, err = clock.Open(filepath.Join(b.folder, b.disk+"."+clock.File), func() time.Time { return time.Now().Add(b.skew) })
	b.must(err)
	b.journal, err = journal.OpenDevice(filepath.Join(b.folder, b.disk+".db"), b.device, b.clock.Now, folds[b.kind()])
	b.must(err)
	b.link, err = uplink.NewLink(b.Context(), b.wire.client(b, simCentral), b.journal, func() {})
	b.must(err)
	b.link.Set(b.clock)
}

// promise notes what somebody was shown as done.
func (b *box) promise(kind, subject string) { b.promised = append(b.promised, kind+" "+subject) }

// simToken is the token that a device has from the first.
func simToken(device string) trust.Token {
	sum := sha256.Sum256([]byte(device))
	return trust.Token(base64.RawURLEncoding.EncodeToString(sum[:]))
}

// simEnrol gives the devices of a hall, and its central at the province, their tokens.
func simEnrol(tx *journal.Tx) error {
	names := append(simNames("kiosk-%d", simKiosks), simNames("counter-%02d", simCounters)...)
	for _, name := range append(names, simLine, simRogueKiosk, simRogueCounter) {
		if err := enrolAs(tx, name, simToken(name)); err != nil {
			return err
		}
	}
	return nil
}

func enrolAs(tx *journal.Tx, name string, token trust.Token) error {
	d, err := trust.ParseDevice(name)
	if err != nil {
		return err
	}
	code, now := trust.NewCode(""), time.UnixMilli(1)
	if err := trust.Invite(tx, d, code, now); err != nil {
		return err
	}
	return trust.Enrol(tx, trust.Request{Device: name, Secret: code.Secret(), Token: token.Hash()}, now)
}

// enrol is a technician who takes a code from central to the box, which asks central to take it for a token.
func (b *box) enrol() {
	d, err := trust.ParseDevice(b.device)
	b.must(err)
	code, token := trust.NewCode(""), trust.NewToken()
	err = b.central.journal.Write(b.Context(), func(tx *journal.Tx) error { return trust.Invite(tx, d, code, b.now()) })
	if !b.orFull(err) {
		return
	}
	body, err := json.Marshal(trust.Request{Device: b.device, Secret: code.Secret(), Token: token.Hash()})
	b.must(err)
	resp, err := b.wire.client(b, simCentral).HTTP.Post("http://"+simCentral+uplink.PathEnrol, "application/json", bytes.NewReader(body))
	if err != nil || resp.StatusCode != http.StatusOK {
		b.tell("%s was not enrolled: %v", b.disk, err)
		return
	}
	b.tell("%s is enrolled", b.disk)
	b.token, b.loss = token, nil
}

// orFull is false when a write found a full disk, which is said to whoever wanted it; any other error is none of the simulation's.
func (w *world) orFull(err error) bool {
	if errors.Is(err, journal.ErrFull) {
		w.tell("the disk is full")
		return false
	}
	w.must(err)
	return true
}
