package element

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Slots tells which relationships can be beside those that are there: no two have the same
// ends and key, and a to-one end has one.
type Slots struct {
	known        map[slot]Edge
	byFrom, byTo map[end]bool
}

// slot tells relationships of all types apart.
type slot struct {
	kind          *catalog.Edge
	from, to, key string
}

// end is a node where there can be only one relationship of a kind.
type end struct {
	kind *catalog.Edge
	id   string
}

// NewSlots returns the slots that some relationships leave.
func NewSlots(edges []Edge) *Slots {
	s := &Slots{known: map[slot]Edge{}, byFrom: map[end]bool{}, byTo: map[end]bool{}}
	for _, e := range edges {
		s.add(e)
	}
	return s
}

func (s *Slots) add(e Edge) {
	s.known[e.slot()] = e
	s.byFrom[end{e.Kind, e.From}] = true
	s.byTo[end{e.Kind, e.To}] = true
}

func (e Edge) slot() slot { return slot{e.Kind, e.From, e.To, e.key()} }

// Same returns the relationship with the same kind, ends and key, if there is one.
func (s *Slots) Same(e Edge) (Edge, bool) {
	known, is := s.known[e.slot()]
	return known, is
}

// Take gives a relationship its slot, if that is free.
func (s *Slots) Take(e Edge) bool {
	if _, is := s.Same(e); is || e.Kind.FromOne && s.byFrom[end{e.Kind, e.From}] || e.Kind.ToOne && s.byTo[end{e.Kind, e.To}] {
		return false
	}
	s.add(e)
	return true
}

// LookFar finds which of the ends of relationships beside a node, where there can be only one,
// have theirs.
func (s *Slots) LookFar(ctx context.Context, run query.Runner, edges []Edge, id string) error {
	froms, tos := map[*catalog.Edge][]string{}, map[*catalog.Edge][]string{}
	for _, e := range edges {
		if e.Kind.FromOne && e.From != id {
			froms[e.Kind] = append(froms[e.Kind], e.From)
		}
		if e.Kind.ToOne && e.To != id {
			tos[e.Kind] = append(tos[e.Kind], e.To)
		}
	}
	for kind, ids := range froms {
		pattern := "MATCH (n:" + query.Quote(kind.From.Name) + " {id: v})-[:" + query.Quote(kind.Type) + "]->(:" + query.Quote(kind.To.Name) + ")"
		if err := taken(ctx, run, pattern, kind, ids, s.byFrom); err != nil {
			return err
		}
	}
	for kind, ids := range tos {
		pattern := "MATCH (n:" + query.Quote(kind.To.Name) + " {id: v})<-[:" + query.Quote(kind.Type) + "]-(:" + query.Quote(kind.From.Name) + ")"
		if err := taken(ctx, run, pattern, kind, ids, s.byTo); err != nil {
			return err
		}
	}
	return nil
}

// taken notes the nodes for which the pattern holds.
func taken(ctx context.Context, run query.Runner, pattern string, kind *catalog.Edge, ids []string, at map[end]bool) error {
	found, err := query.Values[string](ctx, run, query.Statement{Text: "UNWIND $ids AS v " + pattern + " RETURN DISTINCT v AS id", Params: map[string]any{"ids": ids}}, "id")
	for _, id := range found {
		at[end{kind, id}] = true
	}
	return err
}
