package plan

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// Explain prints the plan as an indented tree, for golden files and for the log.
func (r *Root) Explain() string {
	e := &explainer{}
	e.line("%s (rows <= %d, hops %d)", r.Name, r.Rows, r.Hops)
	e.nested(func() {
		switch {
		case r.One != nil:
			e.line("one %s by %s", r.One.Object.Entity.Name, r.One.Key.Name)
			e.nested(func() { e.object(r.One.Object) })
		case r.Page != nil:
			e.page(r.Page)
		default:
			for _, t := range r.Nodes.ByType {
				e.line("%d %s by id", len(t.IDs), t.Object.Entity.Name)
				e.nested(func() { e.object(t.Object) })
			}
		}
	})
	return e.b.String()
}

type explainer struct {
	b     strings.Builder
	depth int
}

func (e *explainer) line(format string, args ...any) {
	e.b.WriteString(strings.Repeat("  ", e.depth))
	fmt.Fprintf(&e.b, format, args...)
	e.b.WriteByte('\n')
}

func (e *explainer) nested(write func()) {
	e.depth++
	write()
	e.depth--
}

func (e *explainer) object(o *Object) {
	e.where("scope", o.Scope)
	for _, f := range o.Fields {
		switch {
		case f.Masked:
			e.line("%s = masked %s", f.Alias, f.Value.Name)
		case f.Value != nil:
			e.line("%s = value %s", f.Alias, f.Value.Name)
		case f.ToOne != nil:
			e.line("%s = to one %s over %s", f.Alias, f.ToOne.Entity.Name, f.Relation.Type)
			e.nested(func() {
				e.where("edge", f.Edge)
				e.object(f.ToOne)
			})
		case f.Page != nil:
			e.line("%s =", f.Alias)
			e.nested(func() { e.page(f.Page) })
		default:
			e.line("%s = type %s", f.Alias, f.Typename)
		}
	}
}

func (e *explainer) page(p *Page) {
	e.line("%s", p.headline())
	e.nested(func() {
		e.where("scope", p.Scope)
		e.where("where", p.Where)
		e.where("edge", p.EdgeWhere)
		for _, part := range p.Parts {
			e.part(part)
		}
	})
}

func (p *Page) headline() string {
	from := "all " + p.Entity.Name
	switch {
	case p.Cited:
		from = "cited Source"
	case p.Relation != nil:
		from = fmt.Sprintf("%s over %s", p.Entity.Name, p.Relation.Type)
	}
	end := "first"
	if p.Backward {
		end = "last"
	}
	text := fmt.Sprintf("page of %s: %s %d", from, end, p.Size)
	for _, k := range p.Order {
		text += " by " + k.Name()
		if k.Descending {
			text += " desc"
		}
	}
	if p.After != nil {
		text += " after a cursor"
	}
	if p.Before != nil {
		text += " before a cursor"
	}
	return text
}

func (e *explainer) part(part Part) {
	switch {
	case part.TotalCount:
		e.line("%s = count", part.Alias)
	case part.PageInfo != nil:
		e.line("%s = page info", part.Alias)
	case part.Nodes != nil:
		e.line("%s = nodes", part.Alias)
		e.nested(func() { e.object(part.Nodes) })
	case part.IsEdges:
		e.line("%s = edges", part.Alias)
		e.nested(func() {
			for _, f := range part.Edges {
				e.edgeField(f)
			}
		})
	case part.Aggregate != nil:
		e.aggregate(part)
	default:
		e.line("%s = type %s", part.Alias, part.Typename)
	}
}

func (e *explainer) edgeField(f EdgeField) {
	switch {
	case f.Node != nil:
		e.line("%s = node", f.Alias)
		e.nested(func() { e.object(f.Node) })
	case f.Sources != nil:
		e.line("%s =", f.Alias)
		e.nested(func() { e.page(f.Sources) })
	case f.Value != nil:
		e.line("%s = edge value %s", f.Alias, f.Value.Name)
	case f.Cursor:
		e.line("%s = cursor", f.Alias)
	case f.Relationship:
		e.line("%s = edge id%s", f.Alias, f.Side)
	default:
		e.line("%s = type %s", f.Alias, f.Typename)
	}
}

func (e *explainer) aggregate(part Part) {
	keys := make([]string, len(part.Aggregate.GroupBy))
	for i, k := range part.Aggregate.GroupBy {
		keys[i] = k.Name
	}
	e.line("%s = aggregate by [%s]", part.Alias, strings.Join(keys, ", "))
}

func (e *explainer) where(name string, p predicate.Predicate) {
	if p != nil {
		e.line("%s %s", name, predicate.Text(p))
	}
}
