package ingest

import (
	"context"
	"maps"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// edgeSpot is a link that is ready to be written, or to be refused with all that is wrong.
type edgeSpot struct {
	spot
	row input.Edge
	// open are its ends that are not found.
	open []openEnd
}

// links writes the units' relationships type by type.
func (a *attempt) links(ctx context.Context, open []openEnd) error {
	order, spots := a.byType(open)
	for _, typ := range order {
		rows := make([]input.Edge, len(spots[typ]))
		for i, s := range spots[typ] {
			rows[i] = s.row
		}
		outcomes, err := a.writer.UpsertEdges(ctx, a.tx, typ, rows)
		if err != nil {
			return err
		}
		for i, out := range outcomes {
			a.tookLink(spots[typ][i], out)
		}
	}
	return nil
}

func (a *attempt) byType(open []openEnd) (order []string, spots map[string][]edgeSpot) {
	ofLink := map[spot][]openEnd{}
	for _, o := range open {
		ofLink[o.spot] = append(ofLink[o.spot], o)
	}
	spots = map[string][]edgeSpot{}
	for _, u := range a.units {
		for i := range u.interpretation.Links {
			s := spot{u, i}
			row, ok := s.edgeRow(ofLink[s])
			if !ok {
				continue
			}
			row.FromNew, row.ToNew = a.fresh[row.From.ID], a.fresh[row.To.ID]
			typ := u.interpretation.Links[i].Type
			if spots[typ] == nil {
				order = append(order, typ)
			}
			spots[typ] = append(spots[typ], edgeSpot{s, row, ofLink[s]})
		}
	}
	return order, spots
}

// edgeRow is the relationship to write; false when it is left out already.
func (s spot) edgeRow(open []openEnd) (input.Edge, bool) {
	l, e := &s.u.interpretation.Links[s.i], s.u.linkEntry[s.i]
	if !s.u.live(e) || s.leftOut(l, e, open) {
		return input.Edge{}, false
	}
	row := l.Row
	row.Protect = l.Protect
	if l.Provenance != (mapping.Provenance{}) {
		row.Confidence, row.ValidFrom, row.ValidTo = l.Confidence, l.ValidFrom, l.ValidTo
	}
	row.From, row.To = input.Ref{ID: s.u.ends[s.i][0]}, input.Ref{ID: s.u.ends[s.i][1]}
	row.Problems = append([]input.Problem(nil), row.Problems...)
	for _, o := range open {
		row.Problems = append(row.Problems, o.problem())
	}
	return row, true
}

// leftOut tells that an end is a node that was refused itself, or that the mapping wants the
// relationship only where both ends are known.
func (s spot) leftOut(l *mapping.Link, e *entry, open []openEnd) bool {
	for side, end := range [2]mapping.End{l.From, l.To} {
		if end.Node >= 0 && s.u.ends[s.i][side] == "" {
			e.refuse(refusal{problems: []mapping.Problem{{Reason: "the " + sides[side] + " of its " + l.Type + " was refused"}}})
			return true
		}
	}
	if l.Unknown != mapping.Skip || len(open) == 0 {
		return false
	}
	for _, o := range open {
		if !o.hit.Missing {
			return false
		}
		p := o.problem()
		s.u.lost = append(s.u.lost, mapping.Problem{
			Column: columnOf(p.Field, l.Columns), Value: l.Values[p.Field], Entry: l.Entry,
			Reason: o.hit.Problem + "; the relationship is left out",
		})
	}
	return true
}

func (a *attempt) tookLink(s edgeSpot, out record.Outcome) {
	l, e := &s.u.interpretation.Links[s.i], s.u.linkEntry[s.i]
	s.u.warn(out.Warnings, l.Columns, l.Values, l.Row.Values)
	if out.Status != record.Rejected {
		s.u.counts.relationship(out.Status)
		s.u.took(e, out)
		return
	}
	missing := len(s.open) > 0 && len(out.Problems) == len(s.open)
	for _, o := range s.open {
		missing = missing && a.mayCome(o.hit)
	}
	e.refuse(refusal{problems: problemsOf(out.Problems, l.Columns, l.Values, linkGiven(l)), missing: missing})
}

// linkGiven are the values of a link of our own format, its ends included.
func linkGiven(l *mapping.Link) map[string]any {
	given := maps.Clone(l.Row.Values)
	for side, end := range [2]mapping.End{l.From, l.To} {
		if given != nil && (end.Ref != input.Ref{}) {
			given[sides[side]] = end.Ref.String()
		}
	}
	return given
}
