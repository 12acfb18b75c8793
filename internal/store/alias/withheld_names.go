package alias

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// WithheldNames finds in texts the names and keys of those who are withheld.
type WithheldNames struct {
	// people are those who are withheld, who were withheld last come first.
	people []withheld
	// made are the matchers of the first so many of them.
	made map[int]mention.Matcher
}

type withheld struct {
	since   int64
	markers []string
}

// ReadWithheldNames reads the names and keys of everybody who is withheld.
func ReadWithheldNames(ctx context.Context, run query.Runner, cat *catalog.Catalog) (*WithheldNames, error) {
	found, err := query.Values[map[string]any](ctx, run, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + ") WHERE a." + catalog.AsideWhy + " = $why RETURN properties(a) AS properties",
		Params: map[string]any{"why": string(Withheld)},
	}, "properties")
	names := &WithheldNames{made: map[int]mention.Matcher{}}
	for _, properties := range found {
		since, known := properties[catalog.AsideSince].(int64)
		if !known {
			since = math.MaxInt64
		}
		if e := cat.Entity(property.Text(properties[catalog.AsideAs])); e != nil {
			names.people = append(names.people, withheld{since, mention.Markers(e, properties)})
		}
	}
	slices.SortStableFunc(names.people, func(a, b withheld) int { return cmp.Compare(b.since, a.since) })
	return names, err
}

// All finds everybody.
func (n *WithheldNames) All() mention.Matcher { return n.Since(0) }

// Since finds those who were withheld at a moment, in milliseconds, or later: what somebody sends
// afterwards is told of as if nobody were withheld, or it would tell who is.
func (n *WithheldNames) Since(moment int64) mention.Matcher {
	count, _ := slices.BinarySearchFunc(n.people, moment, func(w withheld, moment int64) int {
		if w.since >= moment {
			return -1
		}
		return 1
	})
	if count == 0 {
		return mention.Matcher{}
	}
	if _, made := n.made[count]; !made {
		var list []string
		for _, w := range n.people[:count] {
			list = append(list, w.markers...)
		}
		n.made[count] = mention.New(list)
	}
	return n.made[count]
}
