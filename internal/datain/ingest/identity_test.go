package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

// A list whose code was copied down: the second firm would become the first.
func TestACodeThatWasCopiedDownIsRefused(t *testing.T) {
	cat := smallSchema(t)
	fsys := files(map[string]string{"firms.csv": "名称,信用代码,简称代码\n甲," + usccA + ",600000\n乙," + usccA + ",600000\n丙,,600000\n甲," + usccA + ",600001\n"})
	tests := []struct {
		name, key string
		rejects   []string
		stored    []any
	}{
		{
			"found by the name", "key: name, ", []string{
				`firms.csv:3 名称|乙|"乙" is not the name of … (甲), which is "甲", but the row's other keys mean it; correct the row, or find it by those keys|row`,
				`firms.csv:4 名称|丙|"丙" is not the name of … (甲), which is "甲", but the row's other keys mean it; correct the row, or find it by those keys|row`,
			}, []any{"甲/600001"},
		},
		{
			"found by the less trusted code", "key: ticker, ", []string{
				`firms.csv:5 简称代码|600001|"600001" is not the ticker of … (丙), which is "600000", but the row's other keys mean it; correct the row, or find it by those keys|row`,
			}, []any{"丙/600000"},
		},
		{"found by the code, which names may change under", "", nil, []any{"甲/600001"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{1, 100} {
				db := migrated(t, cat)
				_, rejects := mapped(t, db, cat, `
version: 1
files:
  - {file: firms.csv, nodes: [{entity: Firm, `+tt.key+`fields: {name: 名称, uscc: 信用代码, ticker: 简称代码}}]}
`, fsys, ingest.Options{BatchSize: size})
				assert.Equal(t, tt.rejects, rejects, "batches of %d", size)
				assert.Equal(t, tt.stored, value(t, db, "MATCH (n:Firm) RETURN collect(n.name + '/' + n.ticker)"))
			}
		})
	}
}

// Rows of an export name their nodes by id: one whose code is another's is refused, too.
func TestAnExportDoesNotGiveANodeTheCodeOfAnother(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"id": "frm_01arz3ndektsv4rrffq69g5faa", "name": "甲", "uscc": "` + usccA + `"}
{"id": "frm_01arz3ndektsv4rrffq69g5fab", "name": "乙", "ticker": "600000"}`}))
	report := importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"id": "frm_01arz3ndektsv4rrffq69g5fab", "name": "乙", "uscc": "` + usccA + `"}`}))
	require.Len(t, report.Problems, 1)
	assert.Contains(t, report.Problems[0].Reason, "is already that of frm_01arz3ndektsv4rrffq69g5faa (甲), while the row means frm_01arz3ndektsv4rrffq69g5fab (乙)")
	assert.Equal(t, []any{"乙/600000/", "甲//" + usccA}, value(t, db, "MATCH (n:Firm) WITH n ORDER BY n.id DESC RETURN collect(n.name + '/' + coalesce(n.ticker, '') + '/' + coalesce(n.uscc, ''))"))
}
