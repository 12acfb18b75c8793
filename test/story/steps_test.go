package story_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/test/support"
)

// chapter is a part of the story: requests, each one transaction, and what is true after it.
type chapter struct {
	name     string
	requests []storyRequest
	after    func(t *testing.T, a *support.API, s story)
}

// storyRequest is a mutation request. Variables of the form $name in its text are taken from
// the story, which keeps under the names of save what stands at these paths of the answer.
type storyRequest struct {
	text string
	save map[string]string
	// inspect looks at the whole answer.
	inspect func(t *testing.T, a *support.API, s story, answer any)
}

// story holds the ids that later chapters use.
type story map[string]any

// theYear is a year of the promotion centre, through GraphQL alone. Requests name what
// they make by business keys, so that each can be sent again.
func theYear() []chapter {
	return []chapter{
		theCity, theRules, theEvent, theLead, theTalent, theApplication, theScreening, theSigning, theRegistration,
		theInvestment, theStart, theProduction, theSegment, theTarget,
		theMistake, theDouble, theUndo, theErasure,
	}
}

var theCity = chapter{
	name: "the city as it is",
	requests: []storyRequest{
		{
			text: `mutation {
				source: upsertSource(key: {citationKey: "centre-2026"}, input: {name: "科技招商中心台账", publisher: "科技招商中心", publishedOn: "2026"}) { id }
				home: upsertDistrict(key: {code: "320582"}, input: {code: "320582", name: "张家港市"}) { id }
				away: upsertDistrict(key: {code: "310115"}, input: {code: "310115", name: "浦东新区"}) { id }
				cluster: upsertCluster(key: {code: "semi"}, input: {code: "semi", name: "特色半导体"}) { id }
				technology: upsertTechnology(key: {code: "gan"}, input: {code: "gan", name: "氮化镓外延"}) { id }
			}`,
			save: map[string]string{"source": "source.id", "home": "home.id", "away": "away.id", "cluster": "cluster.id", "technology": "technology.id"},
		},
		{
			text: `mutation ($cluster: ID!) { chain: upsertIndustryChain(key: {code: "compound"}, input: {code: "compound", name: "化合物半导体", cluster: $cluster}) { id } }`,
			save: map[string]string{"chain": "chain.id"},
		},
		{
			text: `mutation ($chain: ID!, $technology: ID!) {
				segment: upsertChainSegment(key: {code: "epitaxy"}, input: {code: "epitaxy", name: "外延片", position: MIDSTREAM, chain: $chain, technologies: {node: $technology}}) { id }
			}`,
			save: map[string]string{"segment": "segment.id"},
		},
		{
			text: `mutation ($chain: ID!, $segment: ID!) {
				device: upsertChainSegment(key: {code: "device"}, input: {code: "device", name: "功率器件", position: DOWNSTREAM, chain: $chain, upstream: {node: $segment, weight: 0.6}}) { id }
			}`,
			save: map[string]string{"device": "device.id"},
		},
	},
	after: func(t *testing.T, a *support.API, s story) {
		assert.Equal(t, []string{"功率器件", "外延片"}, s.missing(t, a), "no segment has a company yet")
	},
}

var theRules = chapter{
	name: "the C Plan and who works on it",
	requests: []storyRequest{
		{
			text: `mutation ($home: ID!, $away: ID!) {
				policy: upsertPolicy(key: {code: "c-plan"}, input: {code: "c-plan", name: "沙洲科创C计划", issuer: $home}) { id }
				officer: upsertOfficer(key: {code: "Z07"}, input: {code: "Z07", name: "沈知远", skills: [NEGOTIATION, FINANCE], districts: {node: $home, since: "2026-01"}}) { id }
				program: upsertTalentProgram(key: {code: "pudong"}, input: {code: "pudong", name: "明珠人才计划", level: COUNTY, issuer: $away}) { id }
				indicator: upsertIndicator(key: {code: "NEW_TECH_PROJECTS"}, input: {code: "NEW_TECH_PROJECTS", name: "新签科技项目", unit: "个"}) { id }
			}`,
			save: map[string]string{"policy": "policy.id", "officer": "officer.id", "program": "program.id", "indicator": "indicator.id"},
		},
		{
			text: `mutation ($policy: ID!, $home: ID!, $indicator: ID!, $officer: ID!) {
				ip: upsertPolicyCondition(key: {code: "c-ip"}, input: {code: "c-ip", name: "核心知识产权", evidence: [CERTIFICATE, ACCEPTANCE_NOTICE], policy: $policy}) { id }
				talent: upsertPolicyCondition(key: {code: "c-talent"}, input: {code: "c-talent", name: "股东获人才资助", amountAbove: 300000, lowestLevel: COUNTY, policy: $policy, outside: $home}) { id }
				target: createTarget(input: {name: "新签科技项目·沈知远", year: 2026, value: 2, indicator: $indicator, officer: $officer}) { id }
			}`,
			save: map[string]string{"target": "target.id"},
		},
	},
}

var theEvent = chapter{
	name: "an event",
	requests: []storyRequest{{
		text: `mutation ($home: ID!, $officer: ID!, $source: ID!) {
			event: upsertEvent(key: {code: "c-2026-03"}, input: {
				code: "c-2026-03", name: "C计划春季路演", kind: ROADSHOW, heldOn: "2026-03-18", district: $home, officers: {node: $officer}, sources: [$source]
			}) { id }
		}`,
		save: map[string]string{"event": "event.id"},
	}},
}

var theLead = chapter{
	name: "a lead",
	requests: []storyRequest{
		{
			text: `mutation ($event: ID!, $officer: ID!, $home: ID!, $segment: ID!, $technology: ID!) {
				project: upsertProject(key: {registrationCode: "2603-320582-04-01"}, input: {
					registrationCode: "2603-320582-04-01", name: "氮化镓外延片项目", stage: NEGOTIATING, investment: 200000000, district: $home, event: $event,
					officers: {node: $officer, since: "2026-03-18"}, segments: {node: $segment}, technologies: {node: $technology}
				}) { id version }
			}`,
			save: map[string]string{"project": "project.id", "version": "project.version"},
		},
		{
			text: `mutation ($project: ID!, $officer: ID!) {
				createInteraction(input: {name: "首次洽谈", happenedOn: "2026-03-25", kind: NEGOTIATION, officers: {node: $officer}, projects: {node: $project}}) { id }
			}`,
		},
	},
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($event: ID!) { event(by: {id: $event}) { projects { nodes { name stage interactions { nodes { officers { nodes { name } } } } } } } }`, s.vars())
		assert.Equal(t, "沈知远", support.Get(t, got, "event.projects.nodes.0.interactions.nodes.0.officers.nodes.0.name"))
	},
}

var theTalent = chapter{
	name: "the talent arrives, with a team's award",
	requests: []storyRequest{
		{
			text: `mutation ($project: ID!, $technology: ID!, $event: ID!, $source: ID!) {
				leader: upsertPerson(key: {orcid: "0000-0002-1825-0097"}, input: {
					orcid: "0000-0002-1825-0097", name: "顾清扬", highestDegree: DOCTORATE, skills: {node: $technology}, events: {node: $event, role: "competitor"},
					projects: {node: $project, role: LEAD, since: "2026-04-01"}, projectHoldings: {node: $project, share: 40, since: "2026-04-01"}, sources: [$source]
				}) { id }
				member: upsertPerson(key: {orcid: "0000-0002-1694-233X"}, input: {
					orcid: "0000-0002-1694-233X", name: "骆一鸣", highestDegree: MASTER, projects: {node: $project, role: MEMBER, since: "2026-04-01"}
				}) { id }
			}`,
			save: map[string]string{"leader": "leader.id", "member": "member.id"},
		},
		{
			text: `mutation ($leader: ID!, $member: ID!, $program: ID!, $away: ID!, $project: ID!) {
				award: upsertTalentAward(key: {reference: "MZ-2023-017"}, input: {
					reference: "MZ-2023-017", name: "明珠人才团队 2023", level: COUNTY, kind: TEAM, batchYear: 2023, amount: 500000, program: $program, district: $away, project: $project,
					recipients: [{node: $leader, role: LEAD, amount: 350000}, {node: $member, role: MEMBER, amount: 150000}]
				}) { id }
			}`,
			save: map[string]string{"award": "award.id"},
		},
	},
}

var theApplication = chapter{
	name: "the application, with shareholder and patent",
	requests: []storyRequest{
		{
			text: `mutation ($leader: ID!, $technology: ID!) {
				patent: upsertPatent(key: {applicationNumber: "201710601862.3"}, input: {applicationNumber: "201710601862.3", name: "一种氮化镓外延结构", filedOn: "2017-07-21", inventors: {node: $leader}, technologies: {node: $technology}}) { id }
			}`,
			save: map[string]string{"patent": "patent.id"},
		},
		{
			text: `mutation ($project: ID!, $policy: ID!, $patent: ID!, $leader: ID!) {
				application: upsertApplication(key: {reference: "C-2026-0042"}, input: {
					reference: "C-2026-0042", name: "氮化镓外延片项目·C计划", appliedOn: "2026-04-20", category: POTENTIAL, status: SUBMITTED, ipEvidence: [CERTIFICATE],
					project: $project, policy: $policy, patents: {node: $patent, evidence: CERTIFICATE}, shareholders: {node: $leader}
				}) { id version }
			}`,
			save: map[string]string{"application": "application.id"},
		},
	},
}

var theScreening = chapter{
	name: "what a screening needs",
	after: func(t *testing.T, a *support.API, s story) {
		got := a.Data(t, `query ($application: ID!) { application(by: {id: $application}) {
			ipEvidence patents { edges { evidence node { applicationNumber } } }
			policy { conditions { nodes { code amountAbove lowestLevel evidence outside { code } } } }
			shareholders { nodes { name projectHoldings { edges { share } } awards { edges { amount node { level batchYear district { code } } } } } }
		} }`, s.vars())
		assert.Equal(t, []any{"CERTIFICATE"}, support.Get(t, got, "application.ipEvidence"))
		holder := support.Get(t, got, "application.shareholders.nodes.0")
		assert.InDelta(t, 350_000, support.Get(t, holder, "awards.edges.0.amount"), 0, "more than the condition's 300,000 yuan")
		assert.Equal(t, "310115", support.Get(t, holder, "awards.edges.0.node.district.code"), "granted outside Suzhou")
		assert.ElementsMatch(t, []string{"c-ip", "c-talent"}, support.Texts(t, got, "application.policy.conditions.nodes", "code"))
	},
}
