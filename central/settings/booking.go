package settings

import (
	"fmt"
	"slices"

	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/config"
	"motcua/internal/i18n"
)

// checkBooking returns which rules for bookings on the web cannot be.
func checkBooking(r booking.Rules, c centre.Centre) []config.Fault {
	faults := slices.Concat(
		config.Between("per_counter", r.PerCounter, 1, booking.MostPerCounter), config.Between("share", r.Share, 1, 100), config.Between("days", r.Days, 1, booking.MostDays),
		config.Between("before", r.Before, 0, booking.MostBefore), config.Between("most", r.Most, 1, booking.MostOpen), config.Between("per_address", r.PerAddress, 1, booking.MostPerAddress),
	)
	for i, id := range r.Services {
		if _, known := c.Service(id); !known {
			faults = append(faults, config.Wrong(fmt.Sprintf("services[%d]", i), "service", i18n.Args{"Service": id})...)
		}
	}
	if r.On && !c.Appointments.Taken {
		faults = append(faults, config.Wrong("on", "appointments_taken", nil)...)
	}
	return faults
}
