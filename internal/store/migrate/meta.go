package migrate

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const product = "ClusterGraph"

// meta is what the database knows about itself.
type meta struct {
	version int
	// indexes are the names of the constraints and indexes that we made; only these
	// are ever dropped.
	indexes []string
}

// readMeta reads the meta node and makes it on a database that has none: such a
// database has nothing of ours to change, so it starts at the newest version.
func readMeta(ctx context.Context, db *neo.DB, newest int) (meta, error) {
	var m meta
	// The constraint comes first: of two programs that start at once one must wait.
	if _, err := db.Exec(ctx, query.Statement{Text: metaConstraint().Cypher()}); err != nil {
		return m, err
	}
	err := db.Write(ctx, func(tx *neo.Tx) error {
		rows, err := tx.Run(ctx, query.Statement{
			Text: "MERGE (m:" + catalog.MetaLabel + " {id: 'meta'}) ON CREATE SET m.product = $product, m.version = $version, m.indexes = [] " +
				"RETURN m.product, m.version, m.indexes",
			Params: map[string]any{"product": product, "version": newest},
		})
		if err != nil {
			return err
		}
		m, err = decodeMeta(rows[0])
		return err
	})
	return m, err
}

func metaConstraint() Change {
	return Change{Kind: Unique, Name: "clusterGraphMeta_id_unique", On: catalog.MetaLabel, Properties: []string{"id"}}
}

func decodeMeta(row []any) (meta, error) {
	version, ok := row[1].(int64)
	if !ok || row[0] != product {
		return meta{}, fault.New(fault.Conflict, "the database's :%s node is not one of ours; use another database", catalog.MetaLabel)
	}
	m := meta{version: int(version)}
	list, _ := row[2].([]any)
	for _, name := range list {
		if s, ok := name.(string); ok {
			m.indexes = append(m.indexes, s)
		}
	}
	return m, nil
}

func setVersion(ctx context.Context, db *neo.DB, version int) error {
	return setMeta(ctx, db, map[string]any{"version": version})
}

// setMeta writes only what differs, so that a start with nothing to do writes nothing.
func setMeta(ctx context.Context, db *neo.DB, properties map[string]any) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Run(ctx, query.Statement{
			Text:   "MATCH (m:" + catalog.MetaLabel + " {id: 'meta'}) SET m += $properties",
			Params: map[string]any{"properties": properties},
		})
		return err
	})
}
