package workday

import (
	"fmt"
	"time"
)

const statute = "BLLĐ 2019 đ.112"

// statutory is the year's holidays whose days the law itself fixes; no notice can move them.
func statutory(year int) []Special {
	tet := LunarNewYear(year)
	days := []Special{
		{Date: Date{year, 1, 1}, Name: "Tết Dương lịch"},
		{Date: tet, Name: "Tết Âm lịch – mùng 1"},
		{Date: tet.AddDays(1), Name: "Tết Âm lịch – mùng 2"},
		{Date: tet.AddDays(2), Name: "Tết Âm lịch – mùng 3"},
		{Date: HungKings(year), Name: "Giỗ Tổ Hùng Vương (10/3 âm lịch)"},
		{Date: Date{year, 4, 30}, Name: "Ngày Chiến thắng"},
		{Date: Date{year, 5, 1}, Name: "Ngày Quốc tế lao động"},
		{Date: Date{year, 9, 2}, Name: "Quốc khánh"},
	}
	for i := range days {
		days[i].Source = statute
	}
	if year >= 2026 {
		days = append(days, Special{Date: Date{year, 11, 24}, Name: "Ngày Văn hóa Việt Nam", Source: "NQ 28/2026/QH16"})
	}
	for i := range days {
		days[i].Kind, days[i].Status = Holiday, Official
	}
	return days
}

// expected is what a year's notice will probably add to the statutory days: Tết from its eve to mùng 4, the way it was
// mostly chosen, and the day beside 2/9 that makes the longest rest.
func expected(year int) []Special {
	tet, national := LunarNewYear(year), Date{year, 9, 2}
	beside := -1
	switch national.Weekday() {
	case time.Monday, time.Thursday, time.Sunday:
		beside = 1
	}
	eve := fmt.Sprintf("Tết Âm lịch – %d tháng Chạp (dự kiến)", Lunar(tet.AddDays(-1)).Day)
	return []Special{
		{tet.AddDays(-1), eve, Holiday, statute, Provisional},
		{tet.AddDays(3), "Tết Âm lịch – mùng 4 (dự kiến)", Holiday, statute, Provisional},
		{national.AddDays(beside), "Quốc khánh – ngày liền kề (dự kiến)", Holiday, statute, Provisional},
	}
}
