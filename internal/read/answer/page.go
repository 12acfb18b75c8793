package answer

import (
	"slices"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// pageData is what was read for a page.
type pageData struct {
	rows  [][]any
	more  bool
	total int64
	// cursorWidth is the number of columns that a row's cursor is made of.
	cursorWidth int
	aggregates  [][]any
}

func (w *writer) page(p *plan.Page, c *cells) bool {
	data := read(p, c)
	w.out = append(w.out, '{')
	starts := edgeStarts(p, data.cursorWidth)
	for i, part := range p.Parts {
		w.key(i, part.Alias)
		if !w.part(p, part, starts[i], data) {
			return false
		}
		w.up()
	}
	w.out = append(w.out, '}')
	return true
}

// read takes a page's columns and cuts its rows to size.
func read(p *plan.Page, c *cells) *pageData {
	data := &pageData{}
	if p.NeedRows {
		list := c.list()
		data.rows = make([][]any, len(list))
		for i, row := range list {
			data.rows[i] = row.([]any)
		}
		if len(data.rows) > p.Size {
			data.rows, data.more = data.rows[:p.Size], true
		}
		if p.Backward {
			slices.Reverse(data.rows)
		}
	}
	if p.NeedTotal {
		data.total, _ = c.take().(int64)
	}
	for _, part := range p.Parts {
		if part.Aggregate != nil {
			data.aggregates = append(data.aggregates, c.list())
		}
	}
	if p.NeedCursor {
		data.cursorWidth = len(p.Order) + 1
	}
	return data
}

// edgeStarts tells, a part, at which column of a row it begins.
func edgeStarts(p *plan.Page, at int) []int {
	starts := make([]int, len(p.Parts))
	aggregate := 0
	for i, part := range p.Parts {
		if part.Aggregate != nil {
			starts[i] = aggregate
			aggregate++
			continue
		}
		starts[i] = at
		at += width(part)
	}
	return starts
}

func width(part plan.Part) int {
	if part.Nodes != nil {
		return 1
	}
	n := 0
	for _, f := range part.Edges {
		switch {
		case f.Sources != nil:
			n += pageWidth(f.Sources)
		case f.Relationship, f.Value != nil, f.Node != nil:
			n++
		}
	}
	return n
}

// pageWidth is how many columns the page of an edge's sources has.
func pageWidth(p *plan.Page) int {
	n := 0
	if p.NeedRows {
		n++
	}
	if p.NeedTotal {
		n++
	}
	for _, part := range p.Parts {
		if part.Aggregate != nil {
			n++
		}
	}
	return n
}

func (w *writer) part(p *plan.Page, part plan.Part, start int, data *pageData) bool {
	switch {
	case part.TotalCount:
		w.out = strconv.AppendInt(w.out, data.total, 10)
		return true
	case part.PageInfo != nil:
		return w.pageInfo(p, part.PageInfo, data)
	case part.Nodes != nil:
		return w.rows(data, func(row []any) bool {
			return w.object(part.Nodes, &cells{row: row[start].([]any)})
		})
	case part.IsEdges:
		return w.rows(data, func(row []any) bool {
			return w.edge(p, part.Edges, row[:data.cursorWidth], &cells{row: row, next: start})
		})
	case part.Aggregate != nil:
		return w.aggregate(part.Aggregate, data.aggregates[start])
	}
	w.out = appendString(w.out, part.Typename)
	return true
}

// rows writes a list of one non-null entry a row.
func (w *writer) rows(data *pageData, write func([]any) bool) bool {
	w.out = append(w.out, '[')
	for i, row := range data.rows {
		w.index(i)
		if !write(row) {
			return false
		}
		w.up()
	}
	w.out = append(w.out, ']')
	return true
}

func (w *writer) edge(p *plan.Page, fields []plan.EdgeField, position []any, c *cells) bool {
	w.out = append(w.out, '{')
	for i, f := range fields {
		w.key(i, f.Alias)
		if !w.edgeField(p, f, position, c) {
			return false
		}
		w.up()
	}
	w.out = append(w.out, '}')
	return true
}

func (w *writer) edgeField(p *plan.Page, f plan.EdgeField, position []any, c *cells) bool {
	switch {
	case f.Cursor:
		return w.cursor(p, position)
	case f.Relationship:
		return w.relationship(p, f, c)
	case f.Value != nil:
		return w.value(p.EdgeTypeName, f.Value, c.take())
	case f.Node != nil:
		return w.object(f.Node, &cells{row: c.list()})
	case f.Sources != nil:
		return w.page(f.Sources, c)
	default:
		w.out = appendString(w.out, f.Typename)
	}
	return true
}

func (w *writer) relationship(p *plan.Page, f plan.EdgeField, c *cells) bool {
	if id, isText := c.take().(string); isText {
		w.out = appendString(w.out, id+f.Side)
		return true
	}
	name := "relationship"
	if f.Side != "" {
		name = "id"
	}
	return w.fail(fault.Internal, "Cannot return null for non-nullable field %s.%s.", p.EdgeTypeName, name)
}

func (w *writer) cursor(p *plan.Page, position []any) bool {
	last := len(position) - 1
	id, _ := position[last].(string)
	start := len(w.out)
	out, err := p.AppendCursor(append(w.out, '"'), position[:last], id)
	if err != nil {
		w.out = w.out[:start]
		return w.fail(fault.Internal, "the cursor cannot be written: a value that the page is ordered by is not one of its type")
	}
	w.out = append(out, '"')
	return true
}

func (w *writer) pageInfo(p *plan.Page, fields []plan.PageInfoField, data *pageData) bool {
	w.out = append(w.out, '{')
	for i, f := range fields {
		w.key(i, f.Alias)
		switch f.Name {
		case "hasNextPage":
			w.out = strconv.AppendBool(w.out, p.Backward && p.Before != nil || !p.Backward && data.more)
		case "hasPreviousPage":
			w.out = strconv.AppendBool(w.out, p.Backward && data.more || !p.Backward && p.After != nil)
		case "startCursor":
			w.cursorAt(p, data, 0)
		case "endCursor":
			w.cursorAt(p, data, len(data.rows)-1)
		default:
			w.out = appendString(w.out, "PageInfo")
		}
		w.up()
	}
	w.out = append(w.out, '}')
	return true
}

func (w *writer) cursorAt(p *plan.Page, data *pageData, i int) {
	if len(data.rows) == 0 {
		w.null()
		return
	}
	if !w.cursor(p, data.rows[i][:data.cursorWidth]) {
		w.null()
	}
}
