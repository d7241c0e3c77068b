package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/config"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/internal/workday"
)

//go:embed central.example.toml
var example []byte

// Settings is central.toml; central.example.toml explains every key.
type Settings struct {
	Listen       string      `toml:"listen"`
	TLS          bool        `toml:"tls"`
	Certificate  string      `toml:"certificate"` // empty: central makes its own in Data
	Key          string      `toml:"key"`
	PublicListen string      `toml:"public_listen"` // empty: the public pages are where all else is
	MostRequests int         `toml:"most_requests"` // a second, of one asker
	Data         string      `toml:"data"`
	Database     string      `toml:"database"` // empty: SQLite in Data
	Holidays     string      `toml:"holidays"` // empty: the shipped days off alone
	Language     string      `toml:"language"` // of what central's commands say
	LogLevel     slog.Level  `toml:"log_level"`
	Centre       hall.Centre `toml:"centre"`

	Upstream Upstream       `toml:"upstream"`
	Centres  []hall.Partner `toml:"centres"` // of a province
}

// Upstream is where a centre finds its province.
type Upstream struct {
	Address string `toml:"address"` // empty: it has none
	Name    string `toml:"name"`    // of the centre there, short
}

func (u Upstream) device() trust.Device { return trust.Device{Kind: trust.Centre, Place: u.Name} }

func loadSettings(path string) (s Settings, err error) {
	if err := config.Load(path, example, &s); err != nil {
		return s, err
	}
	if err := s.checkListen(); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	if !slices.Contains(words.Languages(), s.Language) {
		return s, fmt.Errorf("%s: language: is %q, one of %s was expected", path, s.Language, strings.Join(words.Languages(), ", "))
	}
	if s.Database != "" && !journal.IsPostgres(s.Database) {
		return s, fmt.Errorf("%s: database: a postgres:// address was expected, or nothing for a file in data", path)
	}
	for _, err := range []error{checkCentre(s.Centre), checkUpstream(s.Upstream), checkCentres(s.Centres)} {
		if err != nil {
			return s, fmt.Errorf("%s: %w", path, err)
		}
	}
	return s, nil
}

// checkListen keeps what is not encrypted on this machine, but for the public pages.
func (s Settings) checkListen() error {
	host, _, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return fmt.Errorf("listen: is %q, an address such as :8686 or 127.0.0.1:8686 was expected", s.Listen)
	}
	if !s.TLS && !uplink.IsThisMachine(host) {
		return fmt.Errorf("listen: is %q, which other machines reach; tls must be true there", s.Listen)
	}
	if _, _, err := net.SplitHostPort(s.PublicListen); s.PublicListen != "" && err != nil {
		return fmt.Errorf("public_listen: is %q, an address such as :8080 was expected, or nothing", s.PublicListen)
	}
	if s.MostRequests < 1 {
		return fmt.Errorf("most_requests: is %d, 1 or more a second was expected", s.MostRequests)
	}
	if (s.Certificate == "") != (s.Key == "") {
		return fmt.Errorf("certificate and key: both files were expected, or neither")
	}
	return nil
}

// checkCentre says what does not fit together in a centre.
func checkCentre(c hall.Centre) error {
	if c.Name.In(words.Vietnamese) == "" {
		return fmt.Errorf("centre.name: vi is empty, the centre's Vietnamese name was expected")
	}
	letters := map[string]string{}
	for _, s := range c.Services {
		if s.ID == "" || s.Name.In(words.Vietnamese) == "" {
			return fmt.Errorf("centre.services: a service lacks its id or its Vietnamese name")
		}
		if len(s.Letter) != 1 || s.Letter < "A" || s.Letter > "Z" {
			return fmt.Errorf("centre.services: letter of %s is %q, one of A to Z was expected", s.ID, s.Letter)
		}
		if other, taken := letters[s.Letter]; taken {
			return fmt.Errorf("centre.services: %s and %s both have the letter %s", other, s.ID, s.Letter)
		}
		letters[s.Letter] = s.ID
	}
	if err := checkKeep(c.Keep); err != nil {
		return err
	}
	if err := cmp.Or(checkAgencies(c), checkClasses(c), checkHours(c), checkAppointments(c.Appointments)); err != nil {
		return err
	}
	return checkCounters(c)
}

// checkKeep says which period cannot be.
func checkKeep(r dossier.Retention) error {
	if r.Months < 1 || r.Months > dossier.MostMonths {
		return fmt.Errorf("centre.keep.months is %d, 1 to %d was expected", r.Months, dossier.MostMonths)
	}
	for field, months := range r.Fields {
		if months < 1 || months > dossier.MostMonths {
			return fmt.Errorf("centre.keep.fields: %s is %d, 1 to %d months were expected", field, months, dossier.MostMonths)
		}
	}
	return nil
}

func checkUpstream(u Upstream) error {
	if u.Address == "" {
		return nil
	}
	if err := uplink.CheckAddress(u.Address); err != nil {
		return fmt.Errorf("upstream.address: %w", err)
	}
	return checkShortName("upstream.name", u.Name)
}

func checkShortName(key, name string) error {
	if _, err := trust.ParseDevice(string(trust.Centre) + "-" + name); err != nil {
		return fmt.Errorf("%s: is %q, one to sixteen letters without marks, digits or dashes were expected", key, name)
	}
	return nil
}

// checkCentres says what does not fit together in a province: an agency's dossiers go to one centre.
func checkCentres(centres []hall.Partner) error {
	ids, agencies := map[string]bool{}, map[string]string{}
	for _, c := range centres {
		if err := checkShortName("centres.id", c.ID); err != nil {
			return err
		}
		if ids[c.ID] || c.Name == "" {
			return fmt.Errorf("centres: %s stands twice or has no name", c.ID)
		}
		ids[c.ID] = true
		for _, agency := range append([]string{c.Name}, c.Agencies...) {
			if other, taken := agencies[agency]; taken && other != c.ID {
				return fmt.Errorf("centres: both %s and %s take the dossiers of %s", other, c.ID, agency)
			}
			agencies[agency] = c.ID
		}
	}
	return nil
}

// checkAgencies writes the code of each agency's first dossier of a day.
func checkAgencies(c hall.Centre) error {
	pattern, err := dossier.NewPattern(c.Codes)
	if err != nil {
		return fmt.Errorf("centre.codes: %w", err)
	}
	for _, a := range c.Agencies {
		if a.Name == "" {
			return fmt.Errorf("centre.agencies: %q has no name", a.Code)
		}
		if _, err := pattern.Write(dossier.Code{Agency: a.Code, Day: workday.Date{Year: 2026, Month: 1, Day: 1}, Serial: 1}); err != nil {
			return fmt.Errorf("centre.agencies: code of %s is %q, one such as 000.00.00.H25 or H42.14 was expected", a.Name, a.Code)
		}
	}
	return nil
}

// checkClasses says what is wrong with those who go before others, and with the offices of services.
func checkClasses(c hall.Centre) error {
	if c.PriorityAfter < 0 || c.PriorityAfter > 20 {
		return fmt.Errorf("centre.priority_after: is %d, 0 to 20 was expected", c.PriorityAfter)
	}
	var ids []string
	for _, class := range c.Classes {
		if class.ID == "" || slices.Contains(ids, class.ID) || class.Name.In(words.Vietnamese) == "" {
			return fmt.Errorf("centre.classes: id %q is empty or stands twice, or lacks its Vietnamese name", class.ID)
		}
		if class.HeadStart < 1 || class.HeadStart > queue.MostHeadStart {
			return fmt.Errorf("centre.classes: head_start of %s is %d, 1 to %d minutes were expected", class.ID, class.HeadStart, queue.MostHeadStart)
		}
		for lang, name := range class.Name {
			if n := utf8.RuneCountInString(name); n > queue.LongestClass {
				return fmt.Errorf("centre.classes: name of %s (%s) has %d letters, %d at the most fit the kiosk", class.ID, lang, n, queue.LongestClass)
			}
		}
		ids = append(ids, class.ID)
	}
	for _, s := range c.Services {
		if s.Agency != "" && !slices.ContainsFunc(c.Agencies, func(a hall.Agency) bool { return a.Code == s.Agency }) {
			return fmt.Errorf("centre.services: agency of %s is %q, which is no agency's code", s.ID, s.Agency)
		}
	}
	return nil
}

// checkAppointments says what is wrong with when their numbers are given.
func checkAppointments(c queue.CheckIn) error {
	for key, minutes := range map[string]int{"before": c.Before, "after": c.After} {
		if minutes < 0 || minutes > queue.MostMargin {
			return fmt.Errorf("centre.appointments: %s is %d, 0 to %d minutes were expected", key, minutes, queue.MostMargin)
		}
	}
	if c.Length != 0 && (c.Length < shortestSlot || c.Length > queue.MostMargin) {
		return fmt.Errorf("centre.appointments: length is %d, %d to %d minutes were expected, or 0 for %d", c.Length, shortestSlot, queue.MostMargin, queue.UsualLength)
	}
	if c.Most < 0 {
		return fmt.Errorf("centre.appointments: most is %d, 0 or more was expected", c.Most)
	}
	return nil
}

// shortestSlot is the shortest slot that makes sense, in minutes.
const shortestSlot = 5

// checkHours says what is wrong with opening hours and quotas.
func checkHours(c hall.Centre) error {
	for _, o := range c.Hours {
		if err := o.Check(); err != nil {
			return fmt.Errorf("centre.hours: an opening %w", err)
		}
	}
	for _, s := range c.Services {
		if s.Quota < 0 {
			return fmt.Errorf("centre.services: quota of %s is %d, 0 or more was expected", s.ID, s.Quota)
		}
		for _, o := range s.Hours {
			if err := o.Check(); err != nil {
				return fmt.Errorf("centre.services: an opening of %s %w", s.ID, err)
			}
		}
	}
	return nil
}

func checkCounters(c hall.Centre) error {
	var ids []string
	for _, counter := range c.Counters {
		if counter.ID == "" || slices.Contains(ids, counter.ID) {
			return fmt.Errorf("centre.counters: id %q is empty or stands twice", counter.ID)
		}
		ids = append(ids, counter.ID)
		for _, service := range counter.Services {
			if _, ok := c.Service(service); !ok {
				return fmt.Errorf("centre.counters: counter %s takes %q, which is no service's id", counter.ID, service)
			}
		}
	}
	return nil
}
