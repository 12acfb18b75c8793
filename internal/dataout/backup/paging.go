package backup

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
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
		return once(func() ([]byte, error) { return graphfile.RecordLine(p.record) })
	}
	after, limit := make([]string, p.keys), firstPage
	return func() ([][]byte, error) {
		// The slice is the statement's until it has run: there is no next page before that.
		rows, err := x.db.Query(ctx, query.Statement{
			Text: p.text, Params: map[string]any{"after": after, "limit": limit, "upto": x.manifest.From, "hidden": x.hidden.ids()},
		})
		if err != nil || len(rows.Values) == 0 {
			return nil, err
		}
		lines, err := p.lines(rows)
		if err != nil {
			return nil, fault.Wrap(fault.Internal, err, "cannot write %s", p.name)
		}
		for i := range after {
			key, err := query.Column[string](rows, fmt.Sprintf("key%d", i))
			if err != nil {
				return nil, err
			}
			after[i] = key[len(key)-1]
		}
		size := 0
		for _, line := range lines {
			size += len(line)
		}
		limit = nextLimit(limit, size, p.most)
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

// once gives one line.
func once(line func() ([]byte, error)) page {
	done := false
	return func() ([][]byte, error) {
		if done {
			return nil, nil
		}
		done = true
		text, err := line()
		return [][]byte{text}, err
	}
}
