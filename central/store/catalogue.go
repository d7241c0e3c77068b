package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/journal"
	"motcua/internal/procedure"
)

// Where central keeps its catalogues: the list of versions, and what they are made of by its hash. They lie in the database and not in a
// folder, so that all processes on it and its backups have them; only that another one holds is an event.
const (
	keyCatalogues = "catalogue"
	keyPacked     = "catalogue."
)

// MostVersions is how many versions of the catalogue are kept to go back to.
const MostVersions = 8

// Version is one catalogue as it was made by an import.
type Version struct {
	catalogue.Edition
	At         time.Time `json:"at"`
	File       string    `json:"file"`              // that was imported
	Overlay    bool      `json:"overlay,omitempty"` // the file was the centre's own data
	Procedures int       `json:"procedures"`
	National   string    `json:"national,omitempty"` // hash of the national list; empty: the built-in sample
	Own        string    `json:"own,omitempty"`      // hash of the centre's own data; empty: none
}

// Catalogues are the versions that central has, oldest first, and which of them holds.
type Catalogues struct {
	Present  string    `json:"present"`
	Versions []Version `json:"versions"`
}

// Holding returns the version that holds; false when nothing was imported yet.
func (c Catalogues) Holding() (Version, bool) { return c.find(c.Present) }

func (c Catalogues) find(hash string) (Version, bool) {
	i := slices.IndexFunc(c.Versions, func(v Version) bool { return hash != "" && v.Hash == hash })
	if i < 0 {
		return Version{}, false
	}
	return c.Versions[i], true
}

// Begins returns the one version whose hash begins so.
func (c Catalogues) Begins(hash string) (Version, bool) {
	var found []Version
	for _, v := range c.Versions {
		if hash != "" && strings.HasPrefix(v.Hash, strings.ToLower(hash)) {
			found = append(found, v)
		}
	}
	if len(found) != 1 {
		return Version{}, false
	}
	return found[0], true
}

// ReadCatalogues reads which versions there are. Several centrals may share one database, so it is read each time.
func ReadCatalogues(ctx context.Context, j *journal.Journal) (c Catalogues, err error) {
	_, err = j.Kept(ctx, keyCatalogues, &c)
	return c, err
}

// Packed reads the packed bytes of a version.
func Packed(ctx context.Context, j *journal.Journal, hash string) (packed []byte, err error) {
	there, err := j.Kept(ctx, keyPacked+hash, &packed)
	if err == nil && (!there || catalogue.Hash(packed) != hash) {
		err = fmt.Errorf("%w: central has no sound copy of %s", catalogue.ErrBroken, hash)
	}
	return packed, err
}

// Sources are what a catalogue is made of.
type Sources struct {
	National []procedure.Procedure
	Own      []catalogue.Own
}

// SourcesOf reads what a version is made of; of none, the built-in sample.
func SourcesOf(ctx context.Context, j *journal.Journal, v Version) (s Sources, err error) {
	s.National = catalogue.BuiltIn()
	if v.National != "" {
		packed, err := Packed(ctx, j, v.National)
		if err != nil {
			return s, err
		}
		if s.National, err = catalogue.Unpack(packed); err != nil {
			return s, err
		}
	}
	if v.Own != "" {
		raw, err := Packed(ctx, j, v.Own)
		if err != nil {
			return s, err
		}
		s.Own, err = catalogue.OwnAgain(raw)
		return s, err
	}
	return s, nil
}

// ErrOvertaken says that somebody else published a catalogue at the same time.
var ErrOvertaken = errors.New("store: another catalogue was published at the same time")

// Publish makes a catalogue of s hold, unless another one than before has held since. What v is made of is filled in.
func Publish(ctx context.Context, j *journal.Journal, before Catalogues, v Version, s Sources) (Version, error) {
	list, _ := catalogue.Join(s.National, catalogue.BuiltIn(), s.Own)
	packed, err := catalogue.Pack(list)
	if err != nil {
		return v, err
	}
	v.Edition, v.Procedures = catalogue.EditionOf(packed), len(list)
	blobs := map[string][]byte{v.Hash: packed}
	if held, _ := before.Holding(); v.Overlay && held.National == "" {
		v.National = ""
	} else {
		national, err := catalogue.Pack(s.National)
		if err != nil {
			return v, err
		}
		v.National = catalogue.Hash(national)
		blobs[v.National] = national
	}
	v.Own = ""
	if len(s.Own) > 0 {
		own, err := catalogue.WriteOwn(s.Own)
		if err != nil {
			return v, err
		}
		v.Own = catalogue.Hash(own)
		blobs[v.Own] = own
	}
	return v, j.Write(ctx, func(tx *journal.Tx) error { return publish(tx, before.Present, v, blobs) })
}

// Hold makes a version hold that central has.
func Hold(ctx context.Context, j *journal.Journal, v Version) error {
	return j.Write(ctx, func(tx *journal.Tx) error {
		var c Catalogues
		if _, err := tx.Kept(keyCatalogues, &c); err != nil {
			return err
		}
		if _, there := c.find(v.Hash); !there {
			return ErrOvertaken
		}
		return hold(tx, c, v)
	})
}

// publish keeps a new version and makes it hold, in one transaction.
func publish(tx *journal.Tx, before string, v Version, blobs map[string][]byte) error {
	var c Catalogues
	if _, err := tx.Kept(keyCatalogues, &c); err != nil {
		return err
	}
	if c.Present != before {
		return ErrOvertaken
	}
	for hash, blob := range blobs {
		if err := tx.Keep(keyPacked+hash, blob); err != nil {
			return err
		}
	}
	old := slices.Clone(c.Versions)
	c.Versions = append(slices.DeleteFunc(c.Versions, func(was Version) bool { return was.Hash == v.Hash }), v)
	c.Versions = c.Versions[max(0, len(c.Versions)-MostVersions):]
	if err := throwAway(tx, old, c.Versions); err != nil {
		return err
	}
	return hold(tx, c, v)
}

// hold writes down that a version holds, which devices hear by the event.
func hold(tx *journal.Tx, c Catalogues, v Version) error {
	c.Present = v.Hash
	if err := tx.Keep(keyCatalogues, c); err != nil {
		return err
	}
	_, err := tx.Append(catalogue.KindPublished, "", catalogue.Published{Edition: v.Edition, Procedures: v.Procedures, File: v.File})
	return err
}

// throwAway removes what no version is made of any more.
func throwAway(tx *journal.Tx, before, after []Version) error {
	used := map[string]bool{}
	for _, v := range after {
		used[v.Hash], used[v.National], used[v.Own] = true, true, true
	}
	for _, v := range before {
		for _, hash := range []string{v.Hash, v.National, v.Own} {
			if hash == "" || used[hash] {
				continue
			}
			if _, err := tx.Exec(`DELETE FROM kept WHERE key = $1`, keyPacked+hash); err != nil {
				return err
			}
		}
	}
	return nil
}
