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
	// orders say how the stored sort keys are made.
	orders []string
}

// stored is the meta node. What is not one of ours may hold anything.
type stored struct {
	Product any      `column:"product"`
	Version any      `column:"version"`
	Indexes []string `column:"indexes"`
	Orders  []string `column:"orders"`
}

// readMeta reads the meta node, and makes it on a database that has none: such a
// database has nothing of ours to change, so it starts at the newest version, with the orders
// of now.
func readMeta(ctx context.Context, db *neo.DB, newest int, orders []string) (meta, error) {
	const returned = "RETURN m.product AS product, m.version AS version, m.indexes AS indexes, m.orders AS orders"
	// A start that has nothing to make plans no statement that would.
	rows, err := db.Query(ctx, query.Statement{Text: "MATCH (m:" + catalog.MetaLabel + " {id: 'meta'}) " + returned})
	if err != nil {
		return meta{}, err
	}
	if len(rows.Values) > 0 {
		return decodeMeta(rows)
	}
	// The constraint comes first: of two programs that start at once one must wait.
	if _, err := db.Exec(ctx, query.Statement{Text: metaConstraint().Cypher()}); err != nil {
		return meta{}, err
	}
	var m meta
	err = db.Write(ctx, func(tx *neo.Tx) error {
		rows, err := tx.Query(ctx, query.Statement{
			Text:   "MERGE (m:" + catalog.MetaLabel + " {id: 'meta'}) ON CREATE SET m.product = $product, m.version = $version, m.indexes = [], m.orders = $orders " + returned,
			Params: map[string]any{"product": product, "version": newest, "orders": orders},
		})
		if err != nil {
			return err
		}
		m, err = decodeMeta(rows)
		return err
	})
	return m, err
}

func metaConstraint() Change {
	return Change{Kind: Unique, Name: "clusterGraphMeta_id_unique", On: catalog.MetaLabel, Properties: []string{"id"}}
}

func decodeMeta(rows query.Rows) (meta, error) {
	s, _, err := query.First[stored](rows)
	version, ok := s.Version.(int64)
	if err != nil || !ok || s.Product != product {
		return meta{}, fault.New(fault.Conflict, "the database's :%s node is not one of ours; use another database", catalog.MetaLabel)
	}
	return meta{version: int(version), indexes: s.Indexes, orders: s.Orders}, nil
}

func setVersion(ctx context.Context, db *neo.DB, version int) error {
	return setMeta(ctx, db, map[string]any{"version": version})
}

// setMeta writes only what differs, so that a start with nothing to do writes nothing.
func setMeta(ctx context.Context, db *neo.DB, properties map[string]any) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{
			Text:   "MATCH (m:" + catalog.MetaLabel + " {id: 'meta'}) SET m += $properties",
			Params: map[string]any{"properties": properties},
		})
		return err
	})
}
