package procedures

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/central/web"
	"motcua/internal/catalogue"
	"motcua/internal/centre"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/queue"
	"motcua/internal/sayings"
)

// shelf is where a test's catalogues lie.
type shelf struct {
	mu     sync.Mutex
	holds  string
	packed map[string][]byte
	read   int // times
	err    error
}

func (s *shelf) Present(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.holds, s.err
}

func (s *shelf) Packed(_ context.Context, hash string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read++
	return s.packed[hash], nil
}

// mustHold makes a catalogue hold.
func (s *shelf) mustHold(t testing.TB, list []procedure.Procedure) {
	t.Helper()
	packed, err := catalogue.Pack(list)
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holds = catalogue.Hash(packed)
	s.packed = map[string][]byte{s.holds: packed}
}

// nothing is a diary that keeps nothing.
type nothing struct{}

func (nothing) Write(context.Context, string, []sayings.Question) {}

// someCentre is a commune's, with one service.
var someCentre = centre.Centre{
	Name:      queue.Name{"vi": "Trung tâm Phục vụ hành chính công phường Hà Nam", "en": "Hà Nam Ward Public Administration Service Centre"},
	PublicURL: "https://motcua.example.vn", Portal: "https://dichvucong.example.vn",
	Services: []queue.Service{{ID: "ho-tich", Fields: []string{"Hộ tịch"}}},
	Counters: []queue.Counter{{ID: "03", Services: []string{"ho-tich"}}},
	Rooms:    []centre.Room{{Name: queue.Name{"vi": "Nhà vệ sinh", "en": "Toilets"}, Where: queue.Name{"vi": "cuối hành lang", "en": "end of the corridor"}}},
	Hours:    []queue.Opening{{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 450, To: 1020}},
}

// mustServe serves a centre's pages; its catalogues are looked up at each request.
func mustServe(t testing.TB, s *shelf) (p *Pages, address string) {
	t.Helper()
	p = New(func() centre.Centre { return someCentre }, s, nothing{})
	p.books.patience = time.Minute
	now := time.Now()
	p.books.now = func() time.Time { now = now.Add(time.Minute); return now }
	mux := http.NewServeMux()
	for pattern, do := range p.Routes() {
		mux.Handle(pattern, web.Compressed(do))
	}
	mux.Handle("GET "+web.PathStatic, web.Static(Web()))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return p, server.URL
}

// get asks for a page.
func get(t testing.TB, address string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Values("Set-Cookie"); len(got) > 0 {
		t.Errorf("%s sets a cookie", address)
	}
	return resp.StatusCode, string(raw)
}

// holds reports what of some texts is not in a page.
func lacks(page string, texts ...string) (missing []string) {
	for _, text := range texts {
		if !strings.Contains(page, text) {
			missing = append(missing, text)
		}
	}
	return missing
}

// entry is a procedure of which the catalogue tells everything.
func entry() procedure.Procedure {
	list, _, err := procedure.ReadNDJSON(strings.NewReader(strings.ReplaceAll(`{"code":"1.001193.000.00.00.H25","name":"Thủ tục đăng ký khai sinh","field":"Hộ tịch",
"agency":"Ủy ban nhân dân cấp xã","levels":["Cấp xã"],"audience":["Công dân Việt Nam"],"online":"partial","online_why":"phải ký Sổ hộ tịch",
"ways":[{"channel":"counter","limit":3,"unit":"working_days","fee_vnd":8000,"cut":2},{"channel":"online","limit":3,"unit":"working_days","fee_vnd":0}],
"documents":[{"name":"Tờ khai đăng ký khai sinh theo mẫu","originals":1},{"name":"Giấy chứng sinh","originals":1,"copies":2},{"name":"Thẻ căn cước","copies":1,"vneid":true}],
"steps":["Nộp hồ sơ.","Nhận kết quả."],"result":"Giấy khai sinh","conditions":"Trẻ em dưới 60 ngày","basis":["Luật Hộ tịch 2014"],"decision":"QĐ 1872/QĐ-BTP"}`, "\n", "")))
	if err != nil || len(list) != 1 {
		panic(fmt.Sprint(list, err))
	}
	return list[0]
}

func TestAPageTellsAllThatTheCatalogueKnows(t *testing.T) {
	s := &shelf{}
	s.mustHold(t, []procedure.Procedure{entry()})
	_, address := mustServe(t, s)
	for _, path := range []string{"/thu-tuc/1.001193", "/thu-tuc/1.001193.000.00.00.H25", "/thu-tuc/1.001193.000.00.00.h25", "/thu-tuc/1.001193/"} {
		status, page := get(t, address+path)
		if status != http.StatusOK {
			t.Fatalf("%s: %d", path, status)
		}
		if missing := lacks(page, "Đăng ký khai sinh", "1.001193.000.00.00.H25", "Hộ tịch", "Ủy ban nhân dân cấp xã", "Cấp xã", "Công dân Việt Nam",
			"Một phần", "phải ký Sổ hộ tịch", "3 ngày làm việc", "Theo quy định: 5 ngày làm việc", "8.000 đồng", "Miễn phí", "Tại quầy", "Trên mạng",
			"biểu mẫu phải điền", "1 bản chính, 2 bản sao", "có trong VNeID", "Nộp hồ sơ.", "Giấy khai sinh", "Trẻ em dưới 60 ngày", "Luật Hộ tịch 2014",
			"QĐ 1872/QĐ-BTP", "Quầy số 03", "https://motcua.example.vn/thu-tuc/1.001193", "Birth registration"); len(missing) > 0 {
			t.Errorf("%s lacks %q", path, missing)
		}
	}
}

// TestAPageLeadsToWhatIsBegunAtHome, where the service has that.
func TestAPageLeadsToWhatIsBegunAtHome(t *testing.T) {
	s := &shelf{}
	s.mustHold(t, []procedure.Procedure{entry()})
	p, address := mustServe(t, s)
	links := []string{`href="/dat-lich?x=ho-tich&amp;y=1.001193.000.00.00.H25"`, `href="/lay-so"`}
	if _, page := get(t, address+"/thu-tuc/1.001193"); len(lacks(page, links...)) != 2 || strings.Contains(page, "ahead") {
		t.Error("it leads to what the centre does not have")
	}
	p.Ahead = func(service, code string) Ahead { return Ahead{"/dat-lich?x=" + service + "&y=" + code, "/lay-so"} }
	if _, page := get(t, address+"/thu-tuc/1.001193"); len(lacks(page, links...)) > 0 {
		t.Errorf("lacks %q", lacks(page, links...))
	}
}

func TestWhatIsNotInTheCatalogueSaysSo(t *testing.T) {
	s := &shelf{}
	list := catalogue.BuiltIn()
	s.mustHold(t, list)
	_, address := mustServe(t, s)
	gone := list[0]
	path := "/thu-tuc/" + gone.Code
	if status, page := get(t, address+path); status != http.StatusOK || !strings.Contains(page, gone.Code) {
		t.Fatal(status)
	}
	s.mustHold(t, list[1:]) // withdrawn, or switched off by the centre
	status, page := get(t, address+path)
	if missing := lacks(page, "Không có thủ tục này", "Mã "+gone.Code+" không có trong danh mục", `name="q"`); status != http.StatusNotFound || len(missing) > 0 {
		t.Errorf("%d, lacks %q", status, missing)
	}
	if _, page := get(t, address+"/thu-tuc?q="+url.QueryEscape(gone.Name)); strings.Contains(page, path) {
		t.Error("it is still found")
	}
	if _, page := get(t, address+"/thu-tuc?q="+gone.Code); strings.Contains(page, path) {
		t.Error("it is still found by its code")
	}
	for _, path := range []string{"/thu-tuc/abc", "/thu-tuc/..%2f..%2fetc%2fpasswd", "/thu-tuc/%00", "/thu-tuc/9.999999", "/thu-tuc/" + strings.Repeat("1", 5000), "/thu-tuc/<script>"} {
		if status, page := get(t, address+path); status != http.StatusNotFound || strings.Contains(page, "<script>") {
			t.Errorf("%.40s: %d", path, status)
		}
	}
}

func TestSearch(t *testing.T) {
	_, address := mustServe(t, &shelf{})
	for _, test := range []struct {
		name, typed string
		want, not   []string
	}{
		{"in people's words", "làm khai sinh", []string{"Đăng ký khai sinh", "/thu-tuc/1.001193"}, []string{"Không tìm thấy"}},
		{"without marks", "khai sinh", []string{"/thu-tuc/1.001193"}, nil},
		{"no procedure", "wifi", []string{"Không tìm thấy thủ tục này", "Nhà vệ sinh", "07:30–17:00", "https://dichvucong.example.vn", "Khiếu nại, tố cáo"}, []string{`class="rows"`}},
		{"nothing of it known", "zzzzqqq xxyyzz", []string{"Không tìm thấy thủ tục này"}, []string{`class="rows"`}},
		{"something to break out", `"><script>alert(1)</script>`, nil, []string{"<script>alert"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, path := range []string{"/thu-tuc?q=", "/thu-tuc/goi-y?q="} {
				status, page := get(t, address+path+url.QueryEscape(test.typed))
				if missing := lacks(page, test.want...); status != http.StatusOK || len(missing) > 0 {
					t.Errorf("%s: %d, lacks %q", path, status, missing)
				}
				if there := lacks(page, test.not...); len(there) != len(test.not) {
					t.Errorf("%s has one of %q", path, test.not)
				}
			}
		})
	}
}

func TestACodeLeadsToItsPage(t *testing.T) {
	_, address := mustServe(t, &shelf{})
	still := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := still.Get(address + "/thu-tuc?q=+1.001193+")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/thu-tuc/1.001193" {
		t.Error(resp.StatusCode, resp.Header.Get("Location"))
	}
}

func TestAFamilyIsOneRow(t *testing.T) {
	var list []procedure.Procedure
	for i, level := range []procedure.Level{procedure.Ministry, procedure.Province, procedure.Commune} {
		list = append(list, procedure.Procedure{
			Code: fmt.Sprintf("1.00%d000", i), Name: "Cấp giấy phép khai thác nước dưới đất (" + string(level) + ")", Field: "Tài nguyên nước",
			Agency: "Cơ quan " + string(level), Levels: []procedure.Level{level},
		})
	}
	s := &shelf{}
	s.mustHold(t, list)
	_, address := mustServe(t, s)
	_, page := get(t, address+"/thu-tuc?q="+url.QueryEscape("giấy phép nước dưới đất"))
	if strings.Count(page, "<details>") != 1 || strings.Count(page, `href="/thu-tuc/1.00`) != 3 {
		t.Errorf("want one row that opens with three:\n%s", page)
	}
	if missing := lacks(page, "3 nơi giải quyết", "Cơ quan Cấp xã · Cấp xã"); len(missing) > 0 {
		t.Errorf("lacks %q", missing)
	}
}

// TestOddQuestions sends what no person types. Each is answered soon, with no sign of it that a browser or a reader could stumble over.
func TestOddQuestions(t *testing.T) {
	_, address := mustServe(t, &shelf{})
	for name, typed := range map[string]string{
		"a book":            strings.Repeat("đăng ký kết hôn ", 3000),
		"one endless word":  strings.Repeat("ă", 20000),
		"a tower of marks":  "khai sinh" + strings.Repeat("\u0301", 5000),
		"turned around":     "khai\u202e sinh\u2066\u200f",
		"signs of control":  "khai\x00\x07\x1b[31m sinh\r\nSet-Cookie: x",
		"no UTF-8":          "khai \xff\xfe sinh",
		"pictures":          strings.Repeat("👨‍👩‍👧‍👦", 500),
		"spaces":            strings.Repeat(" \t\n", 1000),
		"letters of others": "出生登録 регистрация تسجيل",
		"private use":       "khai \ue000\uf8ff sinh",
		"only signs":        strings.Repeat("%$#@!", 200),
		"digits":            strings.Repeat("0", 10000),
	} {
		t.Run(name, func(t *testing.T) {
			status, page := get(t, address+"/thu-tuc?q="+url.QueryEscape(typed))
			if status != http.StatusOK {
				t.Fatal(status)
			}
			if len(page) > 200<<10 || strings.ContainsAny(page, "\x00\x07\x1b\u202e\u2066\u200f\ue000\ufffd") || strings.Contains(page, "\u0301\u0301\u0301") {
				t.Errorf("%d bytes, or signs that have no business there", len(page))
			}
		})
	}
}

func TestCleanKeepsWhatPeopleType(t *testing.T) {
	for _, typed := range []string{"làm khai sinh", "đổi bằng lái A1", "sổ đỏ?", "mẫu 01/ĐK", "đ"} {
		if got := clean("  " + typed + " \n"); got != typed {
			t.Errorf("%q became %q", typed, got)
		}
	}
	if got := clean(strings.Repeat("a", 500)); len(got) != mostTyped {
		t.Error(len(got))
	}
}

// TestManyAskForANewCatalogue: it is read once, and nobody is shown the old one when it is ready soon.
func TestManyAskForANewCatalogue(t *testing.T) {
	s := &shelf{}
	s.mustHold(t, []procedure.Procedure{entry()})
	p := New(func() centre.Centre { return someCentre }, s, nothing{})
	p.books.patience = time.Minute
	ask := func(code string) {
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				w := httptest.NewRecorder()
				r := httptest.NewRequest("GET", Path+"/"+code, nil)
				r.SetPathValue("code", code)
				p.withBook(p.one).ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					t.Errorf("%s: %d", code, w.Code)
				}
			})
		}
		all.Wait()
	}
	ask("1.001193")
	next := entry()
	next.Code = "1.001194"
	s.mustHold(t, []procedure.Procedure{next})
	later := time.Now().Add(2 * believed)
	p.books.now = func() time.Time { return later }
	ask("1.001194")
	if s.read != 2 {
		t.Errorf("two catalogues were read %d times", s.read)
	}
}

func TestABrokenCatalogueLeavesTheLastOne(t *testing.T) {
	s := &shelf{}
	_, address := mustServe(t, s)
	s.holds, s.packed = "broken", map[string][]byte{"broken": []byte("no catalogue")}
	for range 3 {
		if status, _ := get(t, address+"/thu-tuc/1.001193"); status != http.StatusOK {
			t.Error(status)
		}
	}
	if s.read != 1 {
		t.Errorf("it was read %d times", s.read)
	}
	s.err = context.DeadlineExceeded
	if status, _ := get(t, address+"/thu-tuc/1.001193"); status != http.StatusOK {
		t.Error("a database that does not answer takes the pages away:", status)
	}
}

// TestACrowdSearches: whoever does not get a turn is asked to come again, and the pages of procedures go on.
func TestACrowdSearches(t *testing.T) {
	p, address := mustServe(t, &shelf{})
	p.longestTurn = time.Millisecond
	for range cap(p.turns) {
		p.turns <- struct{}{}
	}
	resp, err := http.Get(address + "/thu-tuc?q=khai+sinh")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Error(resp.StatusCode, resp.Header)
	}
	if status, _ := get(t, address+"/thu-tuc/1.001193"); status != http.StatusOK {
		t.Error(status)
	}
	<-p.turns
	if status, _ := get(t, address+"/thu-tuc?q=khai+sinh"); status != http.StatusOK {
		t.Error(status)
	}
}

// TestEveryEntryHasItsPage opens each entry of the sample: what an entry does not tell is left out, not an empty heading.
func TestEveryEntryHasItsPage(t *testing.T) {
	p, _ := mustServe(t, &shelf{})
	b, err := p.books.present(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.list {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)
		r.SetPathValue("code", b.list[i].Code)
		p.one(b, w, r)
		if w.Code != http.StatusOK || slices.Contains([]string{"<no value>", "%!"}, w.Body.String()) {
			t.Errorf("%s: %d", b.list[i].Code, w.Code)
		}
	}
}

// TestBrowse leads from the start to each group, and from there to each of its procedures.
func TestBrowse(t *testing.T) {
	p, address := mustServe(t, &shelf{})
	_, start := get(t, address+Path)
	b, err := p.books.present(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range browse.Groupings {
		groups := b.contents.Groups(by)
		if len(groups) == 0 {
			t.Errorf("nothing by %s", by)
		}
		for _, g := range groups {
			if !strings.Contains(start, `href="`+groupPath(g)+`"`) {
				t.Errorf("the start does not lead to %s", groupPath(g))
			}
			page := ""
			for sheet := range (len(g.Entries) + mostListed - 1) / mostListed {
				_, one := get(t, fmt.Sprintf("%s%s?trang=%d", address, groupPath(g), sheet+1))
				page += one
			}
			for _, entry := range g.Entries {
				if !strings.Contains(page, `href="`+newRow(entry, "").Path()+`"`) {
					t.Errorf("%s does not lead to %s", groupPath(g), entry.Code)
				}
			}
		}
	}
	for _, path := range []string{"/theo/field/khong-co", "/theo/khong/xa", "/theo/level/%00"} {
		if status, _ := get(t, address+Path+path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	for _, sheet := range []string{"0", "-1", "999999999999999999999", "x", "2"} {
		if status, _ := get(t, address+Path+"/theo/level/xa?trang="+sheet); status != http.StatusOK {
			t.Errorf("page %s: %d", sheet, status)
		}
	}
}

// kept is a diary that a test reads.
type kept struct {
	mu  sync.Mutex
	day string
	got map[sayings.Question]int
}

func (k *kept) Write(_ context.Context, day string, questions []sayings.Question) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, q := range questions {
		k.day = day
		k.got[q]++
	}
}

// TestWhatIsAskedOnTheWeb: what one address asks on a day is one visit, which chose or gave up; a name is not kept, nor whoever asked.
func TestWhatIsAskedOnTheWeb(t *testing.T) {
	p, _ := mustServe(t, &shelf{})
	diary := &kept{got: map[sayings.Question]int{}}
	p.heard = &listener{diary: diary, now: func() time.Time { return time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC) }}
	ask := func(from, path, referer string) {
		r := httptest.NewRequest("GET", "http://motcua.example.vn"+path, nil)
		r.RemoteAddr = from + ":1234"
		r.Header.Set("Referer", referer)
		mux := http.NewServeMux()
		for pattern, do := range p.Routes() {
			mux.Handle(pattern, do)
		}
		mux.ServeHTTP(httptest.NewRecorder(), r)
	}
	const list = "http://motcua.example.vn/thu-tuc?q=l%C3%A0m+khai+sinh"
	for range 3 { // a page loaded again is no other question
		ask("10.0.0.1", "/thu-tuc?q=l%C3%A0m+khai+sinh", "")
	}
	ask("10.0.0.1", "/thu-tuc/1.001193", list)
	ask("10.0.0.2", "/thu-tuc?q=l%C3%A0m+khai+sinh", "")
	ask("10.0.0.2", "/thu-tuc?q=Nguy%E1%BB%85n+V%C4%83n+An", "")
	ask("10.0.0.2", "/thu-tuc?q=036185001234", "")
	ask("10.0.0.3", "/thu-tuc/1.001193", "https://elsewhere.example/thu-tuc?q=l%C3%A0m+khai+sinh")
	ended, stop := context.WithCancel(t.Context())
	stop()
	p.Run(ended)
	want := map[sayings.Question]int{{Text: "làm khai sinh", Code: "1.001193"}: 1, {Text: "làm khai sinh"}: 1}
	if fmt.Sprint(diary.got) != fmt.Sprint(want) || diary.day != "2026-11-23" {
		t.Errorf("%s %v, want %v", diary.day, diary.got, want)
	}
}
