package people_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	clustergraph "github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

// standing is somebody of whom nothing may be told, or who was never there.
type standing struct {
	name, id, orcid, edge, change, merge string
}

// texts are what tells one from another; all of them are written alike to compare answers.
func (s standing) alike(v any) string {
	text, _ := json.Marshal(v)
	return strings.NewReplacer(s.id, "ID", s.orcid, "ORCID", s.edge, "EDGE", s.change, "CHANGE", s.merge, "MERGE").Replace(string(text))
}

// standings are somebody who is withheld, erased, erased after being withheld, withheld or erased
// after being removed, and never there.
func standings(t *testing.T, a *support.API) []standing {
	t.Helper()
	list := []standing{
		{name: "withheld", id: support.NodeID("per", 71), orcid: "0000-0002-1694-233X"},
		{name: "erased", id: support.NodeID("per", 72), orcid: "0000-0001-5109-3700"},
		{name: "withheld, then erased", id: support.NodeID("per", 73), orcid: "0000-0002-9079-593X"},
		{name: "removed, then withheld", id: support.NodeID("per", 75), orcid: "0000-0001-5000-0015"},
		{name: "removed, then erased", id: support.NodeID("per", 76), orcid: "0000-0001-5000-0023"},
		{
			name: "never there", id: support.NodeID("per", 74), orcid: "0000-0001-5000-0007", edge: support.NodeID("rel", 9_999),
			change: "chg_01fvk6dfhv0000000000000000", merge: "mrg_01fvk6dfhv0000000000000000",
		},
	}
	for i := range list[:len(list)-1] {
		s := &list[i]
		a.Data(t, `mutation ($id: ID!, $input: PersonCreate!) { upsertPerson(key: {id: $id}, input: {name: "先有后无"}) { id } createPerson(input: $input) { id } }`,
			vars{"id": s.id, "input": vars{"name": "同名"}})
		a.Data(t, `mutation ($id: ID!, $patch: PersonPatch!) { updatePerson(id: $id, patch: $patch) { id } }`,
			vars{"id": s.id, "patch": vars{"orcid": s.orcid, "projects": vars{"link": []any{vars{"node": support.NodeID("prj", 1), "role": "ADVISER"}}}}})
		s.edge = support.Get(t, a.Data(t, `query ($id: ID!) { person(by: {id: $id}) { projects { edges { relationship } } } }`, vars{"id": s.id}), "person.projects.edges.0.relationship").(string)
		s.change = a.LastChange(t, s.id)
		a.Data(t, support.DeclareDistinct, vars{"a": s.id, "b": support.NodeID("per", 1), "reason": "older"})
		former := a.RecordPerson(t, vars{"name": "旧有"})
		merged := a.Data(t, `mutation ($into: ID!, $from: ID!, $source: ID!) { merge(into: $into, from: $from, evidence: "same", sources: [$source]) { id } }`,
			vars{"into": s.id, "from": former, "source": support.NodeID("src", 0)})
		s.merge = support.Get(t, merged, "merge.id").(string)
	}
	optOut := func(s standing) { a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": s.id}) }
	erase := func(s standing) {
		a.Data(t, support.ErasePerson, vars{"person": s.id, "reason": "asked", "confirm": s.id})
	}
	optOut(list[0])
	erase(list[1])
	optOut(list[2])
	erase(list[2])
	for _, s := range list[3:5] {
		a.Data(t, `mutation ($id: ID!) { deletePerson(id: $id, evenIfLinked: true) }`, vars{"id": s.id})
	}
	optOut(list[3])
	erase(list[4])
	return list
}

// inOneWay fails where an answer tells how somebody stands; ask answers for one of them.
func inOneWay(t *testing.T, list []standing, ask func(s standing) any) {
	t.Helper()
	never := list[len(list)-1]
	want := never.alike(ask(never))
	for _, s := range list[:len(list)-1] {
		assert.Equal(t, want, s.alike(ask(s)), s.name)
	}
}

// Whoever is withheld, was erased or was never there is answered for in one way: by every root
// field of the served schema that takes an id or a key, and by what would write.
func TestNothingTellsHowSomebodyStands(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	list := standings(t, a)
	a.Index(t)
	t.Run("questions", func(t *testing.T) { questionsInOneWay(t, a, list) })
	t.Run("mutations", func(t *testing.T) { mutationsInOneWay(t, a, list) })
	t.Run("imports", func(t *testing.T) { importsInOneWay(t, a, list) })
	t.Run("exports", func(t *testing.T) {
		inOneWay(t, list, func(s standing) any {
			response, body, err := a.Export(t, "subgraph.json", map[string][]string{"ids": {s.id}})
			require.NoError(t, err)
			return []any{response.StatusCode, string(body)}
		})
	})
	t.Run("lists", func(t *testing.T) {
		got := []any{
			a.Data(t, `{ merges(first: 200) { nodes { into from } } }`, nil), a.ChangesOf(t, support.NodeID("per", 1)), followed(t, a),
			a.Data(t, `{ changes(first: 200) { nodes { of from to values { field before after } } } }`, nil),
			a.Data(t, `{ difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", first: 200) { nodes { of from to values { before after } } } }`, nil),
		}
		for _, s := range list {
			assert.Empty(t, markersIn(t, got, []string{s.id, s.orcid, s.edge}), s.name)
		}
	})
	t.Run("but to staff", func(t *testing.T) {
		staff := staffOf(t, a)
		kinds := func(s standing) []string {
			return support.Texts(t, staff.Data(t, `query ($id: ID!) { history(id: $id, first: 200) { nodes { kind } } }`, vars{"id": s.id}), "history.nodes", "kind")
		}
		assert.Contains(t, kinds(list[1]), "ERASE")
		assert.Contains(t, kinds(list[2]), "ERASE")
	})
}

func questionsInOneWay(t *testing.T, a *support.API, list []standing) {
	served, _, err := clustergraph.LoadServed(schema.Served())
	require.NoError(t, err)
	s := support.Selecting{Schema: served, Draw: rand.New(rand.NewPCG(1, 2))}
	asked := 0
	for _, f := range served.Query.Fields {
		for _, arg := range f.Arguments {
			values := naming(f, arg)
			if values == nil {
				continue
			}
			for what, value := range values {
				asked++
				t.Run(f.Name+" by "+what, func(t *testing.T) {
					text := question(s, f, arg.Name)
					inOneWay(t, list, func(who standing) any {
						return a.Ask(t, text, required(f, vars{arg.Name: value(who)}))
					})
				})
			}
		}
	}
	assert.Greater(t, asked, 20)
}

// naming are the values of an argument that name somebody, and what they are.
func naming(f *ast.FieldDefinition, arg *ast.ArgumentDefinition) map[string]func(standing) any {
	id, edge := func(s standing) any { return s.id }, func(s standing) any { return s.edge }
	switch {
	case arg.Type.Elem != nil && arg.Type.Name() == "ID":
		return map[string]func(standing) any{arg.Name: func(s standing) any { return []any{s.id} }}
	case arg.Type.Name() == "PersonKey":
		return map[string]func(standing) any{
			"id": func(s standing) any { return vars{"id": s.id} }, "orcid": func(s standing) any { return vars{"orcid": s.orcid} },
		}
	case arg.Type.Name() == "PersonFilter":
		return map[string]func(standing) any{
			"where id": func(s standing) any { return vars{"id": vars{"eq": s.id}} }, "where orcid": func(s standing) any { return vars{"orcid": vars{"eq": s.orcid}} },
		}
	case arg.Type.Name() == "ID" && strings.HasPrefix(f.Name, "import"):
		return nil
	case arg.Type.Name() == "ID":
		return map[string]func(standing) any{arg.Name: id, arg.Name + " of a relationship": edge}
	case arg.Name == "text":
		return map[string]func(standing) any{"id": id, "key": func(s standing) any { return s.orcid }}
	}
	return nil
}

// question asks a root field with the argument and those that it needs.
func question(s support.Selecting, f *ast.FieldDefinition, name string) string {
	var declared, passed []string
	for _, arg := range f.Arguments {
		if arg.Name == name || arg.Type.NonNull && arg.DefaultValue == nil {
			declared, passed = append(declared, "$"+arg.Name+": "+arg.Type.String()), append(passed, arg.Name+": $"+arg.Name)
		}
	}
	return "query (" + strings.Join(declared, ", ") + ") { " + f.Name + "(" + strings.Join(passed, ", ") + ")" + s.Of(f.Type, 0) + " }"
}

// required gives the other arguments that a root field needs a value.
func required(f *ast.FieldDefinition, given vars) vars {
	others := vars{"from": "2001-01-01T00:00:00Z", "to": "2999-01-01T00:00:00Z", "field": "name", "type": "Person", "text": "x"}
	for _, arg := range f.Arguments {
		if _, is := given[arg.Name]; !is && arg.Type.NonNull && arg.DefaultValue == nil {
			given[arg.Name] = others[arg.Name]
		}
	}
	return given
}

// mutationsInOneWay are refused, or beside a field that is: none of them leaves a trace.
func mutationsInOneWay(t *testing.T, a *support.API, list []standing) {
	const failing = ` x: deleteCompany(id: "com_01ke5q86000000000000000099") `
	for name, query := range map[string]string{
		"optOut":                           `mutation ($id: ID!) { optOut(person: $id) }`,
		"optOut beside":                    `mutation ($id: ID!) { optOut(person: $id)` + failing + `}`,
		"withdrawOptOut":                   `mutation ($id: ID!) { withdrawOptOut(person: $id) }`,
		"erasePerson beside":               `mutation ($id: ID!) { erasePerson(person: $id, confirm: $id, reason: "asked") { person relationships }` + failing + `}`,
		"erasePerson beside another":       `mutation ($id: ID!) { erasePerson(person: $id, confirm: $id, reason: "asked") { person } b: erasePerson(person: "per_01ke5q86000000000000000099", confirm: "per_01ke5q86000000000000000099", reason: "asked") { person } }`,
		"erasePerson without a reason":     `mutation ($id: ID!) { erasePerson(person: $id, confirm: $id, reason: "") { person } }`,
		"personalRecord":                   `query ($id: ID!) { personalRecord(person: $id) { type } }`,
		"update":                           `mutation ($id: ID!) { updatePerson(id: $id, patch: {title: "x"}) { id } }`,
		"delete":                           `mutation ($id: ID!) { deletePerson(id: $id, evenIfLinked: true) }`,
		"upsert by id beside":              `mutation ($id: ID!) { upsertPerson(key: {id: $id}, input: {name: "x"}) { id }` + failing + `}`,
		"upsert by key beside":             `mutation ($orcid: String!) { upsertPerson(key: {orcid: $orcid}, input: {name: "x"}) { orcid }` + failing + `}`,
		"upsert of what is wrong":          `mutation ($orcid: String!) { upsertPerson(key: {orcid: $orcid}, input: {name: "x", email: "none"}) { orcid } }`,
		"upsert without a name":            `mutation ($orcid: String!) { upsertPerson(key: {orcid: $orcid}, input: {}) { orcid } }`,
		"create beside":                    `mutation ($orcid: String!) { createPerson(input: {name: "x", orcid: $orcid}) { orcid }` + failing + `}`,
		"create of what is wrong":          `mutation ($orcid: String!) { createPerson(input: {name: "x", telephone: "none", orcid: $orcid}) { orcid } }`,
		"create linked to nothing":         `mutation ($orcid: String!) { createPerson(input: {name: "x", orcid: $orcid, projects: {node: "prj_01ke5q86000000000000000099"}}) { orcid } }`,
		"another's key beside":             `mutation ($orcid: String!) { updatePerson(id: "` + support.NodeID("per", 1) + `", patch: {orcid: $orcid}) { orcid }` + failing + `}`,
		"link":                             `mutation ($id: ID!) { updateProject(id: "` + support.NodeID("prj", 1) + `", patch: {team: {link: [{node: $id}]}}) { id } }`,
		"unlink":                           `mutation ($edge: ID!) { updateProject(id: "` + support.NodeID("prj", 1) + `", patch: {team: {unlink: [$edge]}}) { id } }`,
		"edit of a relationship":           `mutation ($edge: ID!) { updateProject(id: "` + support.NodeID("prj", 1) + `", patch: {team: {update: [{edge: $edge, role: LEAD}]}}) { id } }`,
		"merge into":                       `mutation ($id: ID!) { merge(into: $id, from: "` + support.NodeID("per", 1) + `", evidence: "x") { id } }`,
		"merge from":                       `mutation ($id: ID!) { merge(from: $id, into: "` + support.NodeID("per", 1) + `", evidence: "x") { id } }`,
		"declareDistinct":                  `mutation ($id: ID!) { declareDistinct(a: $id, b: "` + support.NodeID("per", 1) + `", reason: "x") { id } }`,
		"withdrawDistinct":                 `mutation ($id: ID!) { withdrawDistinct(b: $id, a: "` + support.NodeID("per", 1) + `") { id } }`,
		"unmerge":                          `mutation ($merge: ID!) { unmerge(merge: $merge) { left } }`,
		"revertChange":                     `mutation ($change: ID!) { revertChange(change: $change) { id } }`,
		"revertChange of one":              `mutation ($change: ID!, $id: ID!) { revertChange(change: $change, of: $id) { id } }`,
		"revertChange of one, beside what": `mutation ($id: ID!) { revertChange(change: "` + batchOf(t, a) + `", of: $id) { id } }`,
	} {
		t.Run(name, func(t *testing.T) {
			inOneWay(t, list, func(s standing) any {
				all, used := vars{"id": s.id, "orcid": s.orcid, "edge": s.edge, "change": s.change, "merge": s.merge}, vars{}
				for v := range all {
					if strings.Contains(query, "($"+v+":") || strings.Contains(query, ", $"+v+":") {
						used[v] = all[v]
					}
				}
				r := a.Ask(t, query, used)
				require.NotEmpty(t, r.Errors, "it is refused")
				return r
			})
		})
	}
}

// batchOf is a change that tells of the creation of several people.
func batchOf(t *testing.T, a *support.API) string {
	t.Helper()
	return a.Run(t, "MATCH (c:Change {type: 'Person'}) WHERE c.count > 1 RETURN c.id ORDER BY c.id LIMIT 1", nil)[0][0].(string)
}

// importsInOneWay: a dry run takes whoever is withheld or erased for somebody new, and so does
// an import of a row that is refused for something else.
func importsInOneWay(t *testing.T, a *support.API, list []standing) {
	for name, tt := range map[string]struct {
		file, row string
		dry       bool
	}{
		"key, dry":         {"nodes/Person.jsonl", `{"orcid": "ORCID", "name": "x"}`, true},
		"id, dry":          {"nodes/Person.jsonl", `{"id": "ID", "name": "x"}`, true},
		"key of one, dry":  {"nodes/Person.jsonl", `{"id": "` + support.NodeID("per", 1) + `", "orcid": "ORCID"}`, true},
		"key, wrong":       {"nodes/Person.jsonl", `{"orcid": "ORCID", "name": "x", "email": "none"}`, false},
		"key, lacking":     {"nodes/Person.jsonl", `{"orcid": "ORCID"}`, false},
		"end, dry":         {"relationships/WORKS_ON.jsonl", `{"from": {"Person": {"orcid": "ORCID"}}, "to": "` + support.NodeID("prj", 1) + `"}`, true},
		"end":              {"relationships/WORKS_ON.jsonl", `{"from": "ID", "to": "` + support.NodeID("prj", 1) + `"}`, false},
		"end of a wrong":   {"relationships/WORKS_ON.jsonl", `{"from": "ID", "to": "` + support.NodeID("prj", 1) + `", "role": "NONE"}`, false},
		"relationship":     {"relationships/WORKS_ON.jsonl", `{"id": "EDGE", "from": "ID", "to": "` + support.NodeID("prj", 1) + `"}`, false},
		"relationship dry": {"relationships/WORKS_ON.jsonl", `{"id": "EDGE", "from": "` + support.NodeID("per", 1) + `", "to": "` + support.NodeID("prj", 1) + `"}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			inOneWay(t, list, func(s standing) any {
				row := strings.NewReplacer("ORCID", s.orcid, "ID", s.id, "EDGE", s.edge).Replace(tt.row)
				report, err := ingest.Import(t.Context(), a.DB, support.Declared(t), support.RowsOf(map[string]string{tt.file: row}), ingest.Options{DryRun: tt.dry, Restart: true})
				require.NoError(t, err)
				return report
			})
		})
	}
}
