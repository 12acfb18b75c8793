package main

// aggregates group over a path. By hand they begin where there are few, at the groups, and
// count apart what is in none.
func aggregates() []*question {
	return []*question{
		{
			name:    "projects by cluster and stage",
			graphql: "{ projects { aggregate(groupBy: [CLUSTER, STAGE]) { key count investment { sum } } } }",
			cypher: "MATCH (k:Cluster)<-[:BELONGS_TO]-()<-[:PART_OF]-()<-[:IN_SEGMENT]-(n) WITH DISTINCT k, n" +
				" WITH k, n.stage AS stage, count(*) AS size, sum(n.investment) AS sum" +
				" WITH collect([k.name, stage, size, sum, k.name_pinyin, k.id]) AS inside" +
				" MATCH (n:Project) WHERE NOT EXISTS { (n)-[:IN_SEGMENT]->() } WITH inside, n.stage AS stage, count(*) AS size, sum(n.investment) AS sum" +
				" WITH inside, collect(['', stage, size, sum, null, null]) AS outside" +
				" UNWIND inside + outside AS row WITH row ORDER BY row[2] DESC, row[4], row[5], row[1] RETURN collect(row[..4])",
			strict: true,
		},
		{
			name:    "companies by segment",
			graphql: "{ companies { aggregate(groupBy: [SEGMENT]) { key count registeredCapital { sum } } } }",
			cypher:  companiesBy("ChainSegment", "OPERATES_IN"),
			strict:  true,
		},
		{
			name:    "companies by district",
			graphql: "{ companies { aggregate(groupBy: [DISTRICT]) { key count registeredCapital { sum } } } }",
			cypher:  companiesBy("District", "LOCATED_IN"),
			strict:  true,
		},
	}
}

// companiesBy checks the label only where the relationship has other starts than companies;
// the group of those that are in none is there only if there are any.
func companiesBy(group, relationship string) string {
	label := ""
	if relationship == "LOCATED_IN" {
		label = ":Company"
	}
	return "MATCH (g:" + group + ")<-[:" + relationship + "]-(n" + label + ") WITH DISTINCT g, n" +
		" WITH g, count(*) AS size, sum(n.registeredCapital) AS sum WITH collect([g.name, size, sum, g.name_pinyin, g.id]) AS inside" +
		" CALL () { MATCH (n:Company) WHERE NOT EXISTS { (n)-[:" + relationship + "]->() } RETURN count(*) AS size, sum(n.registeredCapital) AS sum }" +
		" UNWIND inside + CASE size WHEN 0 THEN [] ELSE [['', size, sum, null, null]] END AS row" +
		" WITH row ORDER BY row[1] DESC, row[3], row[4] RETURN collect(row[..3])"
}
