package answer

import (
	"math"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// mostExact bounds whole numbers to those that every JSON parser reads exactly.
const mostExact = 1 << 53

func (w *writer) summary(f plan.AggregateField, c *cells) {
	w.out = append(w.out, '{')
	for i, part := range f.Parts {
		w.key(i, part.Alias)
		if part.Name == "__typename" {
			w.out = appendString(w.out, f.SummaryType)
		} else {
			w.summarised(f.Summary, part.Name, c.take())
		}
		w.up()
	}
	w.out = append(w.out, '}')
}

// summarised writes a part of a summary, or null and an error where its type cannot hold it.
func (w *writer) summarised(f *catalog.Field, part string, v any) {
	start := len(w.out)
	switch v := v.(type) {
	case int64:
		w.whole(f, part, v)
	case float64:
		w.fraction(f, part, v)
	}
	if len(w.out) == start {
		w.null()
	}
}

func (w *writer) whole(f *catalog.Field, part string, v int64) {
	switch {
	case f.Kind == catalog.Int && part != "total" && v != int64(int32(v)):
		w.fail(fault.QueryTooComplex, "the %s of %s is %d, beyond Int (±2^31); ask for total", part, f.Name, v)
	case v > mostExact || v < -mostExact:
		w.tooMuch(part, f, strconv.FormatInt(v, 10), "±2^53")
	default:
		w.out = strconv.AppendInt(w.out, v, 10)
	}
}

// fraction is for averages and floats; a sum of whole numbers beyond ±2^63 comes back as one too.
func (w *writer) fraction(f *catalog.Field, part string, v float64) {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		w.tooMuch(part, f, "infinite", "the largest Float")
	case f.Kind != catalog.Float && part != "avg" && math.Abs(v) > mostExact:
		w.tooMuch(part, f, "about "+strconv.FormatFloat(v, 'g', 3, 64), "±2^53")
	default:
		w.out = appendFloat(w.out, v)
	}
}

func (w *writer) tooMuch(part string, f *catalog.Field, is, limit string) {
	w.fail(fault.QueryTooComplex, "the %s of %s is %s, beyond %s; narrow the filter, or group by more", part, f.Name, is, limit)
}
