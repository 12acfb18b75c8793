package duplicate

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// maxEnds bounds the far ends of one relationship that are compared.
const maxEnds = 200

// Compare compares two entities by what the reader may see of them. One that is not there, or
// not to be seen, agrees in nothing.
func Compare(ctx context.Context, v *view.View, e *catalog.Entity, a, b string) (match.Comparison, error) {
	profiles, err := Profiles(ctx, v, e, []string{a, b})
	return match.Compare(e, profiles[a], profiles[b]), err
}

// Profiles reads what of entities is compared; one that is not there is absent. Sensitive
// values are compared for those only who may see them: else they could be found out by trying.
func Profiles(ctx context.Context, v *view.View, e *catalog.Entity, ids []string) (map[string]match.Profile, error) {
	fields, relations := compared(v.Grant().Policy, e)
	rows, err := v.Rows(ctx, func(q *view.Question) {
		n := q.Each(e, e.Field("id"), ids)
		q.Return("id", n.ID())
		for _, f := range fields {
			q.Return(f.Name, n.Value(f))
		}
		for _, r := range relations {
			q.Return(r.Name, ends(q, n, r))
		}
	})
	profiles := make(map[string]match.Profile, len(rows.Values))
	for _, row := range rows.Maps() {
		p := match.Profile{Values: map[string]any{}, Ends: map[string][]string{}}
		p.ID, _ = row["id"].(string)
		for _, f := range fields {
			p.Values[f.Name] = row[f.Name]
		}
		for _, r := range relations {
			p.Ends[r.Name] = texts(row[r.Name])
		}
		profiles[p.ID] = p
	}
	return profiles, err
}

// ends are the ids at the far ends of a relationship.
func ends(q *view.Question, n view.Node, r *catalog.Relation) view.Expression {
	return q.Collected(func(sub *view.Question) view.Expression {
		x, _ := sub.Follow(n, r)
		sub.OrderBy(x.ID(), false)
		sub.Limit(maxEnds)
		return x.ID()
	})
}

// compared are the fields and relationships that a comparison looks at: with those of @match
// all that an entity is called.
func compared(policy privacy.Policy, e *catalog.Entity) ([]*catalog.Field, []*catalog.Relation) {
	var fields []*catalog.Field
	for _, f := range e.Fields {
		if !policy.Masks(f) && f.Name != "id" && (f.Match != nil || f.Search && !f.Prose && f.Kind == catalog.String) {
			fields = append(fields, f)
		}
	}
	var relations []*catalog.Relation
	for _, r := range e.Relations {
		if r.Match != nil {
			relations = append(relations, r)
		}
	}
	return fields, relations
}

func texts(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if s, is := item.(string); is {
			out = append(out, s)
		}
	}
	return out
}
