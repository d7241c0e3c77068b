package server

// mostDescriptors is how many files and connections central counts on at the most, whatever the machine allows.
const mostDescriptors = 16 << 10

// kept is how many descriptors are central's own: its files, its ports, its database.
const kept = 24

// readers returns how many connections to the database read at once; each has files of its own.
func readers() int { return max(3, min(16, descriptors()/16)) }

// room is how many connections a port takes. Both together are fewer than there are descriptors, so that whoever comes is answered.
type room struct{ devices, public int }

func roomFor(public bool) (r room) {
	all := max(8, descriptors()-kept-2*readers())
	if !public {
		return room{devices: all}
	}
	return room{devices: all - all/3, public: all / 3}
}
