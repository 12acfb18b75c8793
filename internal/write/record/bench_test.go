package record_test

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

type bench struct{ *writetest.Bench }

func open(t *testing.T) *bench {
	t.Helper()
	return &bench{writetest.Open(t)}
}

var firm, byTicker = writetest.Firm, writetest.ByTicker
