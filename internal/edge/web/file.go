package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/edge/coding"
)

// encodings lists what the build writes beside a file, best first.
var encodings = []struct{ name, suffix string }{{coding.Brotli, ".br"}, {coding.Gzip, ".gz"}}

// contentTypes names the media types itself, since the table of the machine may lack or change them.
var contentTypes = map[string]string{
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".md":   "text/plain; charset=utf-8",
	".png":  "image/png",
	".svg":  "image/svg+xml",
	".ttf":  "font/ttf",
}

// file is one built file with its compressed copies. It keeps names, not contents: those stay in the
// program file, of which the system loads pages on demand and may drop them again.
type file struct {
	built       fs.FS
	contentType string
	etag        string
	// variants is the name of the file by content coding; "" is the file itself.
	variants map[string]string
}

// readFiles looks at every file of a built page, keyed by its path. Its error is fs.ErrNotExist when there is no page.
func readFiles(built fs.FS) (map[string]file, error) {
	files := map[string]file{}
	err := fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || isCompressed(name) {
			return err
		}
		f, err := readFile(built, name)
		files[name] = f
		return err
	})
	if err != nil {
		return nil, err
	}
	return files, nil
}

func readFile(built fs.FS, name string) (file, error) {
	etag, err := digest(built, name)
	if err != nil {
		return file{}, err
	}
	f := file{built: built, contentType: contentTypes[path.Ext(name)], etag: etag, variants: map[string]string{"": name}}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	for _, encoding := range encodings {
		// A file that is too small to compress has no copy.
		if _, err := fs.Stat(built, name+encoding.suffix); err == nil {
			f.variants[encoding.name] = name + encoding.suffix
		}
	}
	return f, nil
}

func digest(built fs.FS, name string) (string, error) {
	content, err := built.Open(name)
	if err != nil {
		return "", err
	}
	defer content.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)[:12]), nil
}

func isCompressed(name string) bool {
	for _, encoding := range encodings {
		if strings.HasSuffix(name, encoding.suffix) {
			return true
		}
	}
	return false
}

// serve answers with the best variant that the client accepts; http.ServeContent does conditions and ranges.
func (f file) serve(w http.ResponseWriter, r *http.Request) {
	chosen := f.choose(r.Header)
	content, err := openSeekable(f.built, f.variants[chosen])
	if err != nil {
		plainError(w, "The file cannot be read: "+err.Error()+"\n", http.StatusInternalServerError)
		return
	}
	defer content.Close()
	f.setHeaders(w.Header(), chosen)
	http.ServeContent(w, r, "", time.Time{}, content)
}

func openSeekable(built fs.FS, name string) (io.ReadSeekCloser, error) {
	opened, err := built.Open(name)
	if err != nil {
		return nil, err
	}
	content, ok := opened.(io.ReadSeekCloser)
	if !ok {
		return nil, errors.Join(fmt.Errorf("%s cannot be read from the middle", name), opened.Close())
	}
	return content, nil
}

func (f file) setHeaders(header http.Header, chosen string) {
	tag := f.etag
	if chosen != "" {
		header.Set("Content-Encoding", chosen)
		tag += "-" + chosen
	}
	header.Set("Content-Type", f.contentType)
	header.Set("ETag", `"`+tag+`"`)
	header.Add("Vary", "Accept-Encoding")
}

func (f file) choose(h http.Header) string {
	var offered []string
	for _, encoding := range encodings {
		if f.variants[encoding.name] != "" {
			offered = append(offered, encoding.name)
		}
	}
	return coding.Choose(h, offered...)
}
