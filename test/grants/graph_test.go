package grants_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/test/support"
)

type vars = support.Vars

// graph is a graph with a past, of which a third is to be hidden.
type graph struct {
	*support.API
	cat *catalog.Catalog
	// public are the ids of all entities, hidden those of a third of them.
	public, hidden []string
}

// live gives the graph a past: changes, claims that disagree, merges, distinct pairs, somebody
// withheld. It happens to entities at random, some of which will be hidden.
func (g *graph) live(t *testing.T, draw *rand.Rand) {
	t.Helper()
	sources := g.idsOf(t, "Source")
	company := func() string {
		all := g.idsOf(t, "Company")
		return all[draw.IntN(len(all))]
	}
	source := func() []any { return []any{sources[draw.IntN(len(sources))]} }
	for i := range 12 {
		g.Data(t, `mutation ($id: ID!, $s: [ID!]) { updateCompany(id: $id, patch: {registeredCapital: `+[]string{"1000000", "2000000", "3000000"}[i%3]+`, sources: $s}) { id } }`,
			vars{"id": company(), "s": source()})
	}
	for range 4 {
		a, b := company(), company()
		if a == b {
			continue
		}
		g.Data(t, `mutation ($a: ID!, $b: ID!, $s: [ID!]!) { merge(into: $a, from: $b, evidence: "registered anew", sources: $s) { id } }`, vars{"a": a, "b": b, "s": source()})
	}
	undone := support.Get(t, g.Data(t, `{ merges(first: 1) { nodes { id } } }`, nil), "merges.nodes.0.id")
	g.Data(t, `mutation ($m: ID!) { unmerge(merge: $m) { merge { id } } }`, vars{"m": undone})
	for range 4 {
		a, b := company(), company()
		if a != b {
			g.Data(t, `mutation ($a: ID!, $b: ID!) { declareDistinct(a: $a, b: $b, reason: "two firms") { id } }`, vars{"a": a, "b": b})
		}
	}
	people := g.idsOf(t, "Person")
	g.Data(t, `mutation ($p: ID!) { optOut(person: $p) }`, vars{"p": people[draw.IntN(len(people))]})
	for range 6 {
		g.Data(t, `mutation ($p: ID!, $c: ID!, $s: [ID!]) { updatePerson(id: $p, patch: {employers: {link: [{node: $c, title: "顾问", since: "2025", sources: $s}]}}) { id } }`,
			vars{"p": g.idsOf(t, "Person")[draw.IntN(len(people)-1)], "c": company(), "s": source()})
	}
	g.Index(t)
}

func (g *graph) idsOf(t *testing.T, entity string) []string {
	t.Helper()
	var ids []string
	for _, row := range g.Run(t, "MATCH (n:"+entity+") RETURN n.id ORDER BY n.id", nil) {
		ids = append(ids, row[0].(string))
	}
	return ids
}

// draw hides a third of all entities, whatever they are.
func (g *graph) draw(t *testing.T, draw *rand.Rand) {
	t.Helper()
	g.public, g.hidden = nil, nil
	for _, e := range g.cat.Entities {
		g.public = append(g.public, g.idsOf(t, e.Name)...)
	}
	for _, id := range g.public {
		if draw.IntN(3) == 0 {
			g.hidden = append(g.hidden, id)
		}
	}
	require.NotEmpty(t, g.hidden)
}

// hiddenOf is an entity of the type that is hidden, empty where none is.
func (g *graph) hiddenOf(e *catalog.Entity) string {
	for _, id := range g.hidden {
		if g.cat.EntityOfID(id) == e {
			return id
		}
	}
	return ""
}

// restricted is the grant that hides what is hidden.
func (g *graph) restricted() grant.Grant { return g.without(g.hidden) }

// whole is a grant to see all that is there. It has a scope too: what is gone is hidden from
// who has one, since nothing is known of it. Its statements are those of restricted, so that
// the database plans them once.
func (g *graph) whole() grant.Grant { return g.without(nil) }

func (g *graph) without(hidden []string) grant.Grant {
	return g.under(func(e *catalog.Entity) predicate.Predicate {
		ids := []any{}
		for _, id := range hidden {
			if g.cat.EntityOfID(id) == e {
				ids = append(ids, id)
			}
		}
		return predicate.Negate(predicate.Is(e.Field("id"), predicate.In, ids))
	})
}

func (g *graph) under(scope func(*catalog.Entity) predicate.Predicate) grant.Grant {
	under := grant.Grant{Scope: grant.Scope{}, Policy: privacy.Policy{ShowSensitive: true}, Limits: grant.NoLimits()}
	for _, e := range g.cat.Entities {
		under.Scope[e.Name] = scope(e)
	}
	return under
}

// values are what arguments may be.
func (g *graph) values(t *testing.T, draw *rand.Rand) values {
	t.Helper()
	v := values{cat: g.cat, draw: draw, moments: []string{"2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"}, keys: map[string][]map[string]any{}}
	for _, e := range g.cat.Entities {
		for _, id := range g.some(t, e) {
			v.ids = append(v.ids, id)
			v.keys[e.Name+"Key"] = append(v.keys[e.Name+"Key"], g.keysOf(t, e, id)...)
			if name, is := g.Run(t, "MATCH (n {id: $id}) RETURN n.name", vars{"id": id})[0][0].(string); is {
				v.names = append(v.names, name)
			}
		}
	}
	for _, text := range []string{
		"MATCH (c:Change) WHERE c.of IS NOT NULL RETURN c.id LIMIT 5", "MATCH (m:Merge) RETURN m.id", "MATCH ()-[r]->() RETURN r.id ORDER BY r.id LIMIT 12",
		"MATCH (a:Aside) RETURN a.id",
	} {
		for _, row := range g.Run(t, text, nil) {
			v.ids = append(v.ids, row[0].(string))
		}
	}
	for _, id := range g.hidden[:min(20, len(g.hidden))] {
		for _, row := range g.Run(t, "MATCH ({id: $id})-[r]-() RETURN r.id ORDER BY r.id LIMIT 1", vars{"id": id}) {
			v.ids = append(v.ids, row[0].(string))
		}
	}
	draw.Shuffle(len(v.ids), func(i, j int) { v.ids[i], v.ids[j] = v.ids[j], v.ids[i] })
	return v
}

// some are one hidden entity of the type and one that is not, as far as there are.
func (g *graph) some(t *testing.T, e *catalog.Entity) []string {
	t.Helper()
	var some []string
	if id := g.hiddenOf(e); id != "" {
		some = append(some, id)
	}
	for _, id := range g.idsOf(t, e.Name) {
		if !slices.Contains(g.hidden, id) {
			return append(some, id)
		}
	}
	return some
}

// keysOf are the business keys of an entity, its id included.
func (g *graph) keysOf(t *testing.T, e *catalog.Entity, id string) []map[string]any {
	t.Helper()
	stored, _ := g.Run(t, "MATCH (n:"+e.Name+" {id: $id}) RETURN properties(n)", vars{"id": id})[0][0].(map[string]any)
	var keys []map[string]any
	for _, f := range e.Fields {
		if v := stored[f.Name]; f.Unique && v != nil {
			keys = append(keys, map[string]any{f.Name: v})
		}
	}
	return keys
}
