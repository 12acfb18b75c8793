package server

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// parameters reads the query string of a request, whole or not at all: net/url passes over a
// part that it cannot read, and a filter that is lost so selects everything.
func parameters(r *http.Request) (url.Values, *refusal) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, refusef(http.StatusBadRequest, "The query string cannot be read: %s. "+
			"Encode the values of parameters: write %%3B for a semicolon and %%25 for a per cent sign.", err)
	}
	for name, given := range values {
		for _, text := range append(slices.Clone(given), name) {
			if err := wellformed.Text(text); err != nil {
				return nil, refusef(http.StatusBadRequest, "The parameter %s cannot be read: %s.", fault.Shown(name), err)
			}
		}
		if len(given) > 1 {
			return nil, refusef(http.StatusBadRequest, "The parameter %s is given %d times. Give it once.", fault.Shown(name), len(given))
		}
	}
	return values, nil
}
