package answer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Write returns the JSON of the root field, nil for null, and the errors met on the way.
// The path leads to the root field. Rows are those of the plan's statement. QUERY_TOO_COMPLEX
// tells that the JSON would be longer than allowed.
func Write(cat *catalog.Catalog, root *plan.Root, rows [][]any, path ast.Path, allowed *query.Allowance) ([]byte, gqlerror.List, error) {
	w := &writer{cat: cat, root: path, out: make([]byte, 0, estimate(rows)), allowed: allowed}
	var ok bool
	switch {
	case root.One != nil:
		if len(rows) == 0 {
			return nil, nil, nil
		}
		ok = w.object(root.One.Object, &cells{row: rows[0]})
	case root.Page != nil:
		ok = len(rows) == 1 && w.page(root.Page, &cells{row: rows[0]})
	default:
		ok = len(rows) == 1 && w.nodes(root.Nodes, rows[0])
	}
	w.spend()
	switch {
	case w.refused != nil:
		return nil, nil, w.refused
	case !ok:
		return nil, w.errs, nil
	}
	return w.out, w.errs, nil
}

// estimate guesses the length of the answer from the values read: each with its key and
// punctuation. A good guess spares the answer of a page most of its copying.
func estimate(rows [][]any) int {
	size := 64
	for _, row := range rows {
		size += query.Size(row)
	}
	return size
}

// cells reads the columns of a row in the order of the plan.
type cells struct {
	row  []any
	next int
}

func (c *cells) take() any {
	c.next++
	return c.row[c.next-1]
}

// list takes a column that holds a list; nil when it is null.
func (c *cells) list() []any {
	l, _ := c.take().([]any)
	return l
}

// writer appends JSON. Each method that writes a value reports false when the value is
// null where it must not be; what it wrote is then worthless and its caller decides
// whether to write null instead or to pass the null on.
type writer struct {
	cat  *catalog.Catalog
	out  []byte
	root ast.Path
	// steps lead on from the root field; they become a path only where one is needed.
	steps []step
	errs  gqlerror.List
	// allowed is how long the answer may be, spent how much of out is taken from it, and refused
	// why nothing more is written.
	allowed *query.Allowance
	spent   int
	refused error
}

// spend takes what was written since the last call, an error with its path too, from the
// allowance, and tells whether there was enough left.
func (w *writer) spend() bool {
	if w.refused == nil && len(w.out) > w.spent {
		w.refused = w.allowed.Take(len(w.out) - w.spent)
		w.spent = len(w.out)
	}
	return w.refused == nil
}

// step is a key of an object or, where that is empty, a place in a list.
type step struct {
	key   string
	place int
}

func (w *writer) path() ast.Path {
	path := slices.Clone(w.root)
	for _, s := range w.steps {
		if s.key != "" {
			path = append(path, ast.PathName(s.key))
			continue
		}
		path = append(path, ast.PathIndex(s.place))
	}
	return path
}

func (w *writer) fail(code fault.Code, format string, args ...any) bool {
	if w.refused == nil {
		w.refused = w.allowed.Take(errorSize)
	}
	w.errs = append(w.errs, &gqlerror.Error{
		Message:    fmt.Sprintf(format, args...),
		Path:       w.path(),
		Extensions: map[string]any{"code": string(code)},
	})
	return false
}

// errorSize is what an error takes of the allowance.
const errorSize = 256

// key starts an entry of an object and extends the path by it.
func (w *writer) key(i int, alias string) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
	w.out = append(w.out, '"')
	w.out = append(w.out, alias...)
	w.out = append(w.out, '"', ':')
	w.steps = append(w.steps, step{key: alias})
}

func (w *writer) up() { w.steps = w.steps[:len(w.steps)-1] }

// index extends the path by the place in a list.
func (w *writer) index(i int) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
	w.steps = append(w.steps, step{place: i})
}

func (w *writer) null() bool {
	w.out = append(w.out, "null"...)
	return true
}

func (w *writer) object(o *plan.Object, c *cells) bool {
	if !w.spend() {
		return false
	}
	w.out = append(w.out, '{')
	for i, f := range o.Fields {
		w.key(i, f.Alias)
		if !w.objectField(o.Entity, f, c) {
			return false
		}
		w.up()
	}
	w.out = append(w.out, '}')
	return true
}

func (w *writer) objectField(e *catalog.Entity, f plan.Field, c *cells) bool {
	switch {
	case f.Masked:
		return w.value(e.Name, f.Value, privacy.Mask(f.Value, c.take()))
	case f.Value != nil:
		return w.value(e.Name, f.Value, c.take())
	case f.Page != nil:
		return w.page(f.Page, c)
	case f.ToOne != nil:
		return w.nullable(c.list(), func(row []any) bool { return w.object(f.ToOne, &cells{row: row}) })
	}
	w.out = appendString(w.out, f.Typename)
	return true
}

// nullable writes the row's object, or null where there is none or where a null inside it
// propagates up to it.
func (w *writer) nullable(row []any, write func([]any) bool) bool {
	if row == nil {
		return w.null()
	}
	start, depth := len(w.out), len(w.steps)
	if write(row) {
		return true
	}
	w.out, w.steps = w.out[:start], w.steps[:depth]
	return w.null()
}

func (w *writer) nodes(ns *plan.Nodes, row []any) bool {
	type found struct {
		object *plan.Object
		row    []any
	}
	byID := map[string]found{}
	for i, t := range ns.ByType {
		list, _ := row[i].([]any)
		for _, item := range list {
			cols := item.([]any)
			id, _ := cols[0].(string)
			byID[id] = found{t.Object, cols[1:]}
		}
	}
	w.out = append(w.out, '[')
	for i, id := range ns.IDs {
		w.index(i)
		f := byID[cmp.Or(ns.Redirects[id], id)]
		w.nullable(f.row, func(cols []any) bool { return w.object(f.object, &cells{row: cols}) })
		w.up()
	}
	w.out = append(w.out, ']')
	return true
}

// Objects returns the JSON of each entity that was read for a place, by id. One that is
// not there, or that lacks what must not be null, is absent; the errors tell of the latter.
// QUERY_TOO_COMPLEX tells that the JSON would be longer than allowed.
func Objects(cat *catalog.Catalog, ns *plan.Nodes, row []any, path ast.Path, allowed *query.Allowance) (map[string][]byte, gqlerror.List, error) {
	byID := map[string][]byte{}
	var errs gqlerror.List
	for i, t := range ns.ByType {
		list, _ := row[i].([]any)
		for _, item := range list {
			cols := item.([]any)
			w := &writer{cat: cat, root: path, out: make([]byte, 0, query.Size(cols)), allowed: allowed}
			if id, _ := cols[0].(string); w.object(t.Object, &cells{row: cols[1:]}) {
				byID[id] = w.out
			}
			if !w.spend() {
				return nil, nil, w.refused
			}
			errs = append(errs, w.errs...)
		}
	}
	return byID, errs, nil
}
