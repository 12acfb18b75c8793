package writetest

import (
	"embed"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

//go:embed testdata/schema
var files embed.FS

// Schema is the small one: firms, cities, visits and sources.
func Schema(t testing.TB) *catalog.Catalog {
	t.Helper()
	schema, err := fs.Sub(files, "testdata/schema")
	require.NoError(t, err)
	cat, err := catalog.Load(schema)
	require.NoError(t, err)
	return cat
}

// Firm is a row of a firm with a ticker and further values, each a name and what follows it.
func Firm(ticker string, values ...any) input.Node {
	row := input.Node{Values: map[string]any{"name": "firm " + ticker, "ticker": ticker}}
	for i := 0; i < len(values); i += 2 {
		row.Values[values[i].(string)] = values[i+1]
	}
	return row
}

// ByTicker points at a firm.
func ByTicker(ticker string) input.Ref {
	return input.Ref{Entity: "Firm", Field: "ticker", Value: ticker}
}
