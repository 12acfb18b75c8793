package record

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Statement is a value that sources give for a field, where sources disagree.
type Statement struct {
	ID, Field string
	// Value is JSON.
	Value json.RawMessage
	// Confidence is nil where nobody said.
	Confidence *float64
	Displayed  bool
	// Sources are ids.
	Sources []string
	// RecordedAt is a moment in stored form.
	RecordedAt, RecordedBy string
}

// StatementsOf reads the statements about a node or relationship, oldest first.
func StatementsOf(ctx context.Context, db *neo.DB, id string) ([]Statement, error) {
	rows, err := db.Read(ctx, statementsAbout([]any{id}))
	if err != nil {
		return nil, err
	}
	list := make([]Statement, len(rows))
	for i, row := range rows {
		s := decodeStatement(row)
		list[i] = Statement{
			ID: s.id, Field: s.field, Value: json.RawMessage(s.value), Displayed: s.displayed, Sources: s.sources, RecordedAt: s.at, RecordedBy: s.by,
		}
		if v, ok := s.confidence.(float64); ok {
			list[i].Confidence = &v
		}
	}
	return list, nil
}

// ToldNames are the names of all values that changes and statements may be about, but sources.
func ToldNames(fields []*catalog.Field) []string {
	var names []string
	for _, f := range fields {
		if !f.System {
			names = append(names, f.Name)
		}
	}
	return append(names, catalog.ValidFrom, catalog.ValidTo)
}
