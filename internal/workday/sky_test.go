package workday

import "math"

// A second Vietnamese calendar, to hold lunar.go against. It shares no series and no search with it: new moons are
// Meeus chapter 49 with all its corrections, the sun is VSOP87 (Meeus appendix III) with nutation and aberration, and
// months are numbered by asking in which of them each multiple of 30° is passed.

type term struct{ a, b, c float64 }

var sunL0 = []term{
	{175347046, 0, 0}, {3341656, 4.6692568, 6283.0758500}, {34894, 4.6261, 12566.1517}, {3497, 2.7441, 5753.3849},
	{3418, 2.8289, 3.5231}, {3136, 3.6277, 77713.7715}, {2676, 4.4181, 7860.4194}, {2343, 6.1352, 3930.2097},
	{1324, 0.7425, 11506.7698}, {1273, 2.0371, 529.6910}, {1199, 1.1096, 1577.3435}, {990, 5.233, 5884.927},
	{902, 2.045, 26.298}, {857, 3.508, 398.149}, {780, 1.179, 5223.694}, {753, 2.533, 5507.553},
	{505, 4.583, 18849.228}, {492, 4.205, 775.523}, {357, 2.920, 0.067}, {317, 5.849, 11790.629},
	{284, 1.899, 796.298}, {271, 0.315, 10977.079}, {243, 0.345, 5486.778}, {206, 4.806, 2544.314},
	{205, 1.869, 5573.143}, {202, 2.458, 6069.777}, {156, 0.833, 213.299}, {132, 3.411, 2942.463},
	{126, 1.083, 20.775}, {115, 0.645, 0.980}, {103, 0.636, 4694.003}, {102, 0.976, 15720.839},
	{102, 4.267, 7.114}, {99, 6.21, 2146.17}, {98, 0.68, 155.42},
}

var sunL1 = []term{
	{628331966747, 0, 0}, {206059, 2.678235, 6283.075850}, {4303, 2.6351, 12566.1517}, {425, 1.590, 3.523},
	{119, 5.796, 26.298}, {109, 2.966, 1577.344}, {93, 2.59, 18849.23}, {72, 1.14, 529.69},
}

var sunL2 = []term{{52919, 0, 0}, {8720, 1.0721, 6283.0758}, {309, 0.867, 12566.152}}

func series(terms []term, tau float64) (sum float64) {
	for _, t := range terms {
		sum += t.a * math.Cos(t.b+t.c*tau)
	}
	return sum / 1e8
}

// skyDelta is TT−UT in days (Espenak and Meeus), with the long trend outside 1900–2150.
func skyDelta(year float64) float64 {
	u := (year - 1820) / 100
	seconds := -20 + 32*u*u - 0.5628*(2150-year)
	switch {
	case year < 1920:
		t := year - 1900
		seconds = -2.79 + 1.494119*t - 0.0598939*t*t + 0.0061966*t*t*t - 0.000197*t*t*t*t
	case year < 1941:
		t := year - 1920
		seconds = 21.20 + 0.84493*t - 0.076100*t*t + 0.0020936*t*t*t
	case year < 1961:
		t := year - 1950
		seconds = 29.07 + 0.407*t - t*t/233 + t*t*t/2547
	case year < 1986:
		t := year - 1975
		seconds = 45.45 + 1.067*t - t*t/260 - t*t*t/718
	case year < 2005:
		t := year - 2000
		seconds = 63.86 + 0.3345*t - 0.060374*t*t + 0.0017275*t*t*t + 0.000651814*t*t*t*t + 0.00002373599*t*t*t*t*t
	case year < 2050:
		t := year - 2000
		seconds = 62.92 + 0.32217*t + 0.005589*t*t
	}
	return seconds / 86400
}

// skySun is the sun's apparent longitude in degrees at the Julian date jde (TT).
func skySun(jde float64) float64 {
	tau := (jde - 2451545) / 365250
	t := tau * 10
	l := (series(sunL0, tau) + series(sunL1, tau)*tau + series(sunL2, tau)*tau*tau) * 180 / math.Pi
	node := 125.04452 - 1934.136261*t
	nutation := (-17.20*sin(node) - 1.32*sin(2*(280.4665+36000.7698*t)) - 0.23*sin(2*(218.3165+481267.8813*t)) + 0.21*sin(2*node)) / 3600
	radius := 1.00014 - 0.01671*math.Cos(4.6693+6283.0759*tau) - 0.00014*math.Cos(2*(4.6693+6283.0759*tau))
	return math.Mod(math.Mod(l+180-0.09033/3600+nutation-20.4898/3600/radius, 360)+360, 360)
}

// skyNewMoon is the Julian date (UT) of the k-th new moon from that of 6 January 2000.
func skyNewMoon(k float64) float64 {
	t := k / 1236.85
	jde := 2451550.09766 + 29.530588861*k + 0.00015437*t*t - 0.000000150*t*t*t + 0.00000000073*t*t*t*t
	e := 1 - 0.002516*t - 0.0000074*t*t
	m := 2.5534 + 29.10535670*k - 0.0000014*t*t - 0.00000011*t*t*t
	mm := 201.5643 + 385.81693528*k + 0.0107582*t*t + 0.00001238*t*t*t - 0.000000058*t*t*t*t
	f := 160.7108 + 390.67050284*k - 0.0016118*t*t - 0.00000227*t*t*t + 0.000000011*t*t*t*t
	om := 124.7746 - 1.56375588*k + 0.0020672*t*t + 0.00000215*t*t*t
	jde += -0.40720*sin(mm) + 0.17241*e*sin(m) + 0.01608*sin(2*mm) + 0.01039*sin(2*f) + 0.00739*e*sin(mm-m) -
		0.00514*e*sin(mm+m) + 0.00208*e*e*sin(2*m) - 0.00111*sin(mm-2*f) - 0.00057*sin(mm+2*f) + 0.00056*e*sin(2*mm+m) -
		0.00042*sin(3*mm) + 0.00042*e*sin(m+2*f) + 0.00038*e*sin(m-2*f) - 0.00024*e*sin(2*mm-m) - 0.00017*sin(om) -
		0.00007*sin(mm+2*m) + 0.00004*sin(2*mm-2*f) + 0.00004*sin(3*m) + 0.00003*sin(mm+m-2*f) + 0.00003*sin(2*mm+2*f) -
		0.00003*sin(mm+m+2*f) + 0.00003*sin(mm-m+2*f) - 0.00002*sin(mm-m-2*f) - 0.00002*sin(3*mm+m) + 0.00002*sin(4*mm)
	for _, p := range []term{
		{325, 299.77, 0.107408}, {165, 251.88, 0.016321}, {164, 251.83, 26.651886}, {126, 349.42, 36.412478},
		{110, 84.66, 18.206239}, {62, 141.74, 53.303771}, {60, 207.14, 2.453732}, {56, 154.84, 7.306860},
		{47, 34.52, 27.261239}, {42, 207.19, 0.121824}, {40, 291.34, 1.844379}, {37, 161.72, 24.198154},
		{35, 239.56, 25.513099}, {23, 331.55, 3.592518},
	} {
		jde += p.a * 1e-6 * sin(p.b+p.c*k)
	}
	return jde - skyDelta(2000+k/12.3685)
}

func skyDay(ut float64) int { return int(math.Floor(ut + 0.5 + 7.0/24)) }

// skySunAtMidnight is the sun's longitude as day begins at UTC+7.
func skySunAtMidnight(day int) float64 {
	ut := float64(day) - 0.5 - 7.0/24
	return skySun(ut + skyDelta(2000+(ut-2451545)/365.25))
}

type skyMonth struct {
	first int // Julian day
	LunarDate
}

// skyYear numbers the months from the one of the solstice before year up to that of year itself.
func skyYear(year int) []skyMonth {
	k := math.Floor(float64(year-2000)*12.3685) - 4
	var days []int
	for i := 0.0; i < 22; i++ {
		days = append(days, skyDay(skyNewMoon(k+i)))
	}
	holds := func(i, sign int) bool {
		a, b := skySunAtMidnight(days[i])/30, skySunAtMidnight(days[i+1])/30
		if sign == 0 {
			return b < a
		}
		return a <= float64(sign) && float64(sign) < b
	}
	var eleventh []int
	for i := range days[:len(days)-1] {
		if holds(i, 9) {
			eleventh = append(eleventh, i)
		}
	}
	from, to := eleventh[0], eleventh[1]
	var months []skyMonth
	number, leapLeft := 10, to-from == 13
	for i := from; i < to; i++ {
		empty := true
		for sign := range 12 {
			empty = empty && !holds(i, sign)
		}
		leap := leapLeft && i > from && empty
		leapLeft = leapLeft && !leap
		if !leap {
			number++
		}
		lunar := LunarDate{Year: year, Month: (number-1)%12 + 1, Day: 1, Leap: leap}
		if number <= 12 {
			lunar.Year--
		}
		months = append(months, skyMonth{days[i], lunar})
	}
	return months
}
