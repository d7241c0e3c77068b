package screens

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"motcua/counter/dossiers"
	"motcua/counter/filing"
	"motcua/counter/navigation"
	"motcua/internal/ui"
)

// kept is a keeper on a folder, for an officer.
func kept(o *hands, folder, officer string) *dossiers.Keeper {
	return &dossiers.Keeper{Files: &filing.Unfinished{Folder: folder, Now: time.Now}, Run: ui.Inline, Officer: func() string { return officer }}
}

// TestAnUnfinishedIntakeSurvivesACrash ends a counter without a word in the middle of an intake: the same officer, and nobody else, goes on.
func TestAnUnfinishedIntakeSurvivesACrash(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "unfinished")
	o := newOfficer(t, "vi", usual)
	k := kept(o, folder, "lan")
	step := func() { k.Keep(o.filed.Intake.Current) }
	o.scan(binh)
	step()
	o.scan(nguyet)
	o.write("lai xe")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(keyMore, fyne.Key6)
	o.fill("99.000", "Theo thông báo")
	o.press(fyne.KeyReturn)
	o.write("2")
	step()

	wantPrivate(t, folder)
	stranger := newOfficer(t, "vi", usual)
	kept(stranger, folder, "khanh").Offer(stranger.filed.Controllers)
	stranger.wantPlace(navigation.Queue)

	again := newOfficer(t, "vi", usual)
	k = kept(again, folder, "lan")
	k.Keep(nil) // drawn before anybody is offered anything
	k.Offer(again.filed.Controllers)
	again.wantPlace(navigation.Intake)
	again.wantTold("nhận dở")
	if diff := cmp.Diff(o.filed.Intake.Current.Given(), again.filed.Intake.Current.Given()); diff != "" || again.filed.Intake.Current.Paid != o.filed.Intake.Current.Paid {
		t.Errorf("after the crash: %s", diff)
	}
	again.press(fyne.KeyReturn)
	again.wantPlace(navigation.Received)
	k.Keep(again.filed.Intake.Current)
	wantNothingKept(t, folder)
}

// TestADroppedIntakeIsForgotten leaves nothing of somebody who changed their mind.
func TestADroppedIntakeIsForgotten(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "unfinished")
	o := newOfficer(t, "vi", usual)
	k := kept(o, folder, "lan")
	o.scan(nguyet)
	k.Keep(o.filed.Intake.Current)
	wantPrivate(t, folder)
	o.press(fyne.KeyEscape)
	o.wantPlace(navigation.Queue)
	k.Keep(o.filed.Intake.Current)
	wantNothingKept(t, folder)
}

// TestWhatWasReceivedIsNotOfferedAgain ends a counter between a reception and its forgetting.
func TestWhatWasReceivedIsNotOfferedAgain(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "unfinished")
	o := newOfficer(t, "vi", usual)
	k := kept(o, folder, "lan")
	o.scan(nguyet)
	o.write("khai s")
	o.press(fyne.KeyReturn)
	o.write("12")
	k.Keep(o.filed.Intake.Current)
	o.press(fyne.KeyReturn, fyne.KeyReturn)
	o.wantPlace(navigation.Queue)
	kept(o, folder, "lan").Offer(o.filed.Controllers)
	o.wantPlace(navigation.Queue)
	wantNothingKept(t, folder)
}

// TestUnfinishedWorkIsNotKeptForLong comes back the next day.
func TestUnfinishedWorkIsNotKeptForLong(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "unfinished")
	o := newOfficer(t, "vi", usual)
	k := kept(o, folder, "lan")
	o.scan(nguyet)
	k.Keep(o.filed.Intake.Current)
	late := &filing.Unfinished{Folder: folder, Now: func() time.Time { return time.Now().Add(13 * time.Hour) }}
	if n, err := late.Tidy(); n != 1 || err != nil {
		t.Errorf("%d taken away, %v", n, err)
	}
	wantNothingKept(t, folder)
}

// TestAnOlderTurnDoesNotComeBack keeps two states in the wrong order.
func TestAnOlderTurnDoesNotComeBack(t *testing.T) {
	u := &filing.Unfinished{Folder: t.TempDir(), Now: time.Now}
	for _, turn := range []int{2, 1} {
		if err := u.Keep(turn, "lan", turn); err != nil {
			t.Fatal(err)
		}
	}
	var got int
	if found, err := u.Read("lan", &got); !found || err != nil || got != 2 {
		t.Errorf("%d, %v, %v", got, found, err)
	}
}

// wantPrivate wants one file that only its owner reads, whose name names nobody.
func wantPrivate(t *testing.T, folder string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	info, err := files[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if bytes.Contains([]byte(files[0].Name()), []byte("lan")) {
		t.Errorf("the file is called %s", files[0].Name())
	}
}

func wantNothingKept(t *testing.T, folder string) {
	t.Helper()
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("%d files are left, %v", len(files), err)
	}
}
