package duplicate_test

import (
	"flag"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/read/duplicate"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/read/view/viewtest"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/schema"
)

var update = flag.Bool("update", false, "write the statements of now into the golden files")

func TestMain(m *testing.M) { neotest.Main(m) }

// The sample's first person and company, and what they are known by.
const person, company = "per_01ke5q86000000000000000001", "com_01ke5q86000000000000000001"

func loaded(t *testing.T) (*neo.DB, *catalog.Catalog) {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	db := neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	report, err := ingest.Import(t.Context(), db, cat, sample.Files(), ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	return db, cat
}

// Every question is the same statement under every scope, but for the scope, which stands
// wherever it matches; none of them scans.
func TestStatements(t *testing.T) {
	db, cat := loaded(t)
	hidden := grant.Scope{}
	for _, e := range cat.Entities {
		hidden[e.Name] = predicate.Negate(predicate.Is(e.Field("id"), predicate.In, []any{"hidden"}))
	}
	for name, r := range map[string]duplicate.Request{
		"of one company": {Type: "Company", ID: company, First: 20}, "of one person": {Type: "Person", ID: person, First: 20},
		"of all companies": {Type: "Company", First: 20, MinWeight: 3},
	} {
		for title, scope := range map[string]grant.Scope{name: nil, name + ", scoped": hidden} {
			t.Run(title, func(t *testing.T) {
				recorder := viewtest.Record(db)
				v := view.NewDoor(cat, recorder, nil, nil).Open(grant.Grant{Scope: scope, Policy: privacy.Policy{ShowSensitive: true}})
				_, err := duplicate.Find(t.Context(), v, r)
				require.NoError(t, err)
				viewtest.Golden(t, "testdata/"+title+".golden", recorder.Statements(), *update)
				viewtest.UsesIndexes(t, db, recorder.Statements())
			})
		}
	}
}

func TestBadRequestsAreRefused(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	v := view.NewDoor(cat, nil, nil, nil).Open(grant.Default())
	for name, tt := range map[string]struct {
		request  duplicate.Request
		argument string
		says     string
	}{
		"no such type":          {duplicate.Request{Type: "Firm"}, "type", `of the type "Firm"; there are of`},
		"a type without @match": {duplicate.Request{Type: "District"}, "type", `of the type "District"`},
		"another type's id":     {duplicate.Request{Type: "Company", ID: person}, "id", "not an id of a Company"},
		"too large a page":      {duplicate.Request{Type: "Company", First: 201}, "first", "expected 0 to 200"},
		"less than nothing":     {duplicate.Request{Type: "Company", First: -1}, "first", "expected 0 to 200"},
		"no cursor of one":      {duplicate.Request{Type: "Company", ID: company, After: "x"}, "after", "no cursor"},
		"no cursor of all":      {duplicate.Request{Type: "Company", After: "x"}, "after", "no cursor"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := duplicate.Find(t.Context(), v, tt.request)
			var f *fault.Error
			require.ErrorAs(t, err, &f)
			assert.Equal(t, fault.BadUserInput, f.Code)
			assert.Equal(t, []any{tt.argument}, f.Path)
			assert.Contains(t, f.Message, tt.says)
		})
	}
}
