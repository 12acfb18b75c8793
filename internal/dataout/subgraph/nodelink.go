package subgraph

import (
	"bufio"
	"encoding/json"
	"io"
)

// writeJSON writes the node-link form that networkx and d3 read: lists of nodes and of
// edges, each an object with all of its values.
func writeJSON(w io.Writer, g *Graph) error {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	_, _ = out.WriteString(`{"directed":true,"multigraph":true,"graph":{"truncated":`)
	_ = e.Encode(g.Truncated) // errors stay until flush
	_, _ = out.WriteString(`},"nodes":[`)
	for i, n := range g.Nodes {
		separate(out, i)
		if err := e.Encode(members(n.Values, map[string]any{"id": n.ID, "label": n.Name, "name": n.Name, "type": n.Type})); err != nil {
			return err
		}
	}
	_, _ = out.WriteString(`],"edges":[`)
	for i, edge := range g.Edges {
		separate(out, i)
		// networkx tells parallel edges apart by key.
		if err := e.Encode(members(edge.Values, map[string]any{"id": edge.ID, "key": edge.ID, "source": edge.From, "target": edge.To, "type": edge.Type})); err != nil {
			return err
		}
	}
	_, _ = out.WriteString("]}\n")
	return out.Flush()
}

func separate(out *bufio.Writer, i int) {
	if i > 0 {
		_ = out.WriteByte(',')
	}
}

// members adds values to those that every node or edge has.
func members(values []Value, o map[string]any) map[string]any {
	for _, v := range values {
		o[attributeOf(v.Field).name] = v.Value
	}
	return o
}
