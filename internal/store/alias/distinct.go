package alias

import (
	"context"

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
