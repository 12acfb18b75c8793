package merge

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// maxEnds bounds the far ends of one relationship that are compared.
const maxEnds = "200"

// Profiles reads what of entities is compared; one that is not there is absent. Sensitive
// values are compared for those only who may see them: else they could be found out by trying.
func Profiles(ctx context.Context, run query.Runner, policy privacy.Policy, e *catalog.Entity, ids []string) (map[string]match.Profile, error) {
	fields, relations := compared(policy, e)
	columns := []string{"n.id"}
	for _, f := range fields {
		columns = append(columns, "n."+query.Quote(f.Name))
	}
	for _, r := range relations {
		columns = append(columns, "COLLECT { MATCH "+hop(r, "n", "x:"+query.Quote(r.Target.Name))+" RETURN x.id ORDER BY x.id LIMIT "+maxEnds+" }")
	}
	rows, err := run.Query(ctx, query.Statement{
		Text:   "UNWIND $ids AS v MATCH (n:" + query.Quote(e.Name) + " {id: v}) RETURN " + strings.Join(columns, ", "),
		Params: map[string]any{"ids": ids},
	})
	profiles := make(map[string]match.Profile, len(rows.Values))
	for _, row := range rows.Values {
		p := match.Profile{Values: map[string]any{}, Ends: map[string][]string{}}
		p.ID, _ = row[0].(string)
		for i, f := range fields {
			p.Values[f.Name] = row[1+i]
		}
		for i, r := range relations {
			p.Ends[r.Name] = texts(row[1+len(fields)+i])
		}
		profiles[p.ID] = p
	}
	return profiles, err
}

// compared are the fields and relationships that a comparison looks at: with those of @match
// all that an entity is called.
func compared(policy privacy.Policy, e *catalog.Entity) ([]*catalog.Field, []*catalog.Relation) {
	var fields []*catalog.Field
	for _, f := range e.Fields {
		if !policy.Masks(f) && (f.Match != nil || f.Search && !f.Prose && f.Kind == catalog.String) {
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

// hop is the pattern of a relationship between a variable and a far end.
func hop(r *catalog.Relation, near, far string) string {
	left, right := "-", "->"
	if !r.Out {
		left, right = "<-", "-"
	}
	return "(" + near + ")" + left + "[:" + query.Quote(r.Type) + "]" + right + "(" + far + ")"
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
