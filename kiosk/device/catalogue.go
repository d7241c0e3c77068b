package device

import (
	"bytes"
	"fmt"

	"motcua/assets"
	"motcua/internal/procedure"
)

// Catalogue reads the procedures that are built in; they are part of the program, so a broken one is a program built wrong.
func Catalogue() *procedure.Index {
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		panic(fmt.Sprintf("catalogue: %v, %v", problems, err))
	}
	english, err := procedure.ReadEnglish(assets.English)
	if err != nil {
		panic(fmt.Sprintf("catalogue: %v", err))
	}
	procedure.AddEnglish(list, english)
	return procedure.NewIndex(list)
}
