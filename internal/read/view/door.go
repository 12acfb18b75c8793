package view

import (
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Store is the database as Views read it.
type Store interface {
	// Reads returns what runs the statements of one request; lone tells that it is likely to
	// be one.
	Reads(lone bool) query.Reading
}

// Door opens Views of one database, each under a grant of its own. It is safe for concurrent use.
type Door struct {
	cat      *catalog.Catalog
	store    Store
	compiler *plan.Compiler
}

// NewDoor returns a door to a store. The signer makes the cursors of lists tamper-evident, today
// is what dates of requests are relative to.
func NewDoor(cat *catalog.Catalog, store Store, signer *plan.Signer, today func() scalar.Date) *Door {
	return &Door{cat: cat, store: store, compiler: plan.NewCompiler(cat, signer, today)}
}

// Open returns the View of one request. Close must be called.
func (d *Door) Open(g grant.Grant) *View {
	return &View{
		door: d, grant: g, compiler: d.compiler.For(g),
		read: query.NewAllowance(g.Limits.Bytes), written: query.NewAllowance(g.Limits.Bytes),
	}
}

// Within returns a View that reads inside a transaction, which is the caller's to end.
func (d *Door) Within(g grant.Grant, tx query.Runner) *View {
	v := d.Open(g)
	v.tx = tx
	return v
}
