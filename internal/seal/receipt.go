package seal

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"motcua/internal/workday"
)

// PathReceipt is where central shows whether a receipt is genuine; behind it stands what Receipt writes.
const PathReceipt = "/h/"

// ErrReceipt says that a text is no receipt's address.
var ErrReceipt = errors.New("no receipt's address")

// ReceiptText is what a receipt's QR says: whose paper it is, and the day it promises; the zero day is none.
// Slips of dossiers that central has not heard of yet are checked by it too, for it needs no register.
type ReceiptText struct {
	Code string // of the dossier
	Due  workday.Date
}

const dueLayout = "060102"

// noDue stands in an address for a day that cannot be promised yet.
const noDue = "0"

func (t ReceiptText) text() string {
	due := noDue
	if !t.Due.IsZero() {
		due = t.Due.At(0).Format(dueLayout)
	}
	return t.Code + "/" + due
}

// ReceiptLink returns the address in a receipt's QR, such as https://hcc.example.vn/h/000.00.00.H25-261109-0027/261118/AQ7K….
// While the ring has no key, or the centre no public address, it is empty.
func (r Ring) ReceiptLink(publicURL string, t ReceiptText) string {
	if len(r) == 0 || publicURL == "" || t.Code == "" {
		return ""
	}
	return strings.TrimSuffix(publicURL, "/") + PathReceipt + t.text() + "/" + r.Sign(Receipt, t.text())
}

// OpenReceipt reads what stands behind PathReceipt, when its sign is right: ErrReceipt, ErrKey or ErrSign otherwise, or ErrOver, which one of a
// known dossier is good in spite of.
func (r Ring) OpenReceipt(path string) (ReceiptText, error) {
	t, sign, err := readReceipt(path)
	if err != nil {
		return t, err
	}
	return t, r.Check(Receipt, t.text(), sign)
}

// ReadReceipt reads a whole address without asking for its sign.
func ReadReceipt(address string) (ReceiptText, error) {
	u, err := url.Parse(address)
	if err != nil {
		return ReceiptText{}, ErrReceipt
	}
	_, path, found := strings.Cut(u.Path, PathReceipt)
	if !found {
		return ReceiptText{}, ErrReceipt
	}
	t, _, err := readReceipt(path)
	return t, err
}

// readReceipt takes an address apart. Small letters are as good as capitals.
func readReceipt(path string) (t ReceiptText, sign string, err error) {
	parts := strings.Split(strings.ToUpper(path), "/")
	if len(parts) != 3 || parts[0] == "" {
		return t, "", ErrReceipt
	}
	t.Code = parts[0]
	if parts[1] == noDue {
		return t, parts[2], nil
	}
	due, err := time.ParseInLocation(dueLayout, parts[1], workday.Vietnam)
	if err != nil {
		return t, "", ErrReceipt
	}
	t.Due = workday.DateOf(due)
	return t, parts[2], nil
}
