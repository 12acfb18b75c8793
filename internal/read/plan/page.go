package plan

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

func (b *builder) rootPage(e *catalog.Entity, args arguments, selections ast.SelectionSet) (*Page, error) {
	p := b.newPage(e, e.Name)
	var wrong problems
	if where, given := args.values["where"].(map[string]any); given {
		pred, err := b.filter(e, where)
		wrong.add(err, "where")
		p.Where = pred
	}
	wrong.add(b.finishPage(p, args, selections))
	return p, wrong.err()
}

// relationPage is the page of a to-many relationship of one entity.
func (b *builder) relationPage(r *catalog.Relation, args arguments, selections ast.SelectionSet) (*Page, error) {
	p := b.newPage(r.Target, r.Owner.Name+strings.ToUpper(r.Name[:1])+r.Name[1:])
	p.Relation = r
	var wrong problems
	if where, given := args.values["where"].(map[string]any); given {
		node, edge, err := b.edgeFilter(r, where)
		wrong.add(err, "where")
		p.Where, p.EdgeWhere = node, edge
	}
	holds, err := b.asOf(r, args.values)
	wrong.add(err)
	p.EdgeWhere = predicate.All(holds, p.EdgeWhere)
	wrong.add(b.finishPage(p, args, selections))
	return p, wrong.err()
}

// citedPage is the page of the sources that an entity or a relationship names.
func (b *builder) citedPage(args arguments, selections ast.SelectionSet) (*Page, error) {
	p := b.newPage(b.cat.Entity("Source"), "Source")
	p.Cited = true
	return p, b.finishPage(p, args, selections)
}

func (b *builder) newPage(e *catalog.Entity, base string) *Page {
	return &Page{
		Entity: e, Scope: b.scope.On(e), signer: b.signer,
		TypeName: base + "Connection", EdgeTypeName: base + "Edge",
	}
}

func (b *builder) finishPage(p *Page, args arguments, selections ast.SelectionSet) error {
	var wrong problems
	wrong.add(b.order(p, args))
	if wrong.err() == nil { // a cursor is one of an order
		wrong.add(p.slice(args))
	}
	for _, s := range b.collect(selections, p.TypeName) {
		part, err := b.part(p, s)
		wrong.add(err, s.Alias)
		p.Parts = append(p.Parts, part)
	}
	return wrong.err()
}

// order reads the order: keys of the relationship first, then keys of the entity.
func (b *builder) order(p *Page, args arguments) error {
	err := readOrder(args, "edgeOrderBy", func(name string, descending bool) bool {
		key := OrderKey{OfEdge: true, Field: p.Relation.Properties.Field(name), Descending: descending}
		p.Order = append(p.Order, key)
		return key.Field != nil
	})
	if err != nil {
		return err
	}
	return readOrder(args, "orderBy", func(name string, descending bool) bool {
		key := OrderKey{Descending: descending}
		if f := p.Entity.Field(name); f != nil && f.Sortable() {
			key.Field = f
		} else if r := p.Entity.Relation(strings.TrimSuffix(name, "Count")); r != nil {
			key.Degree, key.Scope = r, b.scope.On(r.Target)
		}
		p.Order = append(p.Order, key)
		return key.Field != nil || key.Degree != nil
	})
}

// readOrder gives each key of an order argument to take, which tells whether it knows it.
func readOrder(args arguments, argument string, take func(name string, descending bool) bool) error {
	seen := map[string]bool{}
	for i, item := range listOf(args.values[argument]) {
		keys, _ := item.(map[string]any)
		if len(keys) != 1 {
			return at(fault.New(fault.BadUserInput, "each element names exactly one key, such as {name: ASC}"), argument, i)
		}
		for name, direction := range keys {
			switch {
			case direction == nil:
				return at(fault.New(fault.BadUserInput, "the direction is ASC or DESC, not null"), argument, i, name)
			case seen[name]:
				return at(fault.New(fault.BadUserInput, "the key %s is given twice", name), argument, i)
			case !take(name, direction == "DESC"):
				return at(fault.New(fault.BadUserInput, "pages cannot be ordered by %q", name), argument, i)
			}
			seen[name] = true
		}
	}
	return nil
}

// slice reads which part of the list is requested.
func (p *Page) slice(args arguments) error {
	p.Size = defaultPageSize
	hasFirst := args.given["first"] && args.values["first"] != nil
	hasLast := args.given["last"] && args.values["last"] != nil
	if hasFirst && hasLast {
		return at(fault.New(fault.BadUserInput, "give first or last, not both"), "last")
	}
	p.Backward = hasLast
	name := "first"
	if hasLast {
		name = "last"
	}
	if v := args.values[name]; v != nil {
		n, ok := wholeNumber(v)
		if !ok || n < 0 || n > MaxPageSize {
			return at(fault.New(fault.BadUserInput, "%s is a number from 0 to %d; page on with the cursor", name, MaxPageSize), name)
		}
		p.Size = int(n)
	}
	var err error
	if p.After, err = p.position(args, "after"); err != nil {
		return err
	}
	p.Before, err = p.position(args, "before")
	return err
}

func (p *Page) position(args arguments, name string) (*Position, error) {
	text, given := args.values[name].(string)
	if !given {
		return nil, nil
	}
	pos, err := p.Position(text)
	if err != nil {
		return nil, at(err, name)
	}
	return pos, nil
}

func (b *builder) part(p *Page, s selected) (part Part, err error) {
	part.Alias = s.Alias
	switch s.Name {
	case "__typename":
		part.Typename = p.TypeName
	case "totalCount":
		part.TotalCount, p.NeedTotal = true, true
	case "pageInfo":
		part.PageInfo, p.NeedRows = []PageInfoField{}, true
		for _, f := range b.collect(s.selections, "PageInfo") {
			part.PageInfo = append(part.PageInfo, PageInfoField{f.Alias, f.Name})
			p.NeedCursor = p.NeedCursor || f.Name == "startCursor" || f.Name == "endCursor"
		}
	case "nodes":
		p.NeedRows = true
		part.Nodes, err = b.object(p.Entity, s.selections)
	case "edges":
		part.IsEdges, p.NeedRows = true, true
		part.Edges, err = b.edges(p, s)
	case "aggregate":
		part.Aggregate, err = b.aggregate(p, s)
	}
	return part, err
}

func (b *builder) edges(p *Page, s selected) ([]EdgeField, error) {
	var fields []EdgeField
	for _, f := range b.collect(s.selections, p.EdgeTypeName) {
		field, err := b.edgeField(p, f)
		if err != nil {
			return nil, at(err, f.Alias)
		}
		p.NeedCursor = p.NeedCursor || field.Cursor
		fields = append(fields, field)
	}
	return fields, nil
}

func (b *builder) edgeField(p *Page, s selected) (f EdgeField, err error) {
	f.Alias = s.Alias
	switch s.Name {
	case "__typename":
		f.Typename = p.EdgeTypeName
	case "cursor":
		f.Cursor = true
	case "relationship":
		f.Relationship = true
	case "id":
		f.Relationship, f.Side = true, p.Relation.Side()
	case "node":
		f.Node, err = b.object(p.Entity, s.selections)
	case "sources":
		f.Sources, err = b.citedPage(argumentsOf(s.Field, b.vars), s.selections)
	default:
		f.Value = p.Relation.Properties.Field(s.Name)
	}
	return f, err
}
