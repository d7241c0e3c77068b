package citizen

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"motcua/central/settings"
	"motcua/internal/idcard"
	"motcua/internal/identity"
)

// errLogin says that a provider's answer proves nobody.
var errLogin = errors.New("the login proves nobody")

// loginLasts is how long a login at the provider may take.
const loginLasts = 10 * time.Minute

// login is what is remembered of a login under way, sealed in a cookie of the browser that began it: else somebody could have another's browser
// finish theirs.
type login struct {
	State, Nonce, Verifier string
	Purpose, Payload       string
}

// loginForm is the purpose of that cookie's seal, and loginCookie its name.
const (
	loginForm   = "login"
	loginCookie = "motcua-login"
)

// account has people log in at a provider by OpenID Connect: authorisation code with PKCE (RFC 7636), nonce and state.
type account struct {
	settings settings.Account
	redirect string // where the provider sends browsers back to
	key      identity.Key
	client   *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // found at the first login: central starts without it
}

func newAccount(s settings.Account, publicURL string, key identity.Key) *account {
	return &account{settings: s, redirect: strings.TrimSuffix(publicURL, "/") + pathLoggedIn, key: key, client: &http.Client{Timeout: sendingTakes}}
}

// find returns the provider as it describes itself.
func (a *account) find(ctx context.Context) (*oidc.Provider, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.provider != nil {
		return a.provider, nil
	}
	// the provider keeps the context for its keys, which are fetched when the request is long over
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), a.client), a.settings.Issuer)
	if err == nil {
		a.provider = p
	}
	return p, err
}

func (a *account) config(p *oidc.Provider) oauth2.Config {
	return oauth2.Config{ClientID: a.settings.Client, ClientSecret: string(a.settings.Secret), Endpoint: p.Endpoint(), RedirectURL: a.redirect, Scopes: a.settings.Scopes}
}

// begin sends a browser to the provider.
func (a *account) begin(w http.ResponseWriter, r *http.Request, purpose, payload string, now time.Time) error {
	p, err := a.find(r.Context())
	if err != nil {
		return fmt.Errorf("login provider: %w", err)
	}
	l := login{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Purpose: purpose, Payload: payload}
	http.SetCookie(w, a.cookie(a.key.Seal(loginForm, l, now.Add(loginLasts)), int(loginLasts/time.Second)))
	config := a.config(p)
	http.Redirect(w, r, config.AuthCodeURL(l.State, oidc.Nonce(l.Nonce), oauth2.S256ChallengeOption(l.Verifier)), http.StatusSeeOther)
	return nil
}

// cookie is the one of a login under way. It is Lax: the provider's page is another site, and sends the browser back.
func (a *account) cookie(value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: loginCookie, Value: value, Path: pathLoggedIn, MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(a.redirect, "https:"),
	}
}

// finish takes the provider's answer and returns who has logged in, and what for.
func (a *account) finish(w http.ResponseWriter, r *http.Request, now time.Time) (l login, p identity.Person, err error) {
	cookie, err := r.Cookie(loginCookie)
	if err != nil {
		return l, p, errLogin
	}
	http.SetCookie(w, a.cookie("", -1))
	if err := a.key.Open(loginForm, cookie.Value, now, &l); err != nil {
		return l, p, fmt.Errorf("%w: %w", errLogin, err)
	}
	code, state := r.URL.Query().Get("code"), r.URL.Query().Get("state")
	if subtle.ConstantTimeCompare([]byte(state), []byte(l.State)) != 1 || code == "" {
		return l, p, fmt.Errorf("%w: not the login that this browser began, or given up there", errLogin)
	}
	p, err = a.exchange(r.Context(), l, code, now)
	return l, p, err
}

// exchange asks the provider whose code it is.
func (a *account) exchange(ctx context.Context, l login, code string, now time.Time) (p identity.Person, err error) {
	provider, err := a.find(ctx)
	if err != nil {
		return p, fmt.Errorf("login provider: %w", err)
	}
	config := a.config(provider)
	token, err := config.Exchange(oidc.ClientContext(ctx, a.client), code, oauth2.VerifierOption(l.Verifier))
	if err != nil {
		return p, fmt.Errorf("%w: %w", errLogin, withoutAnswer(err))
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: a.settings.Client, Now: func() time.Time { return now }}).Verify(ctx, raw)
	if err != nil {
		return p, fmt.Errorf("%w: %w", errLogin, err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(l.Nonce)) != 1 {
		return p, fmt.Errorf("%w: another nonce", errLogin)
	}
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return p, fmt.Errorf("%w: %w", errLogin, err)
	}
	name, _ := claims[a.settings.Claim].(string)
	return personOf(id.Issuer, name)
}

// personOf returns the person whom a claim names: by their card where it holds its number, so that the card is good at the kiosk.
func personOf(issuer, claim string) (identity.Person, error) {
	if claim == "" {
		return identity.Person{}, fmt.Errorf("%w: the claim that names the person is empty", errLogin)
	}
	if number, err := idcard.ParseNumber(claim); err == nil {
		return identity.Person{Kind: identity.Card, ID: number.Digits()}, nil
	}
	return identity.Person{Kind: identity.Account, ID: issuer + " " + claim}, nil
}

// withoutAnswer leaves out of an error what the provider answered, which may tell of the person.
func withoutAnswer(err error) error {
	if refused := (*oauth2.RetrieveError)(nil); errors.As(err, &refused) {
		return fmt.Errorf("the provider refuses: %s %s", refused.Response.Status, refused.ErrorCode)
	}
	return err
}
