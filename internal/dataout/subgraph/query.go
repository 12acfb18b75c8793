package subgraph

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Sizes of a request: so many entities, of each relationship so many.
const (
	batch    = 20
	linkPage = 50
	morePage = 200
)

// link is one relationship field in a query, under an alias that no other has.
type link struct {
	alias string
	*catalog.Relation
}

// linkQuery reads the relationships of entities of one type; only those to the entities
// $among when among is set.
func linkQuery(e *catalog.Entity, relations []*catalog.Relation, among, asOf bool) (query string, links []link) {
	var fields []string
	for i, r := range relations {
		l := link{fmt.Sprintf("r%d", i), r}
		links = append(links, l)
		fields = append(fields, l.field(among, asOf))
	}
	text := strings.Join(fields, " ")
	return "query Subgraph(" + declared(text) + ") { nodes(ids: $ids) { ... on " + e.Name + " { id " + text + " } } }", links
}

// moreQuery reads the relationships of one entity behind a cursor.
func moreQuery(l link, among, asOf bool) string {
	args := "first: $more, after: $after" + l.among(among) + l.asOf(asOf)
	text := l.alias + ": " + l.Name + "(" + args + ")" + l.edges()
	return "query Subgraph(" + declared(text+" $ids") + ") { nodes(ids: $ids) { ... on " + l.Owner.Name + " { id " + text + " } } }"
}

// declared are the variables that a text uses.
func declared(text string) string {
	list := []string{"$ids: [ID!]!"}
	for _, v := range [][2]string{{"first", "Int"}, {"more", "Int"}, {"after", "String"}, {"among", "[ID!]"}, {"asOf", "Date"}} {
		if strings.Contains(text, ": $"+v[0]) {
			list = append(list, "$"+v[0]+": "+v[1])
		}
	}
	return strings.Join(list, ", ")
}

// field selects the relationship. A to-one field has no edges: they are read from the far
// end, whose relationships back include that of the owner.
func (l link) field(among, asOf bool) string {
	if l.Many {
		return l.alias + ": " + l.Name + "(first: $first" + l.among(among) + l.asOf(asOf) + ")" + l.edges()
	}
	back := link{l.alias, l.Inverse()}
	at := strings.TrimPrefix(l.asOf(asOf), ", ")
	if at != "" {
		at = "(" + at + ")"
	}
	return l.alias + ": " + l.Name + at + " { id back: " + back.Name + "(first: $first, where: {node: {id: {in: $ids}}}" + back.asOf(asOf) + ")" + back.edges() + " }"
}

func (l link) among(among bool) string {
	if !among {
		return ""
	}
	return ", where: {node: {id: {in: $among}}}"
}

func (l link) asOf(asOf bool) string {
	if !asOf {
		return ""
	}
	return ", asOf: $asOf"
}

func (l link) edges() string {
	names := []string{"relationship"}
	if l.Properties != nil {
		for _, f := range l.Properties.Fields {
			names = append(names, f.Name)
		}
	}
	return " { edges { " + strings.Join(names, " ") + " node { id } } pageInfo { hasNextPage endCursor } }"
}

// valueQuery reads the values of entities of one type.
func valueQuery(e *catalog.Entity) string {
	names := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		names[i] = f.Name
	}
	return "query Subgraph($ids: [ID!]!) { nodes(ids: $ids) { ... on " + e.Name + " { " + strings.Join(names, " ") + " } } }"
}
