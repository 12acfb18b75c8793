package duplicate

import (
	"cmp"
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// sighted is an entity in the order of the names, with all that it is or was called.
type sighted struct {
	ID    string `column:"id"`
	Key   string `column:"key"`
	Sound string `column:"sound"`
	Names []any  `column:"names"`
}

func (s search) returnSighted(q *view.Question, n view.Node) {
	name := s.entity.Field("name")
	var names []view.Expression
	for _, f := range called(s.entity) {
		names = append(names, n.Value(f))
	}
	q.Return("id", n.ID())
	q.Return("key", n.SortKey(name))
	q.Return("sound", n.Sound(name))
	q.Return("names", q.List(names...))
}

func (a sighted) before(b sighted) bool {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.ID, b.ID)) < 0
}

// finds tells that b is among what is found of a by its names.
func (a sighted) finds(b sighted) bool { return slices.Contains(soundsOf(a.Names...), b.Sound) }

// pairsOf are the pairs of entities with what is found of them, behind a place. A pair of which
// each is found of the other is that of the first in the order.
func (s search) pairsOf(ctx context.Context, rows []sighted, at place) ([]pairing, error) {
	alike, err := s.alikeOf(ctx, rows)
	if err != nil {
		return nil, err
	}
	sharing, err := s.sharingWith(ctx, rows)
	if err != nil {
		return nil, err
	}
	var pairs []pairing
	for _, a := range rows {
		var others []string
		for _, sound := range soundsOf(a.Names...) {
			for _, b := range alike[sound] {
				if a.before(b) || b.ID != a.ID && !b.finds(a) && !slices.ContainsFunc(sharing[a.ID], b.is) {
					others = append(others, b.ID)
				}
			}
		}
		for _, b := range sharing[a.ID] {
			if a.before(b) {
				others = append(others, b.ID)
			}
		}
		pairs = append(pairs, pairsWith(a, others, at)...)
	}
	return pairs, nil
}

func (a sighted) is(b sighted) bool { return a.ID == b.ID }

// pairsWith are the pairs of an entity with others, each once, behind a place.
func pairsWith(a sighted, others []string, at place) []pairing {
	slices.Sort(others)
	var pairs []pairing
	for _, b := range slices.Compact(others) {
		if a.ID == at.id && a.Key == at.key && b <= at.other {
			continue
		}
		pairs = append(pairs, pairing{a.ID, b, place{a.Key, a.ID, b}.String()})
	}
	return pairs
}

// alikeOf are the entities whose name sounds like some name of others, by the sound; of each sound
// as many as are found of one entity.
func (s search) alikeOf(ctx context.Context, rows []sighted) (map[string][]sighted, error) {
	var sounds []string
	for _, a := range rows {
		sounds = append(sounds, soundsOf(a.Names...)...)
	}
	slices.Sort(sounds)
	found, err := view.Ask[sighted](ctx, s.view, func(q *view.Question) {
		n := q.Alike(s.entity, s.entity.Field("name"), slices.Compact(sounds))
		s.returnSighted(q, n)
		q.OrderBy(n.ID(), false)
	})
	alike := map[string][]sighted{}
	for _, b := range found {
		if len(alike[b.Sound]) < maxBlock {
			alike[b.Sound] = append(alike[b.Sound], b)
		}
	}
	return alike, err
}

// sharingWith are the entities that share a far end with others that few share, by the id of these.
func (s search) sharingWith(ctx context.Context, rows []sighted) (map[string][]sighted, error) {
	ids := make([]string, len(rows))
	for i, a := range rows {
		ids[i] = a.ID
	}
	type sharing struct {
		With string `column:"with"`
		ID   string `column:"id"`
		Key  string `column:"key"`
	}
	by := map[string][]sighted{}
	for _, r := range tellingRelations(s.entity) {
		found, err := view.Ask[sharing](ctx, s.view, func(q *view.Question) {
			n := q.Each(s.entity, s.entity.Field("id"), ids)
			x, _ := q.Follow(n, r)
			shared := q.Counted(func(sub *view.Question) { sub.Back(x, r) })
			q.With(n.Node(), x.Node()).Where(q.Compare(shared, predicate.Lte, q.Param(maxShared)))
			o, _ := q.Back(x, r)
			q.Where(q.Not(q.Compare(o.ID(), predicate.Eq, n.ID())))
			q.Distinct()
			q.Return("with", n.ID())
			q.Return("id", o.ID())
			q.Return("key", o.SortKey(s.entity.Field("name")))
		})
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			by[f.With] = append(by[f.With], sighted{ID: f.ID, Key: f.Key})
		}
	}
	return by, nil
}

// tellingRelations are the relationships of which a common far end proposes that two are the same.
func tellingRelations(e *catalog.Entity) []*catalog.Relation {
	return slices.DeleteFunc(slices.Clone(e.Relations), func(r *catalog.Relation) bool { return r.Match == nil || r.Match.U > telling })
}
