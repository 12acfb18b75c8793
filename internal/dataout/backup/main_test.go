package backup

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestMain(m *testing.M) { neotest.Main(m) }
