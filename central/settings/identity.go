package settings

import (
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strings"

	"motcua/internal/config"
	"motcua/internal/identity"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// Identity is the [identity] of the settings: how citizens prove who they are who ask from outside the house.
type Identity struct {
	Proof    identity.Kind `toml:"proof"`
	Messages Messages      `toml:"messages"`
	Account  Account       `toml:"account"`
}

// Messages is by which way codes come to phones; one of the ways.
type Messages struct {
	MostADay int `toml:"most_a_day"` // all together: each costs money

	URL     string            `toml:"url"` // of a gateway, which is sent Body
	Type    string            `toml:"type"`
	Body    string            `toml:"body"`
	Headers map[string]string `toml:"headers"`
	Command []string          `toml:"command"` // a program that sends, with its arguments
	File    string            `toml:"file"`    // where messages are written in a simulation
}

// Account is the provider at which people log in: any by OpenID Connect.
type Account struct {
	Issuer string     `toml:"issuer"`
	Client string     `toml:"client"`
	Secret Secret     `toml:"secret"`
	Scopes []string   `toml:"scopes"`
	Claim  string     `toml:"claim"` // names the person
	Name   queue.Name `toml:"name"`  // of the provider, by language
}

// Secret is a text that no log shows.
type Secret string

// String hides it.
func (Secret) String() string { return "•••" }

// GoString hides it.
func (Secret) GoString() string { return "•••" }

// LogValue hides it.
func (Secret) LogValue() slog.Value { return slog.StringValue("•••") }

// check returns what cannot be; listen is where central listens.
func (i Identity) check(listen string) []config.Fault {
	faults := config.OneOf("proof", string(i.Proof), string(identity.Card), string(identity.Phone), string(identity.Account))
	switch i.Proof {
	case identity.Phone:
		return slices.Concat(faults, config.Within("messages", i.Messages.check(listen)))
	case identity.Account:
		return slices.Concat(faults, config.Within("account", i.Account.check()))
	}
	return faults
}

func (m Messages) check(listen string) (faults []config.Fault) {
	if m.MostADay < 1 {
		faults = config.Wrong("most_a_day", "least", map[string]any{"From": 1})
	}
	ways := 0
	for _, way := range []bool{m.URL != "", len(m.Command) > 0, m.File != ""} {
		if way {
			ways++
		}
	}
	host, _, _ := net.SplitHostPort(listen)
	switch {
	case ways != 1:
		faults = append(faults, config.Wrong("url", "messages_way", nil)...)
	case m.URL != "" && !isWebAddress(m.URL):
		faults = append(faults, config.Wrong("url", "encrypted", nil)...)
	case m.URL != "" && !(strings.Contains(m.Body, "{phone}") && strings.Contains(m.Body, "{text}")):
		faults = append(faults, config.Wrong("body", "messages_body", nil)...)
	case m.File != "" && !uplink.IsThisMachine(host):
		faults = append(faults, config.Wrong("file", "messages_file", nil)...)
	}
	return faults
}

func (a Account) check() []config.Fault {
	faults := slices.Concat(config.Filled("client", a.Client), config.Filled("claim", a.Claim), config.Filled("name", a.Name["vi"]))
	if !isWebAddress(a.Issuer) {
		faults = append(faults, config.Wrong("issuer", "encrypted", nil)...)
	}
	return faults
}

// isWebAddress reports whether an address is encrypted, or this machine's own.
func isWebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && uplink.IsThisMachine(u.Hostname()))
}
