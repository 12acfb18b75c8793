package merge

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/write/record"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

type bench struct{ *writetest.Bench }

// work is what a mutation request works with that may see everything.
func (b *bench) work(tx *neo.Tx) record.Work {
	return writetest.Work(tx, b.Writer)
}

func open(t *testing.T) *bench {
	t.Helper()
	return &bench{writetest.Open(t)}
}

// in is the bench for a part of a test, without data.
func (b *bench) in(t *testing.T) *bench { return &bench{b.In(t)} }

var firm = writetest.Firm
