package view

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// nobodys ends an id that nobody has: no clock gives it.
const nobodys = "7zzzzzzzzzzzzzzzzzzzzzzzzz"

// Veiled is the id of an element of which records are to be read, or an id that nobody has where
// nothing may be told of the element. So the answer is the same as for what was never there, and
// takes as long.
func (v *View) Veiled(ctx context.Context, id string) (string, error) {
	prefix, _, _ := strings.Cut(id, "_")
	about := []string{id}
	if v.Catalog().EntityOfID(id) == nil {
		ends, err := v.endsOf(ctx, id)
		if err != nil {
			return "", err
		}
		about = append(about, ends...)
	}
	aliases, err := alias.Redirects(ctx, v, about)
	if slices.ContainsFunc(about, func(id string) bool { return v.hides(aliases[id]) }) {
		return prefix + "_" + nobodys, err
	}
	return id, err
}

// endsOf are the ids of the ends that a relationship had at its last change, or has aside.
func (v *View) endsOf(ctx context.Context, id string) ([]string, error) {
	return query.Values[string](ctx, v, query.Statement{
		Text: "CALL () { MATCH (c:" + catalog.ChangeLabel + " {of: $id}) WITH c ORDER BY c.at DESC, c.id DESC LIMIT 1 UNWIND [c.from, c.to] AS end RETURN end " +
			"UNION MATCH (a)-[x:" + catalog.AsideType + " {id: $id}]->(b) UNWIND [a.id, b.id] AS end RETURN end } " +
			"WITH DISTINCT end WHERE end IS NOT NULL RETURN end",
		Params: map[string]any{"id": id},
	}, "end")
}
