package changes_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/merge"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

type bench struct{ *writetest.Bench }

// within runs a part of a mutation request that may see everything.
func (b bench) within(do func(work record.Work) (refused []error, err error)) {
	b.T.Helper()
	b.Tx(func(tx *neo.Tx) error {
		refused, err := do(writetest.Work(tx, b.Writer))
		require.Empty(b.T, refused)
		return err
	})
}

func (b bench) merge(into, from string) (m merge.Merge) {
	b.T.Helper()
	b.within(func(work record.Work) (refused []error, err error) {
		m, refused, err = merge.Do(b.T.Context(), b.Cat, work, merge.Request{Into: into, From: from, Evidence: "the same"})
		return refused, err
	})
	return m
}

func (b bench) list(scope grant.Scope, of, after string, first int) (changes.MergePage, error) {
	v := view.NewDoor(b.Cat, b.DB, plan.NewSigner([]byte("secret")), nil).Open(grant.Grant{Scope: scope})
	defer v.Close(b.T.Context())
	return changes.Merges(b.T.Context(), v, changes.AskedMerges{Of: of, After: after, First: first})
}

func ids(p changes.MergePage) (ids []string) {
	for _, m := range p.Merges {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestMerges(t *testing.T) {
	b := bench{writetest.Open(t)}
	firms := b.Nodes("Firm", writetest.Firm("600000"), writetest.Firm("600001"), writetest.Firm("600002"), writetest.Firm("600003"))
	first, second, third := b.merge(firms[0].ID, firms[1].ID), b.merge(firms[0].ID, firms[2].ID), b.merge(firms[3].ID, firms[0].ID)
	b.within(func(work record.Work) ([]error, error) {
		_, refused, err := merge.Undo(t.Context(), b.Cat, work, third.ID, nil)
		return refused, err
	})

	page, err := b.list(nil, "", "", 2)
	require.NoError(t, err)
	assert.Equal(t, []string{third.ID, second.ID}, ids(page))
	assert.Equal(t, []bool{false, true}, []bool{page.Before, page.After})
	assert.Equal(t, []string{"2026-01-02T03:04:05.006Z", "", "system"}, []string{page.Merges[0].UndoneAt, page.Merges[1].UndoneAt, page.Merges[1].By})

	page, err = b.list(nil, "", page.End, 2)
	require.NoError(t, err)
	assert.Equal(t, []string{first.ID}, ids(page))
	assert.Equal(t, []bool{true, false}, []bool{page.Before, page.After})

	page, err = b.list(nil, firms[1].ID, "", 200)
	require.NoError(t, err)
	assert.Equal(t, []string{first.ID}, ids(page))

	hidden := grant.Scope{"Firm": predicate.Negate(predicate.Is(firmField(b.Cat, "id"), predicate.Eq, firms[3].ID))}
	page, err = b.list(hidden, "", "", 200)
	require.NoError(t, err)
	assert.Equal(t, []string{second.ID, first.ID}, ids(page), "a merge into what is hidden is left out")
}

func firmField(cat *catalog.Catalog, name string) *catalog.Field {
	return cat.Entity("Firm").Field(name)
}

func TestMergesRefuses(t *testing.T) {
	b := bench{writetest.Open(t)}
	for _, tt := range []struct {
		name, after string
		first       int
	}{{"too many", "", 201}, {"less than 0", "", -1}, {"no cursor", "x", 1}} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := b.list(nil, "", tt.after, tt.first)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		})
	}
}
