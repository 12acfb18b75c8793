package people

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// subject is a person with what the graph holds about them, public or withheld.
type subject struct {
	element.Element
	entity *catalog.Entity
	// aside tells that the person is not in the public graph.
	aside bool
	// gone tells that the person was removed: the values are those that the history tells.
	gone  bool
	links []link
	// past are the ids of relationships that were removed.
	past []string
	// former are those that were merged into the person; they are not public either.
	former []*subject
	// hidden tells which sources the reader may not see; nil for none.
	hidden func(id string) bool
}

// link is a relationship of a person and what is at its other end.
type link struct {
	element.Element
	other           string
	otherEntity     *catalog.Entity
	otherProperties map[string]any
}

// inward tells that the relationship leads to the person: what is at its other end is then
// recorded about them, such as an award or a talk.
func (l link) inward() bool { return l.From == l.other }

// EntityOf returns the entity of an id of a person; an id of anything else is BAD_USER_INPUT.
func EntityOf(cat *catalog.Catalog, id string) (*catalog.Entity, error) {
	e := cat.EntityWithID(id)
	if e != nil && e.Withholding() != nil {
		return e, nil
	}
	var wanted []string
	for _, e := range cat.Entities {
		if e.Withholding() != nil {
			wanted = append(wanted, e.Name+" ("+e.Prefix+"_…)")
		}
	}
	return nil, fault.New(fault.BadUserInput, "%q is not an id of one of those whose data is personal: %s; take it from an answer", fault.Excerpt(id), strings.Join(wanted, ", "))
}

// find reads a subject. One that was merged into another is found under the other's id.
func find(ctx context.Context, run query.Runner, cat *catalog.Catalog, id string) (*subject, error) {
	e, err := EntityOf(cat, id)
	if err != nil {
		return nil, err
	}
	redirects, err := alias.Redirects(ctx, run, []string{id})
	if err != nil {
		return nil, err
	}
	if into := redirects[id].Into; into != "" {
		id = into
	}
	s, err := load(ctx, run, cat, e, id)
	if err != nil {
		return nil, err
	}
	return s, s.readFormer(ctx, run, cat)
}

// load reads the subject with an id, also one that was removed.
func load(ctx context.Context, run query.Runner, cat *catalog.Catalog, e *catalog.Entity, id string) (*subject, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) RETURN properties(n) AS properties, false AS withheld " +
			"UNION ALL MATCH (n:" + catalog.AsideLabel + " {id: $id}) RETURN properties(n) AS properties, true AS withheld",
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	s := &subject{entity: e, Element: element.Element{ID: id, Type: e.Name, Fields: e.Fields}}
	if len(rows.Values) == 0 {
		if err := s.readGone(ctx, run); err != nil {
			return nil, err
		}
		return s, s.readPast(ctx, run)
	}
	s.Properties, _ = rows.Values[0][0].(map[string]any)
	s.aside, _ = rows.Values[0][1].(bool)
	s.gone, _ = s.Properties[catalog.AsideGone].(bool)
	if err := s.readLinks(ctx, run, cat); err != nil {
		return nil, err
	}
	return s, s.readPast(ctx, run)
}

// label is the one under which the node is stored.
func (s *subject) label() string {
	if s.aside {
		return catalog.AsideLabel
	}
	return s.entity.Name
}
