package story_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

var theSigning = chapter{
	name: "signed",
	requests: []storyRequest{{
		text: `mutation ($project: ID!, $application: ID!) {
			project: updateProject(id: $project, patch: {stage: SIGNED, signedOn: "2026-05-12", category: POTENTIAL}) { stage version }
			application: updateApplication(id: $application, patch: {status: ACCEPTED, decidedOn: "2026-05-08", grantedCategory: POTENTIAL}) { status }
			step: createStageEvent(input: {name: "氮化镓外延片项目·签约", happenedOn: "2026-05-12", stage: SIGNED, fromStage: NEGOTIATING, project: $project}) { id }
		}`,
	}},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `{ projects(where: {and: [{stage: {eq: SIGNED}}, {startedOn: {isNull: true}}]}) { nodes { name } } }`, nil)
		assert.Equal(t, []string{"氮化镓外延片项目"}, support.Texts(t, got, "projects.nodes", "name"), "signed but not started")
	},
}

var theRegistration = chapter{
	name: "the company is registered",
	requests: []storyRequest{{
		text: `mutation ($project: ID!, $leader: ID!, $home: ID!, $patent: ID!, $source: ID!) {
			company: upsertCompany(key: {uscc: "91320582PDY00001X7"}, input: {
				uscc: "91320582PDY00001X7", name: "张家港清扬半导体有限公司", foundedOn: "2026-06-03", registeredCapital: 30000000, district: $home, projects: {node: $project},
				shareholders: {node: $leader, share: 40, since: "2026-06-03"}, employees: {node: $leader, title: "董事长", since: "2026-06-03"}, patents: {node: $patent}, sources: [$source]
			}) { id version }
			step: createStageEvent(input: {name: "氮化镓外延片项目·注册落户", happenedOn: "2026-06-03", milestone: COMPANY_REGISTERED, project: $project}) { id }
		}`,
		save: map[string]string{"company": "company.id"},
	}},
}

var theInvestment = chapter{
	name: "the fund invests",
	requests: []storyRequest{
		{
			text: `mutation { fund: upsertFund(key: {code: "c-direct"}, input: {code: "c-direct", name: "C计划直投基金", tier: DIRECT, size: 500000000, principles: [EARLY, SMALL]}) { id } }`,
			save: map[string]string{"fund": "fund.id"},
		},
		{
			text: `mutation ($fund: ID!, $company: ID!, $project: ID!) {
				investment: upsertInvestment(key: {reference: "TZ-2026-11"}, input: {
					reference: "TZ-2026-11", name: "C计划直投·清扬半导体·天使轮", round: ANGEL, amount: 10000000, investedOn: "2026-07-01", share: 8, fund: $fund, company: $company, project: $project
				}) { id }
			}`,
			save: map[string]string{"investment": "investment.id"},
		},
	},
}

var theStart = chapter{
	name: "started in a batch",
	requests: []storyRequest{{
		text: `mutation ($project: ID!, $home: ID!) {
			batch: createProjectBatch(input: {name: "三季度集中开工", heldOn: "2026-08-28", kind: STARTED, reportedProjects: 12, district: $home, projects: {node: $project}}) { id }
			project: updateProject(id: $project, patch: {stage: STARTED, startedOn: "2026-08-28"}) { stage }
			step: createStageEvent(input: {name: "氮化镓外延片项目·开工", happenedOn: "2026-08-28", stage: STARTED, fromStage: SIGNED, project: $project}) { id }
		}`,
		save: map[string]string{"batch": "batch.id"},
	}},
}

var theProduction = chapter{
	name: "in production",
	requests: []storyRequest{{
		text: `mutation ($project: ID!) {
			project: updateProject(id: $project, patch: {stage: IN_PRODUCTION}) { stage }
			step: createStageEvent(input: {name: "氮化镓外延片项目·投产", happenedOn: "2026-11-20", stage: IN_PRODUCTION, fromStage: STARTED, project: $project}) { id }
		}`,
	}},
	after: func(t *testing.T, a *support.API, s story) {
		refused := a.Ask(t, `mutation ($project: ID!) { updateProject(id: $project, patch: {stage: SIGNED}) { id } }`, s.vars())
		require.Len(t, refused.Errors, 1, "a stage is never set back in silence")
		assert.Equal(t, "BAD_USER_INPUT", refused.Errors[0].Code())
		assert.Equal(t, []any{"patch", "stage"}, refused.Errors[0].Extensions["argument"])
		got := a.Data(t, `query ($project: ID!) { project(by: {id: $project}) { stageEvents(orderBy: [{happenedOn: ASC}]) { nodes { stage milestone happenedOn } } } }`, s.vars())
		assert.Equal(t, []string{"2026-05-12", "2026-06-03", "2026-08-28", "2026-11-20"}, support.Texts(t, got, "project.stageEvents.nodes", "happenedOn"))
	},
}

var theSegment = chapter{
	name: "the segment is filled",
	requests: []storyRequest{{
		text: `mutation ($company: ID!, $segment: ID!, $source: ID!) {
			company: updateCompany(id: $company, patch: {segments: {link: {node: $segment, role: "外延片生产", since: "2026-11-20", sources: [$source]}}}) { id }
		}`,
	}},
	after: func(t *testing.T, a *support.API, s story) {
		assert.Equal(t, []string{"功率器件"}, s.missing(t, a))
		got := a.Data(t, `query ($leader: ID!) { person(by: {id: $leader}) { projects { nodes { companies { nodes { segments { nodes { chain { cluster { name } } } } } } } } } }`, s.vars())
		assert.Equal(t, "特色半导体", support.Get(t, got, "person.projects.nodes.0.companies.nodes.0.segments.nodes.0.chain.cluster.name"), "one talent, one project, one industry")
	},
}

var theTarget = chapter{
	name: "the target is counted",
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($target: ID!, $officer: ID!) {
			target(by: {id: $target}) { value year indicator { code } officer { id } }
			projects(where: {and: [{signedOn: {gte: "2026", lte: "2026"}}, {officers: {some: {node: {id: {eq: $officer}}}}}]}) { totalCount }
		}`, s.vars())
		require.Equal(t, s["officer"], support.Get(t, got, "target.officer.id"))
		assert.InDelta(t, 2, support.Get(t, got, "target.value"), 0)
		assert.Equal(t, 1, support.Number(t, got, "projects.totalCount"), "half of the target is reached")
	},
}
