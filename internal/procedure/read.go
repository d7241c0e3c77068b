package procedure

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"motcua/internal/money"
	"motcua/internal/table"
)

const maxLine = 4 << 20 // bytes; the longest entry of the national catalogue has 60,000

// ReadNDJSON reads a catalogue with one JSON object a line, in the names of Procedure's JSON. What cannot be read is
// reported and the rest is kept; the error is of the reader itself.
func ReadNDJSON(r io.Reader) ([]Procedure, []Problem, error) {
	im := importer{seen: map[string]int{}}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, maxLine)
	for line := 1; scanner.Scan(); line++ {
		data := bytes.TrimSpace(bytes.TrimPrefix(scanner.Bytes(), []byte("\ufeff")))
		if len(data) == 0 {
			continue
		}
		im.addJSON(line, data)
	}
	if err := scanner.Err(); err != nil {
		return nil, im.problems, fmt.Errorf("read catalogue: %w", err)
	}
	return im.list, im.problems, nil
}

// addJSON reads one entry. A value of the wrong kind costs only its field: Unmarshal goes on with the others.
func (im *importer) addJSON(line int, data []byte) {
	var rec record
	err := json.Unmarshal(data, &rec)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
	case errors.As(err, &kind) && kind.Field != "":
		im.problems = append(im.problems, Problem{line, strings.TrimSpace(rec.Code), kind.Field, wanted(kind.Type.Kind())})
	default:
		im.problems = append(im.problems, Problem{line, "", "line", "one JSON object"})
		return
	}
	im.add(line, rec)
}

// wanted names a kind of JSON value.
func wanted(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a text"
	case reflect.Slice:
		return "a list"
	case reflect.Struct:
		return "an object"
	case reflect.Bool:
		return "true or false"
	}
	return "a whole number"
}

// ReadCSV reads a catalogue with the heading code,name and any of field,agency,levels,audience,decision,channels,limit,
// unit,fee_vnd,documents,steps,result,conditions,basis,online,phrases, in any order. Lists are parted by semicolons; a
// document is its name and, after bars, its originals, copies and certified copies: "Tờ khai|1|0|0". One time and one
// fee hold for all channels.
func ReadCSV(r io.Reader) ([]Procedure, []Problem, error) {
	list, err := table.Read(r)
	if err != nil {
		return nil, nil, fmt.Errorf("read catalogue: %w", err)
	}
	if field := list.Lacks("code", "name"); field != "" {
		return nil, []Problem{{1, "", field, "a column of this name"}}, nil
	}
	im := importer{seen: map[string]int{}}
	for _, row := range list.Rows {
		if err := row.Err(); err != nil {
			im.problems = append(im.problems, Problem{row.Line, row.Cell("code"), "line", "as many cells as the heading has; " + err.Error()})
			continue
		}
		im.addRow(row.Line, row.Cell)
	}
	return im.list, im.problems, nil
}

func (im *importer) addRow(line int, cell func(field string) string) {
	list := func(field string) []string { return texts(strings.Split(cell(field), ";")) }
	rec := record{
		Code: cell("code"), Name: cell("name"), Field: cell("field"), Agency: cell("agency"), Levels: list("levels"),
		Audience: list("audience"), Decision: cell("decision"), Steps: list("steps"), Result: cell("result"),
		Condition: cell("conditions"), Basis: list("basis"), Online: Online(strings.TrimSpace(cell("online"))), Phrases: list("phrases"),
	}
	wrong := func(field, want string) {
		im.problems = append(im.problems, Problem{line, strings.TrimSpace(rec.Code), field, want})
	}
	limit, unit := number(cell("limit"), "limit", wrong), strings.TrimSpace(cell("unit"))
	fee := dong(cell("fee_vnd"), wrong)
	for _, channel := range list("channels") {
		w := way{Channel: Channel(channel), Limit: limit, FeeVND: fee}
		if unit != "" {
			w.Unit = &unit
		}
		rec.Ways = append(rec.Ways, w)
	}
	for _, text := range list("documents") {
		rec.Documents = append(rec.Documents, paper(text, wrong))
	}
	im.add(line, rec)
}

// dong reads a fee, or nil from an empty cell or one that is reported.
func dong(cell string, wrong func(field, want string)) *int64 {
	if cell == "" {
		return nil
	}
	n, err := money.Parse(cell)
	if err != nil {
		wrong("fee_vnd", "whole đồng such as 20000 or 20.000")
		return nil
	}
	return &n
}

// number reads an amount of time, or nil from an empty cell or one that is reported.
func number(cell, field string, wrong func(field, want string)) *float64 {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return nil
	}
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 0 || n > 1e12 {
		wrong(field, "a number such as 15 or 0.5")
		return nil
	}
	return &n
}

func paper(text string, wrong func(field, want string)) Paper {
	parts := strings.Split(text, "|")
	p := Paper{Name: parts[0]}
	for i, n := range []*int{&p.Originals, &p.Copies, &p.Certified} {
		if i+1 >= len(parts) {
			break
		}
		var err error
		if *n, err = strconv.Atoi(strings.TrimSpace(parts[i+1])); err != nil {
			wrong("documents", "whole numbers after the bars, as in Tờ khai|1|0|0")
		}
	}
	return p
}
