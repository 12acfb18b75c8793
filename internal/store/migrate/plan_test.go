package migrate_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

func small(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(os.DirFS("testdata"))
	require.NoError(t, err)
	return cat
}

func TestPlanGolden(t *testing.T) {
	var got strings.Builder
	for _, c := range migrate.Plan(small(t)) {
		got.WriteString(c.String() + "\n")
	}
	const golden = "testdata/plan.golden"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String())
}

func TestPlanOfDeclaredSchema(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	plan := migrate.Plan(cat)
	names := map[string]bool{}
	for _, c := range plan {
		assert.False(t, names[c.Name], "the name %s is given twice", c.Name)
		names[c.Name] = true
	}
	for _, e := range cat.Entities {
		assert.True(t, names[e.Singular+"_id_unique"], "%s needs a unique id", e.Name)
	}
	assert.True(t, names["company_uscc_unique"])
}
