package screens

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// slip is what the QR of a slip of this morning says.
func (s *shift) slip(number string) (text string, t queue.Ticket) {
	t = queue.Ticket{ID: uuid.NewString(), Number: number, IssuedAt: morning}
	if s.office.seals == nil {
		s.office.seals = seal.Ring{}.Renewed()
	}
	return "http://127.0.0.1:8686/t/" + s.office.seals.TicketCode(t), t
}

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
			s := newShift(t)
			text, _ := s.slip("A7001")
			s.office.down = tt.down
			if !s.Scanned(text) {
				t.Fatal("not taken for a slip")
			}
			s.wantTold(tt.told)
			s.wantWritten(tt.want...)
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
			s := newShift(t)
			text, _ := s.slip("A7001")
			s.office.seals = s.office.seals.TakenBack(morning)
			s.office.down = tt.down
			s.Scanned(text)
			s.wantTold(tt.told)
			s.wantWritten(tt.want...)
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
			s := newShift(t)
			_, ticket := s.slip("A7001")
			s.office.down, s.office.newer = tt.down, s.office.seals.TakenBack(morning)
			s.Scanned(testCentre.TicketURL(s.office.newer.TicketCode(ticket)))
			s.wantTold(tt.told)
			s.wantWritten(tt.want...)
		})
	}
}

func TestSlipIsCalledWithoutALine(t *testing.T) {
	s := newShift(t, "A001")
	text, _ := s.slip("A7001")
	s.office.down = errors.New("cable pulled")
	s.look()
	s.Scanned(text)
	s.wantAt("A7001")
	s.Scanned(text)
	s.wantTold("Số A7001 đang ở quầy này.")
}

func TestSlipOfSomebodyElsewhere(t *testing.T) {
	s := newShift(t)
	text, ticket := s.slip("A7001")
	ticket.State, ticket.Counter = queue.Called, "03"
	s.office.elsewhere = map[string]queue.Ticket{ticket.ID: ticket}
	s.Scanned(text)
	s.wantTold("Số A7001 đang được gọi ở quầy 03.")
	s.wantWritten()
	ticket.State = queue.Done
	s.office.elsewhere[ticket.ID] = ticket
	s.Scanned(text)
	s.wantTold("Số A7001 đã được phục vụ xong ở quầy 03.")
}

func TestScanOfSomethingElse(t *testing.T) {
	s := newShift(t)
	if s.Scanned("000.00.00.H25-261123-0001") || s.Scanned("001099012345||Nguyễn Văn An|01011990|Nam|Hà Nam|01012021") {
		t.Error("taken for a slip")
	}
}

func TestConflictIsShownUntilItIsRead(t *testing.T) {
	w := newWindow(t, "vi", usual)
	one := hall.Conflict{Ticket: "t1", Number: "A005", Turn: 1, Did: queue.Call, Stands: "03", There: queue.Finish}
	v := hall.View{At: morning, Centre: testCentre, Desks: []hall.Desk{{Counter: "05", Conflicts: []hall.Conflict{one}}}}
	w.See(v, true)
	want := "Khi mất kết nối, quầy 03 đã phục vụ xong số A005; lượt này tính cho quầy 03. Hãy gọi số kế tiếp; nếu người dân đang ở đây, mời sang quầy 03. (Enter: đã đọc)"
	if got := w.screen.queue.called.told.Words(); got != want {
		t.Errorf("the officer is told %q", got)
	}
	wantFit(t, w.screen.box)
	w.strike("Return")
	w.wantWritten("told A005")
	if got := w.screen.queue.called.told.Words(); got == want {
		t.Error("still told after it was read")
	}
	w.strike("Return")
	w.wantWritten("told A005")
}
