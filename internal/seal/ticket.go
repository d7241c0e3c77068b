package seal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"motcua/internal/queue"
)

// A ticket's code is its number, then 34 letters that hold its id (128 bits) and when it was issued (42 bits of Unix milliseconds,
// enough until 2109), then the sign over all of it: A001-AGNFYPT3ABYABAAAAERUKZ4JVNUIC7Q6U3ALOAVXZ5ARLF53SKZ.
const (
	momentBits  = 42
	packedBytes = 16 + 6
	bodyLength  = (128 + momentBits) / 5
	spare       = 8*packedBytes - 5*bodyLength // bits at the end, zero
)

// ErrCode says that a text is no ticket's code.
var ErrCode = errors.New("no ticket's code")

// TicketCode writes the code of a ticket as it stands in the slip's QR; without a sign while the ring has no key.
func (r Ring) TicketCode(t queue.Ticket) string {
	text := t.Number + "-" + pack(t)
	return text + r.Sign(Ticket, text)
}

// OpenTicket reads a code whose sign is right: ErrCode, ErrKey or ErrSign otherwise, or ErrOver, which a ticket known from elsewhere is good in
// spite of: its slip was printed before the key was taken back, or by a kiosk that had not heard yet.
func (r Ring) OpenTicket(code string) (queue.Ticket, error) {
	t, text, sign, err := read(code)
	if err != nil {
		return t, err
	}
	return t, r.Check(Ticket, text, sign)
}

// ReadTicket reads a code without asking for its sign: whoever shows the id holds the slip, or its picture. Of the ticket it tells
// what the paper does: not the service, which the number's letter stands for.
func ReadTicket(code string) (queue.Ticket, error) {
	t, _, _, err := read(code)
	return t, err
}

// read takes a code apart. Small letters are as good as capitals.
func read(code string) (t queue.Ticket, text, sign string, err error) {
	code = strings.ToUpper(code)
	dash := strings.IndexByte(code, '-')
	end := dash + 1 + bodyLength
	if dash < 0 || len(code) != end && len(code) != end+signLength {
		return t, "", "", ErrCode
	}
	if t, err = unpack(code[dash+1 : end]); err != nil {
		return t, "", "", err
	}
	t.Number = code[:dash]
	if _, t.Series, t.Serial, err = queue.ReadNumber(t.Number); err != nil {
		return queue.Ticket{}, "", "", fmt.Errorf("%w: %w", ErrCode, err)
	}
	return t, code[:end], code[end:], nil
}

func pack(t queue.Ticket) string {
	id := uuid.MustParse(t.ID) // kiosks make it, and central gives no number for anything else
	moment := uint64(t.IssuedAt.UnixMilli()) & (1<<momentBits - 1)
	raw := binary.BigEndian.AppendUint64(id[:], moment<<(64-momentBits))
	return encoding.EncodeToString(raw[:packedBytes])[:bodyLength]
}

func unpack(body string) (t queue.Ticket, err error) {
	raw, err := encoding.DecodeString(body + "AA") // the spare bits
	if err != nil || len(raw) != packedBytes || raw[packedBytes-1]&(1<<spare-1) != 0 {
		return t, ErrCode
	}
	moment := binary.BigEndian.Uint64(append(raw[16:], 0, 0)) >> (64 - momentBits)
	at := time.UnixMilli(int64(moment)).UTC()
	return queue.Ticket{
		ID: uuid.UUID(raw[:16]).String(), IssuedAt: at, QueueTime: at, State: queue.Waiting, Ahead: queue.Unknown,
	}, nil
}
