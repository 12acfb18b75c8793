package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// companies are what is written and watched.
const companies = 1_000

// bench lets writers work with and without subscribers.
type bench struct {
	options
	service *process
	db      *neo.DB
	dir     string
	log     *slog.Logger
	ids     []string
	// before is a cursor, of late.
	before string
	values atomic.Int64
}

// run measures each number of subscribers, and then an import.
func (b *bench) run(ctx context.Context) error {
	if err := b.prepare(ctx); err != nil {
		return err
	}
	if _, err := b.write(ctx, &sync.Map{}); err != nil { // warms up
		return err
	}
	fmt.Println(head)
	for _, n := range b.subscribers {
		r, err := b.measure(ctx, n)
		if err != nil {
			return err
		}
		fmt.Println(r.row())
	}
	return b.imports(ctx)
}

// prepare makes the companies, each with a change to begin from.
func (b *bench) prepare(ctx context.Context) error {
	for i := range companies {
		var made struct{ CreateCompany struct{ ID string } }
		err := b.service.ask(ctx, `mutation ($name: String!) { createCompany(input: {name: $name}) { id } }`, map[string]any{"name": fmt.Sprintf("公司 %d", i)}, &made)
		if err != nil {
			return err
		}
		b.ids = append(b.ids, made.CreateCompany.ID)
	}
	return b.advance(ctx)
}

// advance takes the cursor behind all that was written.
func (b *bench) advance(ctx context.Context) error {
	for {
		var page struct {
			Changes struct{ PageInfo struct{ EndCursor string } }
		}
		err := b.service.ask(ctx, `query ($after: String) { changes(first: 200, after: $after) { pageInfo { endCursor } } }`, map[string]any{"after": nullable(b.before)}, &page)
		if err != nil || page.Changes.PageInfo.EndCursor == "" {
			return err
		}
		b.before = page.Changes.PageInfo.EndCursor
	}
}

func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// touch changes a company to a value that no other change has.
func (b *bench) touch(ctx context.Context, company int, written *sync.Map) error {
	value := fmt.Sprintf("简称 %d", b.values.Add(1))
	written.Store(value, time.Now())
	return b.service.ask(ctx, `mutation ($id: ID!, $value: String) { updateCompany(id: $id, patch: {shortName: $value}) { version } }`,
		map[string]any{"id": b.ids[company%companies], "value": value}, nil)
}

// write is the number of writes a second of all writers together.
func (b *bench) write(ctx context.Context, written *sync.Map) (float64, error) {
	var done atomic.Int64
	var group sync.WaitGroup
	failed := make(chan error, b.writers)
	began := time.Now()
	for range b.writers {
		group.Go(func() {
			for time.Since(began) < b.span() {
				if err := b.touch(ctx, int(done.Add(1)), written); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	took := time.Since(began)
	close(failed)
	return float64(done.Load()) / took.Seconds(), <-failed
}
