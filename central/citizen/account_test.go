package citizen

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/central/citizen/providertest"
	"motcua/central/settings"
	"motcua/internal/identity"
	"motcua/internal/proofofwork"
)

// mustLogIn opens a door whose people log in at the provider; what they come for is to be told who they are.
func mustLogIn(t *testing.T, p *providertest.Provider, claim string) (address string, d *Door) {
	t.Helper()
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.Centre.PublicURL = server.URL
	s.Citizens = settings.Identity{Proof: identity.Account, Account: settings.Account{Issuer: p.URL, Client: "motcua", Secret: "s", Scopes: []string{"openid"}, Claim: claim}}
	d = New(s, identity.NewKey(), time.Now)
	d.Then("test", func(w http.ResponseWriter, r *http.Request, payload string, p identity.Person) {
		fmt.Fprintf(w, "%s %s %s", payload, p.Kind, p.ID)
	})
	for pattern, do := range d.Routes() {
		mux.Handle(pattern, do)
	}
	mux.HandleFunc("POST /begin", func(w http.ResponseWriter, r *http.Request) {
		if problem := d.Enter(w, r, "test", "a number"); problem != "" {
			fmt.Fprint(w, problem)
		}
	})
	return server.URL, d
}

// goThrough sends the form and follows the browser to where it comes.
func goThrough(t *testing.T, b *http.Client, address string, d *Door) (status int, body string) {
	t.Helper()
	work := d.mint.Challenge("test", 1, time.Now())
	resp, err := b.PostForm(address+"/begin", url.Values{"work": {work}, "solution": {proofofwork.Solve(work)}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(raw)
}

func newBrowser() *http.Client {
	jar, _ := cookiejar.New(nil)
	return &http.Client{Jar: jar}
}

func TestLoggedInAtAProvider(t *testing.T) {
	p := providertest.Start(t)
	address, d := mustLogIn(t, p, "number")
	if _, body := goThrough(t, newBrowser(), address, d); body != "a number card 035090001234" {
		t.Errorf("by the card: %s", body)
	}
	address, d = mustLogIn(t, p, "sub")
	if _, body := goThrough(t, newBrowser(), address, d); body != "a number account "+p.URL+" someone" {
		t.Errorf("by the account: %s", body)
	}
}

// TestLoginsThatProveNobody: another nonce, another audience, an empty claim, a browser that did not begin, and an answer that comes twice.
func TestLoginsThatProveNobody(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*providertest.Provider)
		claim  string
	}{
		{"another nonce", func(p *providertest.Provider) { p.Nonce = "another" }, "number"},
		{"another's token", func(p *providertest.Provider) { p.Audience = "another" }, "number"},
		{"no such claim", func(*providertest.Provider) {}, "nothing"},
		{"an empty claim", func(p *providertest.Provider) { p.Number = "" }, "number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := providertest.Start(t)
			tt.change(p)
			address, d := mustLogIn(t, p, tt.claim)
			if status, body := goThrough(t, newBrowser(), address, d); status != http.StatusGone || strings.Contains(body, "035090001234") {
				t.Errorf("%d %s", status, body)
			}
		})
	}
	t.Run("a browser that did not begin", func(t *testing.T) {
		p := providertest.Start(t)
		address, d := mustLogIn(t, p, "number")
		b, last := newBrowser(), ""
		b.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			last = r.URL.String()
			if strings.HasPrefix(last, address) {
				return http.ErrUseLastResponse
			}
			return nil
		}
		goThrough(t, b, address, d)
		for _, other := range []*http.Client{newBrowser(), {}} {
			resp, err := other.Get(last)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusGone {
				t.Errorf("another browser finishes the login: %d", resp.StatusCode)
			}
		}
		stolen := newBrowser()
		goThrough(t, stolen, address, d) // its own login
		resp, err := stolen.Get(last)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusGone {
			t.Errorf("a second answer: %d", resp.StatusCode)
		}
	})
}
