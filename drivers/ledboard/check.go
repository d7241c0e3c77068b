package ledboard

// checks are the check values in use on serial displays, as they go over the wire.
var checks = map[string]func([]byte) []byte{
	"xor":   func(b []byte) []byte { return []byte{xor(b)} },
	"sum":   func(b []byte) []byte { return []byte{sum(b)} },
	"lrc":   func(b []byte) []byte { return []byte{-sum(b)} },
	"crc16": func(b []byte) []byte { c := crc16(b); return []byte{byte(c), byte(c >> 8)} },
}

func xor(b []byte) (x byte) {
	for _, c := range b {
		x ^= c
	}
	return x
}

func sum(b []byte) (s byte) {
	for _, c := range b {
		s += c
	}
	return s
}

// crc16 is the check of Modbus RTU ("MODBUS over serial line" V1.02, 6.2.2): polynomial A001, from FFFF, reflected.
func crc16(b []byte) uint16 {
	crc := uint16(0xFFFF)
	for _, c := range b {
		crc ^= uint16(c)
		for range 8 {
			carry := crc & 1
			crc >>= 1
			if carry == 1 {
				crc ^= 0xA001
			}
		}
	}
	return crc
}
