package media

import (
	"bytes"
	"image"
	_ "image/jpeg" // and the others below: what a picture's size is
	_ "image/png"
	"io"
	"net/http"
	"strings"

	_ "golang.org/x/image/webp"
)

// Reason is why a file is not offered; the translations have a sentence for each.
type Reason string

const (
	Unread    Reason = "unread" // it cannot be opened
	OtherKind Reason = "kind"   // neither a picture nor a video that browsers show
	TooLarge  Reason = "large"  // more bytes than a wall needs
	TooWide   Reason = "wide"   // more pixels than a small computer behind a screen holds
	Moving    Reason = "moving" // a picture that moves: nobody knows how fast it flickers
	TooMany   Reason = "many"   // behind enough others
)

// endings are the endings of addresses, by the media types that are offered.
var endings = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "video/webm": ".webm", "video/mp4": ".mp4",
}

// How large a picture may be, in bytes and pixels, and a video.
const (
	MostPicture = 12 << 20
	MostVideo   = 400 << 20
	mostPixels  = 40_000_000 // four bytes each, where it is shown
)

// sniffed is how many bytes of a file tell its kind.
const sniffed = 4096

// judge returns what a file is, by its content, or why it is not offered.
func judge(in io.ReadSeeker, size int64) (kind string, why Reason) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(in, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", Unread
	}
	head = head[:n]
	kind = http.DetectContentType(head)
	most := int64(MostPicture)
	if strings.HasPrefix(kind, "video/") {
		most = MostVideo
	}
	switch {
	case endings[kind] == "":
		return "", OtherKind
	case size > most:
		return "", TooLarge
	case strings.HasPrefix(kind, "video/"):
		return kind, ""
	}
	return kind, judgePicture(in, kind, head)
}

// judgePicture returns why a picture is not offered.
func judgePicture(in io.ReadSeeker, kind string, head []byte) Reason {
	if moves(kind, head) {
		return Moving
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return Unread
	}
	config, _, err := image.DecodeConfig(in)
	switch {
	case err != nil:
		return OtherKind
	case config.Width*config.Height > mostPixels:
		return TooWide
	}
	return ""
}

// moves reports whether a picture is animated: in WebP by a flag of its extended header, in PNG by a chunk before the pixels.
func moves(kind string, head []byte) bool {
	switch kind {
	case "image/webp":
		const flags, animated = 20, 0x02
		return len(head) > flags && string(head[12:16]) == "VP8X" && head[flags]&animated != 0
	case "image/png":
		return bytes.Contains(head, []byte("acTL"))
	}
	return false
}
