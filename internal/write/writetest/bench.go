package writetest

import (
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Bench is a database and what writes to it. What fails ends the test.
type Bench struct {
	T      *testing.T
	Cat    *catalog.Catalog
	DB     *neo.DB
	Writer *record.Writer
}

// Open returns a bench of the small schema with an empty database.
func Open(t *testing.T) *Bench {
	t.Helper()
	cat, db := Schema(t), neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	t.Cleanup(func() { checkDerived(t, cat, db) })
	now := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC) }
	return &Bench{T: t, Cat: cat, DB: db, Writer: record.NewWriter(cat, id.NewGenerator(now, rand.NewChaCha8([32]byte{1})), now)}
}

// In is the bench for a part of a test, without data.
func (b *Bench) In(t *testing.T) *Bench {
	part := *b
	part.T = t
	t.Cleanup(func() { checkDerived(t, b.Cat, b.DB) })
	part.Clear()
	return &part
}

// Clear removes all but the schema.
func (b *Bench) Clear() {
	b.Query("MATCH (n:Firm|City|Visit|Source|Statement|Change|Merge|Distinct|Alias|Aside) DETACH DELETE n")
}

// Tx runs work in one transaction.
func (b *Bench) Tx(work func(tx *neo.Tx) error) {
	b.T.Helper()
	require.NoError(b.T, b.DB.Write(b.T.Context(), work))
}

// Query runs a statement and returns the values of its rows.
func (b *Bench) Query(text string) [][]any {
	b.T.Helper()
	rows, err := b.DB.Exec(b.T.Context(), query.Statement{Text: text})
	require.NoError(b.T, err)
	return rows
}

// Nodes writes rows of an entity.
func (b *Bench) Nodes(entity string, rows ...input.Node) (out []record.Outcome) {
	b.T.Helper()
	b.Tx(func(tx *neo.Tx) (err error) {
		out, err = b.Writer.UpsertNodes(b.T.Context(), tx, b.Cat.Entity(entity), rows)
		return err
	})
	return out
}

// Edges writes rows of a relationship type.
func (b *Bench) Edges(typ string, rows ...input.Edge) (out []record.Outcome) {
	b.T.Helper()
	b.Tx(func(tx *neo.Tx) (err error) {
		out, err = b.Writer.UpsertEdges(b.T.Context(), tx, typ, rows)
		return err
	})
	return out
}

// PutAside takes a node out of the public graph.
func (b *Bench) PutAside(id string, why alias.Why, into string) (n aside.Node) {
	b.T.Helper()
	b.Tx(func(tx *neo.Tx) (err error) {
		n, err = aside.Put(b.T.Context(), tx, b.Cat.EntityOfID(id), id, why, into)
		return err
	})
	return n
}

// Restore puts a node back that is aside.
func (b *Bench) Restore(id string) (back aside.Restored, err error) {
	b.T.Helper()
	err = b.DB.Write(b.T.Context(), func(tx *neo.Tx) error {
		n, is, err := aside.Hold(b.T.Context(), tx, b.Cat, id)
		require.True(b.T, is)
		if err == nil {
			back, err = aside.Restore(b.T.Context(), tx, b.Cat, n)
		}
		return err
	})
	return back, err
}

// Everything is all nodes and relationships but what the service keeps beside them.
func (b *Bench) Everything() [][]any {
	return b.Query("CALL () { MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN labels(n)[0] AS a, '' AS x, '' AS y, n.id AS id, properties(n) AS p " +
		"UNION ALL MATCH (a)-[r]->(b) RETURN type(r) AS a, a.id AS x, b.id AS y, r.id AS id, properties(r) AS p } RETURN a, x, y, p ORDER BY a, id")
}
