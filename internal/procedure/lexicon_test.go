package procedure

import (
	"slices"
	"strings"
	"testing"
)

// What a line of the lexicon means is there: its procedures in a catalogue, its official terms in the names of one.
func TestEachLineOfTheLexiconMeansSomething(t *testing.T) {
	list := append(mustNational(t), mustSample(t)...)
	if problems := builtIn().Check(list); len(problems) > 0 {
		t.Errorf("%d lines mean nothing:\n%s", len(problems), strings.Join(problems, "\n"))
	}
	if n := builtIn().Size(); n < 1500 {
		t.Errorf("%d lines, want 1500", n)
	}
}

func TestLinesThatMeanNothingAreNamed(t *testing.T) {
	l, err := ReadLexicon("x.tsv", []byte("khai sanh\t1.001193,1.999999\tmiền Nam\nhôn thú\tđăng ký hôn thú\txưa\ncưới\tkết hôn\tlời thường"))
	if err != nil {
		t.Fatal(err)
	}
	got := l.Check([]Procedure{{Code: "1.001193", Name: "Đăng ký kết hôn"}})
	want := []string{
		`line 1, field "what it means": no procedure has the code 1.999999`,
		`line 2, field "what it means": no procedure's name has "dang ki hon thu"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLexiconThatCannotBeRead(t *testing.T) {
	for _, v := range []struct{ name, data, want string }{
		{"a field is missing", "# a remark\nkhai sanh\tkhai sinh", `x.tsv, line 2, fields: 2, want 3`},
		{"an empty field", "khai sanh\tkhai sinh\t", `x.tsv, line 1, field "where it comes from"`},
		{"spaces around a field", "khai sanh \tkhai sinh\tmiền Nam", `x.tsv, line 1, field "what people say"`},
		{"no code", "khai sanh\t1.0011\tmiền Nam", `x.tsv, line 1, field "what it means": "1.0011" is no code`},
		{"no words", "???\tkhai sinh\tmiền Nam", `x.tsv, line 1, field "what people say"`},
		{"a line twice", "khai sanh\tkhai sinh\tmiền Nam\n\nKhai sanh\tkhai sinh\txưa", `x.tsv, line 3, field "what people say"`},
		{"two words written short", "bh xh\t=bảo hiểm xã hội\tviết tắt", `x.tsv, line 1, field "what people say"`},
		{"written short for nothing", "bhxh\t=\tviết tắt", `x.tsv, line 1, field "what it means"`},
	} {
		t.Run(v.name, func(t *testing.T) {
			if _, err := ReadLexicon("x.tsv", []byte(v.data)); err == nil || !strings.Contains(err.Error(), v.want) {
				t.Errorf("got %v, want %q", err, v.want)
			}
		})
	}
}

// A centre's own words find what the built-in ones do not.
func TestCentresOwnWords(t *testing.T) {
	own, err := ReadLexicon("own.tsv", []byte("bánh vẽ\t1.000001\ttại trung tâm\n"))
	if err != nil {
		t.Fatal(err)
	}
	list := []Procedure{{Code: "1.000001", Name: "Đăng ký nhãn hiệu"}, {Code: "1.000002", Name: "Đăng ký kết hôn"}}
	if hits := NewIndexWith(list, own).Search("banh ve", 1); len(hits) == 0 || hits[0].Procedure.Code != "1.000001" {
		t.Errorf("got%s", describe(hits))
	}
}
