package feed

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// One reads the change with a key, as Entry.Key makes it, or with the id of a stored change of
// which of tells the element that is meant; of may be empty where the change is about one. Several
// tells that it is about more.
func One(ctx context.Context, run query.Runner, key, of string) (e Entry, several bool, err error) {
	changeID, part, _ := strings.Cut(key, ".")
	if !id.Valid(changeID, catalog.ChangePrefix) {
		return Entry{}, false, fault.NoIDOf(key, "change", catalog.ChangePrefix).At("change")
	}
	if part != "" && of != "" && part != of {
		return Entry{}, false, AboutAnother()
	}
	if of == "" {
		of = part
	}
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + " {id: $id}) " +
			"WITH c, CASE WHEN $of = '' THEN 0 ELSE [i IN range(0, coalesce(size(c.ids), 0) - 1) WHERE c.ids[i] = $of][0] END AS at " +
			"RETURN " + columns + ", c.ids[at..at + 1] AS ids, c.froms[at..at + 1] AS froms, c.tos[at..at + 1] AS tos",
		Params: map[string]any{"id": changeID, "of": of},
	})
	if err != nil {
		return Entry{}, false, err
	}
	found, err := decodeChanges(rows)
	if err != nil {
		return Entry{}, false, err
	}
	if len(found) == 0 {
		return Entry{}, false, wrong(fault.NotFound, "change", "there is no such change; take the id of one from changes, history or valueHistory")
	}
	c := found[0]
	if c.Kind == journal.ChangeCreate {
		made, _, err := query.First[created](rows)
		if err != nil {
			return Entry{}, false, err
		}
		made.fill(&c.Entry, 0)
		if of == "" && c.count > 1 {
			return Entry{}, false, wrong(fault.BadUserInput, "of", "the change is about several things; say with of which one is meant")
		}
	}
	if of != "" && c.Of != of {
		return Entry{}, false, AboutAnother()
	}
	return c.Entry, c.count > 1, nil
}

// AboutAnother is the error for a change that is not about what it is asked for.
func AboutAnother() error {
	return wrong(fault.BadUserInput, "of", "the change is not about what of names; leave of out, or take both from the same answer")
}

func wrong(code fault.Code, argument, message string) error {
	return fault.New(code, "%s", message).At(argument)
}
