package record

import (
	"time"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/id"
	"github.com/clustergraph/clustergraph/internal/scalar"
)

// sourceEntity is the entity that sourceIds point at.
const sourceEntity = "Source"

// edgePrefix starts the ids of relationships.
const edgePrefix = "rel"

// keySeparator stands between the values of a relationship's key; texts cannot hold it.
const keySeparator = "\x1f"

// Writer writes checked rows. It is safe for concurrent use.
type Writer struct {
	cat *catalog.Catalog
	ids *id.Generator
	now func() time.Time
}

// NewWriter returns a writer that takes new ids from ids and the time of a change from now.
func NewWriter(cat *catalog.Catalog, ids *id.Generator, now func() time.Time) *Writer {
	return &Writer{cat: cat, ids: ids, now: now}
}

// recordedAt is the present moment as it is stored.
func (w *Writer) recordedAt() string { return scalar.FormatDateTime(w.now()) }
