package download

import (
	"context"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/dataout/extract"
	"github.com/clustergraph/clustergraph/internal/dataout/subgraph"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/ask"
)

// prefix of all paths.
const prefix = "/export/"

// patience is how long one page may take to read and to send; the whole may take as long as
// it goes on.
const patience = time.Minute

// Handler answers GET requests under /export/: companies.csv, companies/segments.xlsx,
// subgraph.graphml.
type Handler struct {
	cat *catalog.Catalog
	api ask.Func
	// grants tells under which grant the request of a context is.
	grants func(context.Context) grant.Grant
	log    *slog.Logger
}

// NewHandler returns a handler that asks api under the grants of its requests, and writes no
// more rows than they allow. Origins are checked by the caller.
func NewHandler(cat *catalog.Catalog, api ask.Func, grants func(context.Context) grant.Grant, log *slog.Logger) *Handler {
	return &Handler{cat: cat, api: api, grants: grants, log: log}
}

// ServeHTTP writes one export. What is refused is answered as JSON; what fails once the file
// has begun breaks the connection off, so that no client takes a part for the whole.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a recorder in a test has no deadlines
	began := false
	x := exchange{
		Handler: h, r: r,
		// A client that is slow but takes the file has as long as it needs.
		api: func(ctx context.Context, query string, variables map[string]any) ([]byte, gqlerror.List) {
			_ = control.SetWriteDeadline(time.Now().Add(patience))
			return h.api(ctx, query, variables)
		},
		open: func(media string) io.Writer {
			began = true
			w.Header().Set("Content-Type", media)
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(r.URL.Path)}))
			return w
		},
	}
	w.Header().Set("Cache-Control", "no-store")
	err := x.serve()
	switch {
	case err == nil:
	case !began:
		refuse(w, h.log, err)
	default:
		if r.Context().Err() == nil {
			h.log.Error("export broken off", "path", fileName(r.URL.Path), "code", string(fault.CodeOf(err)), "cause", err.Error())
		}
		panic(http.ErrAbortHandler)
	}
}

// exchange is one request.
type exchange struct {
	*Handler
	r    *http.Request
	api  ask.Func
	open func(media string) io.Writer
}

func (x *exchange) serve() error {
	name := strings.TrimPrefix(x.r.URL.Path, prefix)
	format := strings.TrimPrefix(path.Ext(name), ".")
	if strings.TrimSuffix(name, "."+format) == graphName {
		return x.graph(subgraph.Format(format))
	}
	return x.table(strings.ReplaceAll(strings.TrimSuffix(name, "."+format), "/", "."), extract.Format(format))
}

// fileName is what the file is called where it is saved: companies-segments.csv.
func fileName(urlPath string) string {
	return strings.ReplaceAll(strings.TrimPrefix(urlPath, prefix), "/", "-")
}
