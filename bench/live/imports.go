package main

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/schema"
)

// importSubscribers listen beside an import.
const importSubscribers = 20

// imports measures the rate of an import beside nobody, beside subscribers that watch one
// company or one type of relationship, and beside subscribers that want every row.
func (b *bench) imports(ctx context.Context) error {
	kinds := []struct {
		name      string
		variables func(i int) map[string]any
	}{
		{"nobody", nil},
		{"20 watch a company or a relationship type", func(i int) map[string]any {
			if i%2 == 0 {
				return map[string]any{"after": b.before, "ids": []string{b.ids[0]}}
			}
			return map[string]any{"after": b.before, "types": []string{"SUPPLIES", "Company"}, "ids": []string{b.ids[0]}}
		}},
		{"20 want every row", func(int) map[string]any { return map[string]any{"after": b.before} }},
	}
	fmt.Println("\n| import beside | rows/s | ratio | events delivered meanwhile |\n|---|--:|--:|--:|")
	rates, events := make([][]float64, len(kinds)), make([]int64, len(kinds))
	for turn := range b.turns {
		for k := range kinds {
			k := (k + turn) % len(kinds)
			rate, got, err := b.imported(ctx, kinds[k].variables)
			if err != nil {
				return err
			}
			rates[k], events[k] = append(rates[k], rate), events[k]+got
		}
	}
	for k, kind := range kinds {
		fmt.Printf("| %s | %.0f | %.2f | %d |\n", kind.name, mean(rates[k]), mean(rates[k])/mean(rates[0]), events[k]/int64(b.turns))
	}
	return nil
}

// imported imports new companies and tells how many rows a second were written.
func (b *bench) imported(ctx context.Context, variables func(int) map[string]any) (rate float64, events int64, err error) {
	if err := b.first(ctx, 1); err != nil {
		return 0, 0, err
	}
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return 0, 0, err
	}
	// What the turn before left to the indexer of search is not this one's.
	if err := searchindex.NewIndexer(b.db, cat).CatchUp(ctx, func(int) {}); err != nil {
		return 0, 0, err
	}
	if variables != nil {
		c, err := b.gather(ctx, importSubscribers, &sync.Map{}, variables)
		if err != nil {
			return 0, 0, err
		}
		defer c.end()
		defer func() { events = c.events.Load() }()
	}
	files := b.newRows()
	began := time.Now()
	report, err := ingest.Import(ctx, b.db, cat, files, ingest.Options{})
	if err == nil && report.Created() != b.rows {
		err = fmt.Errorf("%d of %d rows were created", report.Created(), b.rows)
	}
	return float64(b.rows) / time.Since(began).Seconds(), 0, err
}

// newRows are companies that are not there yet.
func (b *bench) newRows() fs.FS {
	var text strings.Builder
	from := b.values.Add(int64(b.rows))
	for i := range b.rows {
		fmt.Fprintf(&text, `{"name": "导入公司 %d"}`+"\n", from+int64(i))
	}
	return fstest.MapFS{"nodes/Company.jsonl": &fstest.MapFile{Data: []byte(text.String())}}
}
