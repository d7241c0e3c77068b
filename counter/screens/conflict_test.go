package screens

import (
	"testing"

	"motcua/counter/calls/callstest"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

func TestConflictIsShownUntilItIsRead(t *testing.T) {
	w := newWindow(t, "vi", usual)
	one := hall.Conflict{Ticket: "t1", Number: "A005", Turn: 1, Did: queue.Call, Stands: "03", There: queue.Finish}
	v := hall.View{At: callstest.Morning, Centre: callstest.Centre, Desks: []hall.Desk{{Counter: "05", Conflicts: []hall.Conflict{one}}}}
	w.See(v, true)
	want := "Khi mất kết nối, quầy 03 đã phục vụ xong số A005; lượt này tính cho quầy 03. Hãy gọi số kế tiếp; nếu người dân đang ở đây, mời sang quầy 03. (Enter: đã đọc)"
	if got := w.screen.queue.called.told.Words(); got != want {
		t.Errorf("the officer is told %q", got)
	}
	wantFit(t, w.screen.box)
	w.strike("Return")
	w.WantWritten("told A005")
	if got := w.screen.queue.called.told.Words(); got == want {
		t.Error("still told after it was read")
	}
	w.strike("Return")
	w.WantWritten("told A005")
}
