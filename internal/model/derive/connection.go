package derive

import (
	"bytes"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func writeConnection(w *bytes.Buffer, e *catalog.Entity) {
	groups := e.GroupKeys()
	fmt.Fprintf(w, `"A page of %[2]s."
	type %[1]sConnection { edges: [%[1]sEdge!]! nodes: [%[1]s!]! pageInfo: PageInfo!
		"How many there are in all, with the filter and without the page."
		totalCount: Int!
		"Counts and summaries of all, with the filter and without the page; without groupBy one entry."
		%[3]s }
	"An entry of a page of %[2]s."
	type %[1]sEdge { cursor: String! node: %[1]s! }
	"Counts and summaries of one group of %[2]s."
	type %[1]sAggregate {
		"What the group has in common, one value a group key; empty where there is no value."
		key: [String!]!
		"Ids of the entities that the group keys lead to, null for keys that lead to none."
		ids: [ID]!
		"Different entities in the group."
		count: Int!
	`, e.Name, e.Plural, aggregateField(e))
	for _, f := range e.Fields {
		if f.Summarised() {
			fmt.Fprintf(w, "%s%s: %sSummary\n", quoted(described(f)), f.Name, typeOf(f))
		}
	}
	w.WriteString("}\n")
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(w, "\"Ways to group %s; an entity that leads to several groups counts in each.\"\nenum %sGroupKey {\n", e.Plural, e.Name)
	for _, g := range groups {
		fmt.Fprintf(w, "%s\n", g.Name)
	}
	w.WriteString("}\n")
}

// aggregateField is that of the pages of an entity, of all and of those at the end of relationships.
func aggregateField(e *catalog.Entity) string {
	arg := ""
	if len(e.GroupKeys()) > 0 {
		arg = "(groupBy: [" + e.Name + "GroupKey!])"
	}
	return "aggregate" + arg + ": [" + e.Name + "Aggregate!]!"
}
