package main

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// plainBatch is the number of rows of an UNWIND.
const plainBatch = 5_000

// plainStatements are the best plain import of the rows, all in one transaction a batch.
var plainStatements = []string{
	"UNWIND $rows AS row MERGE (n:Company {uscc: row.uscc}) SET n += row.set",
	"UNWIND $rows AS row MATCH (a:Company {uscc: row.uscc}) MATCH (b:ChainSegment {code: row.segment}) MERGE (a)-[r:OPERATES_IN {key: ''}]->(b) SET r += row.operates",
	"UNWIND $rows AS row MATCH (a:Company {uscc: row.supplier}) MATCH (b:Company {uscc: row.uscc}) MERGE (a)-[r:SUPPLIES {key: '\u001f'}]->(b) SET r += row.supplies",
}

// plain imports a file by hand: it trusts the rows, keeps no history, and stores the same
// properties in the same indexes.
func plain(ctx context.Context, db *neo.DB, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := csv.NewReader(f)
	if _, err := in.Read(); err != nil {
		return err
	}
	p := plainImport{db: db, ids: id.NewGenerator(time.Now, rand.Reader), now: time.Now().UTC().Format("2006-01-02T15:04:05.000Z")}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return p.flush(ctx)
		}
		if err != nil {
			return err
		}
		row, err := p.row(cells)
		if err != nil {
			return err
		}
		if p.rows = append(p.rows, row); len(p.rows) == plainBatch {
			if err := p.flush(ctx); err != nil {
				return err
			}
		}
	}
}

type plainImport struct {
	db   *neo.DB
	ids  *id.Generator
	now  string
	rows []any
}

func (p *plainImport) row(cells []string) (map[string]any, error) {
	capital, err := strconv.ParseInt(strings.TrimSuffix(cells[3], "万"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("the rows are not those of the bench: %w", err)
	}
	link := func() map[string]any {
		return map[string]any{"id": p.ids.New("rel"), "recordedAt": p.now, "recordedBy": "plain", "sourceIds": []string{}}
	}
	return map[string]any{
		"uscc": cells[0], "segment": cells[5], "supplier": cells[6], "operates": link(), "supplies": link(),
		"set": map[string]any{
			"id": p.ids.New("com"), "name": cells[1], "name_canonical": canon.Text(cells[1]), "name_pinyin": pinyin.SortKey(cells[1]), "foundedOn": cells[2],
			"registeredCapital": capital * 10_000, "description": cells[4], "version": 1, "recordedAt": p.now,
			"recordedBy": "plain", "illustrative": false, "sourceIds": []string{},
		},
	}, nil
}

func (p *plainImport) flush(ctx context.Context) error {
	if len(p.rows) == 0 {
		return nil
	}
	rows := p.rows
	p.rows = nil
	return p.db.Write(ctx, func(tx *neo.Tx) error {
		for _, text := range plainStatements {
			if _, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"rows": rows}}); err != nil {
				return err
			}
		}
		return nil
	})
}
