package main

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// fits refuses flags that do not belong to what is exported: without it, a forgotten
// --connection would write the whole graph.
func (c *exportCommand) fits() error {
	table, part := c.Connection != "", len(c.IDs) > 0
	if table && part {
		return fault.New(fault.BadUserInput, "give --connection for a table or --ids for a part of the graph, not both")
	}
	var idle []string
	check := func(given, fits bool, flag string) {
		if given && !fits {
			idle = append(idle, flag)
		}
	}
	check(c.Format != "", table || part, "--format")
	check(c.AsOf != "", table || part, "--as-of")
	check(c.Limit != 0, table || part, "--limit")
	check(c.ShowSensitive, table || part, "--show-sensitive")
	check(c.Withheld, !table && !part, "--withheld")
	check(c.Where != "", table, "--where")
	check(c.LinkWhere != "", table, "--link-where")
	check(c.OrderBy != "", table, "--order-by")
	check(len(c.Fields) > 0, table, "--fields")
	check(c.Labels != "", table, "--labels")
	check(c.Depth != 1, part, "--depth")
	check(len(c.Relationships) > 0, part, "--relationships")
	check(len(c.Types) > 0, part, "--types")
	if len(idle) == 0 {
		return nil
	}
	return fault.New(fault.BadUserInput, "%s %s; say --connection for a table or --ids for a part of the graph, or leave %s out",
		strings.Join(idle, ", "), map[bool]string{true: "says nothing about a table or a part of the graph", false: "says nothing about the whole graph"}[table || part], pronoun(len(idle)))
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
