package download

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/dataout/subgraph"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// graphName is the file name, without its extension, of a part of the graph.
const graphName = "subgraph"

func (x *exchange) graph(f subgraph.Format) error {
	if err := f.Check(); err != nil {
		return err
	}
	req, err := graphRequest(x.r.URL.Query())
	if err != nil {
		return err
	}
	g, err := subgraph.Read(x.r.Context(), x.api, x.cat, req)
	if err != nil {
		return err
	}
	// A graph is bounded, so it is whole before its first byte goes out.
	var out bytes.Buffer
	if err := g.Write(&out, f); err != nil {
		return err
	}
	w := x.open(f.MediaType())
	_, err = out.WriteTo(w)
	return err
}

// graphRequest reads the parameters of a part of the graph.
func graphRequest(q url.Values) (req subgraph.Request, err error) {
	if err := known(q, "ids", "depth", "relationships", "types", "limit", "asOf"); err != nil {
		return req, err
	}
	req.Depth = subgraph.DefaultDepth
	if text := q.Get("depth"); text != "" {
		if req.Depth, err = strconv.Atoi(text); err != nil {
			return req, fault.New(fault.BadUserInput, "depth is a number from 0 to %d", subgraph.MaxDepth)
		}
	}
	if req.Limit, err = number(q, "limit", 0); err != nil {
		return req, err
	}
	req.IDs, req.Relationships, req.Types = list(q, "ids"), list(q, "relationships"), list(q, "types")
	req.AsOf = q.Get("asOf")
	return req, nil
}

// list reads names with commas between them.
func list(q url.Values, name string) []string {
	if q.Get(name) == "" {
		return nil
	}
	return strings.Split(q.Get(name), ",")
}
