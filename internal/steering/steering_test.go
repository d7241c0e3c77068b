package steering_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/steering"
)

// TestDifferencesNameWhatIsAnother compares values as people change them.
func TestDifferencesNameWhatIsAnother(t *testing.T) {
	for _, tt := range []struct {
		name, before, after string
		want                []steering.Difference
	}{
		{"nothing", `[{"id":"a"}]`, `[{"id":"a"}]`, nil},
		{"the first time", ``, `2`, []steering.Difference{{Path: "", Before: "", After: "2"}}},
		{"a letter", `[{"id":"a","letter":"A"},{"id":"b","letter":"B"}]`, `[{"id":"a","letter":"C"},{"id":"b","letter":"B"}]`, []steering.Difference{{Path: "[a].letter", Before: "A", After: "C"}}},
		{"one more at the top", `[{"id":"b"}]`, `[{"id":"a","name":{"vi":"Đất"}},{"id":"b"}]`, []steering.Difference{{Path: "[a]", Before: "", After: "id a; name vi Đất"}}},
		{"one gone", `[{"id":"a"},{"id":"b"}]`, `[{"id":"b"}]`, []steering.Difference{{Path: "[a]", Before: "id a", After: ""}}},
		{"another order", `[{"id":"a"},{"id":"b"}]`, `[{"id":"b"},{"id":"a"}]`, []steering.Difference{{Path: "", Before: "[a] [b]", After: "[b] [a]"}}},
		{"hours", `[]`, `[{"days":["mon","tue"],"from":"07:30","to":"11:30"}]`, []steering.Difference{{Path: "", Before: "", After: "days mon, tue; from 07:30; to 11:30"}}},
		{"a key of a table", `{"months":24,"fields":{}}`, `{"months":24,"fields":{"Đất đai":36}}`, []steering.Difference{{Path: ".fields.Đất đai", Before: "", After: "36"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := steering.Differences(json.RawMessage(tt.before), json.RawMessage(tt.after))
			for i := range got {
				got[i].Was, got[i].Is = nil, nil
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestTheSecondOfTwoEditorsIsTold lets two people change what both have seen: nothing of the second's is written, and they hear whose it is now.
func TestTheSecondOfTwoEditorsIsTold(t *testing.T) {
	j := mustOpen(t)
	write := func(officer string, drafts ...steering.Draft) (n int, err error) {
		err = j.Write(t.Context(), func(tx *journal.Tx) (err error) {
			n, err = steering.Write(t.Context(), tx, steering.ByPage, officer, drafts)
			return err
		})
		return n, err
	}
	hours, after := steering.Draft{Part: "centre.hours", JSON: json.RawMessage(`[1]`)}, steering.Draft{Part: "centre.priority_after", JSON: json.RawMessage(`3`)}
	if n, err := write("hoa", hours, after); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	hours.JSON, after.Seen, after.JSON = json.RawMessage(`[2]`), 1, json.RawMessage(`4`)
	_, err := write("lan", after, hours)
	if late := (*steering.OvertakenError)(nil); !errors.As(err, &late) || late.Part != "centre.hours" || late.By.Officer != "hoa" {
		t.Errorf("the second was told %v", err)
	}
	values, err := steering.Read(t.Context(), j.Reader())
	if err != nil || string(values["centre.priority_after"].JSON) != "3" || values["centre.hours"].Version != 1 {
		t.Errorf("%+v, %v: something of the second's was written", values, err)
	}
	after.JSON = json.RawMessage(`3`)
	if n, err := write("lan", after); err != nil || n != 0 {
		t.Errorf("the same value made %d changes, %v", n, err)
	}
}

// TestTheLogIsFiltered asks for changes by part, by officer and by day.
func TestTheLogIsFiltered(t *testing.T) {
	j := mustOpen(t)
	for i, officer := range []string{"hoa", "lan", "hoa"} {
		if err := j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := steering.Write(t.Context(), tx, steering.ByPage, officer, []steering.Draft{{Part: "centre.hours", Seen: i, JSON: json.RawMessage([]string{`1`, `2`, `3`}[i])}})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		filter steering.Filter
		want   int
	}{
		{steering.Filter{Most: 9}, 3}, {steering.Filter{Most: 2}, 2}, {steering.Filter{Most: 9, Officer: "hoa"}, 2}, {steering.Filter{Most: 9, Part: "centre.name"}, 0},
		{steering.Filter{Most: 9, From: time.Now().Add(time.Hour)}, 0}, {steering.Filter{Most: 9, Until: time.Now().Add(-time.Hour)}, 0},
	} {
		entries, err := steering.Log(t.Context(), j.Reader(), tt.filter)
		if err != nil || len(entries) != tt.want {
			t.Errorf("%+v: %d entries, %v", tt.filter, len(entries), err)
		}
		if len(entries) == 3 && (string(entries[0].After) != "3" || string(entries[0].Before) != "2") {
			t.Errorf("the newest is %+v", entries[0])
		}
	}
}

func mustOpen(t *testing.T) *journal.Journal {
	t.Helper()
	path := journaltest.Postgres(t, t.Name())
	if path == "" {
		path = filepath.Join(t.TempDir(), "central.db")
	}
	j, err := journal.Open(path, "central", time.Now, steering.Fold("central"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}
