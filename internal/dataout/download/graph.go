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

// graphRequest reads the parameters of a part of the graph, and tells all that is wrong with them.
func graphRequest(q url.Values) (req subgraph.Request, err error) {
	req.Depth = subgraph.DefaultDepth
	var deep error
	if text := q.Get("depth"); text != "" {
		if req.Depth, err = strconv.Atoi(text); err != nil {
			deep = wrong("depth", "depth is a number from 0 to %d", subgraph.MaxDepth)
		}
	}
	limit, unlimited := number(q, "limit", 0)
	req.Limit = limit
	req.IDs, req.Relationships, req.Types = list(q, "ids"), list(q, "relationships"), list(q, "types")
	req.AsOf = q.Get("asOf")
	return req, fault.Join(known(q, "ids", "depth", "relationships", "types", "limit", "asOf"), deep, unlimited)
}

// list reads names with commas between them.
func list(q url.Values, name string) []string {
	if q.Get(name) == "" {
		return nil
	}
	return strings.Split(q.Get(name), ",")
}
