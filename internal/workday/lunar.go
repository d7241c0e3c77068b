package workday

import (
	"fmt"
	"math"
)

// LunarDate is a day of the Vietnamese lunar calendar.
type LunarDate struct {
	Year, Month, Day int
	Leap             bool // the second month of the same number
}

// The calendar follows the sky over Hà Nội: a month begins on the day, at UTC+7, of the new moon, and the eleventh
// month holds the winter solstice. At UTC+8 some years differ (Tết 2007 and 2030), so a Chinese calendar will not do.
// The algorithm is Hồ Ngọc Đức's, after Meeus, "Astronomical Algorithms"; the tests hold it against Meeus' longer series.

// Lunar is d in the lunar calendar; the tests vouch for 1900 to 2050.
func Lunar(d Date) LunarDate {
	day := d.julian()
	months := append(monthsTo(d.Year), monthsTo(d.Year+1)...)
	i := len(months) - 1
	for months[i].first > day {
		i--
	}
	l := months[i].LunarDate
	l.Day = day - months[i].first + 1
	return l
}

// Solar is the civil day of l, or an error for a day its year does not have.
func Solar(l LunarDate) (Date, error) {
	months := append(monthsTo(l.Year), monthsTo(l.Year+1)...)
	for i, m := range months[:len(months)-1] {
		if m.Year != l.Year || m.Month != l.Month || m.Leap != l.Leap {
			continue
		}
		if days := months[i+1].first - m.first; l.Day < 1 || l.Day > days {
			return Date{}, fmt.Errorf("month %d of lunar year %d has %d days, not %d", l.Month, l.Year, days, l.Day)
		}
		return fromJulian(m.first + l.Day - 1), nil
	}
	return Date{}, fmt.Errorf("lunar year %d has no such month %d", l.Year, l.Month)
}

// LunarNewYear is the civil day of mùng 1 Tết that falls in year.
func LunarNewYear(year int) Date { return mustSolar(LunarDate{Year: year, Month: 1, Day: 1}) }

// HungKings is the civil day of Giỗ Tổ Hùng Vương, the tenth of the third lunar month.
func HungKings(year int) Date { return mustSolar(LunarDate{Year: year, Month: 3, Day: 10}) }

func mustSolar(l LunarDate) Date {
	d, err := Solar(l)
	if err != nil {
		panic(err) // every year has these days
	}
	return d
}

const synodicMonth = 29.530588853 // days from new moon to new moon, on average

// lunation counts new moons from that of 1 January 1900.
func lunation(julian float64) int {
	return int(math.Floor((julian - 2415021.076998695) / synodicMonth))
}

// lunarMonth is a month by its first day, as a Julian day number and in the lunar calendar.
type lunarMonth struct {
	first int
	LunarDate
}

// monthsTo are the months from the eleventh of the year before to the one before the eleventh of year. Where that makes
// thirteen, the first in which the sun enters no new sign (it has no trung khí) takes the number of the one before it.
func monthsTo(year int) (months []lunarMonth) {
	first, end := month11(year-1), month11(year)
	leaping := end-first > 370
	k := lunation(float64(first) + 15)
	number := 10
	for day := first; day < end; {
		k++
		next := newMoon(k)
		leap := leaping && day > first && zodiac(day) == zodiac(next)
		if leap {
			leaping = false
		} else {
			number++
		}
		l := LunarDate{Year: year, Month: (number-1)%12 + 1, Day: 1, Leap: leap}
		if number <= 12 {
			l.Year--
		}
		months = append(months, lunarMonth{day, l})
		day = next
	}
	return months
}

// month11 is the first day of the lunar month that holds the winter solstice of year.
func month11(year int) int {
	k := lunation(float64(Date{year, 12, 31}.julian()))
	first := newMoon(k)
	if zodiac(first) >= 9 { // the sun is past 270°: the solstice was in the month before
		first = newMoon(k - 1)
	}
	return first
}

func sin(degrees float64) float64 { return math.Sin(turn(degrees) * math.Pi / 180) }

// turn is the angle within one circle, 0 up to 360.
func turn(degrees float64) float64 { return degrees - 360*math.Floor(degrees/360) }

// newMoon is the Julian day number, at UTC+7, of the day of the k-th new moon.
func newMoon(k int) int {
	t := float64(k) / 1236.85 // centuries since 1900
	t2, t3 := t*t, t*t*t
	mean := 2415020.75933 + 29.53058868*float64(k) + 0.0001178*t2 - 0.000000155*t3 + 0.00033*sin(166.56+132.87*t-0.009173*t2)
	sun := 359.2242 + 29.10535608*float64(k) - 0.0000333*t2 - 0.00000347*t3
	moon := 306.0253 + 385.81691806*float64(k) + 0.0107306*t2 + 0.00001236*t3
	node := 21.2964 + 390.67050646*float64(k) - 0.0016528*t2 - 0.00000239*t3
	wave := (0.1734-0.000393*t)*sin(sun) + 0.0021*sin(2*sun) -
		0.4068*sin(moon) + 0.0161*sin(2*moon) - 0.0004*sin(3*moon) +
		0.0104*sin(2*node) - 0.0051*sin(sun+moon) - 0.0074*sin(sun-moon) +
		0.0004*sin(2*node+sun) - 0.0004*sin(2*node-sun) - 0.0006*sin(2*node+moon) +
		0.0010*sin(2*node-moon) + 0.0005*sin(sun+2*moon)
	clock := -0.000278 + 0.000265*t + 0.000262*t2 // days the even clock of the sky is ahead of the turning earth
	return int(math.Floor(mean + wave - clock + 0.5 + 7.0/24))
}

// zodiac is the twelfth of its circle, 0 to 11 from the spring equinox, in which the sun stands as the day begins at UTC+7.
func zodiac(day int) int {
	t := (float64(day) - 0.5 - 7.0/24 - 2451545) / 36525
	anomaly := 357.5291 + 35999.0503*t - 0.0001559*t*t - 0.00000048*t*t*t
	mean := 280.46645 + 36000.76983*t + 0.0003032*t*t
	centre := (1.9146-0.004817*t-0.000014*t*t)*sin(anomaly) + (0.019993-0.000101*t)*sin(2*anomaly) + 0.00029*sin(3*anomaly)
	apparent := mean + centre - 0.00569 - 0.00478*sin(125.04-1934.136*t)
	return int(turn(apparent) / 30)
}
