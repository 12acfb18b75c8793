package neo

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Plan is an operator of a statement's execution plan, and the operators that feed it.
type Plan struct {
	// Operator is the planner's name of it, without the runtime's suffix: NodeIndexSeek.
	Operator string
	// Details says what it works on: the pattern, the index, the condition.
	Details string
	// EstimatedRows is what the planner expected.
	EstimatedRows float64
	// Rows and Hits are what it produced and touched; set by Profile only.
	Rows, Hits int64
	Children   []Plan
}

// Explain returns the plan of a statement without running it.
func (db *DB) Explain(ctx context.Context, stmt query.Statement) (Plan, error) {
	stmt.Text = "EXPLAIN " + stmt.Text
	summary, err := db.summary(ctx, stmt)
	if err != nil {
		return Plan{}, err
	}
	if summary.Plan() == nil {
		return Plan{}, fault.New(fault.Internal, "the database returned no plan")
	}
	return planOf(summary.Plan()), nil
}

// Profile runs a statement and returns its plan with the rows and database hits of each
// operator. A profiled statement is slower than a plain one; the hits are the same.
func (db *DB) Profile(ctx context.Context, stmt query.Statement) (Plan, error) {
	stmt.Text = "PROFILE " + stmt.Text
	summary, err := db.summary(ctx, stmt)
	if err != nil {
		return Plan{}, err
	}
	if summary.Profile() == nil {
		return Plan{}, fault.New(fault.Internal, "the database returned no profile")
	}
	return profileOf(summary.Profile()), nil
}

func (db *DB) summary(ctx context.Context, stmt query.Statement) (neo4j.ResultSummary, error) {
	session := db.session(ctx, neo4j.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	db.runs.Add(1)
	result, err := session.Run(ctx, stmt.Text, stmt.Params, timeoutOf(ctx)...)
	if err != nil {
		return nil, translate(ctx, err)
	}
	summary, err := result.Consume(ctx)
	return summary, translate(ctx, err)
}

func planOf(p neo4j.Plan) Plan {
	plan := operator(p.Operator(), p.Arguments())
	for _, child := range p.Children() {
		plan.Children = append(plan.Children, planOf(child))
	}
	return plan
}

func profileOf(p neo4j.ProfiledPlan) Plan {
	plan := operator(p.Operator(), p.Arguments())
	plan.Rows, plan.Hits = p.Records(), p.DbHits()
	for _, child := range p.Children() {
		plan.Children = append(plan.Children, profileOf(child))
	}
	return plan
}

func operator(name string, arguments map[string]any) Plan {
	name, _, _ = strings.Cut(name, "@")
	plan := Plan{Operator: name}
	plan.Details, _ = arguments["Details"].(string)
	plan.EstimatedRows, _ = arguments["EstimatedRows"].(float64)
	return plan
}

// TotalHits adds up the database hits of the plan and of all that feeds it.
func (p Plan) TotalHits() int64 {
	hits := p.Hits
	for _, child := range p.Children {
		hits += child.TotalHits()
	}
	return hits
}

// Walk visits the plan and all that feeds it, parents first.
func (p Plan) Walk(visit func(Plan)) {
	visit(p)
	for _, child := range p.Children {
		child.Walk(visit)
	}
}

// String prints the plan as an indented tree, an operator a line.
func (p Plan) String() string {
	var b strings.Builder
	p.write(&b, 0)
	return b.String()
}

func (p Plan) write(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), p.Operator)
	if p.Details != "" {
		fmt.Fprintf(b, " %s", p.Details)
	}
	fmt.Fprintf(b, " (estimated %.0f", p.EstimatedRows)
	if p.Rows != 0 || p.Hits != 0 {
		fmt.Fprintf(b, ", rows %d, hits %d", p.Rows, p.Hits)
	}
	b.WriteString(")\n")
	for _, child := range p.Children {
		child.write(b, depth+1)
	}
}
