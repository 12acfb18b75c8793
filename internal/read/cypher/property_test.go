package cypher_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// connection is the answer to one.
type connection struct {
	TotalCount int
	Edges      []struct {
		Cursor       string
		Relationship string
		Node         struct{ ID string }
	}
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

func (a connection) ids() []string {
	ids := []string{}
	for _, e := range a.Edges {
		ids = append(ids, cmpOr(e.Relationship, e.Node.ID))
	}
	return ids
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// client sends requests of one root field.
type client struct {
	*compiler
	db *neo.DB
}

func (a client) answer(t rapid.TB, request string, variables map[string]any, into any) {
	t.Helper()
	all, err := a.compile(request, variables, nil)
	require.NoError(t, err, "%s %v", request, variables)
	require.Len(t, all, 1)
	rows, err := a.db.Query(ctx(), all[0].Statement)
	require.NoError(t, err, "%s\n%s\n%s", request, all[0].root.Explain(), all[0].Text)
	text, problems, err := answer.Write(a.cat, all[0].root, rows.Values, nil, nil)
	require.NoError(t, err)
	require.Empty(t, problems)
	require.True(t, json.Valid(text), "%s", text)
	require.NoError(t, json.Unmarshal(text, into))
}

// list is one list of a connection: how to read a page of it, and what it should be.
type list struct {
	read      func(variables map[string]any) connection
	variables map[string]any
	want      []string
}

// walk reads the whole list in pages of a size, forward or backward, and checks each page.
func (l list) walk(t rapid.TB, size int, backward bool) []string {
	ids := []string{}
	name, cursorName := "first", "after"
	if backward {
		name, cursorName = "last", "before"
	}
	vars := map[string]any{name: size}
	for k, v := range l.variables {
		vars[k] = v
	}
	for range len(l.want) + 2 {
		page := l.read(vars)
		assert.Equal(t, len(l.want), page.TotalCount, "totalCount")
		more, reached := page.PageInfo.HasNextPage, page.PageInfo.EndCursor
		if backward {
			more, reached = page.PageInfo.HasPreviousPage, page.PageInfo.StartCursor
			ids = append(page.ids(), ids...)
		} else {
			ids = append(ids, page.ids()...)
		}
		if !more {
			return ids
		}
		require.NotNil(t, reached)
		require.Len(t, page.Edges, size)
		vars[cursorName] = *reached
	}
	require.Fail(t, "the pages do not end")
	return nil
}

func (l list) check(t rapid.TB, d drawn) {
	size := 1 + d.upTo(12, "page size")
	describe := fmt.Sprintf("%v, pages of %d", l.variables, size)
	require.Equal(t, l.want, l.walk(t, size, false), "forward: %s", describe)
	require.Equal(t, l.want, l.walk(t, size, true), "backward: %s", describe)
}

const rootRequest = `query($first: Int, $after: String, $last: Int, $before: String, $where: %[1]sFilter, $orderBy: [%[1]sOrder!]) {
	%[2]s(first: $first, after: $after, last: $last, before: $before, where: $where, orderBy: $orderBy) {
		totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
	}
}`

// What the compiler's statements find in a random graph is what plain Go finds in it.
func TestAnswersAreWhatWasRequested(t *testing.T) {
	c := newCompiler(t)
	w := newWorld(c.cat, rand.New(rand.NewPCG(1, 1)), sizes{same(14), same(24)})
	a := client{c, w.store(t)}
	t.Run("pages", rapid.MakeCheck(func(rt *rapid.T) { checkPage(rt, w, a) }))
	t.Run("anchored pages", rapid.MakeCheck(func(rt *rapid.T) { checkAnchoredPage(rt, w, a) }))
	t.Run("nested pages", rapid.MakeCheck(func(rt *rapid.T) { checkNestedPage(rt, w, a) }))
	t.Run("to-one as of a date", rapid.MakeCheck(func(rt *rapid.T) { checkToOneAsOf(rt, w, a) }))
	t.Run("complements", rapid.MakeCheck(func(rt *rapid.T) { checkComplements(rt, w, a) }))
	t.Run("within", rapid.MakeCheck(func(rt *rapid.T) { checkWithin(rt, w, a) }))
	t.Run("groups", rapid.MakeCheck(func(rt *rapid.T) { checkGroups(rt, w, a) }))
	t.Run("nested groups", rapid.MakeCheck(func(rt *rapid.T) { checkNestedGroups(rt, w, a) }))
}

// checkPage: any filter in any order gives the entities that Go finds, in its order, with
// its count, page by page in both directions.
func checkPage(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, a.cat.Entities, "entity")
	checkRootPage(d, w, a, e, d.filter(e, 2))
}

// checkAnchoredPage: the same where the filter leads to an entity by its id, over one or
// several relationships, back over the same one too.
func checkAnchoredPage(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, a.cat.Entities, "entity")
	checkRootPage(d, w, a, e, d.anchored(w, e, 1+d.upTo(2, "hops")))
}

// anchored draws a filter on e that names entities, hops away, by their ids.
func (d drawn) anchored(w *world, e *catalog.Entity, hops int) map[string]any {
	if hops == 0 || len(e.Relations) == 0 {
		ids := []any{}
		for range 1 + d.upTo(2, "ids") {
			ids = append(ids, from(d, w.nodes[e], "named").id)
		}
		return map[string]any{"id": map[string]any{"in": ids}}
	}
	filter := map[string]any{}
	if d.chance(20, "another condition") {
		filter = d.filter(e, 0)
	}
	rel := from(d, e.Relations, "relation")
	next := d.anchored(w, rel.Target, hops-1)
	if rel.Many {
		link := map[string]any{"node": next}
		if rel.Properties != nil && d.chance(30, "edge") {
			f := from(d, rel.Properties.Fields, "property")
			link["edge"] = map[string]any{f.Name: d.conditions(f)}
		}
		next = map[string]any{"some": link}
	}
	filter[rel.Name] = next
	return filter
}

func checkRootPage(d drawn, w *world, a client, e *catalog.Entity, filter map[string]any) {
	keys, order := d.order(e)
	var links []link
	for _, n := range w.nodes[e] {
		if w.holds(e, n, filter) {
			links = append(links, link{end: n})
		}
	}
	w.sorted(links, nil, keys)
	l := list{variables: map[string]any{"where": filter, "orderBy": order}, want: []string{}}
	for _, one := range links {
		l.want = append(l.want, one.end.id)
	}
	l.read = func(vars map[string]any) (page connection) {
		a.answer(d, fmt.Sprintf(rootRequest, e.Name, e.Plural), vars, &page)
		return page
	}
	l.check(d, d)
}

const nestedRequest = `query($asOf: Date, $owner: ID!, $first: Int, $after: String, $last: Int, $before: String, $where: %[1]sFilter, %[5]s $orderBy: [%[2]sOrder!]) {
	%[3]s(by: {id: $owner}) {
		page: %[4]s(asOf: $asOf, first: $first, after: $after, last: $last, before: $before, where: $where, %[6]s orderBy: $orderBy) {
			totalCount edges { cursor relationship node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		}
	}
}`

// checkNestedPage is the same for the page of one entity's relationships, by properties
// of these too.
func checkNestedPage(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, a.cat.Entities, "entity")
	many := slices.DeleteFunc(slices.Clone(e.Relations), func(r *catalog.Relation) bool { return !r.Many })
	if len(many) == 0 {
		return
	}
	rel := from(d, many, "relation")
	owner := from(d, w.nodes[e], "owner")
	filter, on := d.edgeFilter(rel, 2), d.asOf()
	keys, order := d.order(rel.Target)
	edgeKeys, edgeOrder := d.edgeOrder(rel)
	var links []link
	for _, l := range w.far[owner][rel] {
		if w.linkHolds(rel, l, filter) && holdsAt(rel, l, on) {
			links = append(links, l)
		}
	}
	w.sorted(links, edgeKeys, keys)
	l := list{variables: map[string]any{"asOf": on, "owner": owner.id, "where": filter, "orderBy": order}, want: []string{}}
	for _, one := range links {
		l.want = append(l.want, one.edge.id)
	}
	variable, argument := "", ""
	if rel.Properties != nil {
		variable, argument = "$edgeOrderBy: ["+rel.Properties.Name+"Order!],", "edgeOrderBy: $edgeOrderBy,"
		l.variables["edgeOrderBy"] = edgeOrder
	}
	base := e.Name + strings.ToUpper(rel.Name[:1]) + rel.Name[1:]
	request := fmt.Sprintf(nestedRequest, base, rel.Target.Name, e.Singular, rel.Name, variable, argument)
	l.read = func(vars map[string]any) connection {
		var object struct{ Page connection }
		a.answer(rt, request, vars, &object)
		return object.Page
	}
	l.check(rt, d)
}

// checkWithin: what lies in a node of a tree at any depth, and what leads there, is found page by
// page, and the rest by its complement.
func checkWithin(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	trees := slices.DeleteFunc(slices.Clone(a.cat.Entities), func(e *catalog.Entity) bool { return e.Tree() == nil })
	e := from(d, trees, "tree")
	filter := map[string]any{"within": d.within(e)}
	for range d.upTo(2, "hops") {
		var leading []*catalog.Relation
		for _, other := range a.cat.Entities {
			for _, rel := range other.Relations {
				if rel.Target == e {
					leading = append(leading, rel)
				}
			}
		}
		rel := from(d, leading, "from")
		if rel.Many {
			filter = map[string]any{"some": map[string]any{"node": filter}}
		}
		e, filter = rel.Owner, map[string]any{rel.Name: d.dated(filter)}
	}
	checkRootPage(d, w, a, e, filter)
	checkRootPage(d, w, a, e, map[string]any{"not": filter})
}

// checkComplements: having one and having none add up to all, as a filter and its not do.
func checkComplements(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, a.cat.Entities, "entity")
	count := func(filter map[string]any) int {
		var page connection
		a.answer(rt, fmt.Sprintf(rootRequest, e.Name, e.Plural), map[string]any{"where": filter, "first": 0}, &page)
		return page.TotalCount
	}
	filter := d.filter(e, 2)
	assert.Equal(rt, len(w.nodes[e]), count(filter)+count(map[string]any{"not": filter}), "%v", filter)
	for _, rel := range e.Relations {
		of := map[string]any{rel.Name: d.relation(rel, 1)}
		assert.Equal(rt, len(w.nodes[e]), count(of)+count(map[string]any{"not": of}), "%v", of)
		if !rel.Many {
			within := map[string]any{rel.Name: map[string]any{"not": of[rel.Name]}}
			if inner := of[rel.Name].(map[string]any); inner["asOf"] == nil {
				assert.Equal(rt, len(w.nodes[e]), count(of)+count(within), "inside %v", of)
			}
			continue
		}
		one := d.edgeFilter(rel, 2)
		some := count(map[string]any{rel.Name: map[string]any{"some": one}})
		none := count(map[string]any{rel.Name: map[string]any{"none": one}})
		assert.Equal(rt, len(w.nodes[e]), some+none, "%s %v", rel.Name, one)
	}
}

// checkGroups: an aggregate counts each entity once in every group that it leads to.
func checkGroups(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, slices.DeleteFunc(slices.Clone(a.cat.Entities), func(e *catalog.Entity) bool { return len(e.GroupKeys()) == 0 }), "entity")
	filter := d.filter(e, 1)
	keys, names := d.groupKeys(e)
	want := map[string]int{}
	for _, n := range w.nodes[e] {
		if w.holds(e, n, filter) {
			for group := range w.groups(n, keys) {
				want[group]++
			}
		}
	}
	var answer struct{ Aggregate groups }
	request := fmt.Sprintf("query($where: %[1]sFilter, $by: [%[1]sGroupKey!]) { %[2]s(where: $where) { aggregate(groupBy: $by) { key ids count } } }", e.Name, e.Plural)
	a.answer(rt, request, map[string]any{"where": filter, "by": names}, &answer)
	assert.Equal(rt, want, answer.Aggregate.counts(rt), "%v by %v", filter, names)
}

func (d drawn) groupKeys(e *catalog.Entity) (keys []catalog.GroupKey, names []any) {
	keys = []catalog.GroupKey{from(d, e.GroupKeys(), "group key")}
	if d.chance(40, "a second") {
		keys = append(keys, from(d, e.GroupKeys(), "second key"))
	}
	for _, k := range keys {
		names = append(names, k.Name)
	}
	return keys, names
}

// groups are the answer of an aggregate.
type groups []struct {
	Key   []string
	IDs   []*string
	Count int
}

func (all groups) counts(t rapid.TB) map[string]int {
	counts := map[string]int{}
	for i, g := range all {
		name := ""
		for j, id := range g.IDs {
			if name += "/" + g.Key[j]; id != nil {
				name += "=" + *id
			}
		}
		counts[name] += g.Count
		if i > 0 {
			assert.LessOrEqual(t, g.Count, all[i-1].Count, "the largest group comes first")
		}
	}
	return counts
}

const nestedGroups = `query($asOf: Date, $owner: ID!, $where: %[1]sFilter, $by: [%[2]sGroupKey!]) {
	%[3]s(by: {id: $owner}) {
		%[4]s(asOf: $asOf, where: $where) { all: aggregate { count } by: aggregate(groupBy: $by) { key ids count } totalCount }
	}
}`

// checkNestedGroups: the same for what the relationships of one entity lead to, each once.
func checkNestedGroups(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	var many []*catalog.Relation
	for _, e := range a.cat.Entities {
		for _, r := range e.Relations {
			if r.Many && len(r.Target.GroupKeys()) > 0 {
				many = append(many, r)
			}
		}
	}
	rel := from(d, many, "relation")
	owner := from(d, w.nodes[rel.Owner], "owner")
	filter, on := d.edgeFilter(rel, 1), d.asOf()
	keys, names := d.groupKeys(rel.Target)
	want, ends, total := map[string]int{}, map[*element]bool{}, 0
	for _, l := range w.far[owner][rel] {
		if !w.linkHolds(rel, l, filter) || !holdsAt(rel, l, on) {
			continue
		}
		total++
		if !ends[l.end] {
			ends[l.end] = true
			for group := range w.groups(l.end, keys) {
				want[group]++
			}
		}
	}
	var object map[string]struct {
		All, By    groups
		TotalCount int
	}
	request := fmt.Sprintf(nestedGroups, rel.TypeName(), rel.Target.Name, rel.Owner.Singular, rel.Name)
	vars := map[string]any{"asOf": on, "owner": owner.id, "where": filter, "by": names}
	a.answer(rt, request, vars, &object)
	got := object[rel.Name]
	assert.Equal(rt, want, got.By.counts(rt), "%v", vars)
	assert.Equal(rt, len(ends), got.All[0].Count, "%v", vars)
	assert.Equal(rt, total, got.TotalCount, "%v", vars)
}

// groups are the names of the groups of a node.
func (w *world) groups(n *element, keys []catalog.GroupKey) map[string]bool {
	groups := map[string]bool{"": true}
	for _, k := range keys {
		values := map[string]bool{}
		switch {
		case k.Value != nil:
			values["/"+text(n.props[k.Value.Name])] = true
		case k.Year != nil:
			values["/"+text(n.props[k.Year.Name])[:min(4, len(text(n.props[k.Year.Name])))]] = true
		default:
			for _, end := range w.along(n, k.Path) {
				values["/"+text(end.props["name"])+"="+end.id] = true
			}
			if len(values) == 0 {
				values["/"] = true
			}
		}
		next := map[string]bool{}
		for group := range groups {
			for value := range values {
				next[group+value] = true
			}
		}
		groups = next
	}
	return groups
}

func (w *world) along(n *element, path []*catalog.Relation) []*element {
	if len(path) == 0 {
		return []*element{n}
	}
	var ends []*element
	for _, l := range w.far[n][path[0]] {
		ends = append(ends, w.along(l.end, path[1:])...)
	}
	return ends
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
