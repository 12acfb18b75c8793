package main

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// far is how many rows lie before the page that is read deep in a list.
const far = 10_000

const companyFields = "id name uscc foundedOn registeredCapital"

const companyColumns = "n.id, n.name, n.uscc, n.foundedOn, n.registeredCapital"

const pageFields = "{ nodes { id name uscc } pageInfo { hasNextPage endCursor } }"

// A page by hand reads what the cursor is made of too, and one row more than it shows. One
// record that holds a list costs the driver less than a record a row.
const pageEnd = "WITH n ORDER BY n.name_pinyin, n.id LIMIT 21 RETURN collect([n.id, n.name, n.uscc, n.name_pinyin])"

const named = "MATCH (n:Company) WHERE n.name_pinyin IS NOT NULL AND n.id IS NOT NULL "

// hinted is named for conditions that an index serves too, which the planner at times takes
// instead of the order, and then sorts twenty times the rows.
const hinted = "MATCH (n:Company) USING INDEX n:Company(name_pinyin, id) WHERE n.name_pinyin IS NOT NULL AND n.id IS NOT NULL "

// corpus returns the questions with values from the graph.
func corpus(ctx context.Context, db *neo.DB, api *client) ([]*question, error) {
	queries := slices.Concat(lookups(), pages(), filters(), aggregates(), searches())
	values := map[string]struct{ name, text string }{
		"by id":                      {"id", "MATCH (n:Company) RETURN n.id SKIP 500 LIMIT 500"},
		"by business key":            {"uscc", "MATCH (n:Company) RETURN n.uscc SKIP 500 LIMIT 500"},
		"chain of 5 hops":            {"id", "MATCH (n:Person) WHERE COUNT { (n)-[:WORKS_ON]->() } IN [1, 2, 3] RETURN n.id SKIP 500 LIMIT 500"},
		"page with nested pages":     {"min", "UNWIND range(300, 500) AS m RETURN m * 1000000"},
		"nested filter":              {"cluster", "MATCH (n:Cluster) RETURN n.name"},
		"filter on a far unique key": {"code", "MATCH (n:ChainSegment)<-[:OPERATES_IN]-() RETURN DISTINCT n.code"},
		"segments without a company": {"first", "RETURN 100"},
	}
	samples, err := searchSamples(ctx, db)
	if err != nil {
		return nil, err
	}
	if samples["page after 10,000 rows"], err = deepPage(ctx, db, api); err != nil {
		return nil, err
	}
	for name, v := range values {
		if samples[name], err = samplesOf(ctx, db, v.text, v.name); err != nil {
			return nil, err
		}
	}
	for _, q := range queries {
		if q.samples = samples[q.name]; q.samples == nil {
			q.samples = []sample{{}}
		}
	}
	return queries, nil
}

func lookups() []*question {
	return []*question{
		{
			name:    "by id",
			graphql: "query($id: ID!) { company(by: {id: $id}) { " + companyFields + " } }",
			cypher:  "MATCH (n:Company {id: $id}) RETURN " + companyColumns,
		},
		{
			name:    "by business key",
			graphql: "query($uscc: String!) { company(by: {uscc: $uscc}) { " + companyFields + " } }",
			cypher:  "MATCH (n:Company {uscc: $uscc}) RETURN " + companyColumns,
		},
		{
			name: "chain of 5 hops",
			graphql: "query($id: ID!) { person(by: {id: $id}) { id name projects { nodes { id name companies { nodes { id name" +
				" segments { nodes { id name chain { id name cluster { id name } } } } } } } } } }",
			cypher: "MATCH (n:Person {id: $id}) OPTIONAL MATCH (n)-[:WORKS_ON]->(p) OPTIONAL MATCH (p)<-[:RUNS]-(c)" +
				" OPTIONAL MATCH (c)-[:OPERATES_IN]->(s) OPTIONAL MATCH (s)-[:PART_OF]->(h) OPTIONAL MATCH (h)-[:BELONGS_TO]->(k)" +
				" RETURN collect([n.id, n.name, p.id, p.name, c.id, c.name, s.id, s.name, h.id, h.name, k.id, k.name])",
			paths: true,
		},
		{
			name:    "count only",
			graphql: "{ companies { totalCount } }",
			cypher:  "MATCH (n:Company) RETURN count(n)",
		},
	}
}

func pages() []*question {
	return []*question{
		{
			name:    "first page by name",
			graphql: "{ companies(first: 20, orderBy: [{name: ASC}]) " + pageFields + " }",
			cypher:  named + pageEnd,
			take:    20,
		},
		{
			name:    "page after 10,000 rows",
			graphql: "query($after: String!) { companies(first: 20, after: $after, orderBy: [{name: ASC}]) " + pageFields + " }",
			cypher:  named + "AND n.name_pinyin >= $key AND (n.name_pinyin > $key OR n.id > $id) " + pageEnd,
			take:    20,
		},
		{
			name: "page with nested pages",
			graphql: "query($min: Yuan!) { companies(first: 50, where: {registeredCapital: {gte: $min}}, orderBy: [{name: ASC}]) { nodes { id name" +
				" projects(first: 5, orderBy: [{name: ASC}]) { nodes { id name team(where: {edge: {role: {eq: LEAD}}}) { nodes { id name } } } } } } }",
			cypher: hinted + "AND n.registeredCapital >= $min WITH n ORDER BY n.name_pinyin, n.id LIMIT 50" +
				" RETURN collect([n.id, n.name, COLLECT { MATCH (n)-[r:RUNS]->(p) WITH p, r ORDER BY p.name_pinyin, r.id LIMIT 5" +
				" RETURN [p.id, p.name, [(p)<-[w:WORKS_ON]-(m) WHERE w.role = 'LEAD' | [m.id, m.name]]] }])",
		},
	}
}

func filters() []*question {
	return []*question{
		{
			name: "nested filter",
			graphql: "query($cluster: String!) { companies(first: 20, orderBy: [{name: ASC}], where: {" +
				" segments: {some: {node: {chain: {cluster: {name: {eq: $cluster}}}}}}," +
				" projects: {some: {node: {team: {some: {edge: {role: {eq: LEAD}}, node: {highestDegree: {eq: DOCTORATE}}}}}}}}) " + pageFields + " }",
			cypher: "MATCH (:Cluster {name_canonical: $cluster})<-[:BELONGS_TO]-()<-[:PART_OF]-(s) WITH collect(s) AS segments " +
				named + "AND EXISTS { (n)-[:OPERATES_IN]->(s) WHERE s IN segments }" +
				" AND EXISTS { (n)-[:RUNS]->()<-[w:WORKS_ON]-(m) WHERE w.role = 'LEAD' AND m.highestDegree = 'DOCTORATE' } " + pageEnd,
			take: 20,
		},
		{
			name:    "segments without a company",
			graphql: "query($first: Int!) { chainSegments(first: $first, where: {companies: {none: {}}}) { nodes { id name } } }",
			cypher:  "MATCH (n:ChainSegment) WHERE NOT EXISTS { (n)<-[:OPERATES_IN]-() } WITH n ORDER BY n.id LIMIT $first RETURN collect([n.id, n.name])",
		},
		{
			name: "filter on a far unique key",
			graphql: "query($code: String!) { companies(first: 20, orderBy: [{name: ASC}], where: {segments: {some: {node: {code: {eq: $code}}}}}) " +
				pageFields + " }",
			cypher: "MATCH (s:ChainSegment {code: $code})<-[:OPERATES_IN]-(n) WITH DISTINCT n " + pageEnd,
			take:   20,
		},
	}
}

// deepPage walks to the place deep in the list as a client does, by cursors, and takes the
// same place for the hand-written statement from the database.
func deepPage(ctx context.Context, db *neo.DB, api *client) ([]sample, error) {
	rows, err := db.Query(ctx, query.Statement{
		Text:   named + "RETURN n.name_pinyin, n.id ORDER BY n.name_pinyin, n.id SKIP $skip LIMIT 1",
		Params: map[string]any{"skip": far - 1},
	})
	if err != nil {
		return nil, err
	}
	cursor, err := api.cursorAfter(far)
	if err != nil {
		return nil, err
	}
	return []sample{{
		variables: map[string]any{"after": cursor},
		params:    map[string]any{"key": rows.Values[0][0], "id": rows.Values[0][1]},
	}}, nil
}
