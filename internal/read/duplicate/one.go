package duplicate

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/soundkey"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

const (
	// maxBlock bounds the entities that one way of looking proposes, maxNames the names by
	// which it is looked.
	maxBlock, maxNames = 200, 6
	// maxShared bounds the relationships of a far end through which others are proposed: what
	// many share tells little, and costs much.
	maxShared = 50
	// telling is the greatest u of a relationship through which others are proposed.
	telling = 0.02
)

// ofOne finds the candidates of one entity: those whose names sound alike, and those that
// share a far end which few share.
func (s search) ofOne(ctx context.Context) (Page, error) {
	skip, err := parseCount(s.request.After)
	if err != nil {
		return Page{}, err
	}
	subject, err := s.subject(ctx)
	if err != nil {
		return Page{}, err
	}
	var page Page
	var others []string
	for _, block := range s.blocks(subject) {
		found, err := view.Ask[proposed](ctx, s.view, block)
		if err != nil {
			return page, err
		}
		page.Truncated = page.Truncated || len(found) == maxBlock
		for _, other := range found {
			if other.ID != subject.ID && !slices.Contains(others, other.ID) {
				others = append(others, other.ID)
			}
		}
	}
	pairs := make([]pairing, len(others))
	for i, other := range others {
		pairs[i] = pairing{a: subject.ID, b: other}
	}
	list, err := s.judge(ctx, pairs)
	if err != nil {
		return page, err
	}
	slices.SortFunc(list, heaviest)
	for i := range list {
		list[i].Cursor = count(i + 1)
	}
	skip = min(skip, len(list))
	rest := list[skip:]
	page.List, page.Before, page.After = rest[:min(s.request.First, len(rest))], skip > 0, len(rest) > s.request.First
	if n := len(page.List); n > 0 {
		page.End = page.List[n-1].Cursor
	}
	return page, nil
}

// subject reads the entity of the request, or what stands for it.
func (s search) subject(ctx context.Context) (match.Profile, error) {
	id := s.request.ID
	profiles, err := Profiles(ctx, s.view, s.entity, []string{id})
	if err == nil && len(profiles) == 0 {
		var redirects map[string]string
		if redirects, err = s.view.Redirects(ctx, []string{id}); err == nil && redirects[id] != "" {
			id = redirects[id]
			profiles, err = Profiles(ctx, s.view, s.entity, []string{id})
		}
	}
	if err != nil {
		return match.Profile{}, err
	}
	subject, found := profiles[id]
	if !found {
		return subject, fault.NoSuch(s.entity.Name, s.request.ID).At("id")
	}
	return subject, nil
}

// proposed is an entity that is worth a comparison.
type proposed struct {
	ID string `column:"id"`
}

// blocks are the questions that propose others.
func (s search) blocks(subject match.Profile) []func(*view.Question) {
	var list []func(*view.Question)
	if name := s.entity.Field("name"); name.Sounds() {
		for _, sound := range s.sounds(subject) {
			list = append(list, func(q *view.Question) { s.soundAlike(q, name, sound) })
		}
	}
	for _, r := range tellingRelations(s.entity) {
		list = append(list, func(q *view.Question) { s.share(q, r, subject.ID) })
	}
	return list
}

// soundAlike proposes entities whose name sounds so.
func (s search) soundAlike(q *view.Question, name *catalog.Field, sound string) {
	n := q.Alike(s.entity, name, []string{sound})
	q.Return("id", n.ID())
	q.OrderBy(n.ID(), false)
	q.Limit(maxBlock)
}

// share proposes entities with a far end of the relationship in common that few share.
func (s search) share(q *view.Question, r *catalog.Relation, id string) {
	n := q.Each(s.entity, s.entity.Field("id"), []string{id})
	x, _ := q.Follow(n, r)
	q.With(x.Node()).Distinct().Limit(maxBlock)
	shared := q.Counted(func(sub *view.Question) { sub.Back(x, r) })
	q.With(x.Node()).Where(q.Compare(shared, predicate.Lte, q.Param(maxShared)))
	o, _ := q.Back(x, r)
	q.Where(q.Not(q.Compare(o.ID(), predicate.Eq, q.Param(id))))
	q.Distinct()
	q.Return("id", o.ID())
	q.OrderBy(o.ID(), false)
	q.Limit(maxBlock)
}

// sounds are what the names of the entity sound like, each once.
func (s search) sounds(subject match.Profile) []string {
	var names []any
	for _, f := range called(s.entity) {
		names = append(names, subject.Values[f.Name])
	}
	return soundsOf(names...)
}

// called are the fields with what an entity is or was called, the name first.
func called(e *catalog.Entity) []*catalog.Field {
	fields := []*catalog.Field{e.Field("name")}
	for _, f := range e.Fields {
		if f.Name != "name" && f.Search && !f.Prose && f.Kind == catalog.String && !f.Sensitive {
			fields = append(fields, f)
		}
	}
	return fields
}

// soundsOf are what stored names, or lists of them, sound like, each once and as many as are
// looked for.
func soundsOf(names ...any) []string {
	var sounds []string
	for _, stored := range names {
		for _, name := range list(stored) {
			if sound := soundkey.Of(name); sound != "" && !slices.Contains(sounds, sound) && len(sounds) < maxNames {
				sounds = append(sounds, sound)
			}
		}
	}
	return sounds
}

func list(v any) []string {
	if s, is := v.(string); is {
		return []string{s}
	}
	return texts(v)
}

func count(n int) string { return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "d%d", n)) }

func parseCount(after string) (int, error) {
	if after == "" {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(after)
	n := 0
	if err == nil && len(raw) > 1 && raw[0] == 'd' {
		n, err = strconv.Atoi(string(raw[1:]))
	}
	if err != nil || n < 1 || count(n) != after {
		return 0, wrong("after", "this is no cursor of the duplicates of an entity; pass the endCursor of a page, or leave it out")
	}
	return n, nil
}
