package merge

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// errRefused ends the transaction of a request that was refused.
var errRefused = errors.New("refused")

// request runs a part of a mutation request as the mutations do: what is refused is undone.
func (b *bench) request(do func(work record.Work) (refused []error, err error)) (refused []error) {
	b.T.Helper()
	err := b.DB.Write(b.T.Context(), func(tx *neo.Tx) (err error) {
		if refused, err = do(b.work(tx)); err == nil && len(refused) > 0 {
			err = errRefused
		}
		return err
	})
	if len(refused) == 0 {
		require.NoError(b.T, err)
	}
	return refused
}

func (b *bench) do(request Request) []error {
	b.T.Helper()
	return b.request(func(work record.Work) ([]error, error) {
		_, refused, err := Do(b.T.Context(), b.Cat, work, request)
		return refused, err
	})
}

// reasons are the codes, arguments and words of refusals.
func reasons(refused []error) string {
	var list []string
	for _, err := range refused {
		f, _ := errors.AsType[*fault.Error](err)
		argument := "-"
		if len(f.Path) > 0 {
			argument, _ = f.Path[0].(string)
		}
		list = append(list, string(f.Code)+" "+argument+" "+f.Message)
	}
	return strings.Join(list, "\n")
}

// seeing lets a request see those with the ids only.
func seeing(ids ...string) func(context.Context, []string) (func(string) bool, error) {
	return func(context.Context, []string) (func(string) bool, error) {
		return func(id string) bool { return slices.Contains(ids, id) }, nil
	}
}

func TestDoRefuses(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"), firm("600003"))
	sources := b.Nodes("Source", input.Node{Values: map[string]any{"name": "甲"}}, input.Node{Values: map[string]any{"name": "乙"}})
	city := b.Nodes("City", input.Node{Values: map[string]any{"name": "张家港"}})[0].ID
	into, from, gone, hidden := firms[0].ID, firms[1].ID, firms[2].ID, firms[3].ID
	require.Empty(t, b.do(Request{Into: into, From: gone, Evidence: "the same"}))
	b.PutAside(hidden, alias.Withheld, "")
	before := b.facts()
	tests := []struct {
		name    string
		request Request
		want    string
	}{
		{"no evidence", Request{Into: into, From: from, Evidence: " "}, "BAD_USER_INPUT evidence say why"},
		{"long evidence", Request{Into: into, From: from, Evidence: strings.Repeat("证", 2_001)}, "evidence it is 2001 characters long, at most 2000"},
		{"no ids", Request{Into: "x", From: into + "?", Evidence: "e"}, `BAD_USER_INPUT into "x" is not the id of an entity`},
		{"two types", Request{Into: into, From: city, Evidence: "e"}, "BAD_USER_INPUT from a Firm and a City cannot be the same"},
		{"not there", Request{Into: into, From: "frm_01hzzzzzzzzzzzzzzzzzz00001", Evidence: "e"}, "NOT_FOUND from there is no Firm with the id"},
		{"withheld", Request{Into: into, From: hidden, Evidence: "e"}, "NOT_FOUND from there is no Firm with the id"},
		{"merged already", Request{Into: from, From: gone, Evidence: "e"}, "CONFLICT from " + gone + " was merged into " + into},
		{"into itself", Request{Into: into, From: into, Evidence: "e"}, "BAD_USER_INPUT from an entity cannot be merged into itself"},
		{"into what stands for it", Request{Into: gone, From: into, Evidence: "e"}, "BAD_USER_INPUT from an entity cannot be merged into itself"},
		{"sources", Request{Into: sources[0].ID, From: sources[1].ID, Evidence: "e"}, "BAD_USER_INPUT from sources are cited by their ids"},
		{"no source of the evidence", Request{Into: into, From: from, Evidence: "e", Sources: []string{sources[0].ID, into}}, "BAD_USER_INPUT sources there is no source with the id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Contains(t, reasons(b.do(tt.request)), tt.want)
			assert.Equal(t, before, b.facts())
		})
	}
	t.Run("not to be seen", func(t *testing.T) {
		refused := b.request(func(work record.Work) ([]error, error) {
			work.Seen = seeing(into)
			_, refused, err := Do(t.Context(), b.Cat, work, Request{Into: into, From: from, Evidence: "e"})
			return refused, err
		})
		assert.Contains(t, reasons(refused), "NOT_FOUND from there is no Firm with the id "+from)
	})
}

// What is declared distinct is not merged, also when others stand for it, until that is withdrawn.
func TestDistinct(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"), firm("600002"))
	first, second, third := firms[0].ID, firms[1].ID, firms[2].ID
	declare := func(a, c string) []error {
		return b.request(func(work record.Work) ([]error, error) {
			_, refused, err := Declare(t.Context(), b.Cat, work, a, c, "two firms")
			return refused, err
		})
	}
	withdraw := func(a, c string) []error {
		return b.request(func(work record.Work) ([]error, error) {
			_, refused, err := Withdraw(t.Context(), b.Cat, work, a, c)
			return refused, err
		})
	}
	require.Empty(t, declare(first, second))
	assert.Equal(t, [][]any{{first, `{"distinctFrom":"` + second + `"}`}, {second, `{"distinctFrom":"` + first + `"}`}},
		b.Query("MATCH (c:Change {kind: 'UPDATE'}) RETURN c.of, c.after ORDER BY c.of"))
	assert.Contains(t, reasons(declare(second, first)), "CONFLICT - it is recorded already")
	assert.Contains(t, reasons(declare(first, first)), "BAD_USER_INPUT b name two entities")
	assert.Contains(t, reasons(withdraw(first, third)), "NOT_FOUND - nothing says that")

	require.Empty(t, b.do(Request{Into: third, From: second, Evidence: "e"}))
	assert.Contains(t, reasons(b.do(Request{Into: third, From: first, Evidence: "e"})), "CONFLICT from they are known not to be the same, since 2026-01-02T03:04:05.006Z: two firms")
	assert.Contains(t, reasons(declare(second, third)), "CONFLICT b they are merged")
	found, err := alias.DistinctAmong(t.Context(), b.DB, []string{second})
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, []string{first, second, "two firms", "Firm"}, []string{found[0].A, found[0].B, found[0].Reason, found[0].Type})

	require.Empty(t, withdraw(first, second))
	found, err = alias.DistinctAmong(t.Context(), b.DB, []string{second})
	require.NoError(t, err)
	assert.Empty(t, found)
	require.Empty(t, b.do(Request{Into: third, From: first, Evidence: "e"}))
}

func TestUndo(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	before := b.facts()
	m := b.merge(firms[0].ID, firms[1].ID)
	undo := func(id string, see func(work *record.Work), sides ...EditSide) []error {
		return b.request(func(work record.Work) ([]error, error) {
			see(&work)
			_, refused, err := Undo(t.Context(), b.Cat, work, id, sides)
			return refused, err
		})
	}
	all := func(*record.Work) {}
	assert.Contains(t, reasons(undo("mrg_01fvk6dfhv0000000000000000", all)), "NOT_FOUND merge there is no merge with this id")
	assert.Contains(t, reasons(undo("mrg_none", all)), `BAD_USER_INPUT merge "mrg_none" is not an id of a merge, such as mrg_…`)
	assert.Contains(t, reasons(undo(m.ID, all, EditSide{Field: "staff", Side: SideFrom})), "BAD_USER_INPUT edits nothing of this name was edited")
	assert.Contains(t, reasons(undo(m.ID, func(work *record.Work) { work.Seen = seeing(firms[1].ID) })), "NOT_FOUND merge there is no merge with this id")
	assert.NotEqual(t, before, b.facts(), "nothing was undone so far")
	require.Empty(t, undo(m.ID, all))
	assert.Equal(t, before, b.facts())
	assert.Contains(t, reasons(undo(m.ID, all)), "CONFLICT - the merge was undone already")
}
