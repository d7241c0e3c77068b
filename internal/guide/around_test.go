package guide

import (
	"slices"
	"testing"

	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// TestAround tells the hours of the same days together, then the telephone and the rooms.
func TestAround(t *testing.T) {
	open := func(from, to workday.Clock, days ...string) queue.Opening {
		return queue.Opening{Days: days, From: from, To: to}
	}
	c := centre.Centre{
		Papers: centre.Letterhead{Phone: "0226 385 0000"},
		Rooms:  []centre.Room{{Name: queue.Name{"vi": "Nhà vệ sinh", "en": "Toilets"}, Where: queue.Name{"vi": "cuối hành lang", "en": "end of the corridor"}}},
		Hours: []queue.Opening{
			open(450, 690, "mon", "tue", "wed", "thu", "fri"), open(810, 1020, "mon", "tue", "wed", "thu", "fri"), open(450, 690, "sat"), open(480, 660, "tue", "thu"),
		},
	}
	for lang, want := range map[string][]string{
		"vi": {
			"Giờ lấy số: Thứ Hai – Thứ Sáu 07:30–11:30, 13:30–17:00", "Giờ lấy số: Thứ Bảy 07:30–11:30", "Giờ lấy số: Thứ Ba, Thứ Năm 08:00–11:00",
			"Điện thoại của trung tâm: 0226\u00a0385\u00a00000", "Nhà vệ sinh: cuối hành lang", "Khiếu nại, tố cáo, gặp lãnh đạo: xem lịch tiếp công dân tại bàn hướng dẫn.",
		},
		"en": {
			"Tickets are given: Monday – Friday 07:30–11:30, 13:30–17:00", "Tickets are given: Saturday 07:30–11:30", "Tickets are given: Tuesday, Thursday 08:00–11:00",
			"Telephone of the centre: 0226\u00a0385\u00a00000", "Toilets: end of the corridor", "Complaints, or to see a leader: the help desk has the hours of the citizens’ reception.",
		},
	} {
		if got := Around(i18n.In(lang), c).Items; !slices.Equal(got, want) {
			t.Errorf("%s:\n%q", lang, got)
		}
	}
	if got := Around(i18n.In("vi"), centre.Centre{}).Items; len(got) != 1 {
		t.Errorf("a centre that tells nothing has %q", got)
	}
}
