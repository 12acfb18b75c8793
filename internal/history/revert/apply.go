package revert

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// apply does what undoes a change.
func (r *reverting) apply(ctx context.Context, e feed.Entry, u undo) ([]error, error) {
	entity := r.cat.Entity(e.Type)
	switch {
	case u.kind == journal.ChangeDelete && entity != nil:
		return r.removeNode(ctx, entity, e.Of)
	case u.kind == journal.ChangeDelete:
		return r.removeEdge(ctx, e)
	}
	row, err := rowOf(u.values)
	if err != nil {
		return nil, err
	}
	var outcomes []record.Outcome
	if entity != nil {
		node := row.node(e.Of)
		node.Version = e.Version + 1
		outcomes, err = r.Writer.UpsertNodes(ctx, r.Tx, entity, []input.Node{node})
	} else {
		edge := row.edge(e.Of, e.From, e.To)
		edge.Protect = []string{"from", "to"}
		outcomes, err = r.Writer.UpsertEdges(ctx, r.Tx, e.Type, []input.Edge{edge})
	}
	if err != nil {
		return nil, err
	}
	return refusals(outcomes[0].Problems), nil
}

// refusals are why the values of before do not fit what is there now.
func refusals(problems []input.Problem) []error {
	var list []error
	for _, p := range problems {
		list = append(list, conflict(nil, "it cannot be as it was: %s %s", p.Field, p.Reason))
	}
	return list
}

// removeNode is refused like a deletion while something depends on the entity.
func (r *reverting) removeNode(ctx context.Context, e *catalog.Entity, id string) ([]error, error) {
	if e.IsSource() {
		cited, err := record.Cited(ctx, r.Tx, id)
		if err != nil {
			return nil, err
		}
		if cited {
			return []error{conflict(nil, "it is a source that is cited, and what is known must keep where it is known from")}, nil
		}
	}
	counts, err := element.CountEdges(ctx, r.Tx, r.cat, e, id)
	if err != nil {
		return nil, err
	}
	if len(counts) > 0 {
		return []error{linked(counts)}, nil
	}
	return nil, r.Writer.Delete(ctx, r.Tx, e, r.stored)
}

func linked(counts []element.EdgeCount) error {
	byField, texts := map[string]any{}, []string{}
	for _, c := range counts {
		byField[c.Field] = c.Count
		texts = append(texts, fmt.Sprintf("%s %d", c.Field, c.Count))
	}
	return conflict(map[string]any{"relationships": byField}, "it has relationships by now: %s; unlink them or revert their creation first", strings.Join(texts, ", "))
}

func (r *reverting) removeEdge(ctx context.Context, e feed.Entry) ([]error, error) {
	edges, err := element.FindEdges(ctx, r.Tx, r.cat, e.Type, []string{e.Of})
	if err != nil {
		return nil, err
	}
	if len(edges) == 0 {
		return []error{conflict(nil, "it is gone")}, nil
	}
	return nil, r.Writer.Unlink(ctx, r.Tx, edges)
}
