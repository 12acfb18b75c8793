package writing_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// refusedWrites is every kind of bad input, one problem each: its code and argument.
func refusedWrites(t *testing.T, a *support.API) {
	com, other := support.NodeID("com", 1), support.NodeID("com", 2)
	edge := support.Get(t, a.Company(t, other), "segments.edges.0.relationship")
	edgeOfCom := support.Get(t, a.Company(t, com), "segments.edges.0.relationship")
	const taken = "91320582PDY0000362"
	a.Data(t, support.UpdateCompany, vars{"id": other, "patch": vars{"uscc": taken}})
	create := func(more vars) vars {
		more["name"] = "坏"
		return vars{"input": more}
	}
	patch := func(p vars) vars { return vars{"id": com, "patch": p} }
	long := strings.Repeat("长", 501)
	const bad, invalid, conflict = "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "CONFLICT"
	tests := []struct {
		name, query string
		vars        vars
		code        string
		argument    []any
		says        string
	}{
		{"empty name", support.CreateCompany, vars{"input": vars{"name": " "}}, bad, []any{"input", "name"}, "empty"},
		{"name too long", support.CreateCompany, vars{"input": vars{"name": long}}, bad, []any{"input", "name"}, "500"},
		{"control character", support.CreateCompany, vars{"input": vars{"name": "a\u0000b"}}, bad, []any{"input", "name"}, "control"},
		{"USCC with a wrong check", support.CreateCompany, create(vars{"uscc": "91110000600037342L"}), bad, []any{"input", "uscc"}, "uscc"},
		{"date that is none", support.CreateCompany, create(vars{"foundedOn": "2023-02-30"}), bad, []any{"input", "foundedOn"}, "foundedOn"},
		{"yuan with a fraction", support.CreateCompany, create(vars{"registeredCapital": 1.5}), bad, []any{"input", "registeredCapital"}, ""},
		{"yuan out of range", support.CreateCompany, create(vars{"registeredCapital": 1e17}), bad, []any{"input", "registeredCapital"}, ""},
		{"null where there must be a value", support.UpdateCompany, patch(vars{"name": nil}), bad, []any{"patch", "name"}, "required"},
		{"taken stock code", support.CreateCompany, create(vars{"stockCode": "600002"}), conflict, []any{"input", "stockCode"}, other},
		{"taken stock code in a patch", support.UpdateCompany, patch(vars{"stockCode": "600002"}), conflict, []any{"patch", "stockCode"}, other},
		{"district of another type", support.CreateCompany, create(vars{"district": com}), bad, []any{"input", "district"}, "District"},
		{"no such district", support.CreateCompany, create(vars{"district": support.NodeID("dis", 99)}), bad, []any{"input", "district"}, "there is no District"},
		{"no id", support.CreateCompany, create(vars{"district": 7}), bad, []any{"input", "district"}, "dis_"},
		{"no such segment", support.CreateCompany, create(vars{"segments": []any{vars{"node": support.NodeID("seg", 0)}, vars{"node": support.NodeID("seg", 99)}}}), bad, []any{"input", "segments", 1.0, "node"}, "ChainSegment"},
		{"bad property of a link", support.CreateCompany, create(vars{"segments": []any{vars{"node": support.NodeID("seg", 0)}, vars{"node": support.NodeID("seg", 1), "since": "x"}}}), bad, []any{"input", "segments", 1.0, "since"}, "since"},
		{"no such source", support.CreateCompany, create(vars{"sources": []any{support.NodeID("src", 0), support.NodeID("src", 99)}}), bad, []any{"input", "sources", 1.0}, "Source"},
		{"no such source of a link", support.CreateCompany, create(vars{"segments": vars{"node": support.NodeID("seg", 0), "sources": com}}), bad, []any{"input", "segments", 0.0, "sources", 0.0}, "Source"},
		{"another's relationship to change", support.UpdateCompany, patch(vars{"segments": vars{"change": []any{vars{"id": edge, "role": "x"}}}}), bad, []any{"patch", "segments", "change", 0.0, "id"}, "Company.segments"},
		{"another's relationship to unlink", support.UpdateCompany, patch(vars{"segments": vars{"unlink": []any{edge}}}), bad, []any{"patch", "segments", "unlink", 0.0}, "Company.segments"},
		{"relationship of another field", support.UpdateCompany, patch(vars{"employees": vars{"unlink": []any{edgeOfCom}}}), bad, []any{"patch", "employees", "unlink", 0.0}, "Company.employees"},
		{"bad property of a change", support.UpdateCompany, patch(vars{"segments": vars{"change": []any{vars{"id": edgeOfCom, "until": "2020-13"}}}}), bad, []any{"patch", "segments", "change", 0.0, "until"}, "month"},
		{"unknown company", support.UpdateCompany, vars{"id": support.NodeID("com", 999), "patch": vars{}}, "NOT_FOUND", []any{"id"}, "there is no Company"},
		{"id of another type", support.UpdateCompany, vars{"id": support.NodeID("per", 1), "patch": vars{}}, bad, []any{"id"}, "com_"},
		{"unknown company to delete", support.DeleteCompany, vars{"id": support.NodeID("com", 999)}, "NOT_FOUND", []any{"id"}, "there is no Company"},
		{"version to delete", support.DeleteCompany, vars{"id": com, "version": 9, "even": true}, conflict, []any{"expectedVersion"}, "version is 1"},
		{"key and input differ", support.UpsertCompany, vars{"key": vars{"stockCode": "600001"}, "input": vars{"name": "x", "stockCode": "600999"}}, bad, []any{"input", "stockCode"}, "key"},
		{"key and null differ", support.UpsertCompany, vars{"key": vars{"stockCode": "600001"}, "input": vars{"name": "x", "stockCode": nil}}, bad, []any{"input", "stockCode"}, "key"},
		{"key of the wrong form", support.UpsertCompany, vars{"key": vars{"uscc": "1"}, "input": vars{"name": "x"}}, bad, []any{"key", "uscc"}, "uscc"},
		{"key id of another type", support.UpsertCompany, vars{"key": vars{"id": support.NodeID("per", 1)}, "input": vars{"name": "x"}}, bad, []any{"key", "id"}, "com_"},
		{"key of one and code of another", support.UpsertCompany, vars{"key": vars{"stockCode": "600001"}, "input": vars{"name": "x", "uscc": taken}}, conflict, []any{"input", "uscc"}, other},
		{"key of nobody and code of another", support.UpsertCompany, vars{"key": vars{"stockCode": "600999"}, "input": vars{"name": "x", "uscc": taken}}, conflict, []any{"input", "uscc"}, other},
		{"key of one under a more trusted code of nobody", support.UpsertCompany, vars{"key": vars{"stockCode": "600002"}, "input": vars{"name": "x", "uscc": "91320582PDY000044W"}}, conflict, []any{"input", "uscc"}, other},
		{"null key", support.UpsertCompany, vars{"key": vars{"uscc": nil}, "input": vars{"name": "x"}}, "", nil, ""},
		{"system field", support.CreateCompany, create(vars{"version": 3}), invalid, nil, "unknown field"},
		{"unknown field", support.CreateCompany, create(vars{"colour": "red"}), invalid, nil, "unknown field"},
		{"name left out", support.CreateCompany, vars{"input": vars{"uscc": "1"}}, invalid, nil, "must be defined"},
		{"answer that cannot be read", `mutation { createCompany(input: {name: "坏"}) { segments(first: 999) { totalCount } } }`, nil, bad, []any{"segments", "first"}, "200"},
	}
	count := func() any { return a.Run(t, "MATCH (n) WHERE NOT n:ClusterGraphFeed RETURN count(n)", nil) }
	before := count()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, tt.query, tt.vars)
			require.Len(t, r.Errors, 1, "%v", r)
			assert.Nil(t, r.Data)
			if tt.code != "" {
				assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
			}
			assert.Contains(t, r.Errors[0].Message, tt.says)
			if tt.argument != nil {
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"], r.Errors[0].Message)
			}
		})
	}
	assert.Equal(t, before, count(), "nothing was written")
}

// allProblems: one error a problem, over all fields of the request.
func allProblems(t *testing.T, a *support.API) {
	r := a.Ask(t, `mutation ($input: CompanyCreate!, $patch: PersonPatch!) {
		createCompany(input: $input) { id }
		updatePerson(id: "`+support.NodeID("per", 1)+`", patch: $patch) { id }
		deleteCompany(id: "`+support.NodeID("com", 999)+`")
	}`, vars{
		"input": vars{
			"name": "", "uscc": "1", "foundedOn": "x", "stockCode": "600002", "district": support.NodeID("dis", 99), "sources": []any{"x"},
			"segments": []any{vars{"node": support.NodeID("seg", 99), "since": "y"}},
		},
		"patch": vars{"name": nil, "projects": vars{"unlink": []any{"rel_x"}}},
	})
	got := map[string]bool{}
	for _, e := range r.Errors {
		path := make([]string, 0, 4)
		for _, step := range e.Extensions["argument"].([]any) {
			if text, is := step.(string); is {
				path = append(path, text)
			}
		}
		got[e.Path[0].(string)+": "+strings.Join(path, ".")+" "+e.Code()] = true
	}
	assert.Equal(t, map[string]bool{
		"createCompany: input.name BAD_USER_INPUT": true, "createCompany: input.uscc BAD_USER_INPUT": true, "createCompany: input.foundedOn BAD_USER_INPUT": true,
		"createCompany: input.stockCode CONFLICT": true, "createCompany: input.district BAD_USER_INPUT": true, "createCompany: input.sources BAD_USER_INPUT": true,
		"createCompany: input.segments.node BAD_USER_INPUT": true, "createCompany: input.segments.since BAD_USER_INPUT": true,
		"updatePerson: patch.name BAD_USER_INPUT": true, "updatePerson: patch.projects.unlink BAD_USER_INPUT": true,
		"deleteCompany: id NOT_FOUND": true,
	}, got)
	assert.Len(t, r.Errors, len(got), "each once")
}
