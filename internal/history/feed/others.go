package feed

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Others returns, an item an entry, the ids of entities that it tells of beside the one that
// it is about and the ends that it names: the two of the merge that it is a part of, and the
// ends that the relationship has now, which are not those of a change made while a merge held.
// A relationship that is gone has all ends it ever had. An entry must not be shown while one
// of them must not. It takes one statement, and none where there is no merge or relationship.
func Others(ctx context.Context, run query.Runner, entries []Entry) ([][]string, error) {
	others := make([][]string, len(entries))
	merges, edges := mergesAndEdges(entries)
	if len(merges)+len(edges) == 0 {
		return others, nil
	}
	found, err := query.All[other](ctx, run, othersOf(merges, edges))
	if err != nil {
		return nil, err
	}
	known := map[string][]string{}
	for _, o := range found {
		ends, err := o.ends()
		if err != nil {
			return nil, err
		}
		known[o.ID] = append(known[o.ID], ends...)
	}
	for i, e := range entries {
		others[i] = append(others[i], known[e.Merge]...)
		if e.From != "" {
			others[i] = append(others[i], known[e.Of]...)
		}
	}
	return others, nil
}

// mergesAndEdges are the ids of the merges that entries are a part of, and of the
// relationships that they are about, each once.
func mergesAndEdges(entries []Entry) (merges, edges []string) {
	seen := map[string]bool{"": true}
	for _, e := range entries {
		if !seen[e.Merge] {
			seen[e.Merge], merges = true, append(merges, e.Merge)
		}
		if e.From != "" && !seen[e.Of] {
			seen[e.Of], edges = true, append(edges, e.Of)
		}
	}
	return merges, edges
}

func othersOf(merges, edges []string) query.Statement {
	return query.Statement{
		Text: "UNWIND $merges AS v MATCH (m:" + catalog.MergeLabel + " {id: v}) RETURN v AS id, m.into AS from, m.from AS to, null AS before " +
			"UNION ALL UNWIND $edges AS v CALL (v) { MATCH (c:" + catalog.ChangeLabel + " {of: v}) WHERE c.from IS NOT NULL " +
			"WITH c ORDER BY c.at, c.id WITH collect(c) AS whole WHERE size(whole) > 0 " +
			"WITH whole, whole[-1] AS last, whole[-1].kind IN $gone AS gone " +
			"UNWIND CASE WHEN gone THEN [c IN whole WHERE c.merge IS NOT NULL] + last ELSE [last] END AS c " +
			"RETURN c, gone } RETURN v AS id, c.from AS from, c.to AS to, CASE WHEN gone AND c.merge IS NOT NULL THEN c.before END AS before",
		Params: map[string]any{
			"merges": merges, "edges": edges, "gone": []string{string(journal.ChangeDelete), string(journal.ChangeErase)},
		},
	}
}

// other is a merge, or a relationship at one of its changes, with what its ends were before it.
type other struct {
	ID     string `column:"id"`
	From   string `column:"from"`
	To     string `column:"to"`
	Before string `column:"before"`
}

// ends are the ids of both ends, and those of before a move.
func (o other) ends() ([]string, error) {
	e := Entry{Kind: journal.ChangeUpdate, Merge: "m", From: o.From, To: o.To}
	var err error
	e.Values, err = values(o.Before, "")
	return e.Ends(), err
}
