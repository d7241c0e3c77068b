package server

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/internal/i18n"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// TestNobodyStandsBetween puts another central, with a certificate of its own, where the device looks for its central.
func TestNobodyStandsBetween(t *testing.T) {
	c, between := mustServe(t, t.TempDir(), 1), mustServe(t, t.TempDir(), 1)
	code := mustInvite(t, c, "kiosk-1")
	if _, err := uplink.Enrol(t.Context(), between.Address(), "kiosk-1", code); !errors.Is(err, uplink.ErrStranger) {
		t.Errorf("a device enrols with whoever answers: %v", err)
	}
	credential, err := uplink.Enrol(t.Context(), c.Address(), "kiosk-1", code) // and the code was not told
	if err != nil {
		t.Fatal(err)
	}
	if _, err := credential.Client(c.Address()).Hall(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := credential.Client(between.Address()).Hall(t.Context()); !errors.Is(err, uplink.ErrStranger) {
		t.Errorf("a device talks to whoever answers: %v", err)
	}
	plain := strings.Replace(c.Address(), "https://", "http://", 1)
	if _, err := credential.Client(plain).Hall(t.Context()); !errors.Is(err, uplink.ErrStranger) {
		t.Errorf("a device that knows a key shows its token without TLS: %v", err)
	}
	if _, err := credential.Client("http://10.0.0.2:8686").Hall(t.Context()); !errors.Is(err, uplink.ErrPlain) {
		t.Errorf("a device shows its token without TLS beyond its machine: %v", err)
	}
}

func TestCentralWithoutTLSOnOneMachine(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.TLS = false
	c := mustRun(t, s)
	credential, err := uplink.Enrol(t.Context(), c.Address(), "kiosk-1", mustInvite(t, c, "kiosk-1"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := credential.Client(c.Address()).Hall(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestCentralKeepsItsKey(t *testing.T) {
	s := settings.Settings{TLS: true, Data: t.TempDir()}
	pins := make(chan trust.Pin)
	for range 8 { // it and its commands, started at once
		go func() {
			_, pin, err := s.Identity()
			if err != nil {
				t.Error(err)
			}
			pins <- pin
		}()
	}
	first := <-pins
	for range 7 {
		if pin := <-pins; pin != first || pin == "" {
			t.Errorf("pin %q, and then %q", first, pin)
		}
	}
	file, err := os.Stat(filepath.Join(s.Data, settings.OwnPair))
	if err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", file, err)
	}
	if left, err := os.ReadDir(s.Data); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestRenewedCertificateKeepsItsDevices(t *testing.T) {
	dir := t.TempDir()
	s := settings.Settings{TLS: true, Certificate: filepath.Join(dir, "hall.crt"), Key: filepath.Join(dir, "hall.key")}
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s.Key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	var pins []trust.Pin
	var shown [][]byte
	for range 2 {
		certificate, err := settings.Sign(private)
		if err != nil {
			t.Fatal(err)
		}
		mustWrite(t, s.Certificate, certificate)
		pair, pin, err := s.Identity()
		if err != nil {
			t.Fatal(err)
		}
		pins, shown = append(pins, pin), append(shown, pair.Certificate[0])
	}
	if pins[0] != pins[1] || pins[0] == "" || bytes.Equal(shown[0], shown[1]) {
		t.Errorf("pins %q of certificates of %d and %d bytes", pins, len(shown[0]), len(shown[1]))
	}
}

func mustWrite(t testing.TB, path string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestWrongClockDoesNotBreakTLS lets devices come from before the certificate's first day and from after its last.
func TestWrongClockDoesNotBreakTLS(t *testing.T) {
	c, folder := mustServe(t, t.TempDir(), 1), t.TempDir()
	if err := uplink.EnrolDevice(t.Context(), c.Address(), folder, "kiosk-1", mustInvite(t, c, "kiosk-1"), i18n.In("en"), io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{1970, 2018, 2150} {
		wrong := func() time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
		if _, err := uplink.Enrolled(c.Address(), folder, "kiosk-1", wrong).Hall(t.Context()); err != nil {
			t.Errorf("in %d: %v", year, err)
		}
	}
}

func TestOldTLSIsNotSpoken(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	_, err := tls.Dial("tcp", c.devices.Addr().String(), &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS12})
	if err == nil {
		t.Error("central speaks TLS 1.2")
	}
}

func TestPublicPortServesPublicPagesOnly(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.PublicListen = "127.0.0.1:0"
	c := mustRun(t, s)
	for path, status := range map[string]int{
		"/": http.StatusOK, "/board.json": http.StatusOK, "/printers": http.StatusNotFound,
		uplink.PathHall: http.StatusNotFound, uplink.PathEnrol: http.StatusNotFound, uplink.PathEvents: http.StatusNotFound,
	} {
		resp, err := http.Get("http://" + c.public.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != status {
			t.Errorf("%s: %d, want %d", path, resp.StatusCode, status)
		}
	}
}
