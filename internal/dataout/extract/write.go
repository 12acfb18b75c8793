package extract

import (
	"context"
	"io"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/ask"
)

// Writer writes lists of the graph.
type Writer struct {
	cat *catalog.Catalog
	api ask.Func
	// most bounds the rows of one table.
	most int
}

// NewWriter returns a writer of tables with at most so many rows; 0 bounds nothing.
func NewWriter(cat *catalog.Catalog, api ask.Func, most int) *Writer {
	return &Writer{cat: cat, api: api, most: most}
}

// Table writes a list. open is called when the first page has been read, so a request that
// is refused has written nothing; whatever fails after that leaves a table that is not whole.
func (w *Writer) Table(ctx context.Context, req Request, f Format, open func() (io.Writer, error)) (rows int, err error) {
	t, err := compile(w.cat, req)
	if err != nil {
		return 0, err
	}
	if req.Limit < 0 {
		return 0, fault.New(fault.BadUserInput, "limit must be 1 or more; leave it out for all rows")
	}
	out := &output{table: t, format: f, title: req.Path, cat: w.cat, limit: req.Limit, most: w.most, chinese: req.Chinese, open: open}
	if _, err := newSink(f, io.Discard, req.Path); err != nil {
		return 0, err
	}
	if err := t.read(ctx, w.api, out.take); err != nil {
		return out.rows, err
	}
	return out.rows, out.sink.close()
}

// output is a table being written.
type output struct {
	*table
	format  Format
	title   string
	cat     *catalog.Catalog
	chinese bool
	limit   int
	most    int
	open    func() (io.Writer, error)
	sink    sink
	rows    int
}

// take writes rows, up to the limit.
func (o *output) take(rows []object) (more bool, err error) {
	if o.sink == nil {
		if err := o.begin(); err != nil {
			return false, err
		}
	}
	values := make([]any, len(o.columns))
	for _, row := range rows {
		if o.limit > 0 && o.rows == o.limit {
			return false, nil
		}
		if o.most > 0 && o.rows == o.most {
			return false, fault.New(fault.QueryTooComplex, "the list has more than %d rows; narrow it with where, or take a part with limit", o.most)
		}
		for i, c := range o.columns {
			values[i] = c.value(row)
			if o.chinese {
				values[i] = c.called(o.cat, values[i])
			}
		}
		if err := o.sink.row(values); err != nil {
			return false, err
		}
		o.rows++
	}
	return o.limit == 0 || o.rows < o.limit, o.sink.flush()
}

func (o *output) begin() error {
	w, err := o.open()
	if err != nil {
		return err
	}
	if o.sink, err = newSink(o.format, w, o.title); err != nil {
		return err
	}
	names := make([]string, len(o.columns))
	for i, c := range o.columns {
		names[i] = c.Name
		if o.chinese {
			names[i] = c.Term
		}
	}
	return o.sink.head(names)
}
