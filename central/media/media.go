// Package media offers the pictures and videos of a folder to browsers, each under an address that holds a hash of its content. What a file is,
// its content says and not its name; what cannot be shown is refused with a reason. When they are shown is for the page.
package media

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// Path is where browsers find them, by the name that holds the hash.
const Path = "/media/"

// readAgain is how often the folder is looked at.
const readAgain = 30 * time.Second

// mostFiles is how many files of the folder are offered, and mostAtOnce how many answers are under way: each holds a file open.
const (
	mostFiles  = 60
	mostAtOnce = 64
)

// sendWithin is how long one answer may take: a video is large, and a wall's radio slow.
const sendWithin = 5 * time.Minute

// Item is a picture or a video.
type Item struct {
	Source string `json:"source"` // its address
	Video  bool   `json:"video,omitempty"`
}

// Refusal is a file that is not offered.
type Refusal struct {
	File   string
	Reason Reason
}

// file is one of the folder that was looked at.
type file struct {
	name    string // in the folder
	size    int64
	changed time.Time
	kind    string // media type
	address string // its last part, with the hash
	reason  Reason // empty: it is offered
}

func (f file) same(info fs.FileInfo) bool {
	return f.size == info.Size() && f.changed.Equal(info.ModTime())
}

// Folder is a folder of pictures and videos.
type Folder struct {
	path string
	busy chan struct{} // an answer under way each

	mu     sync.Mutex
	files  []file // by their names
	reason Reason // why there are none; empty: the folder was read
}

// New returns what a folder holds as soon as it is read; an empty path is no folder.
func New(path string) *Folder { return &Folder{path: path, busy: make(chan struct{}, mostAtOnce)} }

// Run reads the folder now and then, until ctx ends.
func (f *Folder) Run(ctx context.Context) {
	if f.path == "" {
		return
	}
	again := time.NewTicker(readAgain)
	defer again.Stop()
	for {
		f.Read(ctx)
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// Read looks at what is new in the folder.
func (f *Folder) Read(ctx context.Context) {
	old, _ := f.state()
	known := map[string]file{}
	for _, one := range old {
		known[one.name] = one
	}
	files, err := look(ctx, f.path, known)
	if ctx.Err() != nil {
		return
	}
	var reason Reason
	if err != nil {
		reason = Unread
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if reason != f.reason && err != nil {
		slog.Warn("media folder is not read", "err", err)
	}
	f.files, f.reason = files, reason
}

// look returns the files of a folder; one that has not changed is not read again.
func look(ctx context.Context, path string, known map[string]file) (files []file, err error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, err
	}
	offered := 0
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || ctx.Err() != nil {
			continue
		}
		one, old := known[e.Name()]
		if info, err := e.Info(); err != nil || !old || !one.same(info) || one.reason == TooMany {
			one = read(root, e.Name(), offered)
			if one.reason != "" {
				slog.Warn("media file refused", "file", one.name, "why", one.reason)
			}
		}
		if one.reason == "" {
			offered++
		}
		files = append(files, one)
	}
	return files, nil
}

// read looks at one file.
func read(root *os.Root, name string, before int) (f file) {
	f.name = name
	if before >= mostFiles {
		f.reason = TooMany
		return f
	}
	in, err := root.Open(name)
	if err != nil {
		f.reason = Unread
		return f
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		f.reason = Unread
		return f
	}
	f.size, f.changed = info.Size(), info.ModTime()
	if f.kind, f.reason = judge(in, f.size); f.reason != "" {
		return f
	}
	hash := sha256.New()
	if _, err = in.Seek(0, io.SeekStart); err == nil {
		_, err = io.Copy(hash, in)
	}
	if err != nil {
		f.reason = Unread
	}
	f.address = hex.EncodeToString(hash.Sum(nil)[:8]) + endings[f.kind]
	return f
}

func (f *Folder) state() ([]file, Reason) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.files, f.reason
}

// Items returns what is offered, by the files' names.
func (f *Folder) Items() (items []Item) {
	files, _ := f.state()
	for _, one := range files {
		if one.reason == "" {
			items = append(items, Item{Source: Path + one.address, Video: strings.HasPrefix(one.kind, "video/")})
		}
	}
	return items
}

// Refused returns what is not offered, by the files' names; of a folder that is not read, the folder.
func (f *Folder) Refused() (refused []Refusal) {
	files, reason := f.state()
	if reason != "" {
		return []Refusal{{f.path, reason}}
	}
	for _, one := range files {
		if one.reason != "" {
			refused = append(refused, Refusal{one.name, one.reason})
		}
	}
	return refused
}

// ServeHTTP answers with a picture or a part of a video. The address is looked up and never a path.
func (f *Folder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	files, _ := f.state()
	at := slices.IndexFunc(files, func(one file) bool { return one.reason == "" && Path+one.address == r.URL.Path })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	select {
	case f.busy <- struct{}{}:
		defer func() { <-f.busy }()
	default:
		w.Header().Set("Retry-After", "5")
		http.Error(w, "too many videos at once", http.StatusServiceUnavailable)
		return
	}
	if err := f.send(w, r, files[at]); err != nil {
		slog.Debug("media not sent", "file", files[at].name, "err", err)
		http.NotFound(w, r)
	}
}

var errChanged = errors.New("the file has changed since it was read")

// send answers with a file of the folder that is still as it was when it was read.
func (f *Folder) send(w http.ResponseWriter, r *http.Request, one file) error {
	root, err := os.OpenRoot(f.path)
	if err != nil {
		return err
	}
	defer root.Close()
	in, err := root.Open(one.name)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err == nil && !one.same(info) {
		err = errChanged
	}
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(sendWithin)) // a test's recorder has none
	h := w.Header()
	h.Set("Content-Type", one.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", fmt.Sprintf("%q", one.address))
	http.ServeContent(w, r, "", time.Time{}, in)
	return nil
}

// Kinds lists the media types that are offered.
func Kinds() []string { return slices.SortedFunc(maps.Keys(endings), cmp.Compare[string]) }
