package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/clustergraph/clustergraph/internal/edge/coding"
)

// fixedText is a text that never changes, with what it is compressed to once it is asked for.
type fixedText struct {
	etag  string
	coded map[string]func() []byte
}

func newFixedText(text string) *fixedText {
	sum := sha256.Sum256([]byte(text))
	plain := []byte(text)
	return &fixedText{etag: hex.EncodeToString(sum[:16]), coded: map[string]func() []byte{
		"":          func() []byte { return plain },
		coding.Gzip: sync.OnceValue(func() []byte { return gzipped(plain) }),
		coding.Zstd: sync.OnceValue(func() []byte { return zstandard(plain) }),
	}}
}

// ServeHTTP answers with an ETag of the text and its coding, so that fetching it again is cheap.
func (d *fixedText) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	chosen := coding.Choose(r.Header, coding.Zstd, coding.Gzip)
	h, tag := w.Header(), d.etag
	if chosen != "" {
		h.Set("Content-Encoding", chosen)
		tag += "-" + chosen
	}
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Etag", `"`+tag+`"`)
	h.Add("Vary", "Accept-Encoding")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.coded[chosen]()))
}

func gzipped(text []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level exists
	return closed(&out, w, text)
}

func zstandard(text []byte) []byte {
	var out bytes.Buffer
	w, _ := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression)) // the options exist
	return closed(&out, w, text)
}

func closed(out *bytes.Buffer, w io.WriteCloser, text []byte) []byte {
	_, _ = w.Write(text) // into memory
	_ = w.Close()
	return bytes.Clone(out.Bytes())
}
