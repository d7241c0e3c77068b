package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/province"
	"motcua/internal/uplink"
)

// gather takes the events of a centre's devices, or tells a centre that brings none what is held of them.
func (c *Central) gather(w http.ResponseWriter, r *http.Request, centre string, events []journal.Event) {
	var held uplink.Held
	_, held.Life = c.journal.Name()
	if len(events) == 0 {
		var err error
		held.Lives, err = c.journal.Held(r.Context(), centre)
		answer(w, held, err)
		return
	}
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) error { return tx.Gather(centre, events) })
	if gap := (*journal.GapError)(nil); errors.As(err, &gap) {
		writeJSON(w, http.StatusConflict, held)
		return
	}
	answer(w, held, err)
}

// changes tells a centre what others did to the dossiers that it shares with them, and of no other dossier.
func (c *Central) changes(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(r.FormValue("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("changes: after: a serial number was expected: %w", err))
		return
	}
	if _, life := c.journal.Name(); r.FormValue("life") != strconv.FormatInt(life, 10) {
		refuse(w, http.StatusGone, errors.New("changes: the province's journal has another life; its news is counted anew"))
		return
	}
	events, err := province.News(r.Context(), c.journal.Reader(), deviceOf(r.Context()).Place, after)
	answer(w, events, err)
}

// partners tells a centre of the others.
func (c *Central) partners(w http.ResponseWriter, r *http.Request) {
	asks := deviceOf(r.Context()).Place
	answer(w, slices.DeleteFunc(append([]hall.Partner{}, c.settings.Centres...), func(p hall.Partner) bool { return p.ID == asks }), nil)
}

// centre is what the hall is made of, with what the province has told.
func (c *Central) centre() hall.Centre {
	centre := c.settings.Centre
	centre.ID = c.settings.Upstream.Name
	if partners := c.others.Load(); partners != nil {
		centre.Partners = *partners
	}
	return centre
}

// upstream is the line to the province; nil without one.
func (c *Central) upstream() *uplink.Upstream {
	s := c.settings.Upstream
	if s.Address == "" {
		return nil
	}
	return &uplink.Upstream{
		Client:  uplink.Enrolled(s.Address, c.settings.Data, s.device().Name(), time.Now),
		Journal: c.journal, Centre: s.Name, Told: func(partners []hall.Partner) { c.others.Store(&partners) },
	}
}

// join enrols this centre at its province.
func (j job) join(ctx context.Context, args []string) error {
	s := j.settings.Upstream
	if s.Address == "" {
		return errors.New("upstream.address is empty in the settings; the address of the province's central was expected")
	}
	return uplink.EnrolDevice(ctx, s.Address, j.settings.Data, s.device().Name(), args[0], j.says)
}

// provincePage shows leaders how each centre stands: numbers, and nobody's name.
func (c *Central) provincePage(w http.ResponseWriter, r *http.Request) {
	standings, err := province.Look(r.Context(), c.journal.Reader(), c.now())
	if err != nil {
		answer(w, nil, err)
		return
	}
	w.Header().Set("Refresh", "15")
	show(w, http.StatusOK, "province.html", provinceOf(c.settings, standings, c.now()))
}

// provinceView is what the page shows.
type provinceView struct {
	Centre hall.Centre
	At     time.Time
	Rows   []provinceRow
	All    provinceRow
}

type provinceRow struct {
	Name string
	province.Standing
	Silent bool // nothing was heard for long
}

// silence is how long a centre at work may be quiet.
const silence = 15 * time.Minute

// provinceOf lists the centres in the order of the settings.
func provinceOf(s Settings, standings map[string]province.Standing, now time.Time) provinceView {
	view := provinceView{Centre: s.Centre, At: now}
	for _, centre := range s.Centres {
		standing := standings[centre.ID]
		view.Rows = append(view.Rows, provinceRow{Name: centre.Name, Standing: standing, Silent: now.Sub(standing.Heard) > silence})
		view.All.Standing = view.All.Add(standing)
	}
	return view
}

// Share is how many of the results were in time, in percent, as people read it; a dash while there is none.
func (r provinceRow) Share() string {
	if r.Done == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%%", 100*r.OnTime/r.Done)
}
