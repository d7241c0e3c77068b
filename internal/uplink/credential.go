package uplink

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"motcua/internal/atomicfile"
	"motcua/internal/i18n"
	"motcua/internal/trust"
)

// PathEnrol is where a device enrols.
const PathEnrol = "/v1/enrol"

// Credential is what a device shows central, and what it knows central by. It lies in the device's data folder.
type Credential struct {
	Device string      `json:"device"`
	Token  trust.Token `json:"token"`
	Pin    trust.Pin   `json:"pin,omitempty"`
}

// credentialFile is a credential's name in a data folder.
const credentialFile = "credential.json"

// ErrNotEnrolled says that a device has no credential to show.
var ErrNotEnrolled = errors.New("this device is not enrolled: take a code from central's command enrol, and give it to this program's command enrol")

// Enrol has central take a code, as somebody typed it, for a new token. Central must show the key that the code knows.
func Enrol(ctx context.Context, base, device, typed string) (c Credential, err error) {
	code, err := trust.ParseCode(typed)
	if err != nil {
		return c, err
	}
	c = Credential{Device: device, Token: trust.NewToken()}
	line := newLine(func(shown trust.Pin) bool { c.Pin = shown; return code.Knows(shown) }, time.Now)
	defer line.CloseIdleConnections()
	request := trust.Request{Device: device, Secret: code.Secret(), Token: c.Token.Hash()}
	var nothing struct{}
	if _, err := (Client{Base: base, HTTP: &http.Client{Transport: line}}).ask(ctx, http.MethodPost, PathEnrol, request, &nothing); err != nil {
		return c, fmt.Errorf("enrol %s: %w", device, err)
	}
	return c, nil
}

// EnrolDevice is the command of a device: it enrols, and puts the credential into the device's data folder.
func EnrolDevice(ctx context.Context, base, folder, device, typed string, say i18n.Localizer, out io.Writer) error {
	c, err := Enrol(ctx, base, device, typed)
	if err == nil {
		err = c.Save(folder)
	}
	if err == nil {
		fmt.Fprintln(out, say.Text("enrol.done", i18n.Args{"Device": device, "Address": base, "Folder": folder}))
	}
	return enrolProblem(err, i18n.Args{"Device": device, "Address": base, "Typed": typed})
}

// enrolProblem says to a technician why a code was not taken. A code that is mistyped fits no central, which is far likelier than that
// another machine stands at central's address.
func enrolProblem(err error, args i18n.Args) error {
	var dialled *net.OpError
	says := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, trust.ErrCodeForm):
		says = "enrol.form"
	case errors.Is(err, ErrStranger):
		says = "enrol.other"
	case errors.Is(err, ErrMayNot):
		says = "enrol.refused"
	case errors.Is(err, ErrTooMany):
		says = "enrol.wait"
	case errors.As(err, &dialled):
		says = "enrol.gone"
	default:
		return err
	}
	return &i18n.Problem{ID: says, Args: args, Err: err}
}

// Client asks central with the credential.
func (c Credential) Client(base string) Client {
	return Client{Base: base, HTTP: &http.Client{Transport: c.line(time.Now)}}
}

func (c Credential) line(now func() time.Time) *line {
	l := newLine(func(shown trust.Pin) bool { return shown == c.Pin }, now)
	l.token = c.Token
	return l
}

// Save puts the credential into a device's data folder, where the device finds it even while it runs. A power cut leaves
// the old credential or the new one.
func (c Credential) Save(folder string) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	return atomicfile.Write(filepath.Join(folder, credentialFile), raw, 0o600)
}

// Enrolled returns a client that asks with the credential in a device's data folder, whenever there is one: a device may be enrolled, and
// enrolled anew, while it runs. now is the time by which TLS goes.
func Enrolled(base, folder, device string, now func() time.Time) Client {
	return Client{Base: base, HTTP: &http.Client{Transport: &door{path: filepath.Join(folder, credentialFile), device: device, now: now}}}
}

// door leads to central as long as there is a credential.
type door struct {
	path, device string
	now          func() time.Time

	mu   sync.Mutex
	file os.FileInfo // that the line's credential was read from
	line *line       // nil: there was none yet
}

func (d *door) RoundTrip(r *http.Request) (*http.Response, error) {
	l, err := d.open()
	if err != nil {
		return nil, unsent(r, err)
	}
	return l.RoundTrip(r)
}

// open reads the credential when it has changed.
func (d *door) open() (*line, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	file, err := os.Stat(d.path)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNotEnrolled, err)
	}
	if d.line != nil && os.SameFile(file, d.file) && file.ModTime().Equal(d.file.ModTime()) {
		return d.line, nil
	}
	raw, err := os.ReadFile(d.path)
	if err != nil { // such as one that somebody else has enrolled
		return nil, fmt.Errorf("%w (%w)", ErrNotEnrolled, err)
	}
	var c Credential
	if err := json.Unmarshal(raw, &c); err != nil || c.Device != d.device {
		return nil, fmt.Errorf("%w (%s is of %q, not of %s)", ErrNotEnrolled, d.path, c.Device, d.device)
	}
	if d.line != nil {
		d.line.CloseIdleConnections()
	}
	d.file, d.line = file, c.line(d.now)
	return d.line, nil
}
