package reading_test

import (
	"github.com/clustergraph/clustergraph/test/support"
)

// operation is one of the comparison with graphql-js.
type operation struct {
	Name      string `json:"-"`
	Query     string `json:"query"`
	Variables vars   `json:"variables,omitempty"`
}

// conforming are the operations of the comparison.
func conforming() []operation {
	ids := []string{support.NodeID("com", 1), support.NodeID("per", 10), support.NodeID("com", 999), support.NodeID("chn", 1), support.NodeID("seg", 2)}
	return []operation{
		{"type names", `{ __typename companies(first: 2) { __typename nodes { __typename id district { __typename } } edges { __typename node { __typename } } pageInfo { __typename hasNextPage hasPreviousPage } totalCount } }`, nil},
		{"type names under aliases", `{ kind: __typename c: company(by: {stockCode: "600001"}) { a: __typename b: __typename segments { a: __typename edges { b: __typename c: role } } } }`, nil},
		{"aliased scalars", `{ company(by: {stockCode: "600000"}) { a: name b: name name old: formerNames c: registeredCapital d: foundedOn e: illustrative f: version } }`, nil},
		{"all kinds of values", `{ companies(first: 57) { nodes { id name formerNames uscc stockCode foundedOn listedOn registeredCapital recordedAt illustrative shortName } } }`, nil},
		{"numbers and enums", `{ chainSegments(first: 50) { nodes { order position downstream { edges { id relationship weight node { code } } } } } }`, nil},
		{"nested fragments", `query { company(by: {stockCode: "600004"}) { ...A } }
			fragment A on Company { name ...B } fragment B on Company { district { ...C } ...D } fragment C on District { name companies(first: 2) { nodes { ...D } } } fragment D on Company { stockCode }`, nil},
		{"interface fragments", `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Node { id } ... on Entity { illustrative } ...E ... on Person { orcid } ... { again: id } } }
			fragment E on Entity { version sources(first: 1) { totalCount nodes { citationKey } } }`, vars{"ids": ids}},
		{"interface fragments inside objects", `{ company(by: {stockCode: "600008"}) { ... on Entity { name ... on Node { id ... on Company { stockCode } ... on Person { orcid } } } segments(first: 1) { nodes { ... on Entity { name } } } } }`, nil},
		{"merged selections", `{ company(by: {stockCode: "600008"}) { segments { totalCount } district { code } } company(by: {stockCode: "600008"}) { segments { edges { role } } ... on Company { segments { edges { since node { code } } } district { name } } } }`, nil},
		{"merged through fragments", `query { ...F ...G } fragment F on Query { c: cluster(by: {code: "cluster-0"}) { name chains { nodes { code } } } } fragment G on Query { c: cluster(by: {code: "cluster-0"}) { chains { totalCount nodes { name } } code } }`, nil},
		{"skip and include", `query ($yes: Boolean!, $no: Boolean = false) { companies(first: 1) { nodes { name @skip(if: $yes) id @include(if: $yes) a: id @include(if: $no) b: id @skip(if: $no) ... @include(if: $no) { uscc } ...H @skip(if: $no) district @include(if: $no) { id } } totalCount @include(if: $no) } gone: people @skip(if: true) { totalCount } }
			fragment H on Company { stockCode }`, vars{"yes": true}},
		{"skip everything", `{ company(by: {stockCode: "600001"}) { id @skip(if: true) segments { totalCount @include(if: false) } } }`, nil},
		{"same field twice, once skipped", `{ company(by: {stockCode: "600001"}) { name @skip(if: true) name } }`, nil},
		{"variables and defaults", `query ($by: CompanyKey!, $n: Int = 1) { company(by: $by) { segments(first: $n) { nodes { code } pageInfo { hasNextPage } } } }`, vars{"by": vars{"stockCode": "600008"}}},
		{"several root fields", `{ z: companies(first: 1) { totalCount } a: people(first: 1) { nodes { name } } node(id: "` + support.NodeID("prj", 1) + `") { id } nodes(ids: []) { id } none: company(by: {stockCode: "601988"}) { id } }`, nil},
		{"sources of nodes and edges", `{ company(by: {stockCode: "600000"}) { sources { totalCount edges { node { name citationKey } } } segments { edges { sources(first: 1) { nodes { name } pageInfo { hasNextPage } totalCount } } } } }`, nil},
		{"empty lists", `{ company(by: {stockCode: "600005"}) { segments { edges { id } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage } } } company2: companies(first: 0) { nodes { id } edges { node { id } } } }`, nil},

		{"null at a root that may be null", `{ cluster(by: {code: "cluster-2"}) { code name } people(first: 1) { totalCount } }`, nil},
		{"null at a root that may be null, field left out", `{ cluster(by: {code: "cluster-2"}) { code chains { nodes { code } } } }`, nil},
		{"null up to data", `{ clusters { nodes { name } } people(first: 1) { totalCount } }`, nil},
		{"null up to data from edges", `{ people(first: 1) { totalCount } c: clusters { edges { node { n: name } } } }`, nil},
		{"null at a to-one", `{ chainSegments(first: 8) { nodes { code chain { name } } } }`, nil},
		{"null at a to-one behind a to-one", `{ chainSegments(first: 8) { nodes { code chain { code cluster { name } } } } }`, nil},
		{"null in a list inside a to-one", `{ chainSegment(by: {code: "seg-2"}) { chain { code cluster { code chains { nodes { name } } } } } }`, nil},
		{"null in nodes", `{ nodes(ids: ["` + support.NodeID("chn", 0) + `", "` + support.NodeID("chn", 1) + `", "` + support.NodeID("chn", 2) + `"]) { id ... on Entity { name } } }`, nil},
		{"null at node", `{ node(id: "` + support.NodeID("chn", 1) + `") { ... on Entity { name } } other: node(id: "` + support.NodeID("chn", 1) + `") { id } }`, nil},
		{"null in a page of a page", `{ a: company(by: {stockCode: "600005"}) { projects { nodes { name } } } b: company(by: {stockCode: "600030"}) { name projects { nodes { name } totalCount } } }`, nil},
		{"edge without an id", `{ company(by: {stockCode: "600004"}) { name segments { edges { role id relationship } } } }`, nil},
		{"edge without an id, not asked for it", `{ company(by: {stockCode: "600004"}) { name segments { edges { role } totalCount } } }`, nil},
		{"wrong enum value", `{ people(first: 12) { nodes { id highestDegree } } }`, nil},
		{"wrong enum value on edges", `{ project(by: {registrationCode: "P-3"}) { name team { edges { role r: role node { name } } } } }`, nil},
		{"missing whole number and truth value", `{ a: company(by: {stockCode: "600009"}) { id version } b: company(by: {stockCode: "600010"}) { id illustrative } c: company(by: {stockCode: "600010"}) { id } }`, nil},
		{"several errors", `{ clusterless: cluster(by: {code: "cluster-2"}) { x: name name } people(first: 12) { nodes { highestDegree d: highestDegree } } chainSegments(first: 20) { edges { node { chain { name n: name } } } } }`, nil},
	}
}
