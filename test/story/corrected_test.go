package story_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/test/support"
)

var theMistake = chapter{
	name: "a mistake, and its revert",
	requests: []storyRequest{
		{
			text: `mutation ($company: ID!) { updateCompany(id: $company, patch: {registeredCapital: 3000000000}) { version } }`,
			inspect: func(t *testing.T, a *support.API, s story, _ any) {
				got := a.Data(t, `query ($company: ID!) { valueHistory(id: $company, field: "registeredCapital") { nodes { value change } } }`, s.vars())
				assert.InDelta(t, 3_000_000_000, support.Get(t, got, "valueHistory.nodes.1.value"), 0)
				s["mistake"] = support.Get(t, got, "valueHistory.nodes.1.change")
			},
		},
		{
			text: `mutation ($mistake: ID!) { revertChange(change: $mistake) { id kind reverts values { field before after } } }`,
			inspect: func(t *testing.T, _ *support.API, s story, answer any) {
				assert.Equal(t, s["mistake"], support.Get(t, answer, "revertChange.reverts"))
			},
		},
	},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($company: ID!) {
			company(by: {id: $company}) { registeredCapital }
			valueHistory(id: $company, field: "registeredCapital") { nodes { value } }
		}`, s.vars())
		assert.InDelta(t, 30_000_000, support.Get(t, got, "company.registeredCapital"), 0)
		assert.Len(t, support.Get(t, got, "valueHistory.nodes"), 3, "the mistake stays readable")
	},
}

var theDouble = chapter{
	name: "a double, merged",
	requests: []storyRequest{
		{
			text: `mutation ($device: ID!, $project: ID!, $source: ID!) {
				double: createCompany(input: {
					name: "清扬半导体（张家港）", shortName: "清扬半导体", segments: {node: $device, role: "器件代工", since: "2026-10"}, projects: {node: $project}, sources: [$source]
				}) { id }
				namesake: createPerson(input: {name: "顾清扬"}) { id }
			}`,
			save: map[string]string{"double": "double.id", "namesake": "namesake.id"},
			inspect: func(t *testing.T, a *support.API, s story, _ any) {
				refused := a.Ask(t, `mutation ($leader: ID!, $namesake: ID!) { merge(into: $leader, from: $namesake, evidence: "同名") { id } }`, s.vars())
				assert.Len(t, refused.Errors, 1, "a name alone never merges people")
				assert.Equal(t, "BAD_USER_INPUT", refused.Errors[0].Code(), refused.Errors[0].Message)
			},
		},
		{
			text: `mutation ($company: ID!, $double: ID!, $source: ID!) {
				merge(into: $company, from: $double, evidence: "同一法人，台账重复登记", sources: [$source]) { id node { name } }
			}`,
			save: map[string]string{"merge": "merge.id"},
		},
	},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($double: ID!, $project: ID!) {
			company(by: {id: $double}) { id shortName segments(orderBy: [{name: ASC}]) { nodes { name } } }
			project(by: {id: $project}) { companies { totalCount } }
		}`, s.vars())
		assert.Equal(t, s["company"], support.Get(t, got, "company.id"), "the old id leads on")
		assert.Equal(t, "清扬半导体", support.Get(t, got, "company.shortName"))
		assert.Equal(t, []string{"功率器件", "外延片"}, support.Texts(t, got, "company.segments.nodes", "name"), "no relationship is lost")
		assert.Equal(t, 1, support.Number(t, got, "project.companies.totalCount"), "and none doubled")
	},
}

var theUndo = chapter{
	name: "the merge is undone, after an edit",
	requests: []storyRequest{
		{text: `mutation ($company: ID!) { updateCompany(id: $company, patch: {description: "氮化镓外延片的研发与生产"}) { version } }`},
		{
			text: `mutation ($merge: ID!) { unmerge(merge: $merge) { into { id } from { id } landed { field side } left } }`,
			inspect: func(t *testing.T, _ *support.API, s story, answer any) {
				assert.Equal(t, []any{vars{"field": "description", "side": "INTO"}}, support.Get(t, answer, "unmerge.landed"))
				assert.Equal(t, s["double"], support.Get(t, answer, "unmerge.from.id"))
				assert.Empty(t, support.Get(t, answer, "unmerge.left"))
			},
		},
		{text: `mutation ($company: ID!, $double: ID!) { declareDistinct(a: $company, b: $double, reason: "另一家代工企业") { id } }`},
	},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($company: ID!, $double: ID!) {
			company(by: {id: $company}) { shortName description segments { nodes { name } } }
			double: company(by: {id: $double}) { id name description segments { edges { role node { name } } } projects { totalCount } }
		}`, s.vars())
		assert.Equal(t, "氮化镓外延片的研发与生产", support.Get(t, got, "company.description"))
		assert.Nil(t, support.Get(t, got, "company.shortName"))
		assert.Equal(t, []string{"外延片"}, support.Texts(t, got, "company.segments.nodes", "name"))
		assert.Equal(t, "器件代工", support.Get(t, got, "double.segments.edges.0.role"))
		assert.Equal(t, 1, support.Number(t, got, "double.projects.totalCount"))
		assert.Nil(t, support.Get(t, got, "double.description"))
	},
}

var theErasure = chapter{
	name: "an erasure",
	requests: []storyRequest{{
		text: `mutation ($member: ID!) { erasePerson(person: $member, reason: "本人申请", confirm: $member) { relationships changes mayStillMention { why } } }`,
	}},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($member: ID!, $award: ID!) {
			person(by: {id: $member}) { id }
			people(where: {name: {eq: "骆一鸣"}}) { totalCount }
			talentAward(by: {id: $award}) { recipients { totalCount nodes { name } } }
		}`, s.vars())
		assert.Nil(t, support.Get(t, got, "person"))
		assert.Equal(t, 0, support.Number(t, got, "people.totalCount"))
		assert.Equal(t, []string{"顾清扬"}, support.Texts(t, got, "talentAward.recipients.nodes", "name"))
		for _, held := range a.Held(t) {
			assert.NotContains(t, held, "骆一鸣")
			assert.NotContains(t, held, "0000-0002-1694-233X")
		}
		again := a.Ask(t, `mutation { upsertPerson(key: {orcid: "0000-0002-1694-233X"}, input: {name: "骆一鸣", orcid: "0000-0002-1694-233X"}) { id } }`, nil)
		assert.NotEmpty(t, again.Errors, "and is not recorded again")
	},
}
