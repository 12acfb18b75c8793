package migrate

import (
	"context"
	"log/slog"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// holder is what has values: an entity, or a kind of relationship.
type holder struct {
	name, pattern string
	fields        []*catalog.Field
}

func holders(cat *catalog.Catalog) []holder {
	var all []holder
	for _, e := range cat.Entities {
		all = append(all, holder{e.Name, "(x:" + query.Quote(e.Name) + ")", e.Fields})
	}
	for _, e := range cat.Edges {
		all = append(all, holder{
			e.From.Name + " " + e.Type + " " + e.To.Name,
			edgePattern(e), e.Fields(),
		})
	}
	return all
}

func edgePattern(e *catalog.Edge) string {
	return "(:" + query.Quote(e.From.Name) + ")-[x:" + query.Quote(e.Type) + "]->(:" + query.Quote(e.To.Name) + ")"
}

// orders says of each field with stored sort keys or canonical texts how these are made.
func orders(cat *catalog.Catalog) []string {
	all := []string{}
	for _, h := range holders(cat) {
		for _, f := range h.fields {
			if property.Definition(f) != "" {
				all = append(all, h.order(f))
			}
		}
	}
	return all
}

func (h holder) order(f *catalog.Field) string {
	return h.name + "." + f.Name + ": " + property.Definition(f)
}

// forgetOrders has all that is derived from values made anew. A step that changes stored texts does it too.
func forgetOrders(ctx context.Context, db *neo.DB) error {
	return setMeta(ctx, db, map[string]any{"orders": []string{}})
}

// runOrders derives what is derived otherwise than what is stored: a field that is ordered or
// unique since, or an enumeration with other values.
func runOrders(ctx context.Context, db *neo.DB, cat *catalog.Catalog, stored []string, log *slog.Logger) error {
	current := orders(cat)
	if slices.Equal(current, stored) {
		return nil
	}
	changed := 0
	for _, h := range holders(cat) {
		h.fields = slices.DeleteFunc(slices.Clone(h.fields), func(f *catalog.Field) bool {
			return property.Definition(f) == "" || slices.Contains(stored, h.order(f))
		})
		if len(h.fields) == 0 {
			continue
		}
		n, err := h.reorder(ctx, db)
		if err != nil {
			return err
		}
		changed += n
	}
	if changed > 0 {
		log.Info("values have what pages are sorted by and texts are found by", "changed", changed)
	}
	return setMeta(ctx, db, map[string]any{"orders": current})
}

// reorder gives all elements what is derived from the fields, and tells how many it changed.
func (h holder) reorder(ctx context.Context, db *neo.DB) (changed int, err error) {
	shared := newShared(db, h)
	return rewrite(ctx, db, h.pattern, func(page []map[string]any) ([]map[string]any, error) {
		derived := make([]map[string]any, len(page))
		for i, stored := range page {
			derived[i] = property.Derived(h.fields, stored)
		}
		return derived, shared.resolve(ctx, page, derived)
	})
}
