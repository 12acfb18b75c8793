package web

import (
	"errors"
	"io/fs"
	"net/http"
	"strings"
)

const (
	notBuilt = "The pages are not built into this service: run make web, then build it again.\n"

	// A file under assets/ has its hash in its name, so it never changes.
	cacheForever = "public, max-age=31536000, immutable"
	// Anything else is kept, but checked each time; the ETag makes that cheap.
	cacheChecked = "no-cache"
)

// page serves the files of one built page.
type page struct {
	files map[string]file
}

// newPage reads the built files of a page once. No files at all is a page that was not built.
func newPage(built fs.FS) http.Handler {
	files, err := readFiles(built)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic("web: " + err.Error())
	}
	return page{files: files}
}

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This page answers GET and HEAD only.", http.StatusMethodNotAllowed)
		return
	}
	setSecurityHeaders(w.Header())
	if len(p.files) == 0 {
		plainError(w, notBuilt, http.StatusServiceUnavailable)
		return
	}
	p.serveFile(w, r, strings.TrimPrefix(r.URL.Path, "/"))
}

func (p page) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	if name == "" {
		name = "index.html"
	}
	f, ok := p.files[name]
	if !ok {
		plainError(w, "There is no such file; leave its name out to get the page itself.\n", http.StatusNotFound)
		return
	}
	cache := cacheChecked
	if strings.HasPrefix(name, "assets/") {
		cache = cacheForever
	}
	w.Header().Set("Cache-Control", cache)
	f.serve(w, r)
}

// plainError answers one line that no cache keeps.
func plainError(w http.ResponseWriter, line string, status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line))
}
