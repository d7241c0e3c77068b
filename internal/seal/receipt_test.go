package seal_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"motcua/internal/seal"
	"motcua/internal/workday"
)

const public = "https://hcc.example.vn"

var receipt = seal.ReceiptText{Code: "000.00.00.H25-261109-0027", Due: workday.Date{Year: 2026, Month: time.November, Day: 18}}

func TestOpenReceipt(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	path, _ := strings.CutPrefix(ring.ReceiptLink(public, receipt), public+seal.PathReceipt)
	for _, tt := range []struct {
		name string
		ring seal.Ring
		path string
		want error
	}{
		{"as printed", ring, path, nil},
		{"in small letters", ring, strings.ToLower(path), nil},
		{"after the keys were changed", ring.Renewed(), path, nil},
		{"an earlier day written in", ring, strings.Replace(path, "261118", "261110", 1), seal.ErrSign},
		{"another's code written in", ring, strings.Replace(path, "0027", "0028", 1), seal.ErrSign},
		{"of another centre", seal.Ring{}.Renewed(), path, seal.ErrSign},
		{"a sign of another kind of paper", ring, "000.00.00.H25-261109-0027/261118/" + ring.Sign(seal.Ticket, "000.00.00.H25-261109-0027/261118"), seal.ErrSign},
		{"without a sign", ring, "000.00.00.H25-261109-0027/261118/", seal.ErrSign},
		{"a day in no calendar", ring, "000.00.00.H25-261109-0027/261131/A", seal.ErrReceipt},
		{"the code alone", ring, "000.00.00.H25-261109-0027", seal.ErrReceipt},
		{"nothing", ring, "", seal.ErrReceipt},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.ring.OpenReceipt(tt.path)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if err == nil && got != receipt {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAReceiptWithoutAnAppointment(t *testing.T) {
	ring, later := seal.Ring{}.Renewed(), seal.ReceiptText{Code: receipt.Code}
	link := ring.ReceiptLink(public+"/", later)
	path, found := strings.CutPrefix(link, public+seal.PathReceipt)
	if got, err := ring.OpenReceipt(path); !found || got != later || err != nil {
		t.Errorf("%s: %+v, %v", link, got, err)
	}
}

func TestNothingToSignWith(t *testing.T) {
	for name, link := range map[string]string{
		"no key yet":        seal.Ring{}.ReceiptLink(public, receipt),
		"no public address": seal.Ring{}.Renewed().ReceiptLink("", receipt),
		"no code":           seal.Ring{}.Renewed().ReceiptLink(public, seal.ReceiptText{}),
	} {
		if link != "" {
			t.Errorf("%s: %s", name, link)
		}
	}
}

func FuzzReadReceipt(f *testing.F) {
	ring := seal.Ring{}.Renewed()
	for _, text := range []string{ring.ReceiptLink(public, receipt), "/h/", "/h/x/0/", "https://[", "🙂/h/🙂/🙂/🙂", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := seal.ReadReceipt(text)
		if err == nil && got.Code == "" {
			t.Error("a receipt of no dossier")
		}
		_, _ = ring.OpenReceipt(text)
	})
}
