package guide_test

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestMain(m *testing.M) { neotest.Main(m) }

type vars = support.Vars
