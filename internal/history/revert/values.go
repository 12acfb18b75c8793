package revert

import (
	"bytes"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// given are values as a row takes them.
type given struct {
	values             map[string]any
	sources            []input.Ref
	dropSources        bool
	confidence         *float64
	validFrom, validTo string
	drop               []string
}

// rowOf sorts the values of a change by how a row takes them.
func rowOf(values map[string]json.RawMessage) (given, error) {
	g := given{values: map[string]any{}}
	for name, text := range values {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		var v any
		if err := decoder.Decode(&v); err != nil {
			return g, fault.Wrap(fault.Internal, err, "the recorded value of %s cannot be read", name)
		}
		g.take(name, v)
	}
	return g, nil
}

func (g *given) take(name string, v any) {
	switch name {
	case journal.AuditedSources:
		g.dropSources = true
		list, _ := v.([]any)
		for _, id := range list {
			text, _ := id.(string)
			g.sources = append(g.sources, input.Ref{ID: text})
		}
	case catalog.Confidence, catalog.ValidFrom, catalog.ValidTo:
		if v == nil {
			g.drop = append(g.drop, name)
			return
		}
		g.ofItself(name, v)
	default:
		g.values[name] = v
	}
}

// ofItself takes what a row says of itself.
func (g *given) ofItself(name string, v any) {
	text, _ := v.(string)
	switch name {
	case catalog.ValidFrom:
		g.validFrom = text
	case catalog.ValidTo:
		g.validTo = text
	default:
		number, _ := v.(json.Number)
		if f, err := number.Float64(); err == nil {
			g.confidence = &f
		}
	}
}

func (g *given) node(id string) input.Node {
	return input.Node{
		ID: id, Values: g.values, Sources: g.sources, DropSources: g.dropSources, Exact: true,
		Confidence: g.confidence, ValidFrom: g.validFrom, ValidTo: g.validTo, Drop: g.drop,
	}
}

// edge takes the place of no other relationship at a to-one end.
func (g *given) edge(id, from, to string) input.Edge {
	return input.Edge{
		ID: id, From: input.Ref{ID: from}, To: input.Ref{ID: to}, Values: g.values, Sources: g.sources, DropSources: g.dropSources, Exact: true,
		Confidence: g.confidence, ValidFrom: g.validFrom, ValidTo: g.validTo, Drop: g.drop,
	}
}
