package settings

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"motcua/internal/trust"
)

// OwnPair is the name of the file of the certificate, and the key, that central makes itself.
const OwnPair = "central.pem"

// Identity returns central's certificate and the pin by which devices know it; neither without TLS. A central without files of its own
// makes one the first time it, or its command enrol, is started.
func (s Settings) Identity() (*tls.Certificate, trust.Pin, error) {
	if !s.TLS {
		return nil, "", nil
	}
	certificate, key := s.Certificate, s.Key
	if certificate == "" {
		certificate = filepath.Join(s.Data, OwnPair)
		key = certificate
		if err := makeOnce(certificate); err != nil {
			return nil, "", fmt.Errorf("make central's certificate: %w", err)
		}
	}
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return nil, "", fmt.Errorf("central's certificate: %w", err)
	}
	return &pair, trust.PinOf(pair.Leaf), nil
}

// makeOnce makes the file when there is none. It appears whole or not at all, and the first of two that make it wins.
func makeOnce(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	pair, err := selfSigned()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), OwnPair) // for its owner's eyes only
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(pair)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// selfSigned makes a key and a certificate of it, both as PEM.
func selfSigned() ([]byte, error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, err
	}
	certificate, err := Sign(private)
	if err != nil {
		return nil, err
	}
	return append(certificate, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...), nil
}

// Sign has a key sign its own certificate. Devices go by the key, and a person tells a browser, so dates would only be one more thing that a
// wrong clock breaks.
func Sign(private *ecdsa.PrivateKey) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Một Cửa central"},
		NotBefore: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}), nil
}
