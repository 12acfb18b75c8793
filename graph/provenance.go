package graph

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/provenance"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/store/element"
)

// provenanceOf answers with the provenance of a thing, the thing and its sources.
func (r *Resolver) provenanceOf(ctx context.Context, id string) (*model.Provenance, error) {
	p, err := provenance.Of(ctx, r.db, r.cat, id)
	if fault.CodeOf(err) == fault.NotFound {
		led, failed := r.led(ctx, []string{id})
		if failed != nil {
			return nil, failed
		}
		if into := led[id]; into != "" {
			p, err = provenance.Of(ctx, r.db, r.cat, into)
		}
	}
	if err != nil {
		return nil, err
	}
	visible, err := r.visible(ctx, [][]string{about(p.ID, p.From, p.To)})
	if err != nil {
		return nil, err
	}
	if !visible(0) {
		return nil, element.Unknown()
	}
	sources, err := r.entities(ctx, allSources(p), "sources", "fields.sources", "fields.statements.sources")
	if err != nil {
		return nil, err
	}
	var nodes []string
	if r.cat.EntityOfID(p.ID) != nil {
		nodes = []string{p.ID}
	}
	found, err := r.entities(ctx, nodes, "node")
	if err != nil {
		return nil, err
	}
	answer := &model.Provenance{
		Of: p.ID, Type: p.Type, From: present(p.From), To: present(p.To), Node: found[p.ID],
		Confidence: stored[float64](p, catalog.Confidence), ValidFrom: stored[string](p, catalog.ValidFrom), ValidTo: stored[string](p, catalog.ValidTo),
		RecordedAt: stored[string](p, "recordedAt"), RecordedBy: stored[string](p, catalog.RecordedBy),
		Sources: those(sources, p.Sources), Fields: []*model.FieldProvenance{},
	}
	for _, f := range p.Fields {
		answer.Fields = append(answer.Fields, fieldOf(r.shownField(ctx, p.Type, f), sources))
	}
	return answer, nil
}

// shownField is a field with what the request may see of its values.
func (r *Resolver) shownField(ctx context.Context, typeName string, f provenance.Field) provenance.Field {
	f.Value = r.shown(ctx, typeName, f.Name, f.Value)
	f.Claims = slices.Clone(f.Claims)
	for i := range f.Claims {
		f.Claims[i].Value = string(r.shown(ctx, typeName, f.Name, json.RawMessage(f.Claims[i].Value)))
	}
	return f
}

func fieldOf(f provenance.Field, sources map[string]*model.Value) *model.FieldProvenance {
	answer := &model.FieldProvenance{
		Field: f.Name, Value: f.Value, RecordedBy: present(f.By), Sources: those(sources, f.Sources), Statements: []*model.Statement{},
	}
	if !f.At.IsZero() {
		answer.RecordedAt = present(scalar.FormatDateTime(f.At))
	}
	for _, c := range f.Claims {
		answer.Statements = append(answer.Statements, &model.Statement{
			ID: c.ID, Value: json.RawMessage(c.Value), Confidence: c.Confidence, Displayed: c.Displayed, Sources: those(sources, c.Sources),
			RecordedAt: c.RecordedAt, RecordedBy: c.RecordedBy,
		})
	}
	return answer
}

func allSources(p *provenance.Provenance) []string {
	ids := slices.Clone(p.Sources)
	for _, f := range p.Fields {
		ids = append(ids, f.Sources...)
		for _, c := range f.Claims {
			ids = append(ids, c.Sources...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// those returns the entities with these ids that are there.
func those(found map[string]*model.Value, ids []string) []*model.Value {
	list := []*model.Value{}
	for _, id := range ids {
		if v := found[id]; v != nil {
			list = append(list, v)
		}
	}
	return list
}

// stored returns a stored property, nil when there is none.
func stored[T any](p *provenance.Provenance, name string) *T {
	v, ok := p.Properties[name].(T)
	if !ok {
		return nil
	}
	return &v
}
