package procedure

import (
	"bytes"
	"testing"

	"motcua/assets"
)

// TestALetterMoreIsNoWord types one letter of the second word of everyday titles, as who types on does, in the sample with its English names, whose
// "company's" has no word "s".
func TestALetterMoreIsNoWord(t *testing.T) {
	list, _, err := ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		t.Fatal(err)
	}
	english, err := ReadEnglish(assets.English)
	if err != nil {
		t.Fatal(err)
	}
	AddEnglish(list, english)
	x := NewIndex(list)
	for typed, want := range map[string]string{"khai s": "1.001193", "khai si": "1.001193", "khai t": "1.000656", "ket h": "1.000894"} {
		if hits := x.Find(typed, 1).Hits; len(hits) == 0 || hits[0].Procedure.Code != want {
			t.Errorf("%q finds %v, want %s", typed, hits, want)
		}
	}
}
