package server

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"

	"github.com/clustergraph/clustergraph/internal/edge/coding"
)

const (
	// leastFile is how many bytes a file or a list has before it is compressed: less is one packet
	// on its way.
	leastFile = 1 << 10
	// leastAnswer is the same for an answer of GraphQL, which is read by a program that waits: on
	// the way to the same machine or the next, a page of a list is sent sooner than compressed.
	leastAnswer = 64 << 10
)

// compressor compresses answers as their clients accept it.
type compressor struct {
	// usual leaves small answers alone, always compresses those too.
	usual, always func(http.Handler) http.HandlerFunc
}

func newCompressor() compressor {
	return compressor{usual: wrapper(leastFile), always: wrapper(0)}
}

func wrapper(least int) func(http.Handler) http.HandlerFunc {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(least), gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.ContentTypeFilter(compressible))
	if err != nil {
		panic("server: " + err.Error()) // a mistake in the line above
	}
	return wrap
}

// compressible tells a text from what is compressed in itself, such as a workbook, and from
// events, which must not wait for others.
func compressible(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	media = strings.TrimSpace(media)
	switch {
	case media == typeEvents:
		return false
	case strings.HasPrefix(media, "text/"), strings.HasSuffix(media, "json"), strings.HasSuffix(media, "xml"), strings.HasSuffix(media, "jsonl"):
		return true
	}
	return false
}

// handler compresses what next answers. What next breaks off stays without its end.
func (c compressor) handler(next http.Handler) http.Handler {
	usual, always := c.usual(breakable(next)), c.always(breakable(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chosen := coding.Choose(r.Header, coding.Zstd, coding.Gzip)
		switch {
		case chosen == "":
			w.Header().Add("Vary", "Accept-Encoding")
			next.ServeHTTP(w, r)
		case coding.MustCode(r.Header):
			always(&outlet{ResponseWriter: w}, accepting(r, chosen))
		default:
			usual(&outlet{ResponseWriter: w}, accepting(r, chosen))
		}
	})
}

// accepting is the request with the one coding that was chosen: gzhttp itself knows neither
// wildcards nor that the bytes as they are may be preferred.
func accepting(r *http.Request, chosen string) *http.Request {
	r = r.WithContext(r.Context())
	r.Header = r.Header.Clone()
	r.Header.Set("Accept-Encoding", chosen)
	return r
}

// outlet is where compressed bytes go, until what makes them breaks off.
type outlet struct {
	http.ResponseWriter
	broken bool
}

// breakable runs next so that a panic, which is how a file is broken off, is not followed by the
// end that a compressor writes when it is closed: a part would be taken for the whole.
func breakable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		whole := false
		defer func() {
			if !whole {
				breakOff(w)
			}
		}()
		next.ServeHTTP(w, r)
		whole = true
	})
}

func breakOff(w http.ResponseWriter) {
	for {
		if out, found := w.(*outlet); found {
			out.broken = true
			return
		}
		inner, wraps := w.(interface{ Unwrap() http.ResponseWriter })
		if !wraps {
			return
		}
		w = inner.Unwrap()
	}
}

// Write passes over what comes behind a break.
func (o *outlet) Write(p []byte) (int, error) {
	if o.broken {
		return len(p), nil
	}
	return o.ResponseWriter.Write(p)
}

// WriteHeader does too.
func (o *outlet) WriteHeader(status int) {
	if !o.broken {
		o.ResponseWriter.WriteHeader(status)
	}
}

// Flush sends what was written.
func (o *outlet) Flush() { _ = http.NewResponseController(o.ResponseWriter).Flush() } // the next write tells that the client is gone

// Unwrap is for http.ResponseController.
func (o *outlet) Unwrap() http.ResponseWriter { return o.ResponseWriter }
