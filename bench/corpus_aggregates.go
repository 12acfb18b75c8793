package main

// aggregates group over a path. By hand they begin where there are few, at the groups, take
// the entities of one group at a time, and count apart what is in none.
func aggregates() []*question {
	return []*question{
		{
			name:    "projects by cluster and stage",
			graphql: "{ projects { aggregate(groupBy: [CLUSTER, STAGE]) { key count investment { sum } } } }",
			cypher: "MATCH (k:Cluster) CALL (k) { MATCH (k)<-[:BELONGS_TO]-()<-[:PART_OF]-()<-[:IN_SEGMENT]-(n) WITH DISTINCT n" +
				" RETURN n.stage AS stage, count(*) AS size, sum(n.investment) AS sum }" +
				" WITH collect([k.name, stage, size, sum, k.name_pinyin, k.id]) AS inside" +
				" CALL () { MATCH (n:Project) WHERE NOT EXISTS { (n)-[:IN_SEGMENT]->() } RETURN n.stage AS stage, count(*) AS size, sum(n.investment) AS sum }" +
				" WITH inside, collect(['', stage, size, sum, null, null]) AS outside" +
				" UNWIND inside + outside AS row WITH row ORDER BY row[2] DESC, row[4], row[5], row[1] RETURN collect(row[..4])",
			strict: true,
		},
		{
			name:    "companies by segment",
			graphql: "{ companies { aggregate(groupBy: [SEGMENT]) { key count registeredCapital { sum } } } }",
			cypher:  companiesBy("ChainSegment", "OPERATES_IN", "n"),
			strict:  true,
		},
		{
			name:    "companies by district",
			graphql: "{ companies { aggregate(groupBy: [DISTRICT]) { key count registeredCapital { sum } } } }",
			// Projects lie in districts too.
			cypher: companiesBy("District", "LOCATED_IN", "n:Company"),
			strict: true,
		},
	}
}

func companiesBy(group, relationship, company string) string {
	return "MATCH (g:" + group + ") CALL (g) { MATCH (g)<-[:" + relationship + "]-(" + company + ") WITH DISTINCT n" +
		" RETURN count(*) AS size, sum(n.registeredCapital) AS sum }" +
		" WITH collect([g.name, size, sum, g.name_pinyin, g.id]) AS inside" +
		" CALL () { MATCH (n:Company) WHERE NOT EXISTS { (n)-[:" + relationship + "]->() } RETURN count(*) AS size, sum(n.registeredCapital) AS sum }" +
		" UNWIND inside + [['', size, sum, null, null]] AS row WITH row WHERE row[1] > 0" +
		" WITH row ORDER BY row[1] DESC, row[3], row[4] RETURN collect(row[..3])"
}
