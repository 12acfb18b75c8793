package merge

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/match"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Request says which entity is to stand for which other from now on, and why.
type Request struct {
	Into, From string
	Evidence   string
	// Sources are ids of those of the evidence.
	Sources []string
	// Compare compares two entities by what the reader may see of them.
	Compare func(ctx context.Context, e *catalog.Entity, a, b string) (match.Comparison, error)
}

// Do merges two entities as a part of a mutation request. Refused are what stands against it;
// an err is one of the database, as it came.
func Do(ctx context.Context, cat *catalog.Catalog, work record.Work, request Request) (done Merge, refused []error, err error) {
	a := &arguments{Work: work, cat: cat}
	done, err = a.merge(ctx, request)
	refused, err = a.done(err)
	return done, refused, err
}

func (a *arguments) merge(ctx context.Context, request Request) (Merge, error) {
	evidence := a.reason("evidence", request.Evidence)
	e, ids, err := a.pair(ctx, "into", "from", [2]string{request.Into, request.From})
	if err == nil {
		err = a.sources(ctx, "sources", request.Sources)
	}
	if err != nil || len(a.refused) > 0 {
		return Merge{}, err
	}
	switch {
	case ids[1] != request.From:
		a.refuse(fault.Conflict, []any{"from"}, "%s was merged into %s already; name that one", request.From, ids[1])
	case ids[0] == ids[1]:
		a.refuse(fault.BadUserInput, []any{"from"}, "an entity cannot be merged into itself")
	case e.IsSource():
		a.refuse(fault.BadUserInput, []any{"from"}, "sources are cited by their ids, so they are not merged; give what cites the one the other as its source")
	default:
		if err = a.tree(ctx, e, ids); err == nil && len(a.refused) == 0 {
			err = a.allowed(ctx, e, ids, request)
		}
	}
	if err != nil || len(a.refused) > 0 {
		return Merge{}, err
	}
	return mergeNodes(ctx, a.Work, e, Request{Into: ids[0], From: ids[1], Evidence: evidence, Sources: request.Sources})
}

// allowed refuses to merge what is known not to be the same, and what agrees in names alone
// where these are shared by many, unless a source says that they are the same.
func (a *arguments) allowed(ctx context.Context, e *catalog.Entity, ids [2]string, request Request) error {
	distinct, err := distinctOf(ctx, a.Tx, ids[0], ids[1])
	if err != nil {
		return err
	}
	if distinct != nil {
		a.refuse(fault.Conflict, []any{"from"}, "they are known not to be the same, since %s: %s; withdrawDistinct takes that back", distinct.At, distinct.Reason)
		return nil
	}
	if !e.NeedsProof() || len(request.Sources) > 0 {
		return nil
	}
	c, err := request.Compare(ctx, e, ids[0], ids[1])
	if err != nil {
		return err
	}
	if !c.Proven() {
		a.refuse(fault.BadUserInput, []any{"evidence"},
			"names alone do not make two of type %s the same: they must agree in more (%s), with a weight of at least %.1f, or sources must say so", e.Name, proofs(e), match.ProofFrom)
	}
	return nil
}

// proofs lists what speaks for itself, with what an agreement weighs.
func proofs(e *catalog.Entity) string {
	var list []string
	add := func(name string, m *catalog.Match) {
		if m != nil && m.Proof {
			list = append(list, fmt.Sprintf("%s %.1f", name, match.Weight(match.Agree, m.M, m.U)))
		}
	}
	for _, f := range e.Fields {
		add(f.Name, f.Match)
	}
	for _, r := range e.Relations {
		add(r.Name, r.Match)
	}
	return strings.Join(list, ", ")
}
