package workday

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDatesAndClocksAsText(t *testing.T) {
	type written struct {
		Day  Date
		Open Clock
	}
	for _, v := range []struct {
		value written
		text  string
	}{
		{written{Date{2026, 11, 24}, 7*60 + 30}, `{"Day":"2026-11-24","Open":"07:30"}`},
		{written{Date{Year: 1931}, endOfDay}, `{"Day":"1931-00-00","Open":"24:00"}`},
		{written{}, `{"Day":"","Open":"00:00"}`},
	} {
		text, err := json.Marshal(v.value)
		if err != nil || string(text) != v.text {
			t.Errorf("%+v is written %s (%v), want %s", v.value, text, err, v.text)
		}
		var read written
		if err := json.Unmarshal([]byte(v.text), &read); err != nil || read != v.value {
			t.Errorf("%s is read %+v (%v)", v.text, read, err)
		}
	}
	for _, text := range []string{`{"Day":"2026-02-29"}`, `{"Day":"24/11/2026"}`, `{"Day":"xx-00-00"}`, `{"Open":"25:00"}`, `{"Open":"7h30"}`} {
		var read written
		if err := json.Unmarshal([]byte(text), &read); err == nil {
			t.Errorf("%s is read %+v", text, read)
		}
	}
}

func TestMonthsEndWithTheirLastDay(t *testing.T) {
	for _, v := range []struct {
		from   Date
		months int
		want   Date
	}{
		{Date{2026, 1, 31}, 1, Date{2026, 2, 28}},
		{Date{2028, 1, 31}, 1, Date{2028, 2, 29}},
		{Date{2026, 10, 31}, 4, Date{2027, 2, 28}},
		{Date{2026, 3, 31}, -1, Date{2026, 2, 28}},
		{Date{2026, 11, 23}, 12, Date{2027, 11, 23}},
	} {
		if got := v.from.AddMonths(v.months); got != v.want {
			t.Errorf("%d months after %s is %s, want %s", v.months, v.from, got, v.want)
		}
	}
}

// A box whose clock runs in UTC still tells the day in Vietnam.
func TestDayIsTheOneInVietnam(t *testing.T) {
	if got := DateOf(time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC)); got != (Date{2026, 11, 24}) {
		t.Errorf("got %s", got)
	}
}
