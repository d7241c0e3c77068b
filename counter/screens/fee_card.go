package screens

import (
	"strconv"

	"fyne.io/fyne/v2"

	"motcua/counter/intake"
	"motcua/counter/widgets"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// feeCard asks how the fee was taken.
type feeCard struct {
	box            *fyne.Container
	speak          i18n.Localizer
	amount, inWord *ui.Text
	how            *ui.Text // it came about
	methods        *widgets.Table
}

func newFeeCard(speak i18n.Localizer) *feeCard {
	f := &feeCard{speak: speak, amount: widgets.NewBoldText("", 40), inWord: widgets.NewText("", 20), how: widgets.NewText("", 18), methods: widgets.NewTable(36, 5, false, widgets.Column{Share: 0.5, Size: 22, Bold: true, Align: fyne.TextAlignCenter}, widgets.Column{Share: 6, Size: 20})}
	f.box = ui.Panel(ui.Paper, 10, ui.Row(16, ui.Share(1, ui.Column(4, ui.Share(1, f.amount), ui.Share(0.8, f.inWord), ui.Share(0.8, f.how))), ui.Share(1, f.methods.Box)))
	return f
}

func (f *feeCard) draw(in *intake.Intake) {
	f.amount.Say(in.Fee().String() + " đồng")
	f.inWord.Say(in.Fee().Words())
	f.how.Say(priceWords(f.speak, in))
	rows, cursor := []widgets.TableRow{}, 4
	for i, m := range dossier.Methods() {
		rows = append(rows, widgets.TableRow{Cells: []string{strconv.Itoa(i + 1), f.speak.Text("counter.method." + string(m))}})
		if m == in.Paid {
			cursor = i
		}
	}
	rows = append(rows, widgets.TableRow{Cells: []string{"0", f.speak.Text("counter.method.later")}})
	f.methods.Draw(rows, cursor)
}
