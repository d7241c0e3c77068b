package procedure

import (
	"bytes"
	"testing"

	"motcua/assets"
)

// TestTheGeneralOneComesFirst: what is only for some stands below, by whatever name it is found, until somebody says that they mean it.
func TestTheGeneralOneComesFirst(t *testing.T) {
	list, _, err := ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		t.Fatal(err)
	}
	index := NewIndex(list)
	for asked, want := range map[string]string{
		"làm khai sinh cho con":           "1.001193",
		"làm khai sinh cho con bố là tây": "2.000528",
		"lam khai sinh con quoc tich my":  "2.000528",
		"đăng ký kết hôn":                 "1.000894",
		"kết hôn với người nước ngoài":    "2.000806",
	} {
		hits := index.Search(asked, 3)
		if len(hits) == 0 || hits[0].Procedure.Code != want {
			t.Errorf("%q: first is %v, want %s", asked, hits, want)
		}
	}
}
