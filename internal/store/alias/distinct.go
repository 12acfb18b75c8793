package alias

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Distinct is that two nodes are not the same.
type Distinct struct {
	ID     string `column:"id"`
	Type   string `column:"type"`
	A      string `column:"a"`
	B      string `column:"b"`
	Reason string `column:"reason"`
	// At and WithdrawnAt are moments in stored form; WithdrawnAt is empty while it holds.
	At          string `column:"at"`
	By          string `column:"by"`
	WithdrawnAt string `column:"withdrawnAt"`
	WithdrawnBy string `column:"withdrawnBy"`
}

// DistinctColumns are the columns of a Distinct, of a node d.
const DistinctColumns = "d.id AS id, d.type AS type, d.a AS a, d.b AS b, d.reason AS reason, d.at AS at, d.by AS by, " +
	"d.withdrawnAt AS withdrawnAt, d.withdrawnBy AS withdrawnBy"

// DistinctAmong reads all that says of any of the nodes that it is not the same as another.
func DistinctAmong(ctx context.Context, run query.Runner, ids []string) ([]Distinct, error) {
	label := "(d:" + catalog.DistinctLabel + ")"
	return query.All[Distinct](ctx, run, query.Statement{
		Text: "CALL () { MATCH " + label + " WHERE d.a IN $ids RETURN d UNION MATCH " + label + " WHERE d.b IN $ids RETURN d } " +
			"WITH d WHERE d.withdrawnAt IS NULL RETURN " + DistinctColumns + " ORDER BY d.id",
		Params: map[string]any{"ids": ids},
	})
}

// DistinctPairs finds what says of two of some nodes that they are not the same, of themselves
// or of what they stand for; of returns nil where nothing does.
func DistinctPairs(ctx context.Context, run query.Runner, ids []string) (of func(a, b string) *Distinct, err error) {
	groups, err := Members(ctx, run, ids)
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
	found, err := DistinctAmong(ctx, run, all)
	known := map[string]*Distinct{}
	for i, d := range slices.Backward(found) {
		known[Pair(standsFor[d.A], standsFor[d.B])] = &found[i]
	}
	return func(a, b string) *Distinct { return known[Pair(a, b)] }, err
}

// Pair names two nodes whichever comes first.
func Pair(a, b string) string { return min(a, b) + "/" + max(a, b) }
