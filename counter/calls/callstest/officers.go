package callstest

import (
	"motcua/internal/officer"
)

// Two officers who serve.
var (
	Lan = officer.Officer{ID: "lan", Name: "Nguyễn Thị Lan", Roles: []officer.Role{officer.Clerk}}
	Hoa = officer.Officer{ID: "hoa", Name: "Trần Thị Hoa", Roles: []officer.Role{officer.Clerk}}
)
