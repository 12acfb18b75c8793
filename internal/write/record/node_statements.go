package record

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// loadStatement reads the nodes with one of the ids or key values of the rows, each
// through its index; false when the rows name none. Adding nothing to the version
// writes nothing, but takes the node's lock, and before it reads: what is compared with a
// row, and what a change tells of as the value before, is then what the row really
// replaces. (Without the sum Neo4j reads before it has the lock, and would set the version
// back to what it was before another writer was done.)
func (b *nodeBatch) loadStatement(rows []input.Node, checked []input.Checked) (query.Statement, bool) {
	params := map[string]any{}
	var parts []string
	label := query.Quote(b.entity.Name)
	seek := func(values []any, pattern string) {
		if len(values) == 0 {
			return
		}
		param := fmt.Sprintf("v%d", len(parts))
		params[param] = values
		parts = append(parts, "UNWIND $"+param+" AS v "+pattern+" RETURN n")
	}
	seek(rowIDs(rows), "MATCH (n:"+label+" {id: v})")
	for _, f := range b.unique {
		seek(valuesOf(checked, f), "MATCH (n:"+label+" {"+query.Quote(f.KeyProperty())+": v})")
	}
	for i, key := range b.entity.CompositeKeys() {
		seek(tuplesOf(checked, i, key), "MATCH (n:"+label+" {"+tuplePattern(key)+"})")
	}
	for _, f := range b.fields {
		seek(valuesOf(checked, f), seekBy(b.entity, f))
	}
	if len(parts) == 0 {
		return query.Statement{}, false
	}
	return query.Statement{
		Text:   "CALL () { " + strings.Join(parts, " UNION ") + " } SET n.version = n.version + 0 RETURN properties(n) AS properties",
		Params: params,
	}, true
}

func (b *nodeBatch) createStatement(rows []any) query.Statement {
	return query.Statement{
		Text:   "UNWIND $rows AS row CREATE (n:" + query.Quote(b.entity.Name) + ") SET n = row",
		Params: map[string]any{"rows": rows},
	}
}

// updateStatement counts the version up from what is stored then: of two changes at once
// neither step is lost.
func (b *nodeBatch) updateStatement(rows []any) query.Statement {
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH (n:" + query.Quote(b.entity.Name) + " {id: row[0]}) " +
			"SET n += row[1] SET n.version = n.version + row[2] RETURN count(n) AS count",
		Params: map[string]any{"rows": rows},
	}
}

func rowIDs(rows []input.Node) []any {
	var list distinct[any]
	for _, row := range rows {
		if row.ID != "" {
			list.add(row.ID, row.ID)
		}
	}
	return list.values
}

func valuesOf(checked []input.Checked, f *catalog.Field) []any {
	var list distinct[any]
	for _, c := range checked {
		v := c.Properties[f.Name]
		if v == nil {
			continue
		}
		for _, key := range property.Keys(f, v) {
			list.add(key, key)
		}
	}
	return list.values
}

func tuplesOf(checked []input.Checked, i int, key []*catalog.Field) []any {
	var list distinct[any]
	for _, c := range checked {
		k, ok := compositeKey(i, key, c.Properties)
		if !ok {
			continue
		}
		tuple := make([]any, len(key))
		for j, f := range key {
			tuple[j] = c.Properties[f.KeyProperty()]
		}
		list.add(k, tuple)
	}
	return list.values
}

func tuplePattern(key []*catalog.Field) string {
	parts := make([]string, len(key))
	for j, f := range key {
		parts[j] = fmt.Sprintf("%s: v[%d]", query.Quote(f.KeyProperty()), j)
	}
	return strings.Join(parts, ", ")
}

// distinct is a list without repetitions, in the order of the first occurrences.
type distinct[V any] struct {
	seen   map[any]bool
	values []V
}

func (d *distinct[V]) add(key any, value V) {
	if d.seen[key] {
		return
	}
	if d.seen == nil {
		d.seen = map[any]bool{}
	}
	d.seen[key] = true
	d.values = append(d.values, value)
}
