package answer

import (
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

func (w *writer) aggregate(a *plan.Aggregate, groups []any) bool {
	if len(groups) > plan.MaxGroups {
		return w.fail(fault.QueryTooComplex, "more than %d groups: narrow the filter, or group by less", plan.MaxGroups)
	}
	w.out = append(w.out, '[')
	for i, g := range groups {
		w.index(i)
		c := &cells{row: g.([]any)}
		w.out = append(w.out, '{')
		for j, f := range a.Fields {
			w.key(j, f.Alias)
			w.aggregateField(a, f, c)
			w.up()
		}
		w.out = append(w.out, '}')
		w.up()
	}
	w.out = append(w.out, ']')
	return true
}

func (w *writer) aggregateField(a *plan.Aggregate, f plan.AggregateField, c *cells) {
	switch {
	case f.Key:
		w.keys(c.list(), func() { w.out = append(w.out, `""`...) })
	case f.IDs:
		w.keys(c.list(), func() { w.null() })
	case f.Count:
		n, _ := c.take().(int64)
		w.out = strconv.AppendInt(w.out, n, 10)
	case f.Summary != nil:
		w.summary(f, c)
	default:
		w.out = appendString(w.out, a.TypeName)
	}
}

// keys writes a list of texts, and what stands for a missing one.
func (w *writer) keys(values []any, missing func()) {
	w.out = append(w.out, '[')
	for i, v := range values {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		if s, isText := v.(string); isText {
			w.out = appendString(w.out, s)
			continue
		}
		missing()
	}
	w.out = append(w.out, ']')
}
