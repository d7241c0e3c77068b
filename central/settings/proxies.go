package settings

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the machines whose word about where a request comes from is taken: reverse proxies of the house, and nobody else.
type Proxies []netip.Prefix

// ParseProxies reads addresses, and networks such as 10.0.0.0/24.
func ParseProxies(list []string) (p Proxies, err error) {
	for _, text := range list {
		network, err := netip.ParsePrefix(text)
		if ip, single := netip.ParseAddr(text); single == nil {
			network, err = netip.PrefixFrom(ip, ip.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("trusted_Proxies: is %q, an address or a network such as 10.0.0.5 or 10.0.0.0/24 was expected", text)
		}
		p = append(p, network)
	}
	return p, nil
}

// Has reports whether a host is one of them.
func (p Proxies) Has(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(ip.Unmap()) })
}

// Client returns where a request comes from: read from right to left, the first that is no proxy of ours. What stands left of it anybody can write.
func (p Proxies) Client(remote string, forwarded []string) string {
	var hops []string
	for _, line := range forwarded {
		hops = append(hops, strings.Split(line, ",")...)
	}
	from := remote
	for i := len(hops) - 1; i >= 0 && p.Has(from); i-- {
		hop := strings.TrimSpace(hops[i])
		if host, _, err := net.SplitHostPort(hop); err == nil {
			hop = host
		}
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		from = hop
	}
	return from
}
