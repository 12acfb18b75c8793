package search

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

// index is a store for Views that proposes documents to every search, and notes it.
type index struct {
	*testing.T
	cat       *catalog.Catalog
	layout    *Layout
	proposals [][]any
	// withheld are the properties of who is withheld.
	withheld   [][]any
	err        error
	statements []query.Statement
}

func newIndex(t *testing.T) *index {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return &index{T: t, cat: cat, layout: NewLayout(cat)}
}

func (x *index) Reads(bool) query.Reading { return x }

func (x *index) Query(_ context.Context, s query.Statement) (query.Rows, error) {
	if strings.Contains(s.Text, ":"+catalog.AsideLabel) {
		return query.Rows{Columns: []string{"properties"}, Values: x.withheld}, x.err
	}
	x.statements = append(x.statements, s)
	return query.Rows{Columns: []string{"of", "type", "score", "fields", "values"}, Values: x.proposals}, x.err
}

func (x *index) Close(context.Context) {}

// propose adds the stored document of an entity.
func (x *index) propose(score float64, entity, id string, properties map[string]any) {
	x.Helper()
	properties["id"] = id
	d, ok := x.layout.Document(entity, properties)
	require.True(x, ok)
	p := d.Properties()
	x.proposals = append(x.proposals, []any{p["of"], p["type"], score, anys(p["fields"]), anys(p["values"])})
}

// anys is a list as the database returns it.
func anys(list any) []any {
	var all []any
	for _, item := range list.([]string) {
		all = append(all, item)
	}
	return all
}

func (x *index) find(under grant.Grant, r Request) (*Page, error) {
	v := view.NewDoor(x.cat, x, plan.NewSigner([]byte("secret")), nil).Open(under)
	defer v.Close(x.Context())
	return NewFinder(x.cat).Find(x.Context(), v, r)
}

func (x *index) page(r Request) *Page {
	x.Helper()
	page, err := x.find(grant.Default(), r)
	require.NoError(x, err)
	return page
}

func idsOf(hits []Hit) []string {
	ids := []string{}
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}
