package graph

import (
	"encoding/json"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/provenance"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// provenanceOf is the answer to a question for where something is known from; it refers to the
// entity and to sources.
func provenanceOf(cat *catalog.Catalog, p *provenance.Provenance) *model.Provenance {
	answer := &model.Provenance{
		Of: p.ID, Type: p.Type, From: present(p.From), To: present(p.To), Node: entityRef(cat, p.ID),
		Confidence: stored[float64](p, catalog.Confidence), ValidFrom: stored[string](p, catalog.ValidFrom), ValidTo: stored[string](p, catalog.ValidTo),
		RecordedAt: stored[string](p, "recordedAt"), RecordedBy: stored[string](p, catalog.RecordedBy),
		Sources: model.Refs(p.Sources), Fields: []*model.FieldProvenance{},
	}
	for _, f := range p.Fields {
		answer.Fields = append(answer.Fields, fieldOf(f))
	}
	return answer
}

func fieldOf(f provenance.Field) *model.FieldProvenance {
	answer := &model.FieldProvenance{
		Field: f.Name, Value: f.Value, RecordedBy: present(f.By), Sources: model.Refs(f.Sources), Statements: []*model.Statement{},
	}
	if !f.At.IsZero() {
		answer.RecordedAt = present(scalar.FormatDateTime(f.At))
	}
	for _, c := range f.Claims {
		answer.Statements = append(answer.Statements, &model.Statement{
			ID: c.ID, Value: json.RawMessage(c.Value), Confidence: c.Confidence, Displayed: c.Displayed, Sources: model.Refs(c.Sources),
			RecordedAt: c.RecordedAt, RecordedBy: c.RecordedBy,
		})
	}
	return answer
}

// stored returns a stored property, nil when there is none.
func stored[T any](p *provenance.Provenance, name string) *T {
	v, ok := p.Properties[name].(T)
	if !ok {
		return nil
	}
	return &v
}
