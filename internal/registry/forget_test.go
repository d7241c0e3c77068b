package registry_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/rating"
	"motcua/internal/registry"
)

var keep = dossier.Retention{Months: 24}

// secrets are what must be nowhere once it was forgotten: words of people, numbers, and what officers wrote freely.
var secrets = []string{"Nguyệt", "nguyet", "035199000001", "0912", "Thửa đất của bà", "Đổi ý vì bệnh", "Trần Văn Nhận"}

func onPostgres(t testing.TB) bool { return journaltest.Postgres(t, "any") != "" }

// archive is a register with a dossier that is long over and one that is not.
func archive(t *testing.T) *office {
	o := newOffice(t)
	o.receive("old", "Nguyễn Thị Ánh Nguyệt", "0912 345 678", 5)
	step := func(id string, b dossier.Body, err error) { t.Helper(); o.does(id, b, err) }
	b, err := o.desk().AskSupplement(o.find("old"), dossier.SupplementRequest{Items: []string{"Thửa đất của bà Nguyệt"}, Reason: "Thiếu"})
	step("old", b, err)
	b, err = o.desk().Supply(o.find("old"), []dossier.Paper{{Name: "Thửa đất của bà Nguyệt", Originals: 1}})
	step("old", b, err)
	b, err = o.desk().HandOver(o.find("old"), dossier.Handover{To: "Sở Công Thương", Note: "gọi bà Nguyệt 0912"})
	step("old", b, err)
	b, err = o.desk().Finish(o.find("old"), dossier.Result{Name: "Giấy phép của bà Nguyệt", Number: "12"})
	step("old", b, err)
	b, err = o.desk().Return(o.find("old"), dossier.Delivery{Taker: "Trần Văn Nhận", Phone: "0912"})
	step("old", b, err)
	o.receive("left", "Ánh Nguyệt", "", 5)
	b, err = o.desk().Withdraw(o.find("left"), "Đổi ý vì bệnh")
	step("left", b, err)
	o.clock = at(t, "2028-11-22 08:00")
	in := intake("Đặng Văn Đông", "0987654321", 5)
	in.Applicant.Owner.Identity = "036085012345"
	b, err = o.desk().Receive(dossier.Dossier{}, &in, o.mustIssue("young"))
	step("young", b, err)
	o.clock = at(t, "2028-11-24 08:30")
	return o
}

func (o *office) mustForget(want int) {
	o.Helper()
	f, err := registry.Forget(o.Context(), o.journal, keep, o.clock)
	if err != nil || f.Dossiers != want {
		o.Fatalf("forgot %+v, %v; want %d dossiers", f, err, want)
	}
}

// mustHold looks whether log and tables are sound, and alike.
func (o *office) mustHold(j *journal.Journal) {
	o.Helper()
	if audit, err := j.Verify(o.Context()); err != nil || len(audit.Faults) > 0 {
		o.Errorf("the chain of hashes: %+v, %v", audit, err)
	}
	if made, err := j.Rebuild(o.Context()); err != nil || len(made.Differ) > 0 {
		o.Errorf("folded again the tables differ: %+v, %v", made, err)
	}
}

// wantNoSecret reads all rows of all tables.
func (o *office) wantNoSecret(j *journal.Journal) {
	o.Helper()
	for _, query := range []string{
		`SELECT CAST(body AS TEXT) || coalesce(CAST(private AS TEXT), '') FROM events`,
		`SELECT owner || CAST(dossier AS TEXT) FROM dossiers`, `SELECT CAST(word AS TEXT) FROM dossier_words`,
	} {
		if onPostgres(o.TB) {
			query = strings.NewReplacer("CAST(body AS TEXT)", "encode(body, 'escape')", "CAST(private AS TEXT)", "encode(private, 'escape')",
				"CAST(dossier AS TEXT)", "encode(dossier, 'escape')", "CAST(word AS TEXT)", "encode(word, 'escape')").Replace(query)
		}
		rows, err := j.Reader().QueryContext(o.Context(), query)
		if err != nil {
			o.Fatal(err)
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				o.Fatal(err)
			}
			o.wantClean("a row", []byte(text))
		}
		if err := rows.Err(); err != nil {
			o.Fatal(err)
		}
	}
}

func (o *office) wantClean(where string, content []byte) {
	o.Helper()
	for _, secret := range secrets {
		if bytes.Contains(content, []byte(secret)) {
			o.Errorf("%s still tells %q", where, secret)
		}
	}
}

func TestWhatIsForgottenIsNowhere(t *testing.T) {
	o := archive(t)
	before := o.find("old")
	o.mustForget(2)
	o.wantNoSecret(o.journal)
	o.mustHold(o.journal)
	o.wantNoSecret(o.journal)
	after := o.find("old")
	if !after.Forgotten() || after.Code != before.Code || after.Status != dossier.Returned || !after.Appointment.Equal(before.Appointment) || len(after.History) != len(before.History) {
		t.Errorf("what statistics need is gone too: %+v", after)
	}
	o.wantFound("", "anh nguyet")
	o.wantFound("", "dong", "young")
	o.wantFound("", before.Code, "old")
	o.mustForget(0)
}

func TestWhatIsForgottenIsInNoFile(t *testing.T) {
	if onPostgres(t) {
		t.Skip("the files are PostgreSQL's own")
	}
	o := archive(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "central.db")
	j, err := journal.Open(path, "central", o.now, registry.Fold)
	if err != nil {
		t.Fatal(err)
	}
	o.copyInto(j)
	old := o.journal
	o.journal = j
	o.mustForget(2)
	o.journal = old
	j.Close()
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		o.wantClean(filepath.Base(file), content)
	}
}

// copyInto brings a journal's whole past into an empty one, by way of a backup.
func (o *office) copyInto(j *journal.Journal) {
	o.Helper()
	if _, err := j.Restore(o.Context(), bytes.NewReader(o.backup())); err != nil {
		o.Fatal(err)
	}
}

func (o *office) backup() []byte {
	o.Helper()
	var b bytes.Buffer
	if _, err := o.journal.Backup(o.Context(), &b); err != nil {
		o.Fatal(err)
	}
	return b.Bytes()
}

func TestBackupsOfWhatIsForgotten(t *testing.T) {
	o := archive(t)
	yesterday := o.backup()
	o.mustForget(2)
	zip, err := gzip.NewReader(bytes.NewReader(o.backup()))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	var decoded bytes.Buffer // bodies stand in it as JSON, so that words can be found
	for line := range bytes.Lines(content) {
		_ = json.Compact(&decoded, line)
	}
	o.wantClean("a backup made afterwards", decoded.Bytes())
	t.Run("restored", func(t *testing.T) {
		j := o.mustOpen("afterwards")
		o.copyInto(j)
		o.mustHold(j)
	})
	t.Run("one of the day before is restored, and forgets again", func(t *testing.T) {
		j := o.mustOpen("yesterday")
		if _, err := j.Restore(t.Context(), bytes.NewReader(yesterday)); err != nil {
			t.Fatal(err)
		}
		was := o.journal
		o.journal = j
		o.mustForget(2)
		o.journal = was
		o.wantNoSecret(j)
		o.mustHold(j)
	})
}

// TestAnotherHearsOfWhatIsForgotten brings a counter's log to a central that starts anew, after the counter has forgotten.
func TestAnotherHearsOfWhatIsForgotten(t *testing.T) {
	o := archive(t)
	o.mustForget(2)
	counter := o.journal
	o.journal = o.mustOpen("province")
	o.push(counter)
	o.wantNoSecret(o.journal)
	o.mustHold(o.journal)
}

func TestAForgedSecretIsFoundOut(t *testing.T) {
	o := archive(t)
	o.write(o.journal, func(tx *journal.Tx) error {
		_, err := tx.Exec(`UPDATE events SET private = $1 WHERE subject = 'young' AND private IS NOT NULL`, []byte(`{"applicant":{"owner":{"name":"Người khác"}}}`))
		return err
	})
	if audit, err := o.journal.Verify(t.Context()); err != nil || len(audit.Faults) == 0 {
		t.Errorf("a changed name is not found out: %+v, %v", audit, err)
	}
}

// TestWhatTheProvinceToldIsForgottenToo lets another centre's steps be told here, as they are for dossiers that two centres share.
func TestWhatTheProvinceToldIsForgottenToo(t *testing.T) {
	o := archive(t)
	events, err := o.journal.Own(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	o.journal = o.mustOpen("here")
	for _, e := range events {
		if strings.HasPrefix(e.Kind, dossier.KindDot) {
			o.write(o.journal, func(tx *journal.Tx) error { return registry.Relay(tx, e) })
		}
	}
	o.wantFound("", "tran van nhan") // who fetched it is not looked for
	o.wantFound("", "thi anh nguyet", "old")
	o.mustForget(2)
	o.wantNoSecret(o.journal)
	o.mustHold(o.journal)
}

// TestACitizensWordsAreForgotten: what somebody has written freely about a visit goes after its time, from the log and from the files; how
// satisfied they were stays, and so do the words of others whose time is not over.
func TestACitizensWordsAreForgotten(t *testing.T) {
	o := newOffice(t)
	path := filepath.Join(t.TempDir(), "central.db")
	if !onPostgres(t) {
		var err error
		if o.journal, err = journal.Open(path, "central", o.now, registry.Fold); err != nil {
			t.Fatal(err)
		}
		defer o.journal.Close()
	}
	rate := func(ticket, words string) {
		t.Helper()
		err := o.journal.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindRated, ticket, rating.Rating{Ticket: ticket, Counter: "01", Level: rating.Fair, Words: words})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	rate("old", "Tôi là Nguyệt, gọi tôi 0912")
	o.clock = o.clock.AddDate(0, keep.Months-1, 0)
	rate("young", "Chờ lâu quá")
	o.clock = o.clock.AddDate(0, 1, 1)
	f, err := registry.Forget(t.Context(), o.journal, keep, o.clock)
	if err != nil || f.Ratings != 1 {
		t.Fatalf("forgot %+v, %v; want the words of one rating", f, err)
	}
	o.wantNoSecret(o.journal)
	o.mustHold(o.journal)
	events, err := o.journal.After(t.Context(), 0, 10)
	var old, young rating.Rating
	if err != nil || len(events) != 2 || events[0].Read(&old) != nil || events[1].Read(&young) != nil {
		t.Fatalf("%+v, %v", events, err)
	}
	if old.Level != rating.Fair || old.Words != "" || young.Words != "Chờ lâu quá" {
		t.Errorf("the ratings are %+v and %+v", old, young)
	}
	for _, suffix := range []string{"", "-wal"} {
		if content, err := os.ReadFile(path + suffix); err == nil {
			o.wantClean(suffix, content)
		}
	}
}
