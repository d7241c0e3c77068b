package steering

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Difference is one thing that is another than before.
type Difference struct {
	Path   string // below the part, as in the file: [ho-tich].letter; empty: the part itself
	Before string // empty: it was not there
	After  string // empty: it is not there any more
	Was    any    // what Before tells of, as JSON has it
	Is     any    // and After
}

// Differences compares two values of a part. What stands in a list and has a name of its own is compared with what had that name before, so that one more
// at the top is one difference and not all of them.
func Differences(before, after json.RawMessage) []Difference {
	var a, b any
	_ = json.Unmarshal(before, &a) // none: nothing was there
	_ = json.Unmarshal(after, &b)
	return differ("", a, b)
}

func differ(path string, a, b any) []Difference {
	if one, other := members(a), members(b); one != nil && other != nil {
		return differMembers(path, one, other)
	}
	if said, other := text(a), text(b); said != other {
		return []Difference{{path, said, other, a, b}}
	}
	return nil
}

// differMembers compares what two values consist of, in the order of the new one, and behind it what is gone.
func differMembers(path string, a, b *parted) (found []Difference) {
	for _, name := range b.names {
		found = append(found, differ(path+name, a.of[name], b.of[name])...)
	}
	for _, name := range a.names {
		if _, there := b.of[name]; !there {
			found = append(found, Difference{Path: path + name, Before: text(a.of[name]), Was: a.of[name]})
		}
	}
	if len(found) == 0 && !slices.Equal(a.names, b.names) {
		before, after := strings.Join(a.names, " "), strings.Join(b.names, " ")
		found = []Difference{{path, before, after, before, after}} // in another order
	}
	return found
}

// parted is an object or a list by the names of what it consists of.
type parted struct {
	names []string
	of    map[string]any
}

// members takes an object, or a list of objects that have names, apart; nil: it is none.
func members(v any) *parted {
	p := parted{of: map[string]any{}}
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			p.names = append(p.names, "."+key)
			p.of["."+key] = v[key]
		}
	case []any:
		for _, item := range v {
			name := nameOf(item)
			if _, twice := p.of[name]; name == "" || twice {
				return nil
			}
			p.names = append(p.names, name)
			p.of[name] = item
		}
	default:
		return nil
	}
	return &p
}

// nameOf returns by what something in a list is known.
func nameOf(item any) string {
	object, ok := item.(map[string]any)
	if !ok {
		return ""
	}
	for _, key := range []string{"id", "code"} {
		if name, ok := object[key].(string); ok && name != "" {
			return "[" + name + "]"
		}
	}
	return ""
}

// text writes a value in a line.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = text(item)
		}
		return strings.Join(items, ", ")
	case map[string]any:
		var items []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if said := text(v[key]); said != "" {
				items = append(items, key+" "+said)
			}
		}
		return strings.Join(items, "; ")
	}
	return fmt.Sprint(v)
}
