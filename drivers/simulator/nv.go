package simulator

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// nvCapacity is the NV memory for graphics in bytes, 256 KB as on the TM-T88IV.
const nvCapacity = 256 << 10

// nvMemory survives power cycles. Each write wears it: Epson allows about ten a day.
type nvMemory struct {
	graphics map[string]*bitmap // GS ( L, by key
	images   []*bitmap          // FS q, by number
	writes   int
}

func (n *nvMemory) used() int {
	const control = 24 // bytes of administration a record takes
	used := 0
	for _, g := range n.graphics {
		used += len(g.bits) + control
	}
	for _, g := range n.images {
		used += len(g.bits) + control
	}
	return used
}

func (n *nvMemory) write(key string, picture *bitmap) error {
	old, had := n.graphics[key]
	delete(n.graphics, key)
	if n.used()+len(picture.bits) > nvCapacity {
		if had {
			n.graphics[key] = old
		}
		return fmt.Errorf("%d bytes do not fit in what is left of %d", len(picture.bits), nvCapacity)
	}
	n.images = nil // the two kinds of picture exclude each other
	n.graphics[key] = picture
	n.writes++
	return nil
}

// longGraphic bounds one GS ( L or GS 8 L: all of NV memory and the header.
const longGraphic = nvCapacity + 64

func shortBlock(p []byte) (int, error) {
	if len(p) < 2 {
		return 2, nil
	}
	return 2 + word(p), within("length", word(p), 2, 65535)
}

func longBlock(p []byte) (int, error) {
	if len(p) < 4 {
		return 4, nil
	}
	n := word(p) | word(p[2:])<<16
	return 4 + n, within("length", n, 2, longGraphic)
}

func (e *engine) graphicsShort(p []byte) error { return e.graphics(p[2:]) }
func (e *engine) graphicsLong(p []byte) error  { return e.graphics(p[4:]) }

// graphics is GS ( L and GS 8 L: m, fn and what the function takes.
func (e *engine) graphics(p []byte) error {
	if p[0] != 48 {
		return fmt.Errorf("m = %d is not 48", p[0])
	}
	fn, body := p[1], p[2:]
	switch fn {
	case 0, 48:
		return e.tell(body, 0x30, strconv.Itoa(nvCapacity))
	case 3, 51:
		return e.tell(body, 0x31, strconv.Itoa(nvCapacity-e.nv.used()))
	case 2, 50:
		return e.printStored(body)
	case 64:
		return e.listKeys(body)
	case 65:
		return e.deleteAll(body)
	case 66:
		return e.deleteKey(body)
	case 67:
		return e.defineGraphic(body)
	case 69:
		return e.printKey(body)
	case 112:
		return e.storeGraphic(body)
	}
	return fmt.Errorf("no function %d", fn)
}

// tell answers with a block: header 37h, what it is about, the text, NUL.
func (e *engine) tell(rest []byte, about byte, text string) error {
	if len(rest) != 0 {
		return errors.New("the block is longer than the function")
	}
	e.answer(append(append([]byte{0x37, about}, text...), 0)...)
	return nil
}

func (e *engine) listKeys(p []byte) error {
	if !bytes.Equal(p, []byte("KC")) {
		return errors.New("the list of keys is asked for with KC")
	}
	const atOnce = 40
	e.keys = nil
	for keys := range slices.Chunk(slices.Sorted(maps.Keys(e.nv.graphics)), atOnce) {
		e.keys = append(e.keys, strings.Join(keys, ""))
	}
	if len(e.keys) == 0 {
		e.keys = []string{""}
	}
	e.sendKeys()
	return nil
}

// sendKeys sends the first block that is not acknowledged: header, identifier, whether more will come, the keys, NUL.
func (e *engine) sendKeys() {
	more := byte(0x40)
	if len(e.keys) > 1 {
		more = 0x41
	}
	e.answer(append(append([]byte{0x37, 0x72, more}, e.keys[0]...), 0)...)
}

// acknowledged is the host's word that it has the block: the next one may come.
func (e *engine) acknowledged([]byte) error {
	if len(e.keys) == 0 {
		return errUnasked
	}
	if e.keys = e.keys[1:]; len(e.keys) > 0 {
		e.sendKeys()
	}
	return nil
}

func (e *engine) askedAgain([]byte) error {
	if len(e.keys) == 0 {
		return errUnasked
	}
	e.sendKeys()
	return nil
}

func (e *engine) cancelled([]byte) error {
	if len(e.keys) == 0 {
		return errUnasked
	}
	e.keys = nil
	return nil
}

var errUnasked = errors.New("no block of data waits for it")

func (e *engine) deleteAll(p []byte) error {
	if !bytes.Equal(p, []byte("CLR")) {
		return errors.New("all graphics are deleted with CLR")
	}
	clear(e.nv.graphics)
	e.nv.writes++
	return nil
}

func (e *engine) deleteKey(p []byte) error {
	if len(p) != 2 {
		return errors.New("a key is two bytes")
	}
	key, err := graphicKey(p)
	if err != nil {
		return err
	}
	if _, ok := e.nv.graphics[key]; !ok {
		return fmt.Errorf("no graphic %q to delete", key)
	}
	delete(e.nv.graphics, key)
	e.nv.writes++
	return nil
}

func graphicKey(p []byte) (string, error) {
	if p[0] < 32 || p[0] > 126 || p[1] < 32 || p[1] > 126 {
		return "", fmt.Errorf("key %d %d: both are 32 to 126", p[0], p[1])
	}
	return string(p[:2]), nil
}

// defineGraphic: a kc1 kc2 b xL xH yL yH c d…, one colour.
func (e *engine) defineGraphic(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	if len(p) < 9 || p[0] != 48 || p[3] != 1 || p[8] != 49 {
		return errors.New("a = 48, one colour b = 1, c = 49 are expected")
	}
	key, err := graphicKey(p[1:])
	if err != nil {
		return err
	}
	picture, err := sizedRaster(word(p[4:]), word(p[6:]), 8192, 2304, p[9:])
	if err != nil {
		return err
	}
	return e.nv.write(key, picture)
}

func sizedRaster(w, h, maxWide, maxHigh int, rows []byte) (*bitmap, error) {
	if err := within("width", w, 1, maxWide); err != nil {
		return nil, err
	}
	if err := within("height", h, 1, maxHigh); err != nil {
		return nil, err
	}
	if want := (w + 7) / 8 * h; len(rows) != want {
		return nil, fmt.Errorf("%d by %d dots are %d bytes, %d came", w, h, want, len(rows))
	}
	return rasterBitmap(w, h, rows), nil
}

func (e *engine) printKey(p []byte) error {
	if len(p) != 4 || p[2] < 1 || p[2] > 2 || p[3] < 1 || p[3] > 2 {
		return errors.New("kc1 kc2 x y are expected, x and y 1 or 2")
	}
	key, err := graphicKey(p)
	if err != nil {
		return err
	}
	picture, ok := e.nv.graphics[key]
	if !ok {
		return fmt.Errorf("no graphic %q in NV memory", key)
	}
	e.paper.remark(noteLogo, key)
	return e.graphic(picture.scaled(int(p[2]), int(p[3])))
}

// storeGraphic: a bx by c xL xH yL yH d…, kept until function 50.
func (e *engine) storeGraphic(p []byte) error {
	if len(p) < 8 || p[0] != 48 || p[1] < 1 || p[1] > 2 || p[2] < 1 || p[2] > 2 || p[3] != 49 {
		return errors.New("a = 48, bx and by 1 or 2, c = 49 are expected")
	}
	picture, err := sizedRaster(word(p[4:]), word(p[6:]), 2047, 1662/int(p[2]), p[8:])
	if err != nil {
		return err
	}
	e.stored = picture.scaled(int(p[1]), int(p[2]))
	return nil
}

func (e *engine) printStored(p []byte) error {
	if len(p) != 0 {
		return errors.New("the block is longer than the function")
	}
	if e.stored == nil {
		return errors.New("no graphic is stored")
	}
	picture := e.stored
	e.stored = nil
	return e.graphic(picture)
}

// imagesSize: FS q n [xL xH yL yH d…]…, sizes in bytes each way.
func imagesSize(p []byte) (int, error) {
	if len(p) < 1 {
		return 1, nil
	}
	if p[0] == 0 {
		return 0, errors.New("n = 0 is not in 1 to 255")
	}
	at := 1
	for range p[0] {
		if len(p) < at+4 {
			return at + 4, nil
		}
		wide, high := word(p[at:]), word(p[at+2:])
		if err := errors.Join(within("x", wide, 1, 1023), within("y", high, 1, 288)); err != nil {
			return 0, err
		}
		at += 4 + wide*high*8
		if at > longGraphic {
			return 0, fmt.Errorf("%d bytes are more than NV memory", at)
		}
	}
	return at, nil
}

// defineImages replaces every NV picture, and resets the printer as ESC @ does.
func (e *engine) defineImages(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	var images []*bitmap
	for at := 1; at < len(p); {
		wide, high := word(p[at:]), word(p[at+2:])
		end := at + 4 + wide*high*8
		images = append(images, columnBitmap(wide*8, high*8, p[at+4:end]))
		at = end
	}
	clear(e.nv.graphics)
	e.nv.images = images
	e.nv.writes++
	e.initialise()
	return nil
}

func (e *engine) printImage(p []byte) error {
	if err := within("picture", int(p[0]), 1, len(e.nv.images)); err != nil {
		return err
	}
	m, err := choice(p[1], 0, 1, 2, 3)
	if err != nil {
		return err
	}
	e.paper.remark(noteLogo, strconv.Itoa(int(p[0])))
	return e.graphic(e.nv.images[p[0]-1].scaled(1+int(m&1), 1+int(m>>1)))
}
