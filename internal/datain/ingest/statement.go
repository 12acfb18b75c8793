package ingest

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

const statementExample = `{"field": "registeredCapital", "value": 100, "sources": ["src_…"]}`

// statements takes out what sources say where they disagree, as Export writes it.
func (it *item) statements(object map[string]any) (rows []input.Claim) {
	v, given := object["statements"]
	delete(object, "statements")
	if !given || v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		it.problem("statements", "expected a list, such as [%s]", statementExample)
	}
	for i, entry := range list {
		one, ok := entry.(map[string]any)
		if !ok {
			it.problem("statements", "entry %d is no object; expected such as %s", i+1, statementExample)
			continue
		}
		row := input.Claim{Value: one["value"], Confidence: it.confidence(one)}
		row.Field = it.text(one, "field")
		row.RecordedAt, row.RecordedBy = it.text(one, "recordedAt"), it.text(one, catalog.RecordedBy)
		row.Sources, _ = it.sources(one)
		delete(one, "value")
		for name := range one {
			it.problem("statements", "entry %d has no member %q", i+1, name)
		}
		rows = append(rows, row)
	}
	return rows
}
