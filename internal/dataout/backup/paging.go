package ingest

import (
	"cmp"
	"context"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// pageBytes is about what a page has; the number of its rows follows from those before.
	pageBytes = 2 << 20
	firstPage = 4
	// mostRows bounds a page, mostRecords one of the service's records: a change may tell of
	// one value or of five thousand things.
	mostRows, mostRecords = 1_000, 50
)

// pages reads the rows of a part, a page a statement.
func (x *exporter) pages(ctx context.Context, p part) page {
	if p.record != nil {
		return once(p.record)
	}
	after, limit := make([]any, max(p.keys, 1)), firstPage
	for i := range after {
		after[i] = ""
	}
	return func() ([][]byte, error) {
		// The slice is the statement's until it has run: there is no next page before that.
		rows, err := x.db.Read(ctx, query.Statement{
			Text: p.text, Params: map[string]any{"after": after, "limit": limit, "upto": x.manifest.From, "hidden": x.hidden.ids()},
		})
		if err != nil {
			return nil, err
		}
		lines, size := make([][]byte, len(rows)), 0
		for i, row := range rows {
			if lines[i], err = p.line(row); err != nil {
				return nil, fault.Wrap(fault.Internal, err, "cannot write %v as JSON", row[0])
			}
			copy(after, row)
			size += len(lines[i])
		}
		limit = nextLimit(limit, size, cmp.Or(p.most, mostRows))
		return lines, nil
	}
}

// nextLimit at most doubles from page to page, so that one that is much larger than those
// before it is still no more than a few times too large.
func nextLimit(limit, size, most int) int {
	fits := most
	if size > 0 {
		fits = int(int64(limit) * pageBytes / int64(size))
	}
	return max(1, min(fits, 2*limit, most))
}

// once gives one record.
func once(record map[string]any) page {
	done := false
	return func() ([][]byte, error) {
		if done {
			return nil, nil
		}
		done = true
		line, err := recordLine(record)
		return [][]byte{line}, err
	}
}
