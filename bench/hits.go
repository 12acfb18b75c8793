package main

import (
	"context"
	"fmt"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

// compiler makes the statements that the service makes of an operation.
type compiler struct {
	schema *ast.Schema
	plan   *plan.Compiler
}

func newCompiler(ctx context.Context, db *neo.DB, cat *catalog.Catalog) (*compiler, error) {
	served, _, err := graph.LoadServed(schema.Served())
	if err != nil {
		return nil, err
	}
	secret, err := migrate.Secret(ctx, db)
	if err != nil {
		return nil, err
	}
	return &compiler{served, plan.NewCompiler(cat, plan.NewSigner(secret))}, nil
}

func (c *compiler) statement(graphql string, variables map[string]any) (query.Statement, error) {
	doc, errs := gqlparser.LoadQueryWithRules(c.schema, graphql, rules.NewDefaultRules())
	if errs != nil {
		return query.Statement{}, errs
	}
	operation := doc.Operations[0]
	field, isField := operation.SelectionSet[0].(*ast.Field)
	if !isField {
		return query.Statement{}, fmt.Errorf("%s: does not begin with a field", graphql)
	}
	root, err := c.plan.Operation(operation, variables).Root(field.Alias)
	if err != nil {
		return query.Statement{}, err
	}
	return cypher.Print(root), nil
}

// hits are the mean database hits of both ways over some samples.
func (c *compiler) hits(ctx context.Context, db *neo.DB, q *question) (service, byHand int64, err error) {
	n := min(len(q.samples), 10)
	for i := range n {
		stmt, err := c.statement(q.graphql, q.samples[i].variables)
		if err != nil {
			return 0, 0, err
		}
		compiled, err := db.Profile(ctx, stmt)
		if err != nil {
			return 0, 0, err
		}
		written, err := db.Profile(ctx, q.statement(i))
		if err != nil {
			return 0, 0, err
		}
		service, byHand = service+compiled.TotalHits(), byHand+written.TotalHits()
	}
	return service / int64(n), byHand / int64(n), nil
}
