package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// nodes writes the units' nodes entity by entity, sources first since all may cite them.
func (a *attempt) nodes(ctx context.Context) error {
	order, spots := a.byEntity()
	for _, e := range order {
		if err := a.nodesOf(ctx, e, spots[e.Name]); err != nil {
			return err
		}
	}
	return nil
}

func (a *attempt) byEntity() (order []*catalog.Entity, spots map[string][]spot) {
	spots = map[string][]spot{}
	for _, u := range a.units {
		for i := range u.interpretation.Nodes {
			e := u.interpretation.Nodes[i].Entity
			switch {
			case spots[e.Name] != nil:
			case e.Name == sourceEntity:
				order = append([]*catalog.Entity{e}, order...)
			default:
				order = append(order, e)
			}
			spots[e.Name] = append(spots[e.Name], spot{u, i})
		}
	}
	return order, spots
}

func (a *attempt) nodesOf(ctx context.Context, e *catalog.Entity, spots []spot) error {
	var rows []input.Node
	var at []spot
	for _, s := range spots {
		if s.u.live(s.u.nodeEntry[s.i]) {
			rows, at = append(rows, nodeRow(s.u.interpretation.Nodes[s.i])), append(at, s)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	outcomes, err := a.writer.Veiled().UpsertNodes(ctx, a.tx, e, rows)
	if err != nil {
		return err
	}
	for i, out := range outcomes {
		a.tookNode(at[i], out)
	}
	return nil
}

func nodeRow(n mapping.Node) input.Node {
	row := n.Row
	row.FindBy, row.Protect, row.CreateOnly = n.Key, n.Protect, n.CreateOnly
	if n.Provenance != (mapping.Provenance{}) {
		row.Confidence, row.ValidFrom, row.ValidTo = n.Confidence, n.ValidFrom, n.ValidTo
	}
	return row
}

func (a *attempt) tookNode(s spot, out record.Outcome) {
	n, e := s.u.interpretation.Nodes[s.i], s.u.nodeEntry[s.i]
	given := reported(n.Entity, n.Row.Values)
	s.u.warn(out.Warnings, n.Columns, n.Values, given)
	if out.Status == record.Rejected {
		e.refuse(refusal{
			problems: problemsOf(out.Problems, n.Columns, n.Values, given),
			missing:  n.Entity.Name == sourceEntity && onlySources(out.Problems) && a.made[n.Entity.Name],
		})
		return
	}
	if len(out.Barred) > 0 {
		s.u.barred = append(s.u.barred, barred{e, masked(problemsOf(out.Barred, n.Columns, n.Values, given))})
	}
	s.u.ids[s.i] = out.ID
	if out.Status == record.Created {
		a.fresh[out.ID] = true
	}
	s.u.counts.node(out.Status)
	s.u.took(e, out)
}

// masked are problems without their values: that they are those of somebody who is withheld is
// told to more people than sent them.
func masked(problems []mapping.Problem) []mapping.Problem {
	for i := range problems {
		problems[i].Value = ident.Masked
	}
	return problems
}

// reported are the given values as reports may repeat them: sensitive ones masked.
func reported(e *catalog.Entity, given map[string]any) map[string]any {
	shown, cloned := given, false
	for _, f := range e.Fields {
		if !f.Sensitive || given[f.Name] == nil {
			continue
		}
		if !cloned {
			shown, cloned = maps.Clone(given), true
		}
		shown[f.Name] = ident.Masked
	}
	return shown
}

// onlySources tells that a source was rejected for nothing but the sources it cites.
func onlySources(problems []input.Problem) bool {
	for _, p := range problems {
		if p.Field != "sources" {
			return false
		}
	}
	return true
}

// problemsOf says problems of fields as problems of the columns they were read from. A row
// of our own format has no texts of cells, but the given values.
func problemsOf(problems []input.Problem, columns, texts map[string]string, given map[string]any) []mapping.Problem {
	list := make([]mapping.Problem, len(problems))
	for i, p := range problems {
		text, known := texts[p.Field]
		if v := given[p.Field]; !known && v != nil {
			text = textOf(v)
		}
		list[i] = mapping.Problem{Column: columnOf(p.Field, columns), Value: text, Reason: p.Reason}
	}
	return list
}

// textOf is a decoded JSON value as a cell of the reject file.
func textOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// columnOf falls back to the field, which is all that a file of our own format has.
func columnOf(field string, columns map[string]string) string {
	if column, ok := columns[field]; ok {
		return column
	}
	return field
}

func (u *unit) warn(warnings []input.Problem, columns, texts map[string]string, given map[string]any) {
	if len(warnings) == 0 {
		return
	}
	for _, p := range problemsOf(warnings, columns, texts, given) {
		u.warnings = append(u.warnings, Problem{Line: u.line, Column: p.Column, Value: p.Value, Reason: p.Reason})
	}
}
