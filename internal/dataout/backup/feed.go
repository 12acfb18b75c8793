package backup

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// feedState is how far the feed of changes has come.
type feedState struct {
	position int64
	// record is the node that counts, nil before the first change.
	record map[string]any
}

// readFeed gives all committed changes their positions first.
func readFeed(ctx context.Context, db *neo.DB) (feedState, error) {
	if _, err := feed.Sequence(ctx, db); err != nil {
		return feedState{}, err
	}
	found, err := query.Values[map[string]any](ctx, db, query.Statement{Text: "MATCH (n:" + catalog.FeedLabel + ") RETURN properties(n) AS properties"}, "properties")
	if err != nil || len(found) == 0 {
		return feedState{}, err
	}
	s := feedState{record: found[0]}
	s.position, _ = s.record["position"].(int64)
	return s, nil
}
