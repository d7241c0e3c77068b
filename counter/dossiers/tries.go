package dossiers

import (
	"cmp"
	"time"

	"motcua/internal/dossier"
)

// good stands for any answer that an officer would type.
const good = "…"

var goodPapers = []dossier.Paper{{Name: good, Originals: 1}}

func tryReceive(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Receive(d, nil, cmp.Or(d.Code, good))
}

func tryTakeOver(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	if !d.Handed() {
		return nil, dossier.ErrNotAllowed
	}
	return k.TakeOver(d, good)
}

func tryHandOver(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.HandOver(d, dossier.Handover{To: good})
}

func trySupplement(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.AskSupplement(d, dossier.SupplementRequest{Items: []string{good}, Reason: good})
}

func trySupply(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Supply(d, goodPapers)
}

func tryDemand(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.DemandPayment(d, []dossier.Charge{{Name: good, Amount: 1}}, good)
}

func tryResume(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Resume(d, goodPapers)
}

func trySuspend(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Suspend(d, good, true)
}

// muchLater is beyond whatever day an officer would promise.
const muchLater = 90 * 24 * time.Hour

func tryExtend(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Extend(d, d.Appointment.Add(muchLater), good, good)
}

func tryFinish(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Finish(d, dossier.Result{Name: good})
}

func tryPay(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	for _, f := range d.Fees {
		if f.Payment == nil {
			return k.Pay(d, dossier.Payment{Fee: f.Name, Method: dossier.Cash})
		}
	}
	return nil, dossier.ErrNoSuchFee
}

func tryReturn(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Return(d, dossier.Delivery{Taker: good})
}

func tryWithdraw(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) { return k.Withdraw(d, good) }

func tryRefuse(k dossier.Desk, d dossier.Dossier) (dossier.Body, error) {
	return k.Refuse(d, nil, good)
}
