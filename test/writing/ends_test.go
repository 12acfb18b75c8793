package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/test/support"
)

// seenFromBothEnds: the edges of a relationship's two ends have one relationship, and another id each;
// whatever takes the id of a relationship takes all three.
func seenFromBothEnds(t *testing.T, a *support.API) {
	seg := support.NodeID("seg", 3)
	company := a.RecordCompany(t, vars{"name": "两端有限公司", "segments": vars{"node": seg, "role": "甲"}})
	seen := a.Data(t, `query ($company: ID!, $segment: ID!) {
		company(by: {id: $company}) { segments { edges { id relationship } } }
		chainSegment(by: {id: $segment}) { companies(where: {node: {id: {eq: $company}}}) { edges { id relationship } } }
	}`, vars{"company": company, "segment": seg})
	from, to := support.Get(t, seen, "company.segments.edges.0"), support.Get(t, seen, "chainSegment.companies.edges.0")
	whole := support.Get(t, from, "relationship").(string)
	assert.Equal(t, whole, support.Get(t, to, "relationship"))
	assert.Equal(t, []any{whole + ".from", whole + ".to"}, []any{support.Get(t, from, "id"), support.Get(t, to, "id")})

	for _, id := range []string{whole, whole + ".from", whole + ".to"} {
		t.Run(id, func(t *testing.T) {
			relationshipIsRead(t, a, whole, id)
			relationshipIsWritten(t, a, company, whole, id)
		})
	}
	a.PatchCompany(t, company, vars{"segments": vars{"unlink": whole + ".to"}})
	assert.Equal(t, 0, support.Number(t, a.Company(t, company), "segments.totalCount"))
}

func relationshipIsRead(t *testing.T, a *support.API, whole, id string) {
	got := a.Data(t, `query ($id: ID!) {
		history(id: $id) { nodes { of } }
		valueHistory(id: $id, field: "role") { nodes { kind } }
		provenance(id: $id) { of }
		difference(from: "2020-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", of: $id) { nodes { of } }
		literal: provenance(id: "`+id+`") { of }
	}`, vars{"id": id})
	for _, path := range []string{"history.nodes.0.of", "provenance.of", "literal.of", "difference.nodes.0.of"} {
		assert.Equal(t, whole, support.Get(t, got, path), path)
	}
	assert.Equal(t, "CREATE", support.Get(t, got, "valueHistory.nodes.0.kind"))
}

func relationshipIsWritten(t *testing.T, a *support.API, company, whole, id string) {
	events := a.OverSSE(t, support.Changed, vars{"ids": []any{id}, "after": a.EndOf(t)})
	defer events.Stop()
	a.PatchCompany(t, company, vars{"segments": vars{"change": vars{"id": id, "role": "乙" + id}}})
	assert.Equal(t, whole, support.Get(t, events.Change(t), "node.of"))
	a.PatchCompany(t, company, vars{"name": "两端公司", "segments": vars{"change": vars{"id": id, "role": "丙"}}})
	change := a.LastChange(t, id)
	reverted := a.Data(t, support.RevertChange, vars{"change": change, "of": id})
	assert.Equal(t, whole, support.Get(t, reverted, "revertChange.of"))
	assert.Equal(t, "乙"+id, support.Get(t, a.Company(t, company), "segments.edges.0.role"))
}
