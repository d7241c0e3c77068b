// Package settings reads central.toml and says which values cannot be. What is done with them is for the server and the commands.
package settings

import (
	_ "embed"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"unicode/utf8"

	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/config"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/trust"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

//go:embed central.example.toml
var example []byte

// Settings is central.toml; central.example.toml explains every key.
type Settings struct {
	Listen       string        `toml:"listen"`
	TLS          bool          `toml:"tls"`
	Certificate  string        `toml:"certificate"` // empty: central makes its own in Data
	Key          string        `toml:"key"`
	PublicListen string        `toml:"public_listen"` // empty: the public pages are where all else is
	MostRequests int           `toml:"most_requests"` // a second, of one asker
	Proxies      []string      `toml:"trusted_proxies"`
	Data         string        `toml:"data"`
	Database     string        `toml:"database"` // empty: SQLite in Data
	Holidays     string        `toml:"holidays"` // empty: the shipped days off alone
	Language     string        `toml:"language"` // of what central's commands say
	LogLevel     slog.Level    `toml:"log_level"`
	Centre       centre.Centre `toml:"centre"`
	Board        Board         `toml:"board"`
	Voice        Voice         `toml:"voice"`
	Booking      booking.Rules `toml:"booking"`
	Citizens     Identity      `toml:"identity"`

	Upstream Upstream         `toml:"upstream"`
	Centres  []centre.Partner `toml:"centres"` // of a province
}

// Upstream is where a centre finds its province.
type Upstream struct {
	Address string `toml:"address"` // empty: it has none
	Name    string `toml:"name"`    // of the centre there, short
}

// Device returns how this centre is enrolled at its province.
func (u Upstream) Device() trust.Device { return trust.Device{Kind: trust.Centre, ID: u.Name} }

// Load reads the settings in a file over the defaults of the example; an empty path means the defaults alone.
func Load(path string) (s Settings, err error) {
	err = config.Load(path, example, &s, func() []config.Fault { return s.check() })
	if config.Names(path, "centre.name") && !config.Names(path, "centre.papers") {
		s.Centre.Papers = centre.Letterhead{Unset: true} // the example's are another centre's: better none than theirs
	}
	return s, err
}

// WarnOfPapers says at the start what official papers will lack.
func (s Settings) WarnOfPapers() {
	if s.Centre.Papers.Unset {
		slog.Warn("[centre.papers] is not set: official papers leave out the authority above the centre, their symbol and place, until the settings have them")
	}
	if len(s.Centre.Agencies) > 0 && s.Centre.Agencies[0].Name != s.Centre.Name.In(i18n.Vietnamese) {
		slog.Warn("the first of [[centre.agencies]] is not the centre itself: dossier codes begin with another's", "code", s.Centre.Agencies[0].Code, "agency", s.Centre.Agencies[0].Name)
	}
}

// check returns which values cannot be.
func (s Settings) check() []config.Fault {
	faults := slices.Concat(s.checkListen(), config.OneOf("language", s.Language, i18n.Languages()...))
	if s.Database != "" && !journal.IsPostgres(s.Database) {
		faults = append(faults, config.Wrong("database", "database", nil)...)
	}
	return slices.Concat(faults, config.Within("centre", checkCentre(s.Centre)), config.Within("board", s.Board.check(s.Centre)), config.Within("voice", s.Voice.check()), config.Within("booking", checkBooking(s.Booking, s.Centre)),
		config.Within("identity", s.Citizens.check(s.Listen)), s.checkReservations(), checkUpstream(s.Upstream), checkCentres(s.Centres))
}

// checkListen keeps what is not encrypted on this machine, but for the public pages.
func (s Settings) checkListen() (faults []config.Fault) {
	host, _, err := net.SplitHostPort(s.Listen)
	if err != nil {
		faults = config.Wrong("listen", "listen", nil)
	} else if !s.TLS && !uplink.IsThisMachine(host) {
		faults = config.Wrong("tls", "tls", i18n.Args{"Listen": s.Listen})
	}
	if _, _, err := net.SplitHostPort(s.PublicListen); s.PublicListen != "" && err != nil {
		faults = append(faults, config.Wrong("public_listen", "public_listen", nil)...)
	}
	if s.MostRequests < 1 {
		faults = append(faults, config.Wrong("most_requests", "least", i18n.Args{"From": 1})...)
	}
	if _, err := ParseProxies(s.Proxies); err != nil {
		faults = append(faults, config.Wrong("trusted_proxies", "proxies", nil)...)
	}
	if (s.Certificate == "") != (s.Key == "") {
		faults = append(faults, config.Wrong("certificate", "both_files", nil)...)
	}
	return faults
}

// checkCentre returns what does not fit together in a centre.
func checkCentre(c centre.Centre) []config.Fault {
	return slices.Concat(
		config.Filled("name.vi", c.Name.In(i18n.Vietnamese)), checkServices(c), checkKeep(c.Keep), checkAgencies(c), checkFees(c.Papers), checkClasses(c),
		checkHours("hours", c.Hours), checkRooms(c.Rooms), config.Within("appointments", checkAppointments(c.Appointments)), checkCounters(c),
	)
}

// item returns the key of something in a list.
func item(list string, i int, key string) string { return fmt.Sprintf("%s[%d].%s", list, i, key) }

func checkServices(c centre.Centre) (faults []config.Fault) {
	letters := map[string]string{}
	for i, s := range c.Services {
		key := func(name string) string { return item("services", i, name) }
		faults = slices.Concat(faults, config.Filled(key("id"), s.ID), config.Filled(key("name"), s.Name.In(i18n.Vietnamese)), checkHours(key("hours"), s.Hours))
		if len(s.Letter) != 1 || s.Letter < "A" || s.Letter > "Z" {
			faults = append(faults, config.Wrong(key("letter"), "letter", nil)...)
		} else if other, taken := letters[s.Letter]; taken {
			faults = append(faults, config.Wrong(key("letter"), "letter_taken", i18n.Args{"Other": other})...)
		}
		letters[s.Letter] = s.ID
		if s.Quota < 0 {
			faults = append(faults, config.Wrong(key("quota"), "least", i18n.Args{"From": 0})...)
		}
		if s.Agency != "" && !slices.ContainsFunc(c.Agencies, func(a centre.Agency) bool { return a.Code == s.Agency }) {
			faults = append(faults, config.Wrong(key("agency"), "agency", nil)...)
		}
	}
	return faults
}

// checkKeep returns which period cannot be.
func checkKeep(r dossier.Retention) []config.Fault {
	faults := config.Between("keep.months", r.Months, 1, dossier.MostMonths)
	for _, field := range slices.Sorted(maps.Keys(r.Fields)) {
		if months := r.Fields[field]; months < 1 || months > dossier.MostMonths {
			faults = append(faults, config.Wrong("keep.fields", "months", i18n.Args{"Field": field, "To": dossier.MostMonths})...)
		}
	}
	return faults
}

func checkUpstream(u Upstream) []config.Fault {
	if u.Address == "" {
		return nil
	}
	return slices.Concat(uplink.CheckSetting("upstream.address", u.Address), checkShortName("upstream.name", u.Name))
}

func checkShortName(key, name string) []config.Fault {
	if _, err := trust.ParseDevice(string(trust.Centre) + "-" + name); err != nil {
		return config.Wrong(key, "short_name", nil)
	}
	return nil
}

// checkCentres returns what does not fit together in a province: an agency's dossiers go to one centre.
func checkCentres(centres []centre.Partner) (faults []config.Fault) {
	ids, agencies := map[string]bool{}, map[string]string{}
	for i, c := range centres {
		faults = slices.Concat(faults, checkShortName(item("centres", i, "id"), c.ID), config.Filled(item("centres", i, "name"), c.Name))
		if ids[c.ID] {
			faults = append(faults, config.Wrong(item("centres", i, "id"), "once", nil)...)
		}
		ids[c.ID] = true
		for _, agency := range append([]string{c.Name}, c.Agencies...) {
			if other, taken := agencies[agency]; taken && other != c.ID {
				faults = append(faults, config.Wrong(item("centres", i, "agencies"), "agency_once", i18n.Args{"Agency": agency, "Other": other})...)
			}
			agencies[agency] = c.ID
		}
	}
	return faults
}

// checkAgencies writes the code of each agency's first dossier of a day.
func checkAgencies(c centre.Centre) (faults []config.Fault) {
	pattern, err := dossier.NewPattern(c.Codes)
	if err != nil {
		return config.Wrong("codes", "codes", nil)
	}
	for i, a := range c.Agencies {
		faults = append(faults, config.Filled(item("agencies", i, "name"), a.Name)...)
		if _, err := pattern.Write(dossier.Code{Agency: a.Code, Day: workday.Date{Year: 2026, Month: 1, Day: 1}, Serial: 1}); err != nil {
			faults = append(faults, config.Wrong(item("agencies", i, "code"), "agency_code", nil)...)
		}
	}
	return faults
}

// checkFees holds the series of fee receipts to itself: how many copies its template has, and whether its symbol is a paper's.
func checkFees(p centre.Letterhead) []config.Fault {
	if _, err := (dossier.Series{Template: p.FeeTemplate, Symbol: p.FeeSymbol}).Copies(); err != nil {
		return config.Wrong("papers.fee_template", "fee_series", nil)
	}
	return nil
}

// checkClasses returns what is wrong with those who go before others.
func checkClasses(c centre.Centre) []config.Fault {
	faults := config.Between("priority_after", c.PriorityAfter, 0, 20)
	var ids []string
	for i, class := range c.Classes {
		key := func(name string) string { return item("classes", i, name) }
		faults = slices.Concat(faults, checkID(key("id"), class.ID, ids), config.Filled(key("name"), class.Name.In(i18n.Vietnamese)),
			config.Between(key("head_start"), class.HeadStart, 1, queue.MostHeadStart))
		for _, lang := range slices.Sorted(maps.Keys(class.Name)) {
			if utf8.RuneCountInString(class.Name[lang]) > queue.LongestClass {
				faults = append(faults, config.Wrong(key("name"), "shorter", i18n.Args{"Most": queue.LongestClass})...)
			}
		}
		ids = append(ids, class.ID)
	}
	return faults
}

// checkID wants an id that no other of the list has.
func checkID(key, id string, others []string) []config.Fault {
	if slices.Contains(others, id) {
		return config.Wrong(key, "once", nil)
	}
	return config.Filled(key, id)
}

// checkAppointments returns what is wrong with when their numbers are given.
func checkAppointments(c queue.CheckIn) []config.Fault {
	faults := slices.Concat(config.Between("before", c.Before, 0, queue.MostMargin), config.Between("after", c.After, 0, queue.MostMargin))
	if c.Length != 0 && (c.Length < shortestSlot || c.Length > queue.MostMargin) {
		faults = append(faults, config.Wrong("length", "slot", i18n.Args{"From": shortestSlot, "To": queue.MostMargin, "Usual": queue.UsualLength})...)
	}
	if c.Most < 0 {
		faults = append(faults, config.Wrong("most", "least", i18n.Args{"From": 0})...)
	}
	return faults
}

// checkReservations returns what is wrong with places that are taken from home. A number that is live at once needs somebody who was proven.
func (s Settings) checkReservations() (faults []config.Fault) {
	r := s.Centre.Reservations
	if !r.Taken {
		return nil
	}
	faults = slices.Concat(config.Between("days", r.Days, 0, 30), config.Between("per_person", r.PerPerson, 1, 10), config.Between("share", r.Share, 1, 100),
		config.Between("most", r.Most, 1, queue.MostSerial), config.Between("per_address", r.PerAddress, 1, 10_000), config.Between("per_device", r.PerDevice, 1, 100))
	if r.Until <= r.From {
		faults = append(faults, config.Wrong("until", "later", i18n.Args{"Than": r.From})...)
	}
	if r.Live && s.Citizens.Proof == identity.Card {
		faults = append(faults, config.Wrong("live", "live_proven", nil)...)
	}
	for _, id := range r.Services {
		if _, ok := s.Centre.Service(id); !ok {
			faults = append(faults, config.Wrong("services", "service", i18n.Args{"Service": id})...)
		}
	}
	if r.Elderly != "" && s.Centre.Class(r.Elderly).ID == "" {
		faults = append(faults, config.Wrong("elderly", "class", nil)...)
	}
	return config.Within("centre.reservations", faults)
}

// shortestSlot is the shortest slot that makes sense, in minutes.
const shortestSlot = 5

// checkHours returns what is wrong with opening hours.
func checkHours(key string, hours []queue.Opening) (faults []config.Fault) {
	for i, o := range hours {
		if o.Check() != nil {
			faults = append(faults, config.Wrong(fmt.Sprintf("%s[%d]", key, i), "opening", nil)...)
		}
	}
	return faults
}

// How many rooms one page of the kiosk tells of, and how long their words may be, in letters.
const (
	mostRooms   = 5
	longestRoom = 60
)

func checkRooms(rooms []centre.Room) (faults []config.Fault) {
	if len(rooms) > mostRooms {
		faults = config.Wrong("rooms", "rooms", i18n.Args{"To": mostRooms})
	}
	for i, r := range rooms {
		for name, text := range map[string]queue.Name{"name": r.Name, "where": r.Where} {
			faults = append(faults, config.Filled(item("rooms", i, name), text.In(i18n.Vietnamese))...)
			for _, said := range text {
				if utf8.RuneCountInString(said) > longestRoom {
					faults = append(faults, config.Wrong(item("rooms", i, name), "letters", i18n.Args{"To": longestRoom})...)
				}
			}
		}
	}
	return faults
}

func checkCounters(c centre.Centre) (faults []config.Fault) {
	var ids []string
	for i, counter := range c.Counters {
		faults = append(faults, checkID(item("counters", i, "id"), counter.ID, ids)...)
		ids = append(ids, counter.ID)
		for _, service := range counter.Services {
			if _, ok := c.Service(service); !ok {
				faults = append(faults, config.Wrong(item("counters", i, "services"), "service", i18n.Args{"Service": service})...)
			}
		}
	}
	return faults
}

// JournalPath returns where the journal lies: a file in the data folder, or the address of a database.
func (s Settings) JournalPath() string {
	if s.Database != "" {
		return s.Database
	}
	return filepath.Join(s.Data, "central.db")
}

// MakeData makes the folder of a journal that lies in a file.
func (s Settings) MakeData() error {
	if s.Database != "" {
		return nil
	}
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if isOpen(s.Data) {
		return program.Mistake(i18n.NewProblem("program.data.open", i18n.Args{"Data": s.Data}))
	}
	return nil
}

// isOpen reports whether everybody on the machine may look into a folder: what people told the centre lies there.
func isOpen(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0
}
