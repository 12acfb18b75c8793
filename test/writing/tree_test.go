package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/inspect"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

const (
	lieIn = `mutation ($id: ID!, $in: ID) { updateDistrict(id: $id, patch: {parent: $in}) { id } }`
	hold  = `mutation ($id: ID!, $part: ID!) { updateDistrict(id: $id, patch: {parts: {link: [{node: $part}]}}) { id } }`
	swap  = `mutation ($c: ID!, $a: ID!) { free: updateDistrict(id: $c, patch: {parent: null}) { id } updateDistrict(id: $a, patch: {parent: $c}) { id } }`
	chain = `{ districts(orderBy: [{name: ASC}]) { nodes { name parent { name } } } }`
)

// Districts a, b and c, of which c lies in b and b in a, never come to lie in a circle, whoever
// writes.
func TestTreesHaveNoCircles(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.RowsOf(map[string]string{
		"nodes/District.jsonl":       `{"id": "` + district(1) + `", "name": "a"}` + "\n" + `{"id": "` + district(2) + `", "name": "b"}` + "\n" + `{"id": "` + district(3) + `", "name": "c"}`,
		"relationships/WITHIN.jsonl": `{"from": "` + district(2) + `", "to": "` + district(1) + `"}` + "\n" + `{"from": "` + district(3) + `", "to": "` + district(2) + `"}`,
	}), app.Options{})
	const circle = "would lead in a circle"
	t.Run("a patch", func(t *testing.T) {
		a.Refused(t, lieIn, vars{"id": district(1), "in": district(2)}, "BAD_USER_INPUT", "patch", circle)
		a.Refused(t, lieIn, vars{"id": district(1), "in": district(3)}, "BAD_USER_INPUT", "patch", circle)
	})
	t.Run("a patch of the other end", func(t *testing.T) {
		a.Refused(t, hold, vars{"id": district(3), "part": district(1)}, "BAD_USER_INPUT", "patch", circle)
	})
	t.Run("an import", func(t *testing.T) {
		report, err := ingest.Import(t.Context(), db, support.Declared(t), support.RowsOf(map[string]string{
			"nodes/District.jsonl":       `{"id": "` + district(4) + `", "name": "d"}` + "\n" + `{"id": "` + district(5) + `", "name": "e"}`,
			"relationships/WITHIN.jsonl": `{"from": "` + district(1) + `", "to": "` + district(3) + `"}` + "\n" + `{"from": "` + district(4) + `", "to": "` + district(5) + `"}` + "\n" + `{"from": "` + district(5) + `", "to": "` + district(4) + `"}`,
		}), ingest.Options{})
		require.NoError(t, err)
		require.Len(t, report.Problems, 2)
		for _, p := range report.Problems {
			assert.Contains(t, p.Reason, circle)
		}
	})
	t.Run("a merge over another", func(t *testing.T) {
		for _, ends := range [][2]string{{district(1), district(3)}, {district(3), district(1)}} {
			a.Refused(t, support.MergeBoth, vars{"into": ends[0], "from": ends[1], "evidence": "one name"}, "CONFLICT", "from", "in a circle")
		}
	})
	t.Run("the other way round", func(t *testing.T) {
		a.Data(t, swap, vars{"c": district(3), "a": district(1)})
		a.Same(t, `{"districts": {"nodes": [{"name": "a", "parent": {"name": "c"}}, {"name": "b", "parent": {"name": "a"}},
			{"name": "c", "parent": null}, {"name": "d", "parent": {"name": "e"}}, {"name": "e", "parent": null}]}}`, chain, nil)
	})
	t.Run("a reversal", func(t *testing.T) {
		cut := a.Run(t, "MATCH (c:Change {kind: 'DELETE', type: 'WITHIN'}) RETURN c.id ORDER BY c.id DESC LIMIT 1", nil)[0][0]
		a.Refused(t, support.RevertChange, vars{"change": cut}, "CONFLICT", "", circle)
	})
	t.Run("what is in one already is listed", func(t *testing.T) {
		a.Run(t, "MATCH (a:District {name: 'd'}), (b:District {name: 'e'}) CREATE (b)-[:WITHIN {id: 'rel_x', key: ''}]->(a)", nil)
		var found []string
		require.NoError(t, inspect.Broken(t.Context(), db, support.Declared(t), func(f inspect.Finding) { found = append(found, f.Type+" "+f.Reason) }))
		const said = "WITHIN lies in where it comes from, so that they are in a circle"
		assert.Equal(t, []string{said, said}, found)
	})
}

func district(n int) string { return support.NodeID("dis", n) }
