package view

import (
	"context"
	"sync"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// The parts of a question, for those who are given a View and build one.
type (
	// Question is a statement that is built by hand.
	Question = cypher.Question
	// Node is a node that a question matched.
	Node = cypher.Node
	// Edge is a relationship that a question followed.
	Edge = cypher.Edge
	// Expression is a value or a condition in a question.
	Expression = cypher.Expression
	// Path is a path that a question found.
	Path = cypher.Path
)

// View is a grant and what reads the database for one request. It is safe for concurrent use.
type View struct {
	door     *Door
	grant    grant.Grant
	compiler *plan.Compiler
	// tx is the transaction that all is read in; nil where the View reads by itself.
	tx query.Runner
	// read and written are what the answers of the request may still have, as rows and as JSON.
	read, written *query.Allowance

	mu      sync.Mutex
	lone    bool
	reading query.Reading
}

// Grant is what the reader may see.
func (v *View) Grant() grant.Grant { return v.grant }

// Catalog is what the schema declares.
func (v *View) Catalog() *catalog.Catalog { return v.door.cat }

// Signer makes the cursors of lists that the compiler does not know.
func (v *View) Signer() *plan.Signer { return v.compiler.Signer() }

// Rows asks a question that is built by hand, under the grant's scope.
func (v *View) Rows(ctx context.Context, build func(q *Question)) (query.Rows, error) {
	q := cypher.NewQuestion(v.grant.Scope)
	build(q)
	stmt, err := cypher.PrintQuestion(q)
	if err != nil {
		return query.Rows{}, err
	}
	return v.Query(ctx, stmt)
}

// Query runs a statement on records that are no entities. What comes of it must pass Visible
// and Shown before a reader sees it.
func (v *View) Query(ctx context.Context, stmt query.Statement) (query.Rows, error) {
	stmt.Allowance = v.read
	return v.runner().Query(ctx, stmt)
}

// Within returns the View of the same request inside a transaction, which is the caller's to end.
func (v *View) Within(tx query.Runner) *View {
	within := v.door.Within(v.grant, tx)
	within.read, within.written = v.read, v.written
	return within
}

// Takes counts bytes of JSON that the answer holds once more; QUERY_TOO_COMPLEX tells that it
// would be too long.
func (v *View) Takes(bytes int) error { return v.written.Take(bytes) }

func (v *View) runner() query.Runner {
	if v.tx != nil {
		return v.tx
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.reading == nil {
		v.reading = v.door.store.Reads(v.lone)
	}
	return v.reading
}

// Close ends the reading.
func (v *View) Close(ctx context.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.reading != nil {
		v.reading.Close(context.WithoutCancel(ctx))
	}
}

// Rows are the rows of an answer, read by the names of their columns.
type Rows = query.Rows

// Ask asks a question that is built by hand, and decodes its rows.
func Ask[T any](ctx context.Context, v *View, build func(q *Question)) ([]T, error) {
	rows, err := v.Rows(ctx, build)
	if err != nil {
		return nil, err
	}
	return query.Scan[T](rows)
}
