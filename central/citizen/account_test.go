package citizen

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/internal/identity"
	"motcua/internal/proofofwork"
)

// provider is a VNeID of this test: it logs in whoever comes, and checks what a provider must.
type provider struct {
	testing.TB
	*httptest.Server
	key   *rsa.PrivateKey
	asked map[string]url.Values // by code

	number, nonce, audience string // what it says; empty: what is true
}

func mustProvide(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{TB: t, key: key, asked: map[string]url.Values{}, number: "035090001234"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		p.say(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) {
		p.say(w, map[string]any{"keys": []any{map[string]string{
			"kty": "RSA", "alg": "RS256", "kid": "1", "use": "sig", "n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
		}}})
	})
	mux.HandleFunc("GET /auth", p.auth)
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func (p *provider) say(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// auth logs in and sends the browser back.
func (p *provider) auth(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("state") == "" {
		p.Errorf("asked with %v", q)
	}
	code := rand.Text()
	p.asked[code] = q
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), http.StatusSeeOther)
}

// token gives an identity token for a code, once, to who has the verifier.
func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	q, known := p.asked[r.PostFormValue("code")]
	delete(p.asked, r.PostFormValue("code"))
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !known || encode(sum[:]) != q.Get("code_challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": p.URL, "sub": "someone", "aud": "motcua", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(), "nonce": q.Get("nonce"), "number": p.number}
	if p.nonce != "" {
		claims["nonce"] = p.nonce
	}
	if p.audience != "" {
		claims["aud"] = p.audience
	}
	body, _ := json.Marshal(claims)
	signed := encode([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + encode(body)
	hash := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, hash[:])
	if err != nil {
		p.Error(err)
	}
	p.say(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": signed + "." + encode(signature)})
}

// mustLogIn opens a door whose people log in at the provider; what they come for is to be told who they are.
func mustLogIn(t *testing.T, p *provider, claim string) (address string, d *Door) {
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
	p := mustProvide(t)
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
		change func(*provider)
		claim  string
	}{
		{"another nonce", func(p *provider) { p.nonce = "another" }, "number"},
		{"another's token", func(p *provider) { p.audience = "another" }, "number"},
		{"no such claim", func(*provider) {}, "nothing"},
		{"an empty claim", func(p *provider) { p.number = "" }, "number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mustProvide(t)
			tt.change(p)
			address, d := mustLogIn(t, p, tt.claim)
			if status, body := goThrough(t, newBrowser(), address, d); status != http.StatusGone || strings.Contains(body, "035090001234") {
				t.Errorf("%d %s", status, body)
			}
		})
	}
	t.Run("a browser that did not begin", func(t *testing.T) {
		p := mustProvide(t)
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
