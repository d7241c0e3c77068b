package catalogue

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/i18n"
	"motcua/internal/money"
	"motcua/internal/table"
)

// Own is what a centre says of one procedure itself. It lies over the national entry and survives its next import.
type Own struct {
	Code         string            `json:"code"`
	Replaces     string            `json:"replaces,omitempty"`       // code of ours (9.…) that this national entry stands for
	FeeVND       *int64            `json:"fee_vnd,omitempty"`        // set by the province's council
	FeeOnlineVND *int64            `json:"fee_online_vnd,omitempty"` // the same, of what is filed on the web
	Cut          float64           `json:"cut,omitempty"`            // days taken off the limit
	Counter      string            `json:"counter,omitempty"`
	Off          bool              `json:"off,omitempty"`        // the centre does not take it
	OnlineWhy    string            `json:"online_why,omitempty"` // why not all of it is done on the web
	Documents    map[string]string `json:"documents,omitempty"`  // the centre's names for documents, by the national ones
	VNeID        []string          `json:"vneid,omitempty"`      // documents that can be shown from VNeID, by their national names

	line int
}

// Fault is something in the centre's own data that cannot be read or fits nothing. Its sentence is central.catalogue.own.ID.
type Fault struct {
	Line  int
	Code  string
	ID    string
	Value string // that is meant
}

// Problem returns the sentence about a fault.
func (f Fault) Problem() *i18n.Problem {
	return i18n.NewProblem("central.catalogue.own."+f.ID, i18n.Args{"Line": f.Line, "Code": f.Code, "Value": f.Value})
}

// Fault returns what is wrong with what the centre says of a procedure.
func (o Own) Fault(id, value string) Fault { return Fault{o.line, o.Code, id, value} }

// papers returns the documents that are named.
func (o Own) papers() []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(slices.Collect(maps.Keys(o.Documents)), o.VNeID))))
}

// ReadOwn reads the centre's own data, NDJSON with the names of Own's JSON or CSV with the same ones as columns. It reports each line that
// is not right; the error is of the reader itself.
func ReadOwn(r io.Reader, csv bool) ([]Own, []Fault, error) {
	read := &ownReader{seen: map[string]bool{}}
	err := error(nil)
	if csv {
		err = read.csv(r)
	} else {
		err = read.ndjson(r)
	}
	if err != nil {
		err = fmt.Errorf("read the centre's own data: %w", err)
	}
	return read.list, read.faults, err
}

type ownReader struct {
	list   []Own
	faults []Fault
	seen   map[string]bool
}

func (r *ownReader) ndjson(from io.Reader) error {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		var o Own
		strict := json.NewDecoder(bytes.NewReader(line))
		strict.DisallowUnknownFields()
		if err := strict.Decode(&o); err != nil {
			r.faults = append(r.faults, Fault{n, o.Code, "json", err.Error()})
			continue
		}
		o.line = n
		r.add(o)
	}
	return lines.Err()
}

// ownColumns are those of a CSV file; only the first must be there.
var ownColumns = []string{"code", "replaces", "fee_vnd", "fee_online_vnd", "cut", "counter", "off", "documents", "vneid", "online_why"}

// arrow stands in a cell between a national name and the centre's.
const arrow = "=>"

func (r *ownReader) csv(from io.Reader) error {
	list, err := table.Read(from)
	if err != nil {
		return err
	}
	if list.Lacks(ownColumns[0]) != "" {
		r.faults = append(r.faults, Fault{1, "", "columns", strings.Join(ownColumns, ",")})
		return nil
	}
	for _, row := range list.Rows {
		if err := row.Err(); err != nil {
			r.faults = append(r.faults, Fault{row.Line, row.Cell("code"), "cells", err.Error()})
			continue
		}
		if o, ok := r.row(row); ok {
			r.add(o)
		}
	}
	return nil
}

// row reads one row of a CSV file; false when a cell is not right, which is reported.
func (r *ownReader) row(row table.Row) (o Own, ok bool) {
	cell := func(name string) string { return strings.TrimSpace(row.Cell(name)) }
	o = Own{Code: cell("code"), Replaces: cell("replaces"), Counter: cell("counter"), OnlineWhy: cell("online_why"), line: row.Line}
	before := len(r.faults)
	wrong := func(id, value string) { r.faults = append(r.faults, o.Fault(id, value)) }
	for name, fee := range map[string]**int64{"fee_vnd": &o.FeeVND, "fee_online_vnd": &o.FeeOnlineVND} {
		if text := cell(name); text != "" {
			if n, err := money.Parse(text); err != nil {
				wrong("fee", text)
			} else {
				*fee = &n
			}
		}
	}
	if text := cell("cut"); text != "" {
		if n, err := strconv.ParseFloat(text, 64); err != nil {
			wrong("cut", text)
		} else {
			o.Cut = n
		}
	}
	switch text := strings.ToLower(cell("off")); text {
	case "", "không", "false", "0":
	case "có", "x", "true", "1":
		o.Off = true
	default:
		wrong("off", text)
	}
	for part := range strings.SplitSeq(cell("documents"), ";") {
		name, own, found := strings.Cut(part, arrow)
		name, own = strings.TrimSpace(name), strings.TrimSpace(own)
		switch {
		case name == "" && !found:
		case name == "" || own == "":
			wrong("documents", part)
		default:
			if o.Documents == nil {
				o.Documents = map[string]string{}
			}
			o.Documents[name] = own
		}
	}
	for part := range strings.SplitSeq(cell("vneid"), ";") {
		if part = strings.TrimSpace(part); part != "" {
			o.VNeID = append(o.VNeID, part)
		}
	}
	return o, len(r.faults) == before
}

// ownCodes are the codes that the centre can speak of, with or without a province's suffix.
var ownCodes = regexp.MustCompile(`^[1-9]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?$`)

// mostFee is more than any administrative fee.
const mostFee = 1_000_000_000

// mostCut is more days than any limit has.
const mostCut = 1500

// add takes a line whose values can be.
func (r *ownReader) add(o Own) {
	fault := ""
	value := ""
	for _, fee := range []*int64{o.FeeVND, o.FeeOnlineVND} {
		if fee != nil && (*fee < 0 || *fee > mostFee) {
			fault, value = "fee", strconv.FormatInt(*fee, 10)
		}
	}
	switch {
	case !ownCodes.MatchString(o.Code):
		fault, value = "code", o.Code
	case r.seen[o.Code]:
		fault, value = "twice", o.Code
	case o.Replaces != "" && (!ownCodes.MatchString(o.Replaces) || !IsOurs(o.Replaces)):
		fault, value = "replaces", o.Replaces
	case !(o.Cut >= 0 && o.Cut <= mostCut):
		fault, value = "cut", strconv.FormatFloat(o.Cut, 'g', -1, 64)
	}
	if fault != "" {
		r.faults = append(r.faults, o.Fault(fault, value))
		return
	}
	r.seen[o.Code] = true
	r.list = append(r.list, o)
}

// errNoOwn says that bytes are no data of a centre that were written by WriteOwn.
var errNoOwn = errors.New("catalogue: the centre's own data cannot be read")

// WriteOwn returns data of a centre as ReadOwn reads NDJSON.
func WriteOwn(list []Own) ([]byte, error) {
	var out bytes.Buffer
	lines := json.NewEncoder(&out)
	for _, o := range list {
		if err := lines.Encode(o); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// OwnAgain reads what WriteOwn wrote.
func OwnAgain(raw []byte) ([]Own, error) {
	list, faults, err := ReadOwn(bytes.NewReader(raw), false)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%w: %w", errNoOwn, faults[0].Problem())
	}
	return list, err
}
