package cypher

import (
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Search prints the statement that proposes documents: a row has the entity's id and type,
// the index's score, and the names and values of its fields. A document whose entity is
// gone, or hidden, is passed over.
func Search(s plan.Search) query.Statement {
	t := &translator{}
	p := newPrinter()
	p.text("CALL db.index.fulltext.queryNodes(")
	p.list([]expr{param{s.Index}, param{s.Query}}, ", ")
	p.text(", {limit: ")
	param{s.Proposals}.expr(p)
	p.text("}) YIELD node AS d, score")
	p.newline()
	p.clauses(clauses{
		project{items: []item{{expr: name("d")}, {expr: name("score")}}, where: []expr{t.visible(s.Types)}},
		project{
			final: true,
			items: []item{{prop{"d", "of"}, "of"}, {prop{"d", "type"}, "type"}, {expr: name("score")}, {prop{"d", "fields"}, "fields"}, {prop{"d", "values"}, "values"}},
			limit: param{s.Limit},
		},
	})
	return p.statement()
}

// visible tells whether the entity of document d may be seen: one look-up by id, in the
// label that the document names.
func (t *translator) visible(types []plan.Visible) expr {
	var result expr = lit("false")
	for i := len(types) - 1; i >= 0; i-- {
		n := t.fresh("n")
		where := append([]expr{binary{"=", prop{n, "id"}, prop{"d", "of"}}}, t.conjuncts(types[i].Scope, n)...)
		result = cases{
			when:      binary{"=", prop{"d", "type"}, param{types[i].Entity.Name}},
			then:      sub{"EXISTS", clauses{match{pattern: pattern{start: node{n, types[i].Entity.Name}}, where: where}}},
			otherwise: result,
		}
	}
	return result
}
