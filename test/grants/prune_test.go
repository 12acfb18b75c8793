package grants_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// prune removes what is hidden from the graph itself, past the service, as if it had never
// been there: entities, relationships, changes, claims, merges, what search keeps.
func (g *graph) prune(t *testing.T) {
	t.Helper()
	hidden := vars{"hidden": g.hidden}
	for _, text := range []string{
		"MATCH (s:Statement) WHERE s.of IN $hidden OR EXISTS { MATCH (a)-[r]->(b) WHERE r.id = s.of AND (a.id IN $hidden OR b.id IN $hidden) } DELETE s",
		"MATCH (m:Merge) WHERE m.into IN $hidden DELETE m",
		"MATCH (x:Alias) WHERE x.into IN $hidden DELETE x",
		"MATCH (a:Aside) WHERE a.asideInto IN $hidden DETACH DELETE a",
		"MATCH (d:Distinct) WHERE d.a IN $hidden OR d.b IN $hidden DELETE d",
		"MATCH (d:SearchDocument) WHERE d.of IN $hidden DELETE d",
		"MATCH (n) WHERE n.id IN $hidden DETACH DELETE n",
		"MATCH (n) WHERE any(s IN n.sourceIds WHERE s IN $hidden) SET n.sourceIds = [s IN n.sourceIds WHERE NOT s IN $hidden]",
		"MATCH ()-[r]->() WHERE any(s IN r.sourceIds WHERE s IN $hidden) SET r.sourceIds = [s IN r.sourceIds WHERE NOT s IN $hidden]",
	} {
		g.Run(t, text, hidden)
	}
	g.pruneChanges(t)
}

// pruneChanges removes changes of what is hidden, takes hidden sources out of the values of
// the others, and closes the gaps between the positions.
func (g *graph) pruneChanges(t *testing.T) {
	t.Helper()
	isHidden := func(id any) bool {
		text, _ := id.(string)
		return slices.Contains(g.hidden, text)
	}
	for _, row := range g.Run(t, "MATCH (c:Change) RETURN c.id, c.of, c.from, c.to, c.ids, c.froms, c.tos, c.before, c.after, c.into", nil) {
		id := vars{"id": row[0]}
		ids, _ := row[4].([]any)
		if isHidden(row[1]) || isHidden(row[2]) || isHidden(row[3]) || isHidden(row[9]) {
			g.Run(t, "MATCH (c:Change {id: $id}) DELETE c", id)
			continue
		}
		if ids != nil {
			g.pruneCreations(t, row[0], ids, row[5], row[6], isHidden)
			continue
		}
		before, after := pruneValues(t, row[7], isHidden), pruneValues(t, row[8], isHidden)
		before, after = pruneSources(t, before, after)
		if before == after && row[7] != nil && row[8] != nil && before != "" {
			g.Run(t, "MATCH (c:Change {id: $id}) DELETE c", id)
			continue
		}
		g.Run(t, "MATCH (c:Change {id: $id}) SET c.before = $before, c.after = $after", vars{"id": row[0], "before": orNil(before), "after": orNil(after)})
	}
	g.Run(t, "MATCH (c:Change) WITH c ORDER BY c.position WITH collect(c) AS list UNWIND range(0, size(list) - 1) AS i WITH list, i, list[i] AS c SET c.position = i + 1 "+
		"WITH size(list) AS n LIMIT 1 MATCH (f:ClusterGraphFeed) SET f.position = n", nil)
}

func (g *graph) pruneCreations(t *testing.T, change any, ids []any, froms, tos any, isHidden func(any) bool) {
	t.Helper()
	from, _ := froms.([]any)
	to, _ := tos.([]any)
	keptIDs, keptFroms, keptTos := []any{}, []any{}, []any{}
	for i, id := range ids {
		if isHidden(id) || from != nil && (isHidden(from[i]) || isHidden(to[i])) {
			continue
		}
		if keptIDs = append(keptIDs, id); from != nil {
			keptFroms, keptTos = append(keptFroms, from[i]), append(keptTos, to[i])
		}
	}
	switch {
	case len(keptIDs) == 0:
		g.Run(t, "MATCH (c:Change {id: $id}) DELETE c", vars{"id": change})
	case from == nil:
		g.Run(t, "MATCH (c:Change {id: $id}) SET c.ids = $ids, c.count = size($ids)", vars{"id": change, "ids": keptIDs})
	default:
		g.Run(t, "MATCH (c:Change {id: $id}) SET c.ids = $ids, c.froms = $froms, c.tos = $tos, c.count = size($ids)",
			vars{"id": change, "ids": keptIDs, "froms": keptFroms, "tos": keptTos})
	}
}

// pruneValues takes hidden sources out of the values that a change tells of.
func pruneValues(t *testing.T, stored any, isHidden func(any) bool) string {
	t.Helper()
	text, _ := stored.(string)
	if text == "" {
		return ""
	}
	var values map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &values))
	if list, is := values["sources"].([]any); is {
		if list = slices.DeleteFunc(list, isHidden); len(list) == 0 {
			values["sources"] = nil
		} else {
			values["sources"] = list
		}
	}
	out, err := json.Marshal(values)
	require.NoError(t, err)
	return string(out)
}

// pruneSources takes the sources out of both where they differed in hidden ones alone; a side
// that is empty, as of a creation or a deletion, has none.
func pruneSources(t *testing.T, before, after string) (string, string) {
	t.Helper()
	was, is := valuesOf(t, before), valuesOf(t, after)
	if !reflect.DeepEqual(was["sources"], is["sources"]) {
		return before, after
	}
	return withoutSources(t, before, was), withoutSources(t, after, is)
}

func valuesOf(t *testing.T, stored string) (values map[string]any) {
	t.Helper()
	if stored != "" {
		require.NoError(t, json.Unmarshal([]byte(stored), &values))
	}
	return values
}

func withoutSources(t *testing.T, stored string, values map[string]any) string {
	t.Helper()
	if stored == "" {
		return ""
	}
	delete(values, "sources")
	text, err := json.Marshal(values)
	require.NoError(t, err)
	return string(text)
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}
