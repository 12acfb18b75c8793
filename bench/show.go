package main

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// show prints what each program sends to the database, what was written by hand, and how it
// is executed.
func (b *bench) show(ctx context.Context) error {
	for _, p := range b.programs {
		t, err := b.openTapped(ctx, p)
		if err != nil {
			return err
		}
		err = b.showProgram(ctx, p, t)
		t.stop()
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) showProgram(ctx context.Context, p program, t *tapped) error {
	questions, err := b.questions(ctx, t.api)
	if err != nil {
		return err
	}
	for _, q := range questions {
		statements, err := t.statements(q, 0)
		if err != nil {
			return err
		}
		fmt.Printf("## %s: %s\n\n%s\n", p.name, q.name, q.graphql)
		if err := b.profile(ctx, statements...); err != nil {
			return err
		}
		fmt.Printf("\nby hand:\n")
		if err := b.profile(ctx, q.statement(0)); err != nil {
			return err
		}
		fmt.Println()
	}
	return nil
}

func (b *bench) profile(ctx context.Context, statements ...query.Statement) error {
	for _, stmt := range statements {
		p, err := b.db.Profile(ctx, stmt)
		if err != nil {
			return err
		}
		fmt.Printf("\n%s\n\n%v%d hits\n", stmt.Text, p, p.TotalHits())
	}
	return nil
}
