package server

// descriptors is how many files and connections this process may have open.
func descriptors() int { return mostDescriptors }
