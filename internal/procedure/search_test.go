package procedure

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/assets"

	"golang.org/x/text/unicode/norm"
)

type question struct {
	text  string
	codes []string
}

// TestEverydayQuestions asks 0.95 of the questions that the search was made with. Those held out say what strangers can expect:
// of three lists 0.924, 0.881 (far from the everyday) and 0.951 when each was first asked, 0.915 of the 211 questions together.
// The first two have been learned from since; the third is asked here.
func TestEverydayQuestions(t *testing.T) {
	national, _ := readNational(t)
	t.Logf("without our phrases: %.3f", topThree(t, NewIndex(slices.Clone(national)), "questions.tsv", nil))
	AddPhrases(national, mustSample(t))
	x := NewIndex(national)
	for _, v := range []struct {
		file string
		want float64
	}{
		{"questions.tsv", 0.95},
		{"unseen.tsv", 0.95},
		{heldOut, 0.9},
	} {
		share := topThree(t, x, v.file, t.Logf)
		t.Logf("%s: the right procedure is among the first three for %.3f", v.file, share)
		if share < v.want {
			t.Errorf("%s: %.3f, want %.3f", v.file, share, v.want)
		}
	}
}

// heldOut are the questions that nothing was tuned on.
const heldOut = "heldout.tsv"

// topThree is the share of a file's questions with a right answer among the first three; log is told of the others.
func topThree(tb testing.TB, x *Index, file string, log func(format string, args ...any)) float64 {
	tb.Helper()
	questions := mustQuestions(tb, file)
	found := 0
	for _, q := range questions {
		if asked(x, q) {
			found++
		} else if log != nil {
			log("%q: want %v, got%s", q.text, q.codes, describe(x.Search(q.text, 3)))
		}
	}
	return float64(found) / float64(len(questions))
}

// asked tells whether one of the right answers is among the first three.
func asked(x *Index, q question) bool {
	return slices.ContainsFunc(x.Search(q.text, 3), func(h Hit) bool { return slices.Contains(q.codes, h.Procedure.Code) })
}

func describe(hits []Hit) string {
	var b strings.Builder
	for _, h := range hits {
		name := []rune(h.Procedure.Name)
		b.WriteString("\n        " + h.Procedure.Code + " " + string(name[:min(len(name), 90)]))
	}
	return b.String()
}

func mustQuestions(tb testing.TB, file string) (questions []question) {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, codes, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(text, "#") {
			questions = append(questions, question{text, strings.Split(codes, ",")})
		}
	}
	return questions
}

// mustNational reads the national catalogue that lies beside the module on our machines, with our own phrases.
func mustNational(tb testing.TB) []Procedure {
	tb.Helper()
	list, _ := readNational(tb)
	AddPhrases(list, mustSample(tb))
	return list
}

func mustSample(tb testing.TB) []Procedure {
	tb.Helper()
	list, problems, err := ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		tb.Fatalf("%v %v", problems, err)
	}
	return list
}

func readNational(tb testing.TB) ([]Procedure, []Problem) {
	tb.Helper()
	n, err := national()
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skip("the national catalogue is not on this machine")
	}
	if err != nil {
		tb.Fatal(err)
	}
	return slices.Clone(n.list), n.problems
}

type catalogue struct {
	list     []Procedure
	problems []Problem
}

// national reads the file once for all tests.
var national = sync.OnceValues(func() (n catalogue, err error) {
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "domain", "procedures.ndjson.gz"))
	if err != nil {
		return n, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		return n, err
	}
	n.list, n.problems, err = ReadNDJSON(unzipped)
	return n, err
})

func TestSearch(t *testing.T) {
	x := NewIndex(mustSample(t))
	for _, v := range []struct{ name, query, code string }{
		{"as written", "đăng ký khai sinh", "1.001193"},
		{"capitals, no marks", "DANG KY KHAI SINH", "1.001193"},
		{"decomposed letters", norm.NFD.String("đăng ký khai sinh"), "1.001193"},
		{"Telex keys", "ddawng kys khai sinh", "1.001193"},
		{"unfinished word", "dang ky khai si", "1.001193"},
		{"unfinished Telex word", "keets hoo", "1.000894"},
		{"a letter missing", "khai sih", "1.001193"},
		{"two letters changed", "ket hno", "1.000894"},
		{"a letter too many", "hoo chieu", "1.001456"},
		{"words run together", "dangky khaisinh", "1.001193"},
		{"i for y", "chung thuc chu ki", "2.000884"},
		{"written short", "cap lai gplx", "3.000348"},
		{"as people say", "mất sổ đỏ", "1.012786"},
		{"code", "1.000894", "1.000894"},
		{"code without its first digit", "000894", "1.000894"},
		{"code without its point", "1001193", "1.001193"},
		{"code with a comma", "1,001193", "1.001193"},
		{"code in groups", "1 001 193", "1.001193"},
		{"half a code", "10011", "1.001193"},
		{"code of a province", "1.000894.000.00.00.h42", "1.000894"},
		{"stray marks", "  khai -- sinh!!! ", "1.001193"},
	} {
		t.Run(v.name, func(t *testing.T) {
			hits := x.Search(v.query, 3)
			if len(hits) == 0 || hits[0].Procedure.Code != v.code {
				t.Errorf("%q: want %s first, got%s", v.query, v.code, describe(hits))
			}
		})
	}
}

// What people say finds what the law says, also where nobody has written down a phrase for the procedure.
func TestPeoplesWordsFindTheLaws(t *testing.T) {
	for _, e := range builtIn().sayings {
		law, people := strings.Join(e.law, " "), strings.Join(e.people, " ")
		x := NewIndex([]Procedure{
			{Code: "1.000001", Name: "Thủ tục " + law + " tại Ủy ban nhân dân"},
			{Code: "1.000002", Name: "Phê duyệt quy trình vận hành hồ chứa"},
		})
		if hits := x.Search(people, 3); len(hits) == 0 || hits[0].Procedure.Code != "1.000001" {
			t.Errorf("%q does not find %q, got%s", people, law, describe(hits))
		}
	}
}

// A name that lists cases is found by each of them as well as by the first.
func TestEachCaseOfALongName(t *testing.T) {
	filler := ", quyền sở hữu tài sản gắn liền với đất trong dự án xây dựng kinh doanh kết cấu hạ tầng"
	x := NewIndex([]Procedure{
		{Code: "1.000001", Name: "Đăng ký biến động chuyển đổi đất nông nghiệp" + filler + "; góp vốn bằng quyền sử dụng đất" + filler},
		{Code: "1.000002", Name: "Tổ chức kinh tế nhận chuyển nhượng, thuê quyền sử dụng đất, nhận góp vốn để thực hiện dự án đầu tư"},
		{Code: "1.000003", Name: "Góp vốn, mua cổ phần của tổ chức kinh tế"},
	})
	for _, query := range []string{"bien dong dat nong nghiep", "gop von bang quyen su dung dat"} {
		if hits := x.Search(query, 1); hits[0].Procedure.Code != "1.000001" {
			t.Errorf("%q: got%s", query, describe(hits))
		}
	}
}

func TestWords(t *testing.T) {
	for _, v := range []struct {
		text string
		want string
	}{
		{"Mất GPLX", "mat giay phep lai xe"},
		{"giấy VSATTP", "giay ve sinh an toan thuc pham"},
		{"số CMND 9 số", "so chung minh nhan dan 9 so"},
		{"vật liệu", "vat lieu"}, // not the tax that is written VAT
		{"chữ ký, lý lịch", "chu ki li lich"},
	} {
		if got := strings.Join(words(v.text), " "); got != v.want {
			t.Errorf("%q: want %q, got %q", v.text, v.want, got)
		}
	}
}

func TestSearchFindsNothingInNothing(t *testing.T) {
	x := NewIndex(mustSample(t))
	for _, query := range []string{"", "   ", "🙂", "!!!", "qqqqqqq", strings.Repeat("ễ", 300)} {
		if hits := x.Search(query, 3); len(hits) > 0 {
			t.Errorf("%q: got%s", query, describe(hits))
		}
	}
	if hits := x.Search("khai sinh", 0); hits != nil {
		t.Errorf("none were asked for, got%s", describe(hits))
	}
	if hits := NewIndex(nil).Search("khai sinh", 3); len(hits) > 0 {
		t.Errorf("empty catalogue: got%s", describe(hits))
	}
}

func TestOneIndexServesManyDesks(t *testing.T) {
	x := NewIndex(mustSample(t))
	want := x.Search("sang ten so do", 5)
	var desks sync.WaitGroup
	for range 8 {
		desks.Go(func() {
			for range 50 {
				x.Search("khai", 5)
				if got := x.Search("sang ten so do", 5); !slices.Equal(got, want) {
					t.Errorf("got%s", describe(got))
				}
			}
		})
	}
	desks.Wait()
}

func FuzzSearch(f *testing.F) {
	x := NewIndex(mustSample(f))
	f.Add("ddawng ky khai sinh")
	f.Add("1.00")
	f.Add("\xff\u0301đ")
	f.Fuzz(func(t *testing.T, query string) {
		hits := x.Search(query, 5)
		if len(hits) > 5 || !slices.Equal(hits, x.Search(query, 5)) {
			t.Errorf("%q: %d hits, or not the same twice", query, len(hits))
		}
		for i, h := range hits {
			if !(h.Score > 0 && h.Score < 1.3) || i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%q: score %v at %d", query, h.Score, i)
			}
		}
	})
}

// TestEnglishFindsTheEveryday: who types English finds the procedure first, and who types Vietnamese finds what they found without it.
func TestEnglishFindsTheEveryday(t *testing.T) {
	english, err := ReadEnglish(assets.English)
	if err != nil {
		t.Fatal(err)
	}
	plain, list := mustSample(t), mustSample(t)
	AddEnglish(list, english)
	with, without := NewIndex(list), NewIndex(plain)
	for code, names := range english {
		if !slices.ContainsFunc(list, func(p Procedure) bool { return p.Code == code }) {
			t.Errorf("%s %q is not in the catalogue", code, names[0])
		}
		for _, name := range names {
			if hits := with.Search(name, 3); !slices.ContainsFunc(hits, func(h Hit) bool { return h.Procedure.Code == code }) {
				t.Errorf("%q does not find %s among three, but%s", name, code, describe(hits))
			}
		}
	}
	for query, code := range map[string]string{
		"birth certificate": "1.001193", "birth": "1.001193", "marriage": "1.000894", "passport": "1.001456", "work permit": "9.000011", "driver license": "3.000346", "death cert": "1.000656",
	} {
		if hits := with.Search(query, 3); len(hits) == 0 || hits[0].Procedure.Code != code {
			t.Errorf("%q: want %s first, got%s", query, code, describe(hits))
		}
	}
	for _, file := range []string{"questions.tsv", "unseen.tsv", heldOut} {
		if a, b := topThree(t, with, file, nil), topThree(t, without, file, nil); a < b-0.005 {
			t.Errorf("%s: with English names %.3f are found, without %.3f", file, a, b)
		}
	}
}

func TestEnglishNamesThatCannotBe(t *testing.T) {
	for _, line := range []string{"1.001193", "khai sinh\tBirth", "1.001193\t", "1.001193\tBirth\n1.001193\tBirth"} {
		if _, err := ReadEnglish([]byte(line)); err == nil {
			t.Errorf("%q is read", line)
		}
	}
}
