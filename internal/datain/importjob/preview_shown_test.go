package importjob

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/schema"
)

// A preview has no number, address or name that may not be seen, wherever it stands: in heads, where
// the file has none, in columns that are called so, however a value is written there.
func TestPreviewIsMasked(t *testing.T) {
	preview := func() *Preview {
		problem := "line 1 has 13812345678 in it"
		return &Preview{
			GuessedMapping: "version: 1\nfiles:\n  - file: 欧阳不显.csv # 13812345678\n",
			Files: []FilePreview{{
				Name: "欧阳不显.csv", Columns: []string{"欧阳不显", "13812345678", "联系人电话", "住址"}, Notes: []string{"beside 欧阳不显"}, Problem: &problem,
				Sample: []any{map[string]any{
					"欧阳不显": "甲", "13812345678": json.Number("13812345678"), "联系人电话": "5812 3456转内线", "住址": "梁丰路1号",
					"人": map[string]any{"13812345678": []any{"ou.yang@example.com"}},
				}},
			}},
		}
	}
	secrets := []string{"欧阳不显", "13812345678", "5812", "ou.yang"}
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	shown := func(policy privacy.Policy) string {
		p := preview()
		p.shown(cat, policy, func(text string) bool { return strings.Contains(text, "欧阳不显") })
		text, err := json.Marshal(p)
		require.NoError(t, err)
		return string(text)
	}
	for _, secret := range secrets {
		assert.Contains(t, shown(privacy.Policy{ShowSensitive: true}), secret)
		assert.NotContains(t, shown(privacy.Policy{}), secret)
	}
	assert.Contains(t, shown(privacy.Policy{}), "梁丰路1号")
}
