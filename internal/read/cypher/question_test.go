package cypher_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// questions are shapes of questions that are built by hand, by the names of their goldens.
func questions(cat *catalog.Catalog) map[string]func(q *cypher.Question) {
	company, person, segment := cat.Entity("Company"), cat.Entity("Person"), cat.Entity("ChainSegment")
	project := cat.Entity("Project")
	name := company.Field("name")
	on := scalar.Date{}
	if d, err := scalar.ParseDate("2022-02"); err == nil {
		on = d
	}
	return map[string]func(q *cypher.Question){
		"values and far ends": func(q *cypher.Question) {
			n := q.Each(company, company.Field("id"), []string{"com_1", "com_2"})
			q.Return("id", n.ID())
			q.Return("name", n.Value(name))
			q.Return("patents", q.Collected(func(sub *cypher.Question) cypher.Expression {
				p, _ := sub.Follow(n, company.Relation("patents"))
				sub.OrderBy(p.ID(), false)
				sub.Limit(200)
				return p.ID()
			}))
		},
		"along an index": func(q *cypher.Question) {
			n := q.Match(company)
			q.Where(q.Compare(n.SortKey(name), predicate.StartsWith, q.Param("zhong")))
			q.Seek(n, name)
			q.Return("id", n.ID())
			q.OrderBy(n.SortKey(name), false)
			q.OrderBy(n.ID(), false)
			q.Limit(200)
		},
		"others with a common far end": func(q *cypher.Question) {
			projects := person.Relation("projects")
			n := q.Each(person, person.Field("id"), []string{"per_1"})
			x, _ := q.Follow(n, projects)
			q.With(x.Node()).Distinct().Limit(200).Where(q.Compare(q.Counted(func(sub *cypher.Question) { sub.Back(x, projects) }), predicate.Lte, q.Param(50)))
			o, _ := q.Back(x, projects)
			q.Where(q.Not(q.Compare(o.ID(), predicate.Eq, q.Param("per_1"))))
			q.Return("id", o.ID())
			q.Distinct()
			q.OrderBy(o.ID(), false)
		},
		"firms of segments at a date": func(q *cypher.Question) {
			firms := segment.Relation("companies")
			s := q.Match(segment)
			c, e := q.FollowOptional(s, firms)
			q.Where(q.Holds(e, predicate.HoldsAt(firms.Properties, on)))
			g := q.With(s.Node())
			n := g.As(q.CountDistinct(c.Node()))
			q.Return("segment", s.ID())
			q.Return("firms", n)
			q.Return("downstream", q.Degree(s, segment.Relation("downstream")))
			q.OrderBy(n, true)
		},
		"chains of a person": func(q *cypher.Question) {
			p := q.Each(person, person.Field("id"), []string{"per_1"})
			j, e := q.Follow(p, person.Relation("projects"))
			c, _ := q.FollowOptional(j, project.Relation("companies"))
			q.Return("hop", q.List(e.ID(), j.ID(), e.Value(e.Field("role")), e.Sources()))
			q.Return("companies", q.CollectDistinct(c.ID()))
			q.Return("byDoctor", q.Exists(func(sub *cypher.Question) {
				m, of := sub.Follow(j, project.Relation("team"))
				sub.Where(sub.Compare(of.Value(of.Field("role")), predicate.Eq, sub.Param("LEAD")), sub.Is(m, predicate.Is(person.Field("highestDegree"), predicate.Eq, "DOCTORATE")))
			}))
		},
		"sums": func(q *cypher.Question) {
			c := q.Match(company)
			founded := company.Field("foundedOn")
			q.Where(q.Any(q.Compare(c.Value(founded), predicate.Gt, q.Param("2020")), q.Is(c, predicate.Lacks(founded))))
			capital := c.Value(company.Field("registeredCapital"))
			q.Return("firms", q.Count(c.Node()))
			q.Return("capital", q.Sum(capital))
			q.Return("least", q.Min(capital))
			q.Return("most", q.Max(capital))
			q.Return("names", q.Collect(c.Value(name)))
			q.Return("sources", q.Collect(c.Sources()))
		},
		"a path": func(q *cypher.Question) {
			from := q.Each(person, person.Field("id"), []string{"per_1"})
			to := q.Each(company, company.Field("id"), []string{"com_1"})
			p := q.Path(from, to, []*catalog.Edge{cat.EdgeOf(person.Relation("projects")), cat.EdgeOf(company.Relation("projects")), cat.EdgeOf(company.Relation("customers"))}, 6)
			q.Return("nodes", q.PathNodes(p))
			q.Return("edges", q.PathEdges(p))
		},
	}
}

// hiding is a scope on several entities.
func hiding(cat *catalog.Catalog) grant.Scope {
	scope := grant.Scope{}
	for _, name := range []string{"Company", "Person", "Project", "Patent", "ChainSegment"} {
		scope[name] = predicate.Negate(predicate.Is(cat.Entity(name).Field("id"), predicate.In, []any{"hidden"}))
	}
	return scope
}

func printed(t testing.TB, scope grant.Scope, build func(*cypher.Question)) query.Statement {
	t.Helper()
	q := cypher.NewQuestion(scope)
	build(q)
	stmt, err := cypher.PrintQuestion(q)
	require.NoError(t, err)
	return stmt
}

func TestQuestions(t *testing.T) {
	cat := newCompiler(t).cat
	for title, build := range questions(cat) {
		t.Run(title, func(t *testing.T) {
			got := ""
			for _, scope := range []grant.Scope{nil, hiding(cat)} {
				stmt := printed(t, scope, build)
				got += separator + "\n" + stmt.Text + "\n" + paramsText(t, stmt.Params)
			}
			file := filepath.Join("testdata", "questions", title+".golden")
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			stored, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(stored), got, "go test ./internal/read/cypher -update writes what it is now")
		})
	}
}

// checkQuestions: the database takes each question, and looks at all nodes for none.
func checkQuestions(t *testing.T, a client) {
	for title, build := range questions(a.cat) {
		for _, scope := range []grant.Scope{nil, hiding(a.cat)} {
			stmt := printed(t, scope, build)
			plan, err := a.db.Explain(t.Context(), stmt)
			require.NoError(t, err, "%s: %s", title, stmt.Text)
			plan.Walk(func(p neo.Plan) { assert.NotEqual(t, "AllNodesScan", p.Operator, "%s: %s\n%s", title, stmt.Text, plan) })
		}
	}
}

func TestWrongQuestionsAreRefused(t *testing.T) {
	cat := newCompiler(t).cat
	company, person := cat.Entity("Company"), cat.Entity("Person")
	tests := []struct {
		name  string
		build func(q *cypher.Question)
		want  string
	}{
		{"nothing is returned", func(q *cypher.Question) { q.Match(company) }, "returns nothing"},
		{"a relationship of another entity", func(q *cypher.Question) {
			n := q.Match(company)
			m, _ := q.Follow(n, person.Relation("projects"))
			q.Return("id", m.ID())
		}, "Person.projects does not begin at a Company"},
		{"back from another entity", func(q *cypher.Question) {
			n := q.Match(company)
			m, _ := q.Back(n, person.Relation("projects"))
			q.Return("id", m.ID())
		}, "Person.projects does not end at a Company"},
		{"where without a match", func(q *cypher.Question) {
			q.Where(q.Param(true))
			q.Return("one", q.Param(1))
		}, "nothing that was matched"},
		{"a column twice", func(q *cypher.Question) {
			n := q.Match(company)
			q.Return("id", n.ID())
			q.Return("id", n.ID())
		}, "column id is returned twice"},
		{"an unnamed value is kept", func(q *cypher.Question) {
			n := q.Match(company)
			q.With(n.ID())
			q.Return("id", n.ID())
		}, "name others with As"},
		{"seeking by what is not sorted", func(q *cypher.Question) {
			n := q.Match(company)
			q.Seek(n, company.Field("description"))
			q.Return("id", n.ID())
		}, "sought by description"},
		{"a path over nothing", func(q *cypher.Question) {
			n := q.Match(company)
			q.Return("nodes", q.PathNodes(q.Path(n, n, nil, 3)))
		}, "at least one"},
		{"in a sub-question", func(q *cypher.Question) {
			n := q.Match(company)
			q.Return("has", q.Exists(func(sub *cypher.Question) { sub.Follow(n, person.Relation("projects")) }))
		}, "does not begin"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := cypher.NewQuestion(nil)
			tt.build(q)
			_, err := cypher.PrintQuestion(q)
			require.ErrorContains(t, err, tt.want)
		})
	}
}
