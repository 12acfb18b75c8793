package predicate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// truth is what a database makes of a condition: a comparison with a missing value is unknown.
type truth int

const (
	no truth = iota
	unknown
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// holds says what a predicate makes of properties that are texts, by the rules of the package.
func holds(t *testing.T, p predicate.Predicate, properties map[string]string) truth {
	t.Helper()
	switch p := p.(type) {
	case predicate.And:
		least := yes
		for _, each := range p {
			least = min(least, holds(t, each, properties))
		}
		return least
	case predicate.Or:
		most := no
		for _, each := range p {
			most = max(most, holds(t, each, properties))
		}
		return most
	case predicate.Not:
		return truthOf(holds(t, p.Of, properties) != yes)
	case predicate.Const:
		return truthOf(bool(p))
	case predicate.Missing:
		_, there := properties[p.Field.Name]
		return truthOf(!there)
	case predicate.Compare:
		value, there := properties[p.Field.Name]
		if !there {
			return unknown
		}
		return truthOf(compared(t, value, p.Op, p.Value))
	}
	require.Fail(t, "no predicate on properties", "%T", p)
	return unknown
}

func compared(t *testing.T, value string, op predicate.Op, with any) bool {
	t.Helper()
	if op == predicate.In {
		return slices.Contains(with.([]any), any(value))
	}
	c := strings.Compare(value, with.(string))
	results := map[predicate.Op]bool{
		predicate.Eq: c == 0, predicate.Ne: c != 0,
		predicate.Lt: c < 0, predicate.Lte: c <= 0,
		predicate.Gt: c > 0, predicate.Gte: c >= 0,
	}
	result, known := results[op]
	require.True(t, known, "%s", op)
	return result
}
