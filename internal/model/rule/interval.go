package rule

import (
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Broken is what is wrong with one field of an element.
type Broken struct {
	Field, Reason string
}

// Intervals tells which pairs of stored values are the wrong way round, at the later field of
// each. A pair of which one is missing is not.
func Intervals(list []catalog.Interval, stored map[string]any) []Broken {
	var broken []Broken
	for _, i := range list {
		if reason := wrongWayRound(i, stored[i.From.Name], stored[i.To.Name]); reason != "" {
			broken = append(broken, Broken{Field: i.To.Name, Reason: reason})
		}
	}
	return broken
}

func wrongWayRound(i catalog.Interval, from, to any) string {
	if i.From.Kind == catalog.Date {
		if reversed(from, to) {
			return fmt.Sprintf("is %s, which is before %s, %s", to, i.From.Name, from)
		}
		return ""
	}
	low, lowText, isLow := measure(i.From, from)
	high, highText, isHigh := measure(i.To, to)
	if !isLow || !isHigh || low <= high {
		return ""
	}
	return fmt.Sprintf("is %s, which is less than %s, %s", highText, i.From.Name, lowText)
}

// reversed tells that the second of two dates ends before the first begins.
func reversed(from, to any) bool {
	first, isFirst := from.(string)
	second, isSecond := to.(string)
	if !isFirst || !isSecond {
		return false
	}
	a, wrongA := scalar.ParseDate(first)
	b, wrongB := scalar.ParseDate(second)
	return wrongA == nil && wrongB == nil && b.Before(a)
}
