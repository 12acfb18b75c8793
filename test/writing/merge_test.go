package app_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestMerging(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *api)
	}{
		{"ids and keys lead on", mergedIDs},
		{"and back", unmerges},
		{"sides", unmergesWithSides},
		{"refused", refusedMerges},
		{"all or nothing", mergesWhole},
		{"people", mergesPeople},
		{"distinct", distinctOnes},
		{"candidates of one", candidatesOfOne},
		{"candidates of a type", candidatesOfAType},
		{"list", listsMerges},
		{"feed", mergesInTheFeed},
		{"deletion", deletesWhatWasMerged},
		{"search", findsMergedNames},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

const (
	mergeBoth = `mutation ($into: ID!, $from: ID!, $evidence: String!, $sources: [ID!]) { merge(into: $into, from: $from, evidence: $evidence, sources: $sources) {
		id type into from by evidence undoneAt node { id name } sources { id } } }`
	unmergeOne = `mutation ($merge: ID!, $edits: [EditSide!]) { unmerge(merge: $merge, edits: $edits) {
		merge { id undoneAt undoneBy } into { id name } from { id name } landed { change of field side } left } }`
	declareDistinct  = `mutation ($a: ID!, $b: ID!, $reason: String!) { declareDistinct(a: $a, b: $b, reason: $reason) { id a b reason by withdrawnAt } }`
	withdrawDistinct = `mutation ($a: ID!, $b: ID!) { withdrawDistinct(a: $a, b: $b) { id withdrawnAt withdrawnBy } }`
)

// twins records two companies that are the same.
func (a *api) twins(t *testing.T, code string) (into, from string) {
	t.Helper()
	into = a.record(t, vars{"name": "双" + code + "有限公司", "registeredCapital": 7, "stockCode": code + "1", "sources": nodeID("src", 0), "segments": vars{"node": nodeID("seg", 1), "role": "甲"}})
	from = a.record(t, vars{"name": "双" + code + "股份有限公司", "foundedOn": "2020", "stockCode": code + "2", "sources": nodeID("src", 1), "segments": []any{vars{"node": nodeID("seg", 1), "role": "乙"}, vars{"node": nodeID("seg", 2)}}})
	return into, from
}

func (a *api) merge(t *testing.T, into, from string) string {
	t.Helper()
	return get(t, a.data(t, mergeBoth, vars{"into": into, "from": from, "evidence": "同一企业"}), "merge.id").(string)
}

// mergedIDs asks by the id and keys of what was merged away in every place that takes one.
func mergedIDs(t *testing.T, a *api) {
	into, from := a.twins(t, "60010")
	folded := get(t, a.company(t, from), "segments.edges")
	got := a.data(t, mergeBoth, vars{"into": into, "from": from, "evidence": " 同一企业 ", "sources": nodeID("src", 2)})
	assert.Equal(t, []any{"Company", into, from, "api", "同一企业", nil, "双60010有限公司", nodeID("src", 2)}, []any{
		get(t, got, "merge.type"), get(t, got, "merge.into"), get(t, got, "merge.from"), get(t, got, "merge.by"), get(t, got, "merge.evidence"),
		get(t, got, "merge.undoneAt"), get(t, got, "merge.node.name"), get(t, got, "merge.sources.0.id"),
	})
	merged := a.company(t, into)
	assert.Equal(t, []any{7.0, "2020", 2.0}, []any{get(t, merged, "registeredCapital"), get(t, merged, "foundedOn"), get(t, merged, "segments.totalCount")})
	assert.Equal(t, []string{nodeID("src", 0), nodeID("src", 1)}, texts(t, merged, "sources.nodes", "id"))

	other := a.record(t, vars{"name": "双60010集团有限公司"})
	for name, tt := range map[string]struct {
		query, at string
		vars      vars
	}{
		"node":           {`query ($id: ID!) { node(id: $id) { id } }`, "node.id", vars{"id": from}},
		"nodes":          {`query ($id: ID!, $other: ID!) { nodes(ids: [$other, $id, $other]) { id } }`, "nodes.1.id", vars{"id": from, "other": other}},
		"by id":          {`query ($id: ID!) { company(by: {id: $id}) { id } }`, "company.id", vars{"id": from}},
		"by key":         {`{ company(by: {stockCode: "600102.SH"}) { id } }`, "company.id", nil},
		"filter":         {`query ($id: ID!) { companies(where: {id: {eq: $id}}) { nodes { id } } }`, "companies.nodes.0.id", vars{"id": from}},
		"filter of many": {`query ($ids: [ID!]!) { companies(where: {id: {in: $ids}}) { nodes { id } } }`, "companies.nodes.0.id", vars{"ids": []any{from}}},
		"far filter":     {`query ($id: ID!) { chainSegments(where: {companies: {some: {node: {id: {eq: $id}}}}}) { nodes { companies(where: {node: {id: {eq: $id}}}) { nodes { id } } } } }`, "chainSegments.nodes.0.companies.nodes.0.id", vars{"id": from}},
		"provenance":     {`query ($id: ID!) { provenance(id: $id) { of } }`, "provenance.of", vars{"id": from}},
		"update":         {updateCompany, "updateCompany.id", vars{"id": from, "patch": vars{"registeredCapital": 8}}},
		"upsert":         {upsertCompany, "upsertCompany.id", vars{"key": vars{"stockCode": "600102"}, "input": vars{"name": "双60010有限公司"}}},
		"link":           {`mutation ($id: ID!) { createPerson(input: {name: "链", employers: {node: $id}}) { employers { nodes { id } } } }`, "createPerson.employers.nodes.0.id", vars{"id": from}},
		"candidates":     {`query ($id: ID!) { duplicateCandidates(type: "Company", id: $id, minWeight: -100) { nodes { a { id } } } }`, "duplicateCandidates.nodes.0.a.id", vars{"id": from}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, into, get(t, a.data(t, tt.query, tt.vars), tt.at))
		})
	}
	assert.Equal(t, "600101", get(t, a.data(t, `query ($id: ID!) { company(by: {id: $id}) { stockCode } }`, vars{"id": into}), "company.stockCode"), "its own key stays")
	history := a.changesOf(t, from)
	last := history[len(history)-1]
	assert.Equal(t, []any{"DELETE", from}, []any{get(t, last, "kind"), get(t, last, "of")})

	var gone string
	for i := range folded.([]any) {
		if e := folded.([]any)[i]; get(t, e, "role") == "乙" {
			gone = get(t, e, "id").(string)
		}
	}
	kept := get(t, a.data(t, `query ($id: ID!) { provenance(id: $id) { of } }`, vars{"id": gone}), "provenance.of")
	a.patch(t, into, vars{"segments": vars{"change": vars{"id": gone, "until": "2030"}}})
	assert.Equal(t, []any{"2030", "甲"}, a.edge(t, into, kept, "until", "role"))
}

// edge are values of a segment relationship.
func (a *api) edge(t *testing.T, company string, id any, names ...string) []any {
	t.Helper()
	for _, e := range get(t, a.company(t, company), "segments.edges").([]any) {
		if get(t, e, "id") == id {
			values := make([]any, len(names))
			for i, name := range names {
				values[i] = get(t, e, name)
			}
			return values
		}
	}
	return nil
}

func unmerges(t *testing.T, a *api) {
	into, from := a.twins(t, "60020")
	before := []any{a.company(t, into), a.company(t, from)}
	merge := a.merge(t, into, from)
	got := get(t, a.data(t, unmergeOne, vars{"merge": merge}), "unmerge")
	assert.Equal(t, []any{merge, "api", into, from}, []any{get(t, got, "merge.id"), get(t, got, "merge.undoneBy"), get(t, got, "into.id"), get(t, got, "from.id")})
	assert.NotNil(t, get(t, got, "merge.undoneAt"))
	assert.Empty(t, get(t, got, "landed"))
	after := []any{a.company(t, into), a.company(t, from)}
	assert.Equal(t, 3.0, get(t, after[0], "version"))
	after[0].(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	a.refused(t, unmergeOne, vars{"merge": merge}, "CONFLICT", "", "undone already")
}

func unmergesWithSides(t *testing.T, a *api) {
	into, from := a.twins(t, "60030")
	merge := a.merge(t, into, from)
	a.patch(t, into, vars{"registeredCapital": 11, "name": "新名", "segments": vars{"link": []any{vars{"node": nodeID("seg", 5), "role": "新"}, vars{"node": nodeID("seg", 6), "role": "留"}}}})
	change := a.lastChange(t, into)
	moved := a.linkTo(t, into, nodeID("seg", 5))
	got := get(t, a.data(t, unmergeOne, vars{"merge": merge, "edits": []any{
		vars{"change": change, "side": "INTO"}, vars{"field": "registeredCapital", "side": "FROM"}, vars{"relationship": moved, "side": "FROM"},
	}}), "unmerge")
	assert.Len(t, get(t, got, "landed"), 4)
	assert.Equal(t, "新名", get(t, got, "into.name"))
	assert.Equal(t, "双60030股份有限公司", get(t, got, "from.name"))
	assert.Equal(t, 11.0, get(t, a.company(t, into), "registeredCapital"), "a change is named more exactly than a field")
	assert.Equal(t, []string{nodeID("seg", 1), nodeID("seg", 6)}, texts(t, a.company(t, into), "segments.edges", "node.id"))
	assert.Equal(t, []string{nodeID("seg", 1), nodeID("seg", 2), nodeID("seg", 5)}, texts(t, a.company(t, from), "segments.edges", "node.id"))
}

// linkTo is the id of the relationship of a company to a segment.
func (a *api) linkTo(t *testing.T, company, segment string) string {
	t.Helper()
	for _, e := range get(t, a.company(t, company), "segments.edges").([]any) {
		if get(t, e, "node.id") == segment {
			return get(t, e, "id").(string)
		}
	}
	return ""
}

func refusedMerges(t *testing.T, a *api) {
	into, from := a.twins(t, "60040")
	away, gone := a.twins(t, "60041")
	a.merge(t, away, gone)
	const bad, conflict, missing = "BAD_USER_INPUT", "CONFLICT", "NOT_FOUND"
	for name, tt := range map[string]struct {
		vars                 vars
		code, argument, says string
	}{
		"no evidence":         {vars{"into": into, "from": from, "evidence": "  "}, bad, "evidence", "say why"},
		"itself":              {vars{"into": into, "from": into, "evidence": "x"}, bad, "from", "into itself"},
		"another type":        {vars{"into": into, "from": nodeID("per", 1), "evidence": "x"}, bad, "from", "one type"},
		"no id":               {vars{"into": "x", "from": from, "evidence": "x"}, bad, "into", "not the id"},
		"an edge":             {vars{"into": into, "from": a.linkTo(t, from, nodeID("seg", 2)), "evidence": "x"}, bad, "from", "not the id"},
		"nothing":             {vars{"into": nodeID("com", 99999), "from": from, "evidence": "x"}, missing, "into", "there is no"},
		"merged already":      {vars{"into": into, "from": gone, "evidence": "x"}, conflict, "from", "merged into " + away},
		"source that is none": {vars{"into": into, "from": from, "evidence": "x", "sources": into}, bad, "sources", "no source"},
		"sources":             {vars{"into": nodeID("src", 0), "from": nodeID("src", 1), "evidence": "x"}, bad, "from", "cited"},
	} {
		t.Run(name, func(t *testing.T) { a.refused(t, mergeBoth, tt.vars, tt.code, tt.argument, tt.says) })
	}
	a.refused(t, deleteCompany, vars{"id": gone, "even": true}, conflict, "id", "merged into "+away)
	a.refused(t, createCompany, vars{"input": vars{"name": "x", "stockCode": "600412"}}, conflict, "input", away)
	a.refused(t, unmergeOne, vars{"merge": "mrg_1"}, missing, "", "no merge")
	merge := get(t, a.data(t, `query ($of: ID!) { merges(of: $of) { nodes { id } } }`, vars{"of": away}), "merges.nodes.0.id")
	a.refused(t, unmergeOne, vars{"merge": merge, "edits": []any{vars{"field": "name", "side": "FROM"}}}, bad, "edits", "edited since")
	a.refused(t, unmergeOne, vars{"merge": merge, "edits": []any{vars{"side": "FROM"}}}, bad, "edits", "name one of")
	a.refused(t, revertChange, vars{"change": a.lastChange(t, gone)}, conflict, "change", "part of the merge")
}

// mergesWhole: a merge that another field of the request spoils has no effect.
func mergesWhole(t *testing.T, a *api) {
	into, from := a.twins(t, "60050")
	r := a.ask(t, `mutation ($into: ID!, $from: ID!) { a: merge(into: $into, from: $from, evidence: "x") { id } b: updateCompany(id: $from, patch: {name: ""}) { id } }`, vars{"into": into, "from": from})
	require.NotEmpty(t, r.Errors)
	assert.Equal(t, "双60050股份有限公司", get(t, a.company(t, from), "name"))
	a.data(t, `mutation ($into: ID!, $from: ID!) { a: updateCompany(id: $from, patch: {registeredCapital: 5}) { id } b: merge(into: $into, from: $from, evidence: "x") { id } c: updateCompany(id: $from, patch: {foundedOn: "2021"}) { id } }`, vars{"into": into, "from": from})
	assert.Equal(t, "2021", get(t, a.company(t, into), "foundedOn"))
}

// mergesPeople: names alone never do.
func mergesPeople(t *testing.T, a *api) {
	person := func(input vars) string { return a.person(t, input) }
	one := person(vars{"name": "同名", "englishName": "Tong Ming", "highestDegree": "MASTER", "employers": vars{"node": nodeID("com", 1)}})
	two := person(vars{"name": "同名", "englishName": "Tong Ming", "highestDegree": "MASTER", "projects": vars{"node": nodeID("prj", 1)}})
	a.refused(t, mergeBoth, vars{"into": one, "from": two, "evidence": "same name"}, "BAD_USER_INPUT", "evidence", "orcid")
	a.data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {employers: {link: {node: "`+nodeID("com", 1)+`"}}}) { id } }`, vars{"id": two})
	a.refused(t, mergeBoth, vars{"into": one, "from": two, "evidence": "same name and employer"}, "BAD_USER_INPUT", "evidence", "employers")
	a.data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {projects: {link: {node: "`+nodeID("prj", 1)+`"}}}) { id } }`, vars{"id": one})
	merge := a.merge(t, one, two)
	a.data(t, unmergeOne, vars{"merge": merge})
	a.data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {employers: {unlink: []}, projects: {unlink: []}}) { id } }`, vars{"id": one})

	three := person(vars{"name": "同名"})
	a.refused(t, mergeBoth, vars{"into": one, "from": three, "evidence": "same name"}, "BAD_USER_INPUT", "evidence", "weight of at least")
	a.data(t, mergeBoth, vars{"into": one, "from": three, "evidence": "the register says so", "sources": nodeID("src", 0)})
}

// distinctOnes are proposed no more, and not merged until that is taken back, also when one
// of them was merged into a third.
func distinctOnes(t *testing.T, a *api) {
	into, from := a.record(t, vars{"name": "双60060有限公司"}), a.record(t, vars{"name": "双60060股份有限公司"})
	third := a.record(t, vars{"name": "双60060集团有限公司"})
	pairs := func(id string) []string {
		return texts(t, a.data(t, `query ($id: ID!) { duplicateCandidates(type: "Company", id: $id) { nodes { b { id } } } }`, vars{"id": id}), "duplicateCandidates.nodes", "b.id")
	}
	assert.ElementsMatch(t, []string{from, third}, pairs(into))
	got := get(t, a.data(t, declareDistinct, vars{"a": from, "b": into, "reason": " 两家企业 "}), "declareDistinct")
	assert.Equal(t, []any{from, into, "两家企业", "api", nil}, []any{get(t, got, "a"), get(t, got, "b"), get(t, got, "reason"), get(t, got, "by"), get(t, got, "withdrawnAt")})
	assert.ElementsMatch(t, []string{third}, pairs(into))
	a.refused(t, declareDistinct, vars{"a": into, "b": from, "reason": "x"}, "CONFLICT", "", "recorded already")
	a.refused(t, declareDistinct, vars{"a": into, "b": into, "reason": "x"}, "BAD_USER_INPUT", "b", "two entities")
	a.refused(t, declareDistinct, vars{"a": into, "b": third, "reason": ""}, "BAD_USER_INPUT", "reason", "say why")
	a.refused(t, mergeBoth, vars{"into": into, "from": from, "evidence": "x"}, "CONFLICT", "from", "两家企业")
	history := a.changesOf(t, into)
	assert.Equal(t, "distinctFrom", get(t, history[len(history)-1], "values.0.field"))

	a.merge(t, third, from)
	a.refused(t, mergeBoth, vars{"into": into, "from": third, "evidence": "x"}, "CONFLICT", "from", "两家企业")
	assert.Empty(t, pairs(into))
	a.refused(t, declareDistinct, vars{"a": third, "b": from, "reason": "x"}, "CONFLICT", "b", "they are merged")
	assert.NotNil(t, get(t, a.data(t, withdrawDistinct, vars{"a": into, "b": from}), "withdrawDistinct.withdrawnAt"))
	a.refused(t, withdrawDistinct, vars{"a": into, "b": from}, "NOT_FOUND", "", "nothing says")
	assert.Equal(t, []string{third}, pairs(into))
	a.merge(t, into, third)
}

func candidatesOfOne(t *testing.T, a *api) {
	into := a.record(t, vars{"name": "张家港配对半导体有限公司", "foundedOn": "2020-05", "district": nodeID("dis", 0)})
	same := a.record(t, vars{"name": "张家港配对半导体股份有限公司", "foundedOn": "2020-05-06", "district": nodeID("dis", 0)})
	former := a.record(t, vars{"name": "张家港配对半导体", "foundedOn": "1999"})
	a.record(t, vars{"name": "张家港配对半导体材料有限公司"})
	got := get(t, a.data(t, `query ($id: ID!) { duplicateCandidates(type: "Company", id: $id, first: 10) {
		truncated method pageInfo { hasNextPage } nodes { weight band proven b { id ... on Company { foundedOn } } terms { field agreement weight m u } } } }`, vars{"id": into}), "duplicateCandidates")
	assert.Equal(t, []string{same, former}, texts(t, got, "nodes", "b.id"))
	assert.Equal(t, []any{"AUTO", true, false, false, "2020-05-06"}, []any{
		get(t, got, "nodes.0.band"), get(t, got, "nodes.0.proven"), get(t, got, "truncated"), get(t, got, "pageInfo.hasNextPage"), get(t, got, "nodes.0.b.foundedOn"),
	})
	assert.InDelta(t, 6.49+6.49+2.25, get(t, got, "nodes.0.weight"), 0.02)
	assert.Equal(t, []any{"name", "AGREE", 0.9, 0.01}, []any{
		get(t, got, "nodes.0.terms.0.field"), get(t, got, "nodes.0.terms.0.agreement"), get(t, got, "nodes.0.terms.0.m"), get(t, got, "nodes.0.terms.0.u"),
	})
	assert.Equal(t, []any{"REVIEW", "DISAGREE"}, []any{get(t, got, "nodes.1.band"), get(t, got, "nodes.1.terms.4.agreement")})
	const paged = `query ($id: ID!, $after: String) { duplicateCandidates(type: "Company", id: $id, first: 1, after: $after) { nodes { b { id } } pageInfo { hasNextPage endCursor } } }`
	first := get(t, a.data(t, paged, vars{"id": into}), "duplicateCandidates")
	second := get(t, a.data(t, paged, vars{"id": into, "after": get(t, first, "pageInfo.endCursor")}), "duplicateCandidates")
	assert.Equal(t, []any{same, true, former, false}, []any{get(t, first, "nodes.0.b.id"), get(t, first, "pageInfo.hasNextPage"), get(t, second, "nodes.0.b.id"), get(t, second, "pageInfo.hasNextPage")})

	// People with other names who share what few share are looked at, too.
	patent := get(t, a.data(t, `mutation { createPatent(input: {name: "一种芯片"}) { id } }`, nil), "createPatent.id")
	one := a.person(t, vars{"name": "王一", "patents": vars{"node": patent}, "employers": vars{"node": nodeID("com", 1)}})
	shares := a.person(t, vars{"name": "张二", "patents": vars{"node": patent}, "employers": vars{"node": nodeID("com", 1)}})
	people := get(t, a.data(t, `query ($id: ID!) { duplicateCandidates(type: "Person", id: $id) { nodes { band proven b { id } } } }`, vars{"id": one}), "duplicateCandidates")
	assert.Contains(t, texts(t, people, "nodes", "b.id"), shares)

	const find = `query ($type: String!, $id: ID, $after: String, $first: Int) { duplicateCandidates(type: $type, id: $id, after: $after, first: $first) { truncated } }`
	a.refused(t, find, vars{"type": "Planet"}, "BAD_USER_INPUT", "type", "Company")
	a.refused(t, find, vars{"type": "District"}, "BAD_USER_INPUT", "type", "Company")
	a.refused(t, find, vars{"type": "Company", "id": nodeID("per", 1)}, "BAD_USER_INPUT", "id", "not an id of a Company")
	a.refused(t, find, vars{"type": "Company", "id": nodeID("com", 9999)}, "NOT_FOUND", "id", "there is no")
	a.refused(t, find, vars{"type": "Company", "after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.refused(t, find, vars{"type": "Company", "id": into, "after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.refused(t, find, vars{"type": "Company", "first": 201}, "BAD_USER_INPUT", "first", "200")
}

// candidatesOfAType pages through all pairs: each comes once, whatever the size of the pages.
func candidatesOfAType(t *testing.T, a *api) {
	for _, name := range []string{"甲乙丙科技有限公司", "甲乙丙科技股份有限公司", "甲乙丙科技集团有限公司", "甲乙丁科技有限公司"} {
		a.record(t, vars{"name": name})
	}
	const paged = `query ($first: Int, $after: String) { duplicateCandidates(type: "Company", first: $first, after: $after) { truncated edges { node { a { name } b { name } weight } } pageInfo { hasNextPage endCursor } } }`
	var lists [][]string
	for _, size := range []int{1, 3, 200} {
		var list []string
		for after := any(nil); ; {
			page := get(t, a.data(t, paged, vars{"first": size, "after": after}), "duplicateCandidates")
			for _, e := range get(t, page, "edges").([]any) {
				list = append(list, get(t, e, "node.a.name").(string)+"="+get(t, e, "node.b.name").(string))
			}
			if after = get(t, page, "pageInfo.endCursor"); get(t, page, "pageInfo.hasNextPage") == false {
				break
			}
		}
		lists = append(lists, list)
	}
	assert.Equal(t, lists[0], lists[1])
	assert.Equal(t, lists[0], lists[2])
	assert.Contains(t, lists[0], "甲乙丙科技股份有限公司=甲乙丙科技集团有限公司")
	for _, pair := range lists[0] {
		assert.NotContains(t, pair, "甲乙丁")
	}
}

func listsMerges(t *testing.T, a *api) {
	into, from := a.twins(t, "60070")
	third := a.record(t, vars{"name": "双六"})
	first := a.merge(t, into, from)
	second := a.merge(t, into, third)
	const list = `query ($of: ID, $first: Int, $after: String) { merges(of: $of, first: $first, after: $after) { nodes { id } edges { cursor node { id undoneAt node { name } sources { id } } } pageInfo { hasNextPage endCursor } } }`
	got := get(t, a.data(t, list, vars{"of": into, "first": 1}), "merges")
	assert.Equal(t, []any{second, true, "双60070有限公司"}, []any{get(t, got, "edges.0.node.id"), get(t, got, "pageInfo.hasNextPage"), get(t, got, "edges.0.node.node.name")})
	next := get(t, a.data(t, list, vars{"of": into, "after": get(t, got, "pageInfo.endCursor")}), "merges")
	assert.Equal(t, []string{first}, texts(t, next, "edges", "node.id"))
	a.data(t, unmergeOne, vars{"merge": second})
	assert.NotNil(t, get(t, a.data(t, list, vars{"of": third}), "merges.edges.0.node.undoneAt"))
	assert.Equal(t, []string{first}, texts(t, a.data(t, list, vars{"of": from}), "merges.nodes", "id"))
	assert.Equal(t, second, texts(t, a.data(t, list, nil), "merges.nodes", "id")[0])
	a.refused(t, list, vars{"after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.refused(t, list, vars{"first": -1}, "BAD_USER_INPUT", "first", "expected 0 to 200")
}

// mergesInTheFeed: both entities and the relationships are told of, with the merge.
func mergesInTheFeed(t *testing.T, a *api) {
	into, from := a.twins(t, "60080")
	start := a.endOf(t)
	merge := a.merge(t, into, from)
	a.data(t, unmergeOne, vars{"merge": merge})
	nodes := get(t, a.data(t, `query ($after: String) { changes(after: $after, first: 100) { nodes { kind type of from to merge into values { field before after } } } }`, vars{"after": start}), "changes.nodes").([]any)
	seen := map[string]int{}
	for _, n := range nodes {
		assert.Equal(t, merge, get(t, n, "merge"))
		seen[get(t, n, "kind").(string)+" "+get(t, n, "type").(string)]++
	}
	assert.Equal(t, map[string]int{
		"UPDATE Company": 2, "DELETE Company": 1, "CREATE Company": 1, // both
		"UPDATE OPERATES_IN": 2, "DELETE OPERATES_IN": 1, "CREATE OPERATES_IN": 1, // one is moved, one stands for another
	}, seen)
	moved := a.linkTo(t, from, nodeID("seg", 2))
	history := a.changesOf(t, moved)
	require.Len(t, history, 3)
	const ends = `query ($id: ID!) { history(id: $id) { nodes { kind from values { field before after } } } }`
	answer := a.data(t, ends, vars{"id": moved})
	got := get(t, answer, "history.nodes")
	assert.Equal(t, []string{from, into, from}, texts(t, answer, "history.nodes", "from"))
	assert.Equal(t, []any{"from", from, into}, []any{get(t, got, "1.values.0.field"), get(t, got, "1.values.0.before"), get(t, got, "1.values.0.after")})
	for _, v := range get(t, got, "0.values").([]any) {
		assert.NotEqual(t, "from", get(t, v, "field"))
	}
}

// deletesWhatWasMerged: what stands for another is not deleted unless told, and then with it.
func deletesWhatWasMerged(t *testing.T, a *api) {
	into, from := a.twins(t, "60090")
	merge := a.merge(t, into, from)
	r := a.ask(t, deleteCompany, vars{"id": into})
	require.Len(t, r.Errors, 2, "its relationships, and what it stands for")
	assert.Contains(t, r.Errors[0].Message, "merged into it")
	a.data(t, deleteCompany, vars{"id": into, "even": true})
	assert.Nil(t, get(t, a.data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": from}), "node"))
	assert.Empty(t, a.run(t, "MATCH (x:Alias) WHERE x.of = $id OR x.into = $id RETURN x", map[string]any{"id": from}))
	assert.Empty(t, a.run(t, "MATCH (x:Aside {id: $id}) RETURN x", map[string]any{"id": from}))
	a.refused(t, unmergeOne, vars{"merge": merge}, "CONFLICT", "", "gone")
	a.record(t, vars{"name": "x", "stockCode": "600902"})
}

// findsMergedNames: the names of what was merged away lead to what stands for it.
func findsMergedNames(t *testing.T, a *api) {
	into := a.record(t, vars{"name": "今名有限公司"})
	from := a.record(t, vars{"name": "昔称有限公司"})
	find := func() []string {
		a.index(t)
		return texts(t, a.data(t, `{ search(text: "昔称") { nodes { id } } }`, nil), "search.nodes", "id")
	}
	assert.Equal(t, []string{from}, find())
	merge := a.merge(t, into, from)
	assert.Equal(t, []string{into}, find())
	a.data(t, unmergeOne, vars{"merge": merge})
	assert.Equal(t, []string{from}, find())
}
