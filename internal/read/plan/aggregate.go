package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// MaxGroups bounds the groups of an aggregate; more are an error, never cut off.
const MaxGroups = 1000

func (b *builder) aggregate(p *Page, s selected) (*Aggregate, error) {
	a := &Aggregate{TypeName: p.Entity.Name + "Aggregate"}
	args := argumentsOf(s.Field, b.vars)
	for i, item := range listOf(args.values["groupBy"]) {
		key, known := groupKey(p.Entity, item)
		if !known {
			return nil, at(fault.New(fault.BadUserInput, "%s cannot be grouped by %v", p.Entity.Name, item), "groupBy", i)
		}
		a.GroupBy = append(a.GroupBy, key)
		var scopes []predicate.Predicate
		for _, r := range key.Path {
			scopes = append(scopes, b.scope.On(r.Target))
		}
		a.Scopes = append(a.Scopes, scopes)
	}
	for _, f := range b.collect(s.selections, a.TypeName) {
		a.Fields = append(a.Fields, b.aggregateField(p.Entity, a, f))
	}
	return a, nil
}

func groupKey(e *catalog.Entity, name any) (catalog.GroupKey, bool) {
	for _, k := range e.GroupKeys() {
		if k.Name == name {
			return k, true
		}
	}
	return catalog.GroupKey{}, false
}

func (b *builder) aggregateField(e *catalog.Entity, a *Aggregate, s selected) AggregateField {
	f := AggregateField{Alias: s.Alias}
	switch s.Name {
	case "__typename":
		f.Typename = a.TypeName
	case "key":
		f.Key = true
	case "ids":
		f.IDs = true
	case "count":
		f.Count = true
	default:
		f.Summary = e.Field(s.Name)
		f.SummaryType = s.Definition.Type.Name()
		for _, part := range b.collect(s.selections, f.SummaryType) {
			f.Parts = append(f.Parts, SummaryField{part.Alias, part.Name})
		}
	}
	return f
}
