package ingest

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// linkPart is the file of the relationships of a type that is the service's own. Their ends
// are told with their labels, since an id does not tell whether a node is public.
func linkPart(typ string) part {
	return part{
		name: recordFile(typ), most: mostRecords,
		text: "MATCH (a)-[r:" + typ + "]->(b) USING INDEX r:" + typ + "(id) WHERE r.id > $after[0] AND NOT r.id IN $hidden " +
			"RETURN r.id, labels(a)[0], a.id, labels(b)[0], b.id, properties(r) ORDER BY r.id LIMIT $limit",
		line: func(row []any) ([]byte, error) {
			properties, _ := row[5].(map[string]any)
			stored := map[string]any{}
			for name, v := range properties {
				out, err := outOfStore(v)
				if err != nil {
					return nil, err
				}
				stored[name] = out
			}
			var o object
			o.member("id", row[0])
			o.member("from", map[string]any{"label": row[1], "id": row[2]})
			o.member("to", map[string]any{"label": row[3], "id": row[4]})
			o.member("properties", stored)
			return o.line()
		},
	}
}

// serviceLink is a line that linkPart wrote.
type serviceLink struct {
	from, to   end
	properties map[string]any
}

// end is a node by its label and id.
type end struct{ label, id string }

// linkOf reads a line. Labels are compared with those that there are: they stand in a statement.
func linkOf(cat *catalog.Catalog, object map[string]any) (l serviceLink, err error) {
	properties, _ := object["properties"].(map[string]any)
	if text(properties["id"]) == "" {
		return l, fault.New(fault.BadUserInput, "a relationship of the service needs properties with an id")
	}
	if l.properties, err = storedOf(properties); err != nil {
		return l, err
	}
	if l.from, err = endOf(cat, "from", object["from"]); err != nil {
		return l, err
	}
	l.to, err = endOf(cat, "to", object["to"])
	return l, err
}

func endOf(cat *catalog.Catalog, name string, v any) (end, error) {
	o, _ := v.(map[string]any)
	e := end{text(o["label"]), text(o["id"])}
	if e.label != catalog.AsideLabel && cat.Entity(e.label) == nil || e.id == "" {
		return e, fault.New(fault.BadUserInput, "%s must have a label of the graph and an id", name)
	}
	return e, nil
}

// writeLinks makes relationships, those between the same two labels in one statement.
func writeLinks(ctx context.Context, tx *neo.Tx, typ string, links []serviceLink) error {
	type pair struct{ from, to string }
	var order []pair
	rows := map[pair][]any{}
	for _, l := range links {
		p := pair{l.from.label, l.to.label}
		if !slices.Contains(order, p) {
			order = append(order, p)
		}
		rows[p] = append(rows[p], []any{l.from.id, l.to.id, l.properties})
	}
	for _, p := range order {
		found, err := tx.Run(ctx, query.Statement{
			Text: "UNWIND $rows AS row MATCH (a:`" + p.from + "` {id: row[0]}) MATCH (b:`" + p.to + "` {id: row[1]}) " +
				"MERGE (a)-[r:" + typ + " {id: row[2].id}]->(b) SET r = row[2] RETURN count(r)",
			Params: map[string]any{"rows": rows[p]},
		})
		if err != nil {
			return err
		}
		if n, _ := found[0][0].(int64); int(n) != len(rows[p]) {
			return fault.New(fault.BadUserInput, "the ends of %d relationships %s are not in the export", len(rows[p])-int(n), typ)
		}
	}
	return nil
}
