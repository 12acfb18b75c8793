package sheet_test

import (
	"bytes"
	"encoding/json"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
)

func book(t *testing.T, rows ...[]any) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	b, err := sheet.NewBook(&out, "companies & <co>")
	require.NoError(t, err)
	require.NoError(t, b.Head("name", "名称"))
	for _, row := range rows {
		require.NoError(t, b.Row(row...))
	}
	require.NoError(t, b.Close())
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

func TestBookIsReadBack(t *testing.T) {
	f := book(t,
		[]any{"永钢 & <Co> \"x\"", json.Number("-12.5"), nil, true, false},
		[]any{nil, nil, " blanks \n and breaks ", json.Number("123456789012345678")},
		[]any{"bell\x07", "_x0041_", "\ufffe", "😀", strings.Repeat("a", 40_000)},
	)
	require.Equal(t, []string{"companies & <co>"}, f.GetSheetList())
	rows, err := f.GetRows("companies & <co>")
	require.NoError(t, err)
	require.Len(t, rows, 4)
	assert.Equal(t, []string{"name", "名称"}, rows[0])
	assert.Equal(t, []string{"永钢 & <Co> \"x\"", "-12.5", "", "TRUE", "FALSE"}, rows[1])
	assert.Equal(t, []string{"", "", " blanks \n and breaks ", "123456789012345678"}, rows[2])
	assert.Equal(t, []string{"bell\x07", "_x0041_"}, rows[3][:2])
	assert.Equal(t, "😀", rows[3][3])
	assert.Len(t, []rune(rows[3][4]), 32_767)
}

func TestBookKeepsFormulasAsTexts(t *testing.T) {
	f := book(t, []any{"=1+1", "plain", "@SUM(A1)"})
	name := f.GetSheetName(0)
	for at, quoted := range map[string]bool{"A2": true, "B2": false, "C2": true} {
		formula, err := f.GetCellFormula(name, at)
		require.NoError(t, err)
		assert.Empty(t, formula)
		kind, err := f.GetCellType(name, at)
		require.NoError(t, err)
		assert.Equal(t, excelize.CellTypeInlineString, kind)
		style, err := f.GetCellStyle(name, at)
		require.NoError(t, err)
		assert.Equal(t, quoted, style == 2, at)
	}
}

func TestBookRefusesMoreRowsThanASheetHas(t *testing.T) {
	b, err := sheet.NewBook(io.Discard, "x")
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range sheet.MaxRows {
		require.NoError(t, b.Row("x", json.Number("1")))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	assert.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(4<<20), "memory does not depend on the rows")
	assert.ErrorContains(t, b.Row("x"), "at most 1048576 rows")
}
