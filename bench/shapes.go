package main

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// coldShapes are ten queries of different forms, those of the README among them.
func coldShapes(ctx context.Context, db *neo.DB) ([]shape, error) {
	shapes := append(readmeShapes(), moreShapes()...)
	values := map[string]struct{ name, text string }{
		"one person to the clusters": {"id", "MATCH (n:Person)-[:WORKS_ON]->() RETURN DISTINCT n.id LIMIT 10"},
		"filter through two paths":   {"cluster", "MATCH (n:Cluster) RETURN n.name"},
		"by business key":            {"uscc", "MATCH (n:Company) RETURN n.uscc LIMIT 10"},
		"neighbours by edge":         {"id", "MATCH (n:Company)<-[:SUPPLIES]-() RETURN DISTINCT n.id LIMIT 10"},
	}
	for i := range shapes {
		v, given := values[shapes[i].name]
		if !given {
			shapes[i].samples = []sample{{}}
			continue
		}
		var err error
		if shapes[i].samples, err = samplesOf(ctx, db, v.text, v.name); err != nil {
			return nil, err
		}
	}
	return shapes, nil
}

func readmeShapes() []shape {
	return []shape{
		{name: "one person to the clusters", graphql: `query($id: ID!) { person(by: {id: $id}) { name highestDegree projects { edges { role since
			sources { nodes { name publisher } } node { name stage companies { nodes { name uscc } } segments { nodes { name chain { name cluster { name } } } } } } } } }`},
		{name: "segments without a company", graphql: `{ chainSegments(where: {companies: {none: {}}}, orderBy: [{name: ASC}], first: 50) {
			totalCount nodes { name chain { name } downstream(edgeOrderBy: [{weight: DESC}]) { edges { weight node { name } } } } } }`},
		{name: "filter through two paths", graphql: `query($cluster: String!) { companies(first: 5, orderBy: [{name: ASC}], where: {
			segments: {some: {node: {chain: {cluster: {name: {eq: $cluster}}}}}}
			projects: {some: {node: {team: {some: {edge: {role: {eq: LEAD}}, node: {highestDegree: {eq: DOCTORATE}}}}}}}
		}) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`},
		{name: "numbers by cluster and stage", graphql: "{ projects { aggregate(groupBy: [CLUSTER, STAGE]) { key count investment { sum } } } }"},
		{name: "search and changes", graphql: `{ search(text: "zjghw", first: 5) { edges { matched text node { __typename id name } } }
			changes(since: "2026-01-01T00:00:00Z", first: 5) { edges { node { kind type at by values { field before after } } } } }`},
	}
}

func moreShapes() []shape {
	return []shape{
		{name: "by business key", graphql: "query($uscc: String!) { company(by: {uscc: $uscc}) { " + companyFields + " district { name } } }"},
		{name: "page with nested pages", graphql: `{ companies(first: 20, where: {registeredCapital: {gte: 300000000}}, orderBy: [{registeredCapital: DESC}]) { nodes { name
			projects(first: 5, orderBy: [{name: ASC}]) { totalCount nodes { name team(where: {edge: {role: {eq: LEAD}}}) { nodes { name } } } } } } }`},
		{name: "order by degree", graphql: "{ companies(first: 20, orderBy: [{projectsCount: DESC}, {name: ASC}]) { nodes { id name projects { totalCount } } } }"},
		{name: "neighbours by edge", graphql: `query($id: ID!) { company(by: {id: $id}) { suppliers(first: 10, edgeOrderBy: [{since: DESC}]) {
			totalCount edges { product since node { name district { name } } } } } }`},
		{name: "patents of people", graphql: `{ people(first: 20, where: {patents: {some: {}}}, orderBy: [{name: DESC}]) { nodes { name
			patents(first: 3) { nodes { name applicationNumber } } } } }`},
	}
}
