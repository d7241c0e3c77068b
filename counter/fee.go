package main

import (
	"strconv"

	"fyne.io/fyne/v2"

	"motcua/counter/intake"
	"motcua/internal/dossier"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// feeCard asks how the fee was taken.
type feeCard struct {
	box            *fyne.Container
	speak          words.Speaker
	amount, inWord *ui.Text
	how            *ui.Text // it came about
	methods        *table
}

func newFeeCard(speak words.Speaker) *feeCard {
	f := &feeCard{speak: speak, amount: bold("", 40), inWord: plain("", 20), how: plain("", 18), methods: newTable(36, 5, false, column{share: 0.5, size: 22, bold: true, align: fyne.TextAlignCenter}, column{share: 6, size: 20})}
	f.box = ui.Panel(ui.Paper, 10, ui.Row(16, ui.Share(1, ui.Column(4, ui.Share(1, f.amount), ui.Share(0.8, f.inWord), ui.Share(0.8, f.how))), ui.Share(1, f.methods.box)))
	return f
}

func (f *feeCard) draw(in *intake.Intake) {
	f.amount.Say(in.Fee().String() + " đồng")
	f.inWord.Say(in.Fee().Words())
	f.how.Say(priceWords(f.speak, in))
	rows, cursor := []tableRow{}, 4
	for i, m := range dossier.Methods() {
		rows = append(rows, tableRow{cells: []string{strconv.Itoa(i + 1), f.speak.Say("counter.method." + string(m))}})
		if m == in.Paid {
			cursor = i
		}
	}
	rows = append(rows, tableRow{cells: []string{"0", f.speak.Say("counter.method.later")}})
	f.methods.draw(rows, cursor)
}
