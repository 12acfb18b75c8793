package record

import (
	"cmp"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// stamp says when and by whom a batch is written.
type stamp struct{ at, by string }

func (w *Writer) stamp() stamp { return stamp{scalar.FormatDateTime(w.now()), w.actor} }

// on marks what changed.
func (s stamp) on(properties map[string]any) {
	properties[recordedAtProperty], properties[catalog.RecordedBy] = s.at, s.by
}

// first marks what is made; a row that comes from another graph has its own marks.
func (s stamp) first(properties map[string]any, at, by string) {
	properties[recordedAtProperty], properties[catalog.RecordedBy] = cmp.Or(at, s.at), cmp.Or(by, s.by)
}
