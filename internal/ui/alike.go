package ui

// Alike are buttons of one kind, whose words stand in one size of type: the largest in which those of each have their place.
type Alike struct{ members []*buttonRenderer }

// NewAlike has buttons write alike.
func NewAlike(buttons ...*Button) *Alike {
	a := &Alike{}
	for _, b := range buttons {
		b.alike = a
	}
	return a
}

// set writes all members anew after one of them has been laid out.
func (a *Alike) set(r *buttonRenderer) {
	a.take(r)
	size := r.most
	for _, m := range a.members {
		if m.button.Visible() && m.room.Width > 0 {
			size = min(size, m.most)
		}
	}
	for _, m := range a.members {
		m.write(size)
	}
}

// take keeps the renderer of a button; Fyne may have made a new one.
func (a *Alike) take(r *buttonRenderer) {
	for i, m := range a.members {
		if m.button == r.button {
			a.members[i] = r
			return
		}
	}
	a.members = append(a.members, r)
}
