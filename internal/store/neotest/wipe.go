package neotest

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func emptyAt(ctx context.Context, s server) error {
	db, err := neo.Open(s.config)
	if err != nil {
		return err
	}
	if s.migrated {
		return errors.Join(empty(ctx, db, catalog.MetaLabel), db.Close(ctx))
	}
	return errors.Join(wipe(ctx, db), db.Close(ctx))
}

// wipe drops the schema first, so that deleting has no indexes to keep.
func wipe(ctx context.Context, db *neo.DB) error {
	for _, kind := range []struct{ list, drop string }{
		{"SHOW CONSTRAINTS YIELD name RETURN name", "DROP CONSTRAINT "},
		{"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX "},
	} {
		rows, err := db.Exec(ctx, query.Statement{Text: kind.list})
		if err != nil {
			return err
		}
		for _, row := range rows {
			name, _ := row[0].(string)
			if _, err := db.Exec(ctx, query.Statement{Text: kind.drop + query.Quote(name) + " IF EXISTS"}); err != nil {
				return err
			}
		}
	}
	return empty(ctx, db, "")
}

// empty deletes all nodes but those with the label to keep, and all relationships: few at once,
// since a node takes its relationships and their index entries along, and a Neo4j of tests is small.
func empty(ctx context.Context, db *neo.DB, keep string) error {
	_, err := db.Exec(ctx, query.Statement{
		Text:   "MATCH (n) WHERE NOT $keep IN labels(n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS",
		Params: map[string]any{"keep": keep},
	})
	return err
}
