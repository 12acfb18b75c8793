package writing_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/test/support"
)

// refusal is one mutation with one thing wrong with it.
type refusal struct {
	name  string
	kind  catalog.Mutation
	vars  vars
	code  string
	where []any
}

const badInput, invalidRequest = "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"

// wrong lists what can be wrong with the derived mutations of entities: it is derived from
// the catalog too, so that a new entity is tested as it is added.
type wrong struct {
	cat *catalog.Catalog
	// made is an entity of each type, by name; mark is part of the texts of good inputs.
	made map[string]string
	mark string
}

// mutationText is a mutation with variables for all of its arguments.
func mutationText(kind catalog.Mutation, e *catalog.Entity) string {
	switch kind {
	case catalog.Create:
		return fmt.Sprintf(`mutation ($input: %[1]sCreate!) { create%[1]s(input: $input) { id } }`, e.Name)
	case catalog.Update:
		return fmt.Sprintf(`mutation ($id: ID!, $version: Int, $patch: %[1]sPatch!) { update%[1]s(id: $id, expectedVersion: $version, patch: $patch) { id } }`, e.Name)
	case catalog.Upsert:
		return fmt.Sprintf(`mutation ($key: %[1]sKey!, $input: %[1]sCreate!) { upsert%[1]s(key: $key, input: $input) { id } }`, e.Name)
	}
	return fmt.Sprintf(`mutation ($id: ID!, $version: Int) { delete%[1]s(id: $id, expectedVersion: $version) }`, e.Name)
}

// good is an input that is accepted.
func (w *wrong) good(e *catalog.Entity) vars {
	input := vars{}
	for _, f := range e.Fields {
		if f.NonNull && !f.System && f.Kind != catalog.Boolean {
			input[f.Name] = w.goodValue(f, w.mark+e.Name)
		}
	}
	return input
}

func (w *wrong) goodValue(f *catalog.Field, text string) any {
	switch f.Kind {
	case catalog.Int, catalog.Yuan, catalog.Float:
		return 2020
	case catalog.Date:
		return "2024-03"
	case catalog.Enum:
		return w.cat.Enums[f.Enum][0]
	}
	return text
}

// absent is an id that nothing has, of an entity.
func absent(e *catalog.Entity) string { return support.NodeID(e.Prefix, 999_999) }

// other is the id of what is of another type.
func (w *wrong) other(e *catalog.Entity) string {
	for _, o := range w.cat.Entities {
		if o != e {
			return w.made[o.Name]
		}
	}
	return ""
}

// of lists all that is tried with an entity.
func (w *wrong) of(e *catalog.Entity) (list []refusal) {
	list = append(list, w.whole(e)...)
	list = append(list, w.keys(e)...)
	for _, f := range e.Fields {
		if !f.System {
			list = append(list, w.field(e, f)...)
		}
	}
	for _, i := range e.Intervals {
		list = append(list, w.interval(e, i)...)
	}
	for _, r := range e.Relations {
		list = append(list, w.relation(e, r)...)
	}
	return list
}

// interval is two values the wrong way round, together in one input.
func (w *wrong) interval(e *catalog.Entity, i catalog.Interval) []refusal {
	from, to := wrongWayRound(i)
	input := w.good(e)
	input[i.From.Name], input[i.To.Name] = from, to
	name := i.To.Name + " before " + i.From.Name
	return []refusal{
		{name, catalog.Create, vars{"input": input}, badInput, []any{"input", i.To.Name}},
		{name, catalog.Update, vars{"id": w.made[e.Name], "patch": vars{i.From.Name: from, i.To.Name: to}}, badInput, []any{"patch", i.To.Name}},
	}
}

// whole is what is wrong with an entity as a whole.
func (w *wrong) whole(e *catalog.Entity) (list []refusal) {
	for _, kind := range []catalog.Mutation{catalog.Update, catalog.Delete} {
		list = append(list,
			refusal{"nothing there", kind, vars{"id": absent(e), "patch": vars{}}, "NOT_FOUND", []any{"id"}},
			refusal{"id of another type", kind, vars{"id": w.other(e), "patch": vars{}}, badInput, []any{"id"}},
			refusal{"no id", kind, vars{"id": "x", "patch": vars{}}, badInput, []any{"id"}},
			refusal{"stale version", kind, vars{"id": w.made[e.Name], "version": 999, "patch": vars{}}, "CONFLICT", []any{"expectedVersion"}},
		)
	}
	for _, system := range []string{"version", "recordedAt", "nobodyKnows"} {
		list = append(list, w.everywhere(e, "unknown key "+system, system, 1, invalidRequest, nil)...)
	}
	sources := []any{absent(w.cat.Source())}
	return append(list, w.everywhere(e, "unknown source", "sources", sources, badInput, []any{0.0})...)
}

// keys is what is wrong with the key of an upsert.
func (w *wrong) keys(e *catalog.Entity) (list []refusal) {
	upsert := func(name string, key vars, where ...any) {
		list = append(list, refusal{name, catalog.Upsert, vars{"key": key, "input": w.good(e)}, badInput, append([]any{"key"}, where...)})
	}
	upsert("key of another type", vars{"id": w.other(e)}, "id")
	for _, f := range e.Fields {
		if f.Unique && f.Name != "id" && f.Kind == catalog.String {
			upsert("empty key "+f.Name, vars{f.Name: " "}, f.Name)
		}
	}
	list = append(list,
		refusal{"no key", catalog.Upsert, vars{"key": vars{}, "input": w.good(e)}, "", nil},
		refusal{"null key", catalog.Upsert, vars{"key": vars{"id": nil}, "input": w.good(e)}, "", nil},
		refusal{"two keys", catalog.Upsert, vars{"key": vars{"id": w.made[e.Name], "nobodyKnows": 1}, "input": w.good(e)}, invalidRequest, nil},
	)
	return list
}

// field is what is wrong with a value.
func (w *wrong) field(e *catalog.Entity, f *catalog.Field) (list []refusal) {
	for _, bad := range badValues(f) {
		below := []any{}
		if f.List && bad.code == invalidRequest {
			below = append(below, 0.0)
		}
		list = append(list, w.everywhere(e, f.Name+": "+bad.name, f.Name, bad.value, bad.code, below)...)
	}
	if !f.NonNull || f.Kind == catalog.Boolean {
		return list
	}
	missing := w.good(e)
	delete(missing, f.Name)
	null := w.good(e)
	null[f.Name] = nil
	return append(list,
		refusal{f.Name + " is missing", catalog.Create, vars{"input": missing}, invalidRequest, []any{"input", f.Name}},
		refusal{f.Name + " is null", catalog.Create, vars{"input": null}, invalidRequest, []any{"input", f.Name}},
		refusal{f.Name + " is null", catalog.Update, vars{"id": w.made[e.Name], "patch": vars{f.Name: nil}}, badInput, []any{"patch", f.Name}},
	)
}

// badValue is a value that a field does not take.
type badValue struct {
	name  string
	value any
	code  string
}

func badValues(f *catalog.Field) (list []badValue) {
	bad := func(name string, value any, code string) {
		if f.List {
			value = []any{value}
		}
		list = append(list, badValue{name, value, code})
	}
	switch f.Kind {
	case catalog.Int, catalog.Float:
		bad("a text", "many", invalidRequest)
	case catalog.Boolean:
		bad("a text", "maybe", invalidRequest)
	case catalog.Enum:
		bad("no value of the enumeration", "NOBODY_KNOWS", invalidRequest)
	case catalog.Date:
		bad("a day that is none", "2023-02-30", badInput)
		bad("a month that is none", "2023-13", badInput)
	case catalog.DateTime:
		bad("no time", "yesterday", badInput)
	case catalog.Yuan:
		bad("a fraction", 1.5, badInput)
		bad("out of range", 1e17, badInput)
	case catalog.String:
		limit := 100_001
		if f.Index || f.Unique || f.Pinyin {
			limit = 501
		}
		bad("too long", strings.Repeat("x", limit), badInput)
		bad("empty", "", badInput)
		bad("a control character", "a\u0000b", badInput)
		if f.Format != "" {
			bad("not of its format", "?", badInput)
		}
		if f.Sensitive {
			bad("a mask", privacy.Mask(f, masked(f)), badInput)
		}
	}
	if f.Range != nil {
		for name, value := range beyond(f) {
			bad(name, value, badInput)
		}
	}
	return list
}

// everywhere puts a value into every input of the entity; the path below the field is that of the
// problem, nil where the request does not come so far.
func (w *wrong) everywhere(e *catalog.Entity, name, field string, value any, code string, below []any) []refusal {
	where := func(argument string) []any {
		if below == nil {
			return nil
		}
		return append([]any{argument, field}, below...)
	}
	input := w.good(e)
	input[field] = value
	return []refusal{
		{name, catalog.Create, vars{"input": input}, code, where("input")},
		{name, catalog.Upsert, vars{"key": vars{"id": absent(e)}, "input": input}, code, where("input")},
		{name, catalog.Update, vars{"id": w.made[e.Name], "patch": vars{field: value}}, code, where("patch")},
	}
}

// relation is what is wrong with relationships.
func (w *wrong) relation(e *catalog.Entity, r *catalog.Relation) (list []refusal) {
	ends := []badValue{{"nothing there", absent(r.Target), badInput}, {"id of another type", w.other(r.Target), badInput}, {"no id", "x", badInput}}
	for _, end := range ends {
		if !r.Many {
			list = append(list, w.everywhere(e, r.Name+": "+end.name, r.Name, end.value, end.code, []any{})...)
			continue
		}
		list = append(list, w.linked(e, r, end.name, vars{"node": end.value}, end.code, "node")...)
	}
	if !r.Many {
		return list
	}
	good := vars{"node": w.made[r.Target.Name]}
	with := func(key string, value any) vars { return vars{"node": good["node"], key: value} }
	list = append(list, w.linked(e, r, "no end", vars{}, invalidRequest, "")...)
	list = append(list, w.linked(e, r, "unknown key", with("nobodyKnows", 1), invalidRequest, "")...)
	list = append(list, w.linked(e, r, "unknown source", with("sources", []any{absent(w.cat.Source())}), badInput, "sources")...)
	if r.Properties != nil {
		for _, f := range r.Properties.Fields {
			for _, bad := range badValues(f) {
				list = append(list, w.linked(e, r, f.Name+" "+bad.name, with(f.Name, bad.value), bad.code, f.Name)...)
			}
		}
	}
	unknown := support.NodeID(catalog.EdgePrefix, 999_999)
	update := func(name string, patch vars, where ...any) {
		list = append(list, refusal{r.Name + ": " + name, catalog.Update, vars{"id": w.made[e.Name], "patch": vars{r.Name: patch}}, badInput, append([]any{"patch", r.Name}, where...)})
	}
	if edge := w.cat.EdgeOf(r); edge.From == edge.To && !edge.Loops {
		self := vars{"link": []any{vars{"node": w.made[e.Name]}}}
		list = append(list, refusal{r.Name + ": to itself", catalog.Update, vars{"id": w.made[e.Name], "patch": vars{r.Name: self}}, badInput, []any{"patch", r.Name, "link", 0.0, "node"}})
	}
	update("nothing to unlink", vars{"unlink": []any{unknown}}, "unlink", 0.0)
	update("nothing to change", vars{"change": []any{vars{"id": unknown}}}, "change", 0.0, "id")
	return list
}

// linked puts a link into every input.
func (w *wrong) linked(e *catalog.Entity, r *catalog.Relation, name string, link vars, code, field string) (list []refusal) {
	for _, kind := range []catalog.Mutation{catalog.Create, catalog.Update} {
		c := refusal{name: r.Name + ": " + name, kind: kind, code: code}
		path := []any{"input", r.Name, 0.0}
		if kind == catalog.Create {
			input := w.good(e)
			input[r.Name] = []any{link}
			c.vars = vars{"input": input}
		} else {
			c.vars = vars{"id": w.made[e.Name], "patch": vars{r.Name: vars{"link": []any{link}}}}
			path = []any{"patch", r.Name, "link", 0.0}
		}
		if code == badInput {
			if c.where = append(slices.Clone(path), field); field == "sources" {
				c.where = append(c.where, 0.0)
			}
		}
		list = append(list, c)
	}
	return list
}
