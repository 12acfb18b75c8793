package download

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/ask"
)

// refuse answers with errors as GraphQL has them, and a status.
func refuse(w http.ResponseWriter, log *slog.Logger, err error) {
	errs := errorsOf(err)
	if fault.CodeOf(err) == fault.Internal {
		log.Error("export failed", "cause", err.Error())
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Del("Content-Disposition")
	w.WriteHeader(fault.CodeOf(err).HTTPStatus())
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": errs}) // the client is gone; nobody is left to tell
}

// errorsOf are the errors of the query that was refused, else the one of the export itself.
func errorsOf(err error) gqlerror.List {
	if refused, is := errors.AsType[*ask.Refused](err); is {
		return refused.Errors
	}
	var list gqlerror.List
	for _, one := range fault.Each(err) {
		list = append(list, errorOf(one))
	}
	return list
}

func errorOf(err error) *gqlerror.Error {
	f, is := errors.AsType[*fault.Error](err)
	if !is || f.Code == fault.Internal {
		return &gqlerror.Error{Message: "The export failed; the log holds the cause.", Extensions: map[string]any{"code": string(fault.CodeOf(err))}}
	}
	extensions := map[string]any{"code": string(f.Code)}
	if f.Path != nil {
		extensions["argument"] = f.Path
	}
	return &gqlerror.Error{Message: f.Message, Extensions: extensions}
}
