package ledboard

import (
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Format is how a make of display wants to be told a number. There is no standard, so it is data. The words of a frame are
//
//	02 or 0A1B    bytes in hexadecimal
//	{address}     the display's address as one byte; {address:2} as two decimal digits in ASCII
//	{text}        Width characters of ASCII, filled up with spaces on the left
//	( … )         what the check value after it covers; without brackets it covers all before it
//	{xor} {sum} {lrc} {crc16}    the check value, as bytes; {xor:hex} as hexadecimal digits in ASCII
//
// xor and sum are one byte; lrc is the sum's two's complement (Modbus ASCII); crc16 is Modbus RTU's, low byte first.
type Format struct {
	Frame   string
	Reply   string // what the display answers when it has understood, in the same words; empty: it answers nothing
	Width   int    // characters on the display, 1 to 32
	Address int    // of the display, 0 to 255
}

// Formats are displays to begin with; most others differ from one of them by a byte. Modbus boards often want Even parity.
var Formats = map[string]Format{
	// EDI numeric displays: STX, two address digits, text, ETX.
	"stx": {Frame: "02 {address:2} {text} 03", Width: 4, Address: 1},
	// Rice Lake remote displays: '|', two address digits, text, CR.
	"bar": {Frame: "7C {address:2} {text} 0D", Width: 4, Address: 1},
	// LED-485 boards of armfly and their like: Modbus RTU function 16 from register 0, two characters in each register.
	"modbus": {Frame: "{address} 10 0000 0002 04 {text} {crc16}", Reply: "{address} 10 0000 0002 {crc16}", Width: 4, Address: 1},
}

var words = regexp.MustCompile(`\{[^{}\s]*\}|[()]|[^\s(){}]+|\S`)

// render makes the bytes of a template.
func render(template string, address int, text string) ([]byte, error) {
	r := renderer{address: address, text: text}
	for _, word := range words.FindAllString(template, -1) {
		if err := r.add(word); err != nil {
			return nil, fmt.Errorf("frame %q: %w", template, err)
		}
	}
	return r.frame, nil
}

type renderer struct {
	address int
	text    string
	frame   []byte
	covered []byte // by the next check value, once a bracket has closed
	open    int    // where the bracket opened
}

func (r *renderer) add(word string) error {
	name, as, _ := strings.Cut(strings.Trim(word, "{}"), ":")
	switch {
	case word == "(":
		r.open = len(r.frame)
	case word == ")":
		r.covered = r.frame[r.open:len(r.frame):len(r.frame)]
	case !strings.HasPrefix(word, "{"):
		b, err := hex.DecodeString(word)
		if err != nil {
			return fmt.Errorf("%q is no byte in hexadecimal", word)
		}
		r.frame = append(r.frame, b...)
	case word == "{text}":
		r.frame = append(r.frame, r.text...)
	case name == "address":
		return r.addAddress(as)
	default:
		return r.addCheck(name, as)
	}
	return nil
}

func (r *renderer) addAddress(digits string) error {
	if digits == "" {
		r.frame = append(r.frame, byte(r.address))
		return nil
	}
	width, err := strconv.Atoi(digits)
	if err != nil || width < 1 || width > 3 {
		return fmt.Errorf("{address:%s} is not 1 to 3 digits", digits)
	}
	number := fmt.Sprintf("%0*d", width, r.address)
	if len(number) > width {
		return fmt.Errorf("address %d has more than %d digits", r.address, width)
	}
	r.frame = append(r.frame, number...)
	return nil
}

func (r *renderer) addCheck(name, as string) error {
	check, ok := checks[name]
	if !ok || as != "" && as != "hex" {
		return fmt.Errorf("{%s} is none of {address}, {text}, {xor}, {sum}, {lrc}, {crc16}", strings.TrimSuffix(name+":"+as, ":"))
	}
	covered := r.covered
	if covered == nil {
		covered = r.frame
	}
	value := check(covered)
	if as == "hex" {
		value = []byte(strings.ToUpper(hex.EncodeToString(value)))
	}
	r.frame = append(r.frame, value...)
	r.covered = nil
	return nil
}
