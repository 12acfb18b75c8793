package property

import (
	"cmp"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Stamp says when and by whom a batch is written. At is a moment in stored form.
type Stamp struct{ At, By string }

// StampOf is the stamp of who writes now.
func StampOf(now time.Time, by string) Stamp { return Stamp{At: scalar.FormatDateTime(now), By: by} }

// On marks what changed.
func (s Stamp) On(properties map[string]any) {
	properties[catalog.RecordedAt], properties[catalog.RecordedBy] = s.At, s.By
}

// First marks what is made; a row that comes from another graph has its own marks, which are
// empty where it has none.
func (s Stamp) First(properties map[string]any, at, by string) {
	properties[catalog.RecordedAt], properties[catalog.RecordedBy] = cmp.Or(at, s.At), cmp.Or(by, s.By)
}
