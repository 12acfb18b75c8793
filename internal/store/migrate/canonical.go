package migrate

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// canonicalBatch is how many elements are given their canonical texts at once.
const canonicalBatch = 5_000

// canonicalTexts gives all that is stored the canonical texts by which it is looked for.
func canonicalTexts(cat *catalog.Catalog) func(ctx context.Context, db *neo.DB) error {
	return func(ctx context.Context, db *neo.DB) error {
		for _, e := range cat.Entities {
			c := canonical{db: db, pattern: "(x:" + query.Quote(e.Name) + ")", fields: textsOf(e.Fields), entity: e, taken: map[string]map[string]bool{}}
			if err := c.run(ctx); err != nil {
				return err
			}
			aside := canonical{db: db, pattern: "(x:" + catalog.AsideLabel + " {" + catalog.AsideAs + ": '" + e.Name + "'})", fields: c.fields}
			if err := aside.run(ctx); err != nil {
				return err
			}
		}
		for _, kind := range cat.Edges {
			if err := canonicalEdges(ctx, db, kind); err != nil {
				return err
			}
		}
		return canonicalAliases(ctx, db)
	}
}

// canonicalEdges does it for the relationships of a kind, and for those of them that are aside:
// there the ends need not tell the kind, and any with the same properties does.
func canonicalEdges(ctx context.Context, db *neo.DB, kind *catalog.Edge) error {
	for _, pattern := range []string{
		"(:" + query.Quote(kind.From.Name) + ")-[x:" + query.Quote(kind.Type) + "]->(:" + query.Quote(kind.To.Name) + ")",
		"()-[x:" + catalog.AsideType + " {" + catalog.AsideAs + ": '" + kind.Type + "'}]->()",
	} {
		c := canonical{db: db, pattern: pattern, fields: textsOf(kind.Fields()), kind: kind}
		if err := c.run(ctx); err != nil {
			return err
		}
	}
	return nil
}

func textsOf(fields []*catalog.Field) []*catalog.Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f *catalog.Field) bool { return !f.Text() })
}

// canonical gives the elements of a pattern their canonical texts.
type canonical struct {
	db      *neo.DB
	pattern string
	fields  []*catalog.Field
	kind    *catalog.Edge
	// entity is set where unique texts are unique among the elements; taken are the canonical ones
	// that an element with another writing has, by field.
	entity *catalog.Entity
	taken  map[string]map[string]bool
}

func (c canonical) run(ctx context.Context) error {
	if len(c.fields) == 0 {
		return nil
	}
	for after := ""; ; {
		page, err := query.Values[map[string]any](ctx, c.db, query.Statement{
			Text:   "MATCH " + c.pattern + " WHERE x.id > $after WITH x ORDER BY x.id LIMIT $limit RETURN properties(x) AS properties",
			Params: map[string]any{"after": after, "limit": canonicalBatch},
		}, "properties")
		if err != nil || len(page) == 0 {
			return err
		}
		after = property.Text(page[len(page)-1]["id"])
		if err := c.write(ctx, page); err != nil {
			return err
		}
	}
}

func (c canonical) write(ctx context.Context, page []map[string]any) error {
	held, err := c.held(ctx, page)
	if err != nil {
		return err
	}
	var rows []any
	for _, stored := range page {
		if diff := property.Changed(stored, c.texts(stored, held)); diff != nil {
			rows = append(rows, []any{stored["id"], diff})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return c.db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{
			Text:   "UNWIND $rows AS row MATCH " + c.pattern + " WHERE x.id = row[0] SET x += row[1]",
			Params: map[string]any{"rows": rows},
		})
		return err
	})
}

// texts are the canonical texts of an element. Of those that share a unique one, it goes to the
// one whose writing it is, else to the first; each other keeps its own writing in its place.
func (c canonical) texts(stored map[string]any, held map[string]map[string]bool) map[string]any {
	texts := map[string]any{}
	for _, f := range c.fields {
		derived := property.Canonical(f, stored[f.Name])
		own, is := stored[f.Name].(string)
		text := property.Text(derived[f.CanonicalProperty()])
		if is && c.entity != nil && f.Keyed() && f.Unique && text != own {
			if c.taken[f.Name] == nil {
				c.taken[f.Name] = map[string]bool{}
			}
			if held[f.Name][text] || c.taken[f.Name][text] {
				derived[f.CanonicalProperty()] = own
			}
			c.taken[f.Name][text] = true
		}
		maps.Copy(texts, derived)
	}
	if c.kind != nil {
		texts[catalog.EdgeKey] = element.KeyOf(c.kind, stored)
	}
	return texts
}

// held are the canonical texts of unique fields in a page that are the very writing of an element.
func (c canonical) held(ctx context.Context, page []map[string]any) (map[string]map[string]bool, error) {
	held := map[string]map[string]bool{}
	for _, f := range c.fields {
		if c.entity == nil || !f.Keyed() || !f.Unique {
			continue
		}
		held[f.Name] = map[string]bool{}
		var texts []string
		for _, stored := range page {
			if own := property.Text(stored[f.Name]); canon.Text(own) != own {
				texts = append(texts, canon.Text(own))
			}
		}
		if len(texts) == 0 {
			continue
		}
		found, err := query.Values[string](ctx, c.db, query.Statement{
			Text:   "MATCH " + c.pattern + " WHERE x." + query.Quote(f.Name) + " IN $texts RETURN x." + query.Quote(f.Name) + " AS text",
			Params: map[string]any{"texts": texts},
		}, "text")
		if err != nil {
			return nil, err
		}
		for _, text := range found {
			held[f.Name][text] = true
		}
	}
	return held, nil
}

// canonicalAliases gives the keys of what is aside their canonical form, but for hashes.
func canonicalAliases(ctx context.Context, db *neo.DB) error {
	keys, err := query.Values[string](ctx, db, query.Statement{Text: "MATCH (x:" + catalog.AliasLabel + ") RETURN DISTINCT x.key AS key"}, "key")
	if err != nil {
		return err
	}
	var rows []any
	for _, key := range keys {
		if c := canon.Text(key); c != key {
			rows = append(rows, []any{key, c})
		}
	}
	for batch := range slices.Chunk(rows, canonicalBatch) {
		err := db.Write(ctx, func(tx *neo.Tx) error {
			_, err := tx.Query(ctx, query.Statement{
				Text:   "UNWIND $rows AS row MATCH (x:" + catalog.AliasLabel + " {key: row[0]}) SET x.key = row[1]",
				Params: map[string]any{"rows": batch},
			})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
