package duplicate

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/alias"
)

// distinct tells which pairs are known not to be the same, also of those that they stand for.
func (s search) distinct(ctx context.Context, ids []string) (func(a, b string) bool, error) {
	groups, err := alias.Members(ctx, s.view, ids)
	if err != nil {
		return nil, err
	}
	var all []string
	standsFor := map[string]string{}
	for into, members := range groups {
		for _, member := range members {
			standsFor[member] = into
			all = append(all, member)
		}
	}
	slices.Sort(all)
	found, err := alias.DistinctAmong(ctx, s.view, all)
	known := map[string]bool{}
	for _, d := range found {
		known[pairKey(standsFor[d.A], standsFor[d.B])] = true
	}
	return func(a, b string) bool { return known[pairKey(a, b)] }, err
}
