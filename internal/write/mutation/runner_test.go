package mutation_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

type object = map[string]any

var firm = writetest.Firm

type bench struct {
	*writetest.Bench
	runner *mutation.Runner
}

func open(t *testing.T) *bench {
	t.Helper()
	b := writetest.Open(t)
	return &bench{b, mutation.NewRunner(b.Cat, b.DB)}
}

func (b *bench) field(kind catalog.Mutation, entity string, arguments object) mutation.Field {
	return mutation.Field{Kind: kind, Entity: b.Cat.Entity(entity), Arguments: arguments}
}

// run runs the fields of one request that may see everything.
func (b *bench) run(fields ...mutation.Field) []mutation.Result {
	return b.runner.Run(b.T.Context(), fields, nil)
}

// done runs the fields of one request, which are not refused.
func (b *bench) done(fields ...mutation.Field) []mutation.Result {
	b.T.Helper()
	results := b.run(fields...)
	for _, r := range results {
		require.Empty(b.T, r.Errors)
	}
	return results
}

// refusal is the code, the path and the message of the first error of a result.
func refusal(r mutation.Result) string {
	if len(r.Errors) == 0 {
		return "done"
	}
	f, _ := errors.AsType[*fault.Error](r.Errors[0])
	return fmt.Sprint(f.Code, " ", f.Path, " ", f.Message)
}

func TestFieldsTakeEffectTogether(t *testing.T) {
	b := open(t)
	results := b.done(
		b.field(catalog.Create, "Firm", object{"input": object{"name": "甲", "ticker": "600000"}}),
		b.field(catalog.Upsert, "Firm", object{"key": object{"ticker": "600001"}, "input": object{"name": "乙"}}),
		b.field(catalog.Upsert, "Firm", object{"key": object{"ticker": "600000"}, "input": object{"staff": 7}}),
	)
	assert.Equal(t, results[0].ID, results[2].ID, "a field sees what those before it did")
	assert.Equal(t, [][]any{{"甲", int64(7), int64(1)}, {"乙", nil, int64(1)}}, b.Query("MATCH (f:Firm) RETURN f.name, f.staff, f.version ORDER BY f.ticker"))
}

// Of a request nothing takes effect when a field is refused, and all fields tell what is wrong.
func TestFieldsAreRefusedTogether(t *testing.T) {
	b := open(t)
	before := b.Everything()
	right := b.field(catalog.Create, "Firm", object{"input": object{"name": "甲", "ticker": "600000"}})
	foundBefore := right
	foundBefore.Refused = fault.New(fault.BadUserInput, "found before")
	results := b.run(
		right,
		b.field(catalog.Create, "Firm", object{"input": object{"name": "乙", "ticker": "6"}}),
		b.field(catalog.Delete, "Firm", object{"id": "frm_01hzzzzzzzzzzzzzzzzzz00001"}),
		foundBefore,
	)
	assert.Contains(t, refusal(results[0]), "BAD_USER_INPUT [] nothing of the request took effect")
	assert.Contains(t, refusal(results[1]), "BAD_USER_INPUT [input ticker] ticker ")
	assert.Contains(t, refusal(results[2]), "NOT_FOUND [id] there is no Firm with the id")
	assert.Contains(t, refusal(results[3]), "found before")
	assert.Equal(t, before, b.Everything())
	assert.Empty(t, b.Query("MATCH (c:Change) RETURN c"))
}

// The version rises by one a request, however many fields change the entity, and whatever of it.
func TestVersionRisesOnceARequest(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	id, other := firms[0].ID, firms[1].ID
	version := func() any { return b.Query("MATCH (f:Firm {id: '" + id + "'}) RETURN f.version")[0][0] }
	update := func(patch object) mutation.Field {
		return b.field(catalog.Update, "Firm", object{"id": id, "patch": patch})
	}
	sell := object{"sellsTo": object{"link": object{"node": other, "product": "steel"}}}
	b.done(update(object{"staff": 1}), update(object{"staff": 2, "about": "x"}), update(sell))
	assert.Equal(t, int64(2), version())
	b.done(update(object{"sellsTo": object{"link": object{"node": other, "product": "gas"}}}))
	assert.Equal(t, int64(3), version(), "a relationship is a change of its owner")
	b.done(update(sell), update(object{"staff": 2}))
	assert.Equal(t, int64(3), version(), "what is so already changes nothing")
	assert.Equal(t, int64(1), b.Query("MATCH (f:Firm {id: '" + other + "'}) RETURN f.version")[0][0])

	stale := update(object{"staff": 9})
	stale.Arguments["expectedVersion"] = 2
	results := b.run(stale)
	assert.Contains(t, refusal(results[0]), "CONFLICT [expectedVersion] the version is 3 by now, 2 was expected")
	f, _ := errors.AsType[*fault.Error](results[0].Errors[0])
	assert.Equal(t, object{"currentVersion": int64(3), "current": object{"staff": int64(2)}}, f.Details)
	fresh := update(object{"staff": 9})
	fresh.Arguments["expectedVersion"] = 3
	b.done(fresh, fresh)
	assert.Equal(t, int64(4), version(), "the version that was expected is that before the request")
}

// A custom mutation runs inside the request's transaction, and is undone when another field is
// refused.
func TestCustomMutations(t *testing.T) {
	b := open(t)
	id := b.Nodes("Firm", firm("600000"))[0].ID
	custom := mutation.Field{Arguments: object{"id": id, "about": "by hand"}, Custom: func(ctx context.Context, work record.Work, arguments object) (any, []error, error) {
		seen, err := work.Seen(ctx, []string{id})
		require.NoError(t, err)
		assert.True(t, seen(id))
		out, err := work.Writer.UpsertNodes(ctx, work.Tx, b.Cat.Entity("Firm"), []input.Node{{ID: id, Values: object{"about": arguments["about"]}}})
		if err != nil {
			return nil, nil, err
		}
		rows, err := work.Tx.Query(ctx, query.Statement{Text: "MATCH (f:Firm) RETURN count(f) AS count"})
		if err != nil {
			return nil, nil, err
		}
		counts, err := query.Column[int](rows, "count")
		return fmt.Sprint(out[0].Status, " of ", counts[0]), nil, err
	}}
	create := func(ticker string) mutation.Field {
		return b.field(catalog.Create, "Firm", object{"input": object{"name": "x", "ticker": ticker}})
	}
	before := b.Everything()
	results := b.run(custom, create("6"))
	assert.Contains(t, refusal(results[0]), "nothing of the request took effect")
	assert.Nil(t, results[0].Value)
	assert.Equal(t, before, b.Everything())

	results = b.done(create("600001"), custom)
	assert.Equal(t, "updated of 2", results[1].Value, "it sees what the fields before it did")
	assert.Equal(t, [][]any{{"by hand"}}, b.Query("MATCH (f:Firm {id: '"+id+"'}) RETURN f.about"))

	before = b.Everything()
	refused := mutation.Field{Custom: func(context.Context, record.Work, object) (any, []error, error) {
		return nil, []error{fault.New(fault.Forbidden, "not today")}, nil
	}}
	results = b.run(create("600002"), refused)
	assert.Contains(t, refusal(results[0]), "FORBIDDEN [] nothing of the request took effect")
	assert.Contains(t, refusal(results[1]), "FORBIDDEN [] not today")
	failed := mutation.Field{Custom: func(context.Context, record.Work, object) (any, []error, error) {
		return nil, nil, fault.New(fault.Internal, "broken")
	}}
	for _, r := range b.run(create("600002"), failed) {
		assert.Contains(t, refusal(r), "INTERNAL [] broken", "what fails, fails for all")
	}
	panics := mutation.Field{Custom: func(context.Context, record.Work, object) (any, []error, error) { panic("a bug") }}
	for _, r := range b.run(create("600002"), panics) {
		assert.Equal(t, fault.Internal, fault.CodeOf(r.Errors[0]))
		assert.ErrorContains(t, r.Errors[0], "a bug", "and the log learns where")
		known, _ := errors.AsType[*fault.Error](r.Errors[0])
		assert.Equal(t, false, known.Details[fault.MayHaveTakenEffect], "it is undone")
	}
	assert.Equal(t, before, b.Everything())
}

// What a request may not see is not there for it, and what a field answers with is read inside
// the transaction.
func TestWhatARequestSees(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	shown, hidden := firms[0].ID, firms[1].ID
	visible := func(_ context.Context, _ mutation.Reads, ids []string) (map[string]bool, error) {
		seen := map[string]bool{}
		for _, id := range ids {
			seen[id] = id != hidden
		}
		return seen, nil
	}
	run := func(fields ...mutation.Field) []mutation.Result { return b.runner.Run(t.Context(), fields, visible) }
	before := b.Everything()
	assert.Contains(t, refusal(run(b.field(catalog.Delete, "Firm", object{"id": hidden}))[0]), "NOT_FOUND [id]")
	assert.Contains(t, refusal(run(b.field(catalog.Update, "Firm", object{"id": shown, "patch": object{"sellsTo": object{"link": object{"node": hidden}}}}))[0]),
		"BAD_USER_INPUT [patch sellsTo link 0 node] there is no Firm with the id "+hidden)
	assert.Equal(t, before, b.Everything())

	field := b.field(catalog.Update, "Firm", object{"id": shown, "patch": object{"staff": 7}})
	field.Answer = func(ctx context.Context, tx mutation.Reads, id string) ([]byte, []error, error) {
		rows, err := tx.Query(ctx, query.Statement{Text: "MATCH (f:Firm {id: $id}) RETURN toString(f.staff) AS staff", Params: object{"id": id}})
		if err != nil {
			return nil, nil, err
		}
		staff, err := query.Column[string](rows, "staff")
		return []byte(staff[0]), []error{fault.New(fault.Internal, "a part")}, err
	}
	result := run(field)[0]
	assert.Equal(t, "7", string(result.Answer))
	assert.Len(t, result.Partial, 1)
	field.Answer = func(context.Context, mutation.Reads, string) ([]byte, []error, error) {
		return nil, []error{fault.New(fault.Forbidden, "not yours")}, nil
	}
	field.Arguments["patch"] = object{"staff": 8}
	assert.Contains(t, refusal(run(field)[0]), "FORBIDDEN [] not yours")
	assert.Equal(t, [][]any{{int64(7)}}, b.Query("MATCH (f:Firm {id: '"+shown+"'}) RETURN f.staff"), "what cannot be answered is undone")
}

// Requests that record the same key at once end with one entity.
func TestRequestsAtOnce(t *testing.T) {
	const requests = 8
	b := open(t)
	var all sync.WaitGroup
	for i := range requests {
		all.Go(func() {
			results := b.run(b.field(catalog.Upsert, "Firm", object{"key": object{"ticker": "600000"}, "input": object{"name": fmt.Sprint("name ", i)}}))
			assert.Equal(t, "done", refusal(results[0]))
		})
	}
	all.Wait()
	assert.Equal(t, [][]any{{int64(1), int64(requests)}}, b.Query("MATCH (f:Firm) RETURN count(f), max(f.version)"))
}

func TestDelete(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	source := b.Nodes("Source", input.Node{Values: object{"name": "甲"}})[0].ID
	id, other, merged := firms[0].ID, firms[1].ID, firms[2].ID
	b.Edges("SELLS_TO", input.Edge{From: input.Ref{ID: id}, To: input.Ref{ID: other}, Sources: []input.Ref{{ID: source}}})
	b.PutAside(merged, alias.MergedAway, id)
	remove := func(entity, id string) mutation.Field { return b.field(catalog.Delete, entity, object{"id": id}) }
	assert.Contains(t, refusal(b.run(remove("Source", source))[0]), "CONFLICT [id] it is a source that is cited")
	results := b.run(remove("Firm", id))
	assert.Contains(t, refusal(results[0]), "CONFLICT [id] it stands for 1 that were merged into it")
	f, _ := errors.AsType[*fault.Error](results[0].Errors[1])
	assert.Equal(t, object{"relationships": object{"sellsTo": int64(1)}}, f.Details)
	assert.Contains(t, refusal(b.run(remove("Firm", merged))[0]), "CONFLICT [id] "+merged+" was merged into "+id)

	even := remove("Firm", id)
	even.Arguments["evenIfLinked"] = true
	assert.Equal(t, id, b.done(even)[0].ID)
	assert.Equal(t, [][]any{{other}}, b.Query("MATCH (f:Firm) RETURN f.id"))
	assert.Empty(t, b.Query("MATCH (a) WHERE a:Aside OR a:Alias RETURN a"))
}
