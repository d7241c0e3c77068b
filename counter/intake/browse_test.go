package intake_test

import (
	"testing"

	"motcua/counter/intake"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// TestTheCatalogueIsLeafedThroughWithKeys: a digit or Enter opens a list, Escape closes it at the line where it was left.
func TestTheCatalogueIsLeafedThroughWithKeys(t *testing.T) {
	list, catalogue := mustCatalogue(t)
	contents := browse.Of(list)
	catalogue.Contents = func() *browse.Contents { return contents }
	in := intake.New("id", catalogue)
	strike(in, "v")
	in.Browse()
	if !in.Opened() || len(in.Hits) != len(browse.Ways) {
		t.Fatalf("%d ways", len(in.Hits))
	}
	strike(in, "3v>") // by field, the second letter
	second := in.Hits[0].ID
	strike(in, "1")
	strike(in, ">")
	if in.Procedure == nil || in.Procedure.Field != in.Hits[0].Entry.Field {
		t.Fatalf("step %d, %s", in.Step, second)
	}
	strike(in, "<<")
	if in.Step != intake.Choosing || in.Procedure != nil || in.Hits[in.At].ID != second {
		t.Errorf("line %d of %d after one step back", in.At, len(in.Hits))
	}
	strike(in, "<")
	if in.At != 1 {
		t.Errorf("line %d, want the letter that was opened", in.At)
	}
	strike(in, "<<")
	if in.Opened() || in.At != 1 || in.Hits[0].Entry.Code != "1.001193" {
		t.Error("what is frequent at the desk does not come back")
	}
	in.Browse()
	strike(in, "khai s")
	if in.Opened() || in.Hits[0].Kind != browse.AnEntry {
		t.Error("whoever types searches")
	}
}

// TestAFamilyIsOneLineThatOpens: siblings do not push other hits off the list.
func TestAFamilyIsOneLineThatOpens(t *testing.T) {
	list := []procedure.Procedure{
		{Code: "1.000001", Name: "Cấp hộ chiếu (thực hiện tại cấp trung ương)", Levels: []procedure.Level{procedure.Ministry}},
		{Code: "1.000002", Name: "Cấp hộ chiếu (thực hiện tại cấp tỉnh)", Levels: []procedure.Level{procedure.Province}},
		{Code: "1.000003", Name: "Cấp lại hộ chiếu"},
	}
	in := intake.New("id", intake.Catalogue{Index: procedure.NewIndex(list)})
	strike(in, "ho chieu")
	if len(in.Hits) != 2 || in.Hits[0].Count != 2 {
		t.Fatalf("%+v", in.Hits)
	}
	strike(in, "1")
	if len(in.Hits) != 2 || in.Hits[0].Entry.Code != "1.000002" || in.Step != intake.Choosing {
		t.Fatalf("%+v", in.Hits)
	}
	strike(in, "2")
	if in.Procedure == nil || in.Procedure.Code != "1.000001" {
		t.Errorf("%+v", in.Procedure)
	}
	if in.Browses() {
		t.Error("papers are ticked: no list can be opened")
	}
}
