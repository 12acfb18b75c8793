package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestMerging(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *support.API)
	}{
		{"ids and keys redirect", mergedIDs},
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

const withdrawDistinct = `mutation ($a: ID!, $b: ID!) { withdrawDistinct(a: $a, b: $b) { id withdrawnAt withdrawnBy } }`

// twins records two companies that are the same.
func twins(t *testing.T, a *support.API, code string) (into, from string) {
	t.Helper()
	into = a.RecordCompany(t, vars{"name": "双" + code + "有限公司", "registeredCapital": 7, "stockCode": code + "1", "sources": support.NodeID("src", 0), "segments": vars{"node": support.NodeID("seg", 1), "role": "甲"}})
	from = a.RecordCompany(t, vars{"name": "双" + code + "股份有限公司", "foundedOn": "2020", "stockCode": code + "2", "sources": support.NodeID("src", 1), "segments": []any{vars{"node": support.NodeID("seg", 1), "role": "乙"}, vars{"node": support.NodeID("seg", 2)}}})
	return into, from
}

func mustMerge(t *testing.T, a *support.API, into, from string) string {
	t.Helper()
	return support.Get(t, a.Data(t, support.MergeBoth, vars{"into": into, "from": from, "evidence": "同一企业"}), "merge.id").(string)
}

// mergedIDs asks by the id and keys of what was merged away in every place that takes one.
func mergedIDs(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60010")
	folded := support.Get(t, a.Company(t, from), "segments.edges")
	got := a.Data(t, support.MergeBoth, vars{"into": into, "from": from, "evidence": " 同一企业 ", "sources": support.NodeID("src", 2)})
	assert.Equal(t, []any{"Company", into, from, "api", "同一企业", nil, "双60010有限公司", support.NodeID("src", 2)}, []any{
		support.Get(t, got, "merge.type"), support.Get(t, got, "merge.into"), support.Get(t, got, "merge.from"), support.Get(t, got, "merge.by"), support.Get(t, got, "merge.evidence"),
		support.Get(t, got, "merge.undoneAt"), support.Get(t, got, "merge.node.name"), support.Get(t, got, "merge.sources.0.id"),
	})
	merged := a.Company(t, into)
	assert.Equal(t, []any{7.0, "2020", 2.0}, []any{support.Get(t, merged, "registeredCapital"), support.Get(t, merged, "foundedOn"), support.Get(t, merged, "segments.totalCount")})
	assert.Equal(t, []string{support.NodeID("src", 0), support.NodeID("src", 1)}, support.Texts(t, merged, "sources.nodes", "id"))

	other := a.RecordCompany(t, vars{"name": "双60010集团有限公司"})
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
		"update":         {support.UpdateCompany, "updateCompany.id", vars{"id": from, "patch": vars{"registeredCapital": 8}}},
		"upsert":         {support.UpsertCompany, "upsertCompany.id", vars{"key": vars{"stockCode": "600102"}, "input": vars{"name": "双60010有限公司"}}},
		"link":           {`mutation ($id: ID!) { createPerson(input: {name: "链", employers: {node: $id}}) { employers { nodes { id } } } }`, "createPerson.employers.nodes.0.id", vars{"id": from}},
		"candidates":     {`query ($id: ID!) { duplicateCandidates(type: "Company", id: $id, minWeight: -100) { nodes { a { id } } } }`, "duplicateCandidates.nodes.0.a.id", vars{"id": from}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, into, support.Get(t, a.Data(t, tt.query, tt.vars), tt.at))
		})
	}
	assert.Equal(t, "600101", support.Get(t, a.Data(t, `query ($id: ID!) { company(by: {id: $id}) { stockCode } }`, vars{"id": into}), "company.stockCode"), "its own key stays")
	history := a.ChangesOf(t, from)
	last := history[len(history)-1]
	assert.Equal(t, []any{"DELETE", from}, []any{support.Get(t, last, "kind"), support.Get(t, last, "of")})

	var gone string
	for i := range folded.([]any) {
		if e := folded.([]any)[i]; support.Get(t, e, "role") == "乙" {
			gone = support.Get(t, e, "relationship").(string)
		}
	}
	kept := support.Get(t, a.Data(t, `query ($id: ID!) { provenance(id: $id) { of } }`, vars{"id": gone}), "provenance.of")
	a.PatchCompany(t, into, vars{"segments": vars{"change": vars{"id": gone, "until": "2030"}}})
	assert.Equal(t, []any{"2030", "甲"}, edgeValues(t, a, into, kept, "until", "role"))
}

// edgeValues are values of a segment relationship.
func edgeValues(t *testing.T, a *support.API, company string, id any, names ...string) []any {
	t.Helper()
	for _, e := range support.Get(t, a.Company(t, company), "segments.edges").([]any) {
		if support.Get(t, e, "relationship") == id {
			values := make([]any, len(names))
			for i, name := range names {
				values[i] = support.Get(t, e, name)
			}
			return values
		}
	}
	return nil
}

func unmerges(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60020")
	before := []any{a.Company(t, into), a.Company(t, from)}
	merge := mustMerge(t, a, into, from)
	got := support.Get(t, a.Data(t, support.UnmergeOne, vars{"merge": merge}), "unmerge")
	assert.Equal(t, []any{merge, "api", into, from}, []any{support.Get(t, got, "merge.id"), support.Get(t, got, "merge.undoneBy"), support.Get(t, got, "into.id"), support.Get(t, got, "from.id")})
	assert.NotNil(t, support.Get(t, got, "merge.undoneAt"))
	assert.Empty(t, support.Get(t, got, "landed"))
	after := []any{a.Company(t, into), a.Company(t, from)}
	assert.Equal(t, 3.0, support.Get(t, after[0], "version"))
	after[0].(map[string]any)["version"] = 1.0
	assert.Equal(t, before, after)
	a.Refused(t, support.UnmergeOne, vars{"merge": merge}, "CONFLICT", "", "undone already")
}

func unmergesWithSides(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60030")
	merge := mustMerge(t, a, into, from)
	a.PatchCompany(t, into, vars{"registeredCapital": 11, "name": "新名", "segments": vars{"link": []any{vars{"node": support.NodeID("seg", 5), "role": "新"}, vars{"node": support.NodeID("seg", 6), "role": "留"}}}})
	change := a.LastChange(t, into)
	moved := linkTo(t, a, into, support.NodeID("seg", 5))
	got := support.Get(t, a.Data(t, support.UnmergeOne, vars{"merge": merge, "edits": []any{
		vars{"change": change, "side": "INTO"}, vars{"field": "registeredCapital", "side": "FROM"}, vars{"relationship": moved + ".to", "side": "FROM"},
	}}), "unmerge")
	assert.Len(t, support.Get(t, got, "landed"), 4)
	assert.Equal(t, "新名", support.Get(t, got, "into.name"))
	assert.Equal(t, "双60030股份有限公司", support.Get(t, got, "from.name"))
	assert.Equal(t, 11.0, support.Get(t, a.Company(t, into), "registeredCapital"), "a change is named more exactly than a field")
	assert.Equal(t, []string{support.NodeID("seg", 1), support.NodeID("seg", 6)}, support.Texts(t, a.Company(t, into), "segments.edges", "node.id"))
	assert.Equal(t, []string{support.NodeID("seg", 1), support.NodeID("seg", 2), support.NodeID("seg", 5)}, support.Texts(t, a.Company(t, from), "segments.edges", "node.id"))
}

// linkTo is the id of the relationship of a company to a segment.
func linkTo(t *testing.T, a *support.API, company, segment string) string {
	t.Helper()
	for _, e := range support.Get(t, a.Company(t, company), "segments.edges").([]any) {
		if support.Get(t, e, "node.id") == segment {
			return support.Get(t, e, "relationship").(string)
		}
	}
	return ""
}

func refusedMerges(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60040")
	away, gone := twins(t, a, "60041")
	mustMerge(t, a, away, gone)
	const bad, conflict, missing = "BAD_USER_INPUT", "CONFLICT", "NOT_FOUND"
	for name, tt := range map[string]struct {
		vars                 vars
		code, argument, says string
	}{
		"no evidence":         {vars{"into": into, "from": from, "evidence": "  "}, bad, "evidence", "say why"},
		"itself":              {vars{"into": into, "from": into, "evidence": "x"}, bad, "from", "into itself"},
		"another type":        {vars{"into": into, "from": support.NodeID("per", 1), "evidence": "x"}, bad, "from", "one type"},
		"no id":               {vars{"into": "x", "from": from, "evidence": "x"}, bad, "into", "not the id"},
		"an edge":             {vars{"into": into, "from": linkTo(t, a, from, support.NodeID("seg", 2)), "evidence": "x"}, bad, "from", "not the id"},
		"nothing":             {vars{"into": support.NodeID("com", 99999), "from": from, "evidence": "x"}, missing, "into", "there is no"},
		"merged already":      {vars{"into": into, "from": gone, "evidence": "x"}, conflict, "from", "merged into " + away},
		"source that is none": {vars{"into": into, "from": from, "evidence": "x", "sources": into}, bad, "sources", "no source"},
		"sources":             {vars{"into": support.NodeID("src", 0), "from": support.NodeID("src", 1), "evidence": "x"}, bad, "from", "cited"},
	} {
		t.Run(name, func(t *testing.T) { a.Refused(t, support.MergeBoth, tt.vars, tt.code, tt.argument, tt.says) })
	}
	a.Refused(t, support.DeleteCompany, vars{"id": gone, "even": true}, conflict, "id", "merged into "+away)
	a.Refused(t, support.CreateCompany, vars{"input": vars{"name": "x", "stockCode": "600412"}}, conflict, "input", away)
	a.Refused(t, support.UnmergeOne, vars{"merge": "mrg_1"}, bad, "merge", "is not an id of a merge")
	a.Refused(t, support.UnmergeOne, vars{"merge": "mrg_01fvk6dfhv0000000000000000"}, missing, "merge", "no merge")
	merge := support.Get(t, a.Data(t, `query ($of: ID!) { merges(of: $of) { nodes { id } } }`, vars{"of": away}), "merges.nodes.0.id")
	a.Refused(t, support.UnmergeOne, vars{"merge": merge, "edits": []any{vars{"field": "name", "side": "FROM"}}}, bad, "edits", "edited since")
	a.Refused(t, support.UnmergeOne, vars{"merge": merge, "edits": []any{vars{"side": "FROM"}}}, bad, "edits", "name one of")
	a.Refused(t, support.RevertChange, vars{"change": a.LastChange(t, gone)}, conflict, "change", "part of the merge")
}

// mergesWhole: a merge that another field of the request spoils has no effect.
func mergesWhole(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60050")
	r := a.Ask(t, `mutation ($into: ID!, $from: ID!) { a: merge(into: $into, from: $from, evidence: "x") { id } b: updateCompany(id: $from, patch: {name: ""}) { id } }`, vars{"into": into, "from": from})
	require.NotEmpty(t, r.Errors)
	assert.Equal(t, "双60050股份有限公司", support.Get(t, a.Company(t, from), "name"))
	a.Data(t, `mutation ($into: ID!, $from: ID!) { a: updateCompany(id: $from, patch: {registeredCapital: 5}) { id } b: merge(into: $into, from: $from, evidence: "x") { id } c: updateCompany(id: $from, patch: {foundedOn: "2021"}) { id } }`, vars{"into": into, "from": from})
	assert.Equal(t, "2021", support.Get(t, a.Company(t, into), "foundedOn"))
}

// mergesPeople: names alone never do.
func mergesPeople(t *testing.T, a *support.API) {
	person := func(input vars) string { return a.RecordPerson(t, input) }
	one := person(vars{"name": "同名", "englishName": "Tong Ming", "highestDegree": "MASTER", "employers": vars{"node": support.NodeID("com", 1)}})
	two := person(vars{"name": "同名", "englishName": "Tong Ming", "highestDegree": "MASTER", "projects": vars{"node": support.NodeID("prj", 1)}})
	a.Refused(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "same name"}, "BAD_USER_INPUT", "evidence", "orcid")
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {employers: {link: {node: "`+support.NodeID("com", 1)+`"}}}) { id } }`, vars{"id": two})
	a.Refused(t, support.MergeBoth, vars{"into": one, "from": two, "evidence": "same name and employer"}, "BAD_USER_INPUT", "evidence", "employers")
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {projects: {link: {node: "`+support.NodeID("prj", 1)+`"}}}) { id } }`, vars{"id": one})
	merge := mustMerge(t, a, one, two)
	a.Data(t, support.UnmergeOne, vars{"merge": merge})
	a.Data(t, `mutation ($id: ID!) { updatePerson(id: $id, patch: {employers: {unlink: []}, projects: {unlink: []}}) { id } }`, vars{"id": one})

	three := person(vars{"name": "同名"})
	a.Refused(t, support.MergeBoth, vars{"into": one, "from": three, "evidence": "same name"}, "BAD_USER_INPUT", "evidence", "weight of at least")
	a.Data(t, support.MergeBoth, vars{"into": one, "from": three, "evidence": "the register says so", "sources": support.NodeID("src", 0)})
}

// distinctOnes are proposed no more, and not merged until that is taken back, also when one
// of them was merged into a third.
func distinctOnes(t *testing.T, a *support.API) {
	into, from := a.RecordCompany(t, vars{"name": "双60060有限公司"}), a.RecordCompany(t, vars{"name": "双60060股份有限公司"})
	third := a.RecordCompany(t, vars{"name": "双60060集团有限公司"})
	pairs := func(id string) []string {
		return support.Texts(t, a.Data(t, `query ($id: ID!) { duplicateCandidates(type: "Company", id: $id) { nodes { b { id } } } }`, vars{"id": id}), "duplicateCandidates.nodes", "b.id")
	}
	assert.ElementsMatch(t, []string{from, third}, pairs(into))
	got := support.Get(t, a.Data(t, support.DeclareDistinct, vars{"a": from, "b": into, "reason": " 两家企业 "}), "declareDistinct")
	assert.Equal(t, []any{from, into, "两家企业", "api", nil}, []any{support.Get(t, got, "a"), support.Get(t, got, "b"), support.Get(t, got, "reason"), support.Get(t, got, "by"), support.Get(t, got, "withdrawnAt")})
	assert.ElementsMatch(t, []string{third}, pairs(into))
	a.Refused(t, support.DeclareDistinct, vars{"a": into, "b": from, "reason": "x"}, "CONFLICT", "", "recorded already")
	a.Refused(t, support.DeclareDistinct, vars{"a": into, "b": into, "reason": "x"}, "BAD_USER_INPUT", "b", "two entities")
	a.Refused(t, support.DeclareDistinct, vars{"a": into, "b": third, "reason": ""}, "BAD_USER_INPUT", "reason", "say why")
	a.Refused(t, support.MergeBoth, vars{"into": into, "from": from, "evidence": "x"}, "CONFLICT", "from", "两家企业")
	history := a.ChangesOf(t, into)
	assert.Equal(t, "distinctFrom", support.Get(t, history[len(history)-1], "values.0.field"))

	mustMerge(t, a, third, from)
	a.Refused(t, support.MergeBoth, vars{"into": into, "from": third, "evidence": "x"}, "CONFLICT", "from", "两家企业")
	assert.Empty(t, pairs(into))
	a.Refused(t, support.DeclareDistinct, vars{"a": third, "b": from, "reason": "x"}, "CONFLICT", "b", "they are merged")
	assert.NotNil(t, support.Get(t, a.Data(t, withdrawDistinct, vars{"a": into, "b": from}), "withdrawDistinct.withdrawnAt"))
	a.Refused(t, withdrawDistinct, vars{"a": into, "b": from}, "NOT_FOUND", "", "nothing says")
	assert.Equal(t, []string{third}, pairs(into))
	mustMerge(t, a, into, third)
}

func candidatesOfOne(t *testing.T, a *support.API) {
	into := a.RecordCompany(t, vars{"name": "张家港配对半导体有限公司", "foundedOn": "2020-05", "district": support.NodeID("dis", 0)})
	same := a.RecordCompany(t, vars{"name": "张家港配对半导体股份有限公司", "foundedOn": "2020-05-06", "district": support.NodeID("dis", 0)})
	former := a.RecordCompany(t, vars{"name": "张家港配对半导体", "foundedOn": "1999"})
	a.RecordCompany(t, vars{"name": "张家港配对半导体材料有限公司"})
	got := support.Get(t, a.Data(t, `query ($id: ID!) { duplicateCandidates(type: "Company", id: $id, first: 10) {
		truncated method pageInfo { hasNextPage } nodes { weight band proven b { id ... on Company { foundedOn } } terms { field agreement weight m u } } } }`, vars{"id": into}), "duplicateCandidates")
	assert.Equal(t, []string{same, former}, support.Texts(t, got, "nodes", "b.id"))
	assert.Equal(t, []any{"AUTO", true, false, false, "2020-05-06"}, []any{
		support.Get(t, got, "nodes.0.band"), support.Get(t, got, "nodes.0.proven"), support.Get(t, got, "truncated"), support.Get(t, got, "pageInfo.hasNextPage"), support.Get(t, got, "nodes.0.b.foundedOn"),
	})
	assert.InDelta(t, 6.49+6.49+2.25, support.Get(t, got, "nodes.0.weight"), 0.02)
	assert.Equal(t, []any{"name", "AGREE", 0.9, 0.01}, []any{
		support.Get(t, got, "nodes.0.terms.0.field"), support.Get(t, got, "nodes.0.terms.0.agreement"), support.Get(t, got, "nodes.0.terms.0.m"), support.Get(t, got, "nodes.0.terms.0.u"),
	})
	assert.Equal(t, []any{"REVIEW", "DISAGREE"}, []any{support.Get(t, got, "nodes.1.band"), support.Get(t, got, "nodes.1.terms.4.agreement")})
	const paged = `query ($id: ID!, $after: String) { duplicateCandidates(type: "Company", id: $id, first: 1, after: $after) { nodes { b { id } } pageInfo { hasNextPage endCursor } } }`
	first := support.Get(t, a.Data(t, paged, vars{"id": into}), "duplicateCandidates")
	second := support.Get(t, a.Data(t, paged, vars{"id": into, "after": support.Get(t, first, "pageInfo.endCursor")}), "duplicateCandidates")
	assert.Equal(t, []any{same, true, former, false}, []any{support.Get(t, first, "nodes.0.b.id"), support.Get(t, first, "pageInfo.hasNextPage"), support.Get(t, second, "nodes.0.b.id"), support.Get(t, second, "pageInfo.hasNextPage")})

	// People with other names who share what few share are looked at, too.
	patent := support.Get(t, a.Data(t, `mutation { createPatent(input: {name: "一种芯片"}) { id } }`, nil), "createPatent.id")
	one := a.RecordPerson(t, vars{"name": "王一", "patents": vars{"node": patent}, "employers": vars{"node": support.NodeID("com", 1)}})
	shares := a.RecordPerson(t, vars{"name": "张二", "patents": vars{"node": patent}, "employers": vars{"node": support.NodeID("com", 1)}})
	people := support.Get(t, a.Data(t, `query ($id: ID!) { duplicateCandidates(type: "Person", id: $id) { nodes { band proven b { id } } } }`, vars{"id": one}), "duplicateCandidates")
	assert.Contains(t, support.Texts(t, people, "nodes", "b.id"), shares)

	const find = `query ($type: String!, $id: ID, $after: String, $first: Int) { duplicateCandidates(type: $type, id: $id, after: $after, first: $first) { truncated } }`
	a.Refused(t, find, vars{"type": "Planet"}, "BAD_USER_INPUT", "type", "Company")
	a.Refused(t, find, vars{"type": "District"}, "BAD_USER_INPUT", "type", "Company")
	a.Refused(t, find, vars{"type": "Company", "id": support.NodeID("per", 1)}, "BAD_USER_INPUT", "id", "not an id of a Company")
	a.Refused(t, find, vars{"type": "Company", "id": support.NodeID("com", 9999)}, "NOT_FOUND", "id", "there is no")
	a.Refused(t, find, vars{"type": "Company", "after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.Refused(t, find, vars{"type": "Company", "id": into, "after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.Refused(t, find, vars{"type": "Company", "first": 201}, "BAD_USER_INPUT", "first", "200")
}

// candidatesOfAType pages through all pairs: each comes once, whatever the size of the pages.
func candidatesOfAType(t *testing.T, a *support.API) {
	for _, name := range []string{"甲乙丙科技有限公司", "甲乙丙科技股份有限公司", "甲乙丙科技集团有限公司", "甲乙丁科技有限公司"} {
		a.RecordCompany(t, vars{"name": name})
	}
	const paged = `query ($first: Int, $after: String) { duplicateCandidates(type: "Company", first: $first, after: $after) { truncated edges { node { a { name } b { name } weight } } pageInfo { hasNextPage endCursor } } }`
	var lists [][]string
	for _, size := range []int{1, 3, 200} {
		var list []string
		for after := any(nil); ; {
			page := support.Get(t, a.Data(t, paged, vars{"first": size, "after": after}), "duplicateCandidates")
			for _, e := range support.Get(t, page, "edges").([]any) {
				list = append(list, support.Get(t, e, "node.a.name").(string)+"="+support.Get(t, e, "node.b.name").(string))
			}
			if after = support.Get(t, page, "pageInfo.endCursor"); support.Get(t, page, "pageInfo.hasNextPage") == false {
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

func listsMerges(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60070")
	third := a.RecordCompany(t, vars{"name": "双六"})
	first := mustMerge(t, a, into, from)
	second := mustMerge(t, a, into, third)
	const list = `query ($of: ID, $first: Int, $after: String) { merges(of: $of, first: $first, after: $after) { nodes { id } edges { cursor node { id undoneAt node { name } sources { id } } } pageInfo { hasNextPage endCursor } } }`
	got := support.Get(t, a.Data(t, list, vars{"of": into, "first": 1}), "merges")
	assert.Equal(t, []any{second, true, "双60070有限公司"}, []any{support.Get(t, got, "edges.0.node.id"), support.Get(t, got, "pageInfo.hasNextPage"), support.Get(t, got, "edges.0.node.node.name")})
	next := support.Get(t, a.Data(t, list, vars{"of": into, "after": support.Get(t, got, "pageInfo.endCursor")}), "merges")
	assert.Equal(t, []string{first}, support.Texts(t, next, "edges", "node.id"))
	a.Data(t, support.UnmergeOne, vars{"merge": second})
	assert.NotNil(t, support.Get(t, a.Data(t, list, vars{"of": third}), "merges.edges.0.node.undoneAt"))
	assert.Equal(t, []string{first}, support.Texts(t, a.Data(t, list, vars{"of": from}), "merges.nodes", "id"))
	assert.Equal(t, second, support.Texts(t, a.Data(t, list, nil), "merges.nodes", "id")[0])
	a.Refused(t, list, vars{"after": "x"}, "BAD_USER_INPUT", "after", "cursor")
	a.Refused(t, list, vars{"first": -1}, "BAD_USER_INPUT", "first", "expected 0 to 200")
}

// mergesInTheFeed: both entities and the relationships are in it, with the merge.
func mergesInTheFeed(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60080")
	start := a.EndOf(t)
	merge := mustMerge(t, a, into, from)
	a.Data(t, support.UnmergeOne, vars{"merge": merge})
	nodes := support.Get(t, a.Data(t, `query ($after: String) { changes(after: $after, first: 100) { nodes { kind type of from to merge into values { field before after } } } }`, vars{"after": start}), "changes.nodes").([]any)
	seen := map[string]int{}
	for _, n := range nodes {
		assert.Equal(t, merge, support.Get(t, n, "merge"))
		seen[support.Get(t, n, "kind").(string)+" "+support.Get(t, n, "type").(string)]++
	}
	assert.Equal(t, map[string]int{
		"UPDATE Company": 2, "DELETE Company": 1, "CREATE Company": 1, // both
		"UPDATE OPERATES_IN": 2, "DELETE OPERATES_IN": 1, "CREATE OPERATES_IN": 1, // one is moved, one stands for another
	}, seen)
	moved := linkTo(t, a, from, support.NodeID("seg", 2))
	history := a.ChangesOf(t, moved)
	require.Len(t, history, 3)
	const ends = `query ($id: ID!) { history(id: $id) { nodes { kind from values { field before after } } } }`
	answer := a.Data(t, ends, vars{"id": moved})
	got := support.Get(t, answer, "history.nodes")
	assert.Equal(t, []string{from, into, from}, support.Texts(t, answer, "history.nodes", "from"))
	assert.Equal(t, []any{"from", from, into}, []any{support.Get(t, got, "1.values.0.field"), support.Get(t, got, "1.values.0.before"), support.Get(t, got, "1.values.0.after")})
	for _, v := range support.Get(t, got, "0.values").([]any) {
		assert.NotEqual(t, "from", support.Get(t, v, "field"))
	}
}

// deletesWhatWasMerged: what stands for another is not deleted unless the request insists,
// and then with it.
func deletesWhatWasMerged(t *testing.T, a *support.API) {
	into, from := twins(t, a, "60090")
	merge := mustMerge(t, a, into, from)
	r := a.Ask(t, support.DeleteCompany, vars{"id": into})
	require.Len(t, r.Errors, 2, "its relationships, and what it stands for")
	assert.Contains(t, r.Errors[0].Message, "merged into it")
	a.Data(t, support.DeleteCompany, vars{"id": into, "even": true})
	assert.Nil(t, support.Get(t, a.Data(t, `query ($id: ID!) { node(id: $id) { id } }`, vars{"id": from}), "node"))
	assert.Empty(t, a.Run(t, "MATCH (x:Alias) WHERE x.of = $id OR x.into = $id RETURN x", map[string]any{"id": from}))
	assert.Empty(t, a.Run(t, "MATCH (x:Aside {id: $id}) RETURN x", map[string]any{"id": from}))
	a.Refused(t, support.UnmergeOne, vars{"merge": merge}, "CONFLICT", "", "gone")
	a.RecordCompany(t, vars{"name": "x", "stockCode": "600902"})
}

// findsMergedNames: the names of what was merged away redirect to what stands for it.
func findsMergedNames(t *testing.T, a *support.API) {
	into := a.RecordCompany(t, vars{"name": "今名有限公司"})
	from := a.RecordCompany(t, vars{"name": "昔称有限公司"})
	find := func() []string {
		a.Index(t)
		return support.Texts(t, a.Data(t, `{ search(text: "昔称") { nodes { id } } }`, nil), "search.nodes", "id")
	}
	assert.Equal(t, []string{from}, find())
	merge := mustMerge(t, a, into, from)
	assert.Equal(t, []string{into}, find())
	a.Data(t, support.UnmergeOne, vars{"merge": merge})
	assert.Equal(t, []string{from}, find())
}
