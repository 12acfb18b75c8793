package catalog_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestEntities(t *testing.T) {
	cat := small(t)
	assert.Equal(t, []string{"Firm", "Hall", "Place", "Source"}, names(cat.Entities, func(e *catalog.Entity) string { return e.Name }), "by name")
	assert.Nil(t, cat.Entity("Ignored"), "only .graphqls files are read")
	assert.Nil(t, cat.Entity("Deeper"), "only those at the top are read")
	assert.Nil(t, cat.Entity("Sale"))
	assert.Same(t, cat.Entity("Source"), cat.Source())

	firm := cat.Entity("Firm")
	assert.Equal(t, []string{"firm", "firms"}, []string{firm.Singular, firm.Plural}, "the plural is the singular with an s")
	assert.Equal(t, "places", cat.Entity("Place").Plural)
	assert.Equal(t, []string{"id", "name", "version", "recordedAt"}, names(firm.Fields, fieldName)[:4], "what Entity asks for comes first")
	assert.Equal(t, [][]string{{"code"}, {"name", "city"}}, keyNames(firm.Keys))
	assert.Empty(t, cat.Entity("Hall").Keys)
}

func keyNames(keys [][]*catalog.Field) [][]string {
	var all [][]string
	for _, key := range keys {
		all = append(all, names(key, fieldName))
	}
	return all
}

func TestEntityOfID(t *testing.T) {
	cat := small(t)
	for id, want := range map[string]string{
		"fi_01": "Firm", "fi_": "Firm", "plc_0_1": "Place", "hall_x": "Hall",
		"fi": "", "": "", "_01": "", "xx_01": "", "FI_01": "",
	} {
		got := ""
		if e := cat.EntityOfID(id); e != nil {
			got = e.Name
		}
		assert.Equal(t, want, got, "%q", id)
	}
}

func TestConnectionOf(t *testing.T) {
	cat := small(t)
	assert.Same(t, cat.Entity("Firm"), cat.ConnectionOf("FirmConnection"))
	for _, name := range []string{"Firm", "Connection", "FirmSeatConnection", "SaleConnection", "FirmConnections", ""} {
		assert.Nil(t, cat.ConnectionOf(name), name)
	}
}

// A root field is compiled where it says so, whatever its name and its type are.
func TestCompiled(t *testing.T) {
	cat := small(t)
	doc, err := parser.ParseSchema(&ast.Source{Input: `type Query {
		firm: Firm @compiled
		best: Firm
		updateFirm: Firm @compiled(mutation: "update", of: "Firm")
		gone: ID @compiled(mutation: "delete", of: "Place")
		odd: ID @compiled(mutation: "delete", of: "Nothing")
		old: Firm @deprecated
	}`})
	require.NoError(t, err)
	tests := map[string]struct {
		want     catalog.Compiled
		compiled bool
	}{
		"firm":       {catalog.Compiled{}, true},
		"best":       {catalog.Compiled{}, false},
		"updateFirm": {catalog.Compiled{Mutation: catalog.Update, Of: cat.Entity("Firm")}, true},
		"gone":       {catalog.Compiled{Mutation: catalog.Delete, Of: cat.Entity("Place")}, true},
		"odd":        {catalog.Compiled{Mutation: catalog.Delete}, true},
		"old":        {catalog.Compiled{}, false},
	}
	for _, f := range doc.Definitions[0].Fields {
		t.Run(f.Name, func(t *testing.T) {
			got, compiled := cat.Compiled(f)
			assert.Equal(t, tests[f.Name].compiled, compiled)
			assert.Equal(t, tests[f.Name].want, got)
		})
	}
}

func TestFields(t *testing.T) {
	firm := small(t).Entity("Firm")
	kinds := map[string]catalog.Kind{}
	for _, f := range firm.Fields {
		kinds[f.Name] = f.Kind
	}
	assert.Equal(t, map[string]catalog.Kind{
		"id": catalog.ID, "name": catalog.String, "version": catalog.Int, "recordedAt": catalog.DateTime,
		"code": catalog.String, "city": catalog.String, "size": catalog.Enum, "tags": catalog.Enum, "aliases": catalog.String,
		"foundedOn": catalog.Date, "lastVisit": catalog.Date, "checkedAt": catalog.DateTime, "staff": catalog.Int,
		"share": catalog.Float, "capital": catalog.Yuan, "public": catalog.Boolean,
	}, kinds)
	assert.Equal(t, []string{"SMALL", "LARGE", "HUGE"}, firm.Field("size").Steps, "in the order of the declaration")
	assert.Nil(t, firm.Field("tags").Steps)
	assert.Equal(t, "Tag", firm.Field("tags").Enum)
	assert.True(t, firm.Field("tags").List)
	assert.False(t, firm.Field("size").List)
	assert.Nil(t, firm.Field("seat"), "a relationship is no field")
	assert.Nil(t, firm.Field("sources"))
	assert.Nil(t, firm.Relation("city"))
}

// TestFieldsBy has the questions that fields answer about themselves, and who says yes.
func TestFieldsBy(t *testing.T) {
	firm := small(t).Entity("Firm")
	tests := map[string]struct {
		holds func(*catalog.Field) bool
		want  []string
	}{
		"system":     {func(f *catalog.Field) bool { return f.System }, []string{"id", "version", "recordedAt"}},
		"unique":     {func(f *catalog.Field) bool { return f.Unique }, []string{"id", "code"}},
		"sortable":   {(*catalog.Field).Sortable, []string{"name", "code"}},
		"summarised": {(*catalog.Field).Summarised, []string{"staff", "share", "capital"}},
		"required":   {func(f *catalog.Field) bool { return f.NonNull }, []string{"id", "name", "version", "recordedAt"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range firm.Fields {
				if test.holds(f) {
					got = append(got, f.Name)
				}
			}
			assert.Equal(t, test.want, got)
		})
	}
	assert.Equal(t, "name_pinyin", firm.Field("name").SortProperty())
	assert.Equal(t, "code_order", firm.Field("code").SortProperty(), "texts sort by keys, values of a format by themselves")
	assert.Equal(t, "x", (&catalog.Field{Name: "x", Unique: true, Format: "USCC"}).SortProperty())
	assert.Equal(t, "x", (&catalog.Field{Name: "x", Index: true, Kind: catalog.Date}).SortProperty())
	assert.Equal(t, "x", (&catalog.Field{Name: "x", Kind: catalog.Enum}).SortProperty(), "nothing is sorted by it")
	assert.Equal(t, "x_order", (&catalog.Field{Name: "x", Kind: catalog.Enum, OfEdge: true}).SortProperty())
	assert.False(t, (&catalog.Field{Name: "x", Unique: true, List: true}).Sortable(), "no index orders lists")
	assert.False(t, (&catalog.Field{Name: "x", Kind: catalog.Int, List: true}).Summarised())
}

func TestPropertiesOfRelationships(t *testing.T) {
	cat := small(t)
	sale := cat.Properties["Sale"]
	require.NotNil(t, sale)
	assert.Equal(t, []string{"since", "product"}, names(sale.Key, fieldName))
	assert.Equal(t, catalog.Yuan, sale.Field("worth").Kind)
	assert.Nil(t, sale.Field("name"))
	assert.Nil(t, (*catalog.Properties)(nil).Field("since"), "a relationship without properties has none")
	assert.Equal(t, map[string][]string{"Size": {"SMALL", "LARGE", "HUGE"}, "Tag": {"OLD", "NEW"}}, cat.Enums)
}

func TestPeriod(t *testing.T) {
	cat := small(t)
	tests := []struct {
		name     string
		of       *catalog.Properties
		from, to []string
	}{
		{"with dates of its own", cat.Properties["Sale"], []string{"since", "validFrom"}, []string{"until", "validTo"}},
		{"with a text called since", cat.Properties["Lease"], []string{"validFrom"}, []string{"until", "validTo"}},
		{"without properties", nil, []string{"validFrom"}, []string{"validTo"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, to := tt.of.Period()
			assert.Equal(t, tt.from, names(from, fieldName), "the most telling first")
			assert.Equal(t, tt.to, names(to, fieldName))
			for _, f := range append(from, to...) {
				assert.Equal(t, catalog.Date, f.Kind, f.Name)
			}
		})
	}
}
