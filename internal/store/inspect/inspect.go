package inspect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/rule"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// pageSize is how many elements are read at once.
const pageSize = 5_000

// Finding is what is wrong with one field of a stored node or relationship.
type Finding struct {
	// Type is the entity or the type of the relationship.
	Type, ID string
	rule.Broken
}

// Broken gives found everything that is stored against the schema, type by type. It reads the
// whole graph.
func Broken(ctx context.Context, db *neo.DB, cat *catalog.Catalog, found func(Finding)) error {
	for _, p := range parts(cat) {
		if err := p.look(ctx, db, found); err != nil {
			return err
		}
	}
	return nil
}

// part are the nodes of an entity, or the relationships of a kind.
type part struct {
	name string
	// match binds x, whose ends are a and b where it is a relationship.
	match  string
	fields []*catalog.Field
	// texts are those that no two share.
	texts     []*catalog.Field
	intervals []catalog.Interval
	// straight tells that no relationship may lead from a node to itself, and tree that none may
	// do so over others.
	straight, tree bool
}

func parts(cat *catalog.Catalog) []part {
	var list []part
	for _, e := range cat.Entities {
		list = append(list, part{name: e.Name, match: "MATCH (x:" + query.Quote(e.Name) + ")", fields: bounded(e.Fields), texts: uniqueTexts(e), intervals: e.Intervals})
	}
	for _, e := range cat.Edges {
		list = append(list, part{
			name: e.Type, fields: bounded(e.Fields()), intervals: e.Intervals(), straight: e.From == e.To && !e.Loops, tree: e.Tree,
			match: "MATCH (a:" + query.Quote(e.From.Name) + ")-[x:" + query.Quote(e.Type) + "]->(b:" + query.Quote(e.To.Name) + ")",
		})
	}
	return list
}

// bounded are the fields of which the schema promises something.
func bounded(fields []*catalog.Field) (list []*catalog.Field) {
	for _, f := range fields {
		if f.Range != nil || f.Sensitive {
			list = append(list, f)
		}
	}
	return list
}

func uniqueTexts(e *catalog.Entity) []*catalog.Field {
	return slices.DeleteFunc(e.UniqueFields(), func(f *catalog.Field) bool { return !f.Keyed() })
}

// row is an element with what can be wrong of it.
type row struct {
	ID     string         `column:"id"`
	Stored map[string]any `column:"stored"`
	Loop   bool           `column:"loop"`
	Circle bool           `column:"circle"`
}

func (p part) look(ctx context.Context, db *neo.DB, found func(Finding)) error {
	for after := ""; ; {
		rows, err := query.All[row](ctx, db, p.statement(after))
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			for _, b := range p.judge(r) {
				found(Finding{Type: p.name, ID: r.ID, Broken: b})
			}
		}
		after = rows[len(rows)-1].ID
	}
}

func (p part) judge(r row) []rule.Broken {
	broken := rule.Element(p.fields, p.intervals, r.Stored)
	for _, f := range p.texts {
		own := property.Text(r.Stored[f.Name])
		if c := canon.Text(own); own != "" && r.Stored[f.CanonicalProperty()] != c {
			broken = append(broken, rule.Broken{Field: f.Name, Reason: fmt.Sprintf("is %q, another writing of %q, which another %s has or had; correct one of them, or merge them", own, c, p.name)})
		}
	}
	switch {
	case r.Loop:
		broken = append(broken, rule.Broken{Field: "to", Reason: "is where it comes from"})
	case r.Circle:
		broken = append(broken, rule.Broken{Field: "to", Reason: "lies in where it comes from, so that they are in a circle"})
	}
	return broken
}

func (p part) statement(after string) query.Statement {
	names := []string{catalog.ValidFrom, catalog.ValidTo}
	for _, f := range p.fields {
		names = append(names, f.Name)
	}
	for _, f := range p.texts {
		names = append(names, f.Name, f.CanonicalProperty())
	}
	for _, i := range p.intervals {
		names = append(names, i.From.Name, i.To.Name)
	}
	for i, name := range names {
		names[i] = "." + query.Quote(name)
	}
	loop, circle := "false", "false"
	if p.straight {
		loop = "a = b"
	}
	if p.tree {
		circle = "EXISTS { (b)-[:" + query.Quote(p.name) + "*]->(a) }"
	}
	return query.Statement{
		Text: p.match + " WHERE x.id > $after WITH * ORDER BY x.id LIMIT $limit RETURN x.id AS id, x {" + strings.Join(property.Union(nil, names), ", ") +
			"} AS stored, " + loop + " AS loop, " + circle + " AS circle ORDER BY id",
		Params: map[string]any{"after": after, "limit": pageSize},
	}
}
