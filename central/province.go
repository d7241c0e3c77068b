package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"motcua/internal/centre"
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
	err := c.careful(r, func(tx *journal.Tx) error {
		if err := tx.Gather(centre, events); err != nil {
			return err
		}
		return province.Forget(tx, centre, events)
	})
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
	centre := deviceOf(r.Context()).Place
	events, err := province.News(r.Context(), c.journal.Reader(), centre, after)
	if err == nil {
		err = c.hear(r.Context(), centre)
	}
	answer(w, events, err)
}

// hear remembers that a centre has asked, for the leaders' page of every central on this database. A centre asks every few seconds.
func (c *Central) hear(ctx context.Context, centre string) error {
	var heard time.Time
	if _, err := c.journal.Kept(ctx, keyHeard+centre, &heard); err != nil || c.now().Sub(heard) < silence/5 {
		return err
	}
	return c.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyHeard+centre, c.now()) })
}

// keyHeard begins the keys under which the journal keeps when a centre was heard.
const keyHeard = "heard."

// silence is how long a centre with a line can be quiet.
const silence = 5 * time.Minute

// partners tells a centre of the others.
func (c *Central) partners(w http.ResponseWriter, r *http.Request) {
	asks := deviceOf(r.Context()).Place
	answer(w, slices.DeleteFunc(append([]centre.Partner{}, c.settings.Centres...), func(p centre.Partner) bool { return p.ID == asks }), nil)
}

// centre is what the hall is made of, with what the province has told.
func (c *Central) centre() centre.Centre {
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
		Journal: c.journal, Centre: s.Name, Told: func(partners []centre.Partner) { c.others.Store(&partners) },
	}
}

// join enrols this centre at its province.
func (j job) join(ctx context.Context, args []string) error {
	s := j.settings.Upstream
	if s.Address == "" {
		return errors.New("upstream.address is empty in the settings; the address of the province's central was expected")
	}
	return uplink.EnrolDevice(ctx, s.Address, j.settings.Data, s.device().Name(), args[0], j.Say, j.says)
}

// provincePage shows leaders how each centre stands: numbers, and nobody's name.
func (c *Central) provincePage(w http.ResponseWriter, r *http.Request) {
	view, err := c.leaders(r.Context())
	if err != nil {
		answer(w, nil, err)
		return
	}
	refreshes(w, r)
	c.showStaff(w, r, http.StatusOK, "province.html", view)
}

// leadersView is what the page shows.
type leadersView struct {
	At   time.Time
	Rows []leadersRow
	All  leadersRow
}

type leadersRow struct {
	Name string
	province.Standing
	Heard  time.Time // zero: never
	Silent bool
}

// leaders lists the centres in the order of the settings.
func (c *Central) leaders(ctx context.Context) (leadersView, error) {
	view := leadersView{At: c.now()}
	standings, err := province.Look(ctx, c.journal.Reader(), view.At)
	if err != nil {
		return view, err
	}
	for _, centre := range c.settings.Centres {
		row := leadersRow{Name: centre.Name, Standing: standings[centre.ID]}
		if _, err := c.journal.Kept(ctx, keyHeard+centre.ID, &row.Heard); err != nil {
			return view, err
		}
		row.Silent = view.At.Sub(row.Heard) > silence
		view.Rows = append(view.Rows, row)
		view.All.Standing = view.All.Add(row.Standing)
	}
	return view, nil
}

// Share is how many of the results were in time, in percent, as people read it; a dash while there is none.
func (r leadersRow) Share() string {
	if r.Done == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%%", 100*r.OnTime/r.Done)
}
