package importjob

import (
	"net/http"
	"os"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/store/alias"
)

// Rejects serves the file of what a job left out; the request's path value job names it.
// It is on the machine that ran the job.
func (r *Runner) Rejects() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		job, err := r.Find(req.Context(), req.PathValue("job"))
		if err != nil {
			http.Error(w, messageOf(err), statusOf(err))
			return
		}
		up, err := r.store.Find(job.Upload)
		if err != nil {
			http.Error(w, messageOf(err), statusOf(err))
			return
		}
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="`+job.ID+`.rejects.csv"`)
		w.Header().Set("Cache-Control", "no-store")
		r.serveRejects(w, req, job, rejectsPath(up, job.ID))
	})
}

// serveRejects sends a reject file, without those who were withheld since its files were sent.
func (r *Runner) serveRejects(w http.ResponseWriter, req *http.Request, job *Job, path string) {
	withheld, err := alias.ReadWithheldNames(req.Context(), r.db, r.cat)
	if err != nil {
		http.Error(w, messageOf(err), statusOf(err))
		return
	}
	names := withheld.Since(job.Sent)
	text, err := os.ReadFile(path)
	if err != nil || !names.In(string(text)) {
		http.ServeFile(w, req, path)
		return
	}
	if err := copyRejects(w, text, names.In, ident.Masked); err != nil {
		r.logger.Warn("a reject file could not be sent", "cause", err)
	}
}

func statusOf(err error) int {
	switch fault.CodeOf(err) {
	case fault.NotFound, fault.BadUserInput: // a path of what has no id leads to nothing
		return http.StatusNotFound
	case fault.DatabaseUnavailable, fault.Timeout:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}
