package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// optOutGone withholds a person who was removed, of whom the history tells. Who reads within a
// scope knows of nobody who is gone, nor does anybody of who is withheld or was erased.
func optOutGone(ctx context.Context, cat *catalog.Catalog, work record.Work, e *catalog.Entity, id string) (person string, refused []error, err error) {
	s, err := find(ctx, work.Tx, cat, id)
	if err == nil && s.gone && !s.aside {
		var seen func(string) bool
		seen, err = work.Seen(ctx, []string{s.ID})
		if err == nil && seen(s.ID) {
			var members []map[string]any
			for _, one := range s.former {
				members = append(members, withheldValues(one))
			}
			return s.ID, nil, work.Writer.WithholdGone(ctx, work.Tx, e, withheldValues(s), members)
		}
	}
	if err == nil {
		err = fault.NoSuch(e.Name, id)
	}
	refused, err = refusals(err)
	return "", refused, err
}

// withheldValues are the values of a removed person, who says from now on not to be shown.
func withheldValues(s *subject) map[string]any {
	values := property.Clone(s.Properties)
	values[s.entity.Withholding().Name] = true
	return values
}
