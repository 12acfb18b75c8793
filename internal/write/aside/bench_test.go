package aside_test

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

var open, firm, byTicker = writetest.Open, writetest.Firm, writetest.ByTicker
