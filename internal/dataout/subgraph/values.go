package subgraph

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// object is a JSON object of an answer.
type object = map[string]any

// valueBatch is the number of entities whose values are read at once.
const valueBatch = 200

// start takes in the entities to start from, under the ids that they have now.
func (w *walk) start(ctx context.Context) error {
	found, err := w.values(ctx, w.req.IDs)
	if err != nil {
		return err
	}
	var missing []string
	for i, id := range w.req.IDs {
		if found[id] == "" {
			missing = append(missing, id)
			continue
		}
		w.req.IDs[i] = found[id]
		w.add(found[id])
	}
	if len(missing) > 0 {
		return fault.New(fault.NotFound, "nothing has the id %s; take ids from an answer", strings.Join(missing, ", "))
	}
	return nil
}

// finish reads the values of all entities. What was removed since it was found is left out.
func (w *walk) finish(ctx context.Context) (*Graph, error) {
	if _, err := w.values(ctx, w.order); err != nil {
		return nil, err
	}
	g := &Graph{Truncated: w.truncated}
	for _, id := range w.order {
		if n := w.nodes[id]; n != nil {
			g.Nodes = append(g.Nodes, n)
		} else {
			delete(w.known, id)
		}
	}
	g.Edges = w.between()
	return g, nil
}

// values reads the values of entities, and returns the ids that they have now.
func (w *walk) values(ctx context.Context, ids []string) (found map[string]string, err error) {
	found = map[string]string{}
	for _, e := range w.cat.Entities {
		unread := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return w.cat.EntityOfID(id) != e || w.nodes[id] != nil })
		for some := range slices.Chunk(unread, valueBatch) {
			answer, err := w.fetch(ctx, valueQuery(e), some, object{}, false)
			if err != nil {
				return nil, err
			}
			for i, o := range answer {
				if n := nodeOf(e, o); n != nil {
					w.nodes[n.ID], found[some[i]] = n, n.ID
				}
			}
		}
	}
	return found, nil
}

func nodeOf(e *catalog.Entity, o object) *Node {
	if o == nil {
		return nil
	}
	n := &Node{Type: e.Name, Values: valuesOf(e.Fields, o)}
	n.ID, _ = o["id"].(string)
	n.Name, _ = o["name"].(string)
	return n
}

// valuesOf are the values that an answer has of fields, but id and name, which stand apart.
func valuesOf(fields []*catalog.Field, o object) []Value {
	var list []Value
	for _, f := range fields {
		if v := o[f.Name]; v != nil && f.Name != "id" && f.Name != "name" {
			list = append(list, Value{f, v})
		}
	}
	return list
}
