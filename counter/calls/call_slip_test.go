package calls_test

import (
	"errors"
	"net/http"
	"testing"

	"motcua/counter/calls/callstest"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

func TestSlipIsCalled(t *testing.T) {
	for _, tt := range []struct {
		name string
		down error
		told string
		want []string
	}{
		{"with central", nil, "Mời số A7001 đến quầy 05.", []string{"called A7001"}},
		{"central is away", errors.New("cable pulled"), "Mời số A7001 đến quầy 05.", []string{"called A7001"}},
		{"central does not take it", &uplink.Refusal{Status: http.StatusInternalServerError}, "Máy chủ đang trục trặc", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t)
			text, _ := s.Slip("A7001")
			s.Backend.Down = tt.down
			if !s.Scanned(text) {
				t.Fatal("not taken for a slip")
			}
			s.WantTold(tt.told)
			s.WantWritten(tt.want...)
		})
	}
}

// TestSlipOfAKeyThatWasTakenBack: what only the slip tells of is for a person to look into.
func TestSlipOfAKeyThatWasTakenBack(t *testing.T) {
	const told = "Chưa xác nhận được phiếu số A7001: khóa ký phiếu đã bị thu hồi vì có máy bị mất. Mời người dân cầm phiếu đến bàn hướng dẫn."
	for _, tt := range []struct {
		name string
		down error
		told string
		want []string
	}{
		{"central knows its ticket", nil, "Mời số A7001 đến quầy 05.", []string{"called A7001"}},
		{"central knows it no more than the counter", &uplink.Refusal{Status: http.StatusBadRequest, Reason: uplink.KeyTakenBack}, told, nil},
		{"central is away", errors.New("cable pulled"), told, nil},
		{"central does not take it", &uplink.Refusal{Status: http.StatusInternalServerError}, "Máy chủ đang trục trặc", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t)
			text, _ := s.Slip("A7001")
			s.Backend.Ring = s.Backend.Ring.TakenBack(callstest.Morning)
			s.Backend.Down = tt.down
			s.Scanned(text)
			s.WantTold(tt.told)
			s.WantWritten(tt.want...)
		})
	}
}

// TestSlipOfAKeyThatIsNewHere: a kiosk has heard of the key, and this counter not yet. Central has it.
func TestSlipOfAKeyThatIsNewHere(t *testing.T) {
	for _, tt := range []struct {
		name string
		down error
		told string
		want []string
	}{
		{"central knows the key", nil, "Mời số A7001 đến quầy 05.", []string{"called A7001"}},
		{"central does not know it either", &uplink.Refusal{Status: http.StatusBadRequest}, "Phiếu số A7001 không do trung tâm này ký.", nil},
		{"central is away", errors.New("cable pulled"), "Máy này chưa nhận được khóa ký mới nên chưa kiểm tra được phiếu số A7001.", nil},
		{"central does not take it", &uplink.Refusal{Status: http.StatusInternalServerError}, "Máy chủ đang trục trặc", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t)
			_, ticket := s.Slip("A7001")
			s.Backend.Down, s.Backend.Newer = tt.down, s.Backend.Ring.TakenBack(callstest.Morning)
			s.Scanned(callstest.Centre.TicketURL(s.Backend.Newer.TicketCode(ticket)))
			s.WantTold(tt.told)
			s.WantWritten(tt.want...)
		})
	}
}

func TestSlipIsCalledWithoutALine(t *testing.T) {
	s := callstest.NewShift(t, "A001")
	text, _ := s.Slip("A7001")
	s.Backend.Down = errors.New("cable pulled")
	s.Look()
	s.Scanned(text)
	s.WantAt("A7001")
	s.Scanned(text)
	s.WantTold("Số A7001 đang ở quầy này.")
}

func TestSlipOfSomebodyElsewhere(t *testing.T) {
	s := callstest.NewShift(t)
	text, ticket := s.Slip("A7001")
	ticket.State, ticket.Counter = queue.Called, "03"
	s.Backend.Elsewhere = map[string]queue.Ticket{ticket.ID: ticket}
	s.Scanned(text)
	s.WantTold("Số A7001 đang được gọi ở quầy 03.")
	s.WantWritten()
	ticket.State = queue.Done
	s.Backend.Elsewhere[ticket.ID] = ticket
	s.Scanned(text)
	s.WantTold("Số A7001 đã được phục vụ xong ở quầy 03.")
}

func TestScanOfSomethingElse(t *testing.T) {
	s := callstest.NewShift(t)
	if s.Scanned("000.00.00.H25-261123-0001") || s.Scanned("001099012345||Nguyễn Văn An|01011990|Nam|Hà Nam|01012021") {
		t.Error("taken for a slip")
	}
}
