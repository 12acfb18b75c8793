package record

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// statement is a value that sources give to a field for which sources disagree.
type statement struct {
	id, of, field string
	// value is JSON.
	value string
	// confidence is nil where no source says how far it is believed.
	confidence any
	sources    []string
	at, by     string
	// displayed tells that the field shows this value.
	displayed bool
	// changed tells that it differs from what is stored, if it is.
	changed bool
}

// statements are those of the things of a batch. It is pure but for load and write.
type statements struct {
	byThing map[string]map[string][]*statement
	// gone are ids of statements to remove, forgotten those of things.
	gone, forgotten []any
	newID           func() string
	stamp           property.Stamp
}

func (w *Writer) statements() *statements {
	return &statements{
		byThing: map[string]map[string][]*statement{},
		newID:   func() string { return w.ids.New(catalog.StatementPrefix) }, stamp: w.stamp(),
	}
}

// load reads the statements about things; most batches have none.
func (s *statements) load(ctx context.Context, tx *neo.Tx, things []any) error {
	if len(things) == 0 {
		return nil
	}
	rows, err := tx.Run(ctx, statementsAbout(things))
	for _, row := range rows {
		s.add(decodeStatement(row))
	}
	return err
}

func statementsAbout(things []any) query.Statement {
	return query.Statement{
		Text:   "UNWIND $things AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) RETURN " + statementFields + " ORDER BY s.id",
		Params: map[string]any{"things": things},
	}
}

const statementFields = "s.id, s.of, s.field, s.value, s.confidence, s.sourceIds, s.recordedAt, s.recordedBy, s.displayed"

func decodeStatement(row []any) *statement {
	st := &statement{id: property.Text(row[0]), of: property.Text(row[1]), field: property.Text(row[2]), confidence: row[4], at: property.Text(row[6]), by: property.Text(row[7])}
	st.sources, _ = property.Texts(row[5])
	st.displayed, _ = row[8].(bool)
	st.value = property.Text(row[3])
	return st
}

func (s *statements) add(st *statement) {
	if s.byThing[st.of] == nil {
		s.byThing[st.of] = map[string][]*statement{}
	}
	s.byThing[st.of][st.field] = append(s.byThing[st.of][st.field], st)
}

// forget removes all statements about a thing that is removed itself.
func (s *statements) forget(of string) {
	if s.byThing[of] == nil {
		return
	}
	delete(s.byThing, of)
	s.forgotten = append(s.forgotten, of)
}

// write removes, makes and changes statements in one statement a kind.
func (s *statements) write(ctx context.Context, tx *neo.Tx) error {
	label := "(s:" + catalog.StatementLabel + " "
	for _, step := range []struct {
		text string
		rows []any
	}{
		{"UNWIND $rows AS row MATCH " + label + "{of: row}) DELETE s", s.forgotten},
		{"UNWIND $rows AS row MATCH " + label + "{id: row}) DELETE s", s.gone},
		{"UNWIND $rows AS row MERGE " + label + "{id: row.id}) SET s = row", s.rows()},
	} {
		if len(step.rows) == 0 {
			continue
		}
		if _, err := tx.Run(ctx, query.Statement{Text: step.text, Params: map[string]any{"rows": step.rows}}); err != nil {
			return err
		}
	}
	return nil
}

func (s *statements) rows() []any {
	var rows []any
	for _, of := range slices.Sorted(maps.Keys(s.byThing)) {
		for _, field := range slices.Sorted(maps.Keys(s.byThing[of])) {
			for _, st := range s.byThing[of][field] {
				if st.changed {
					rows = append(rows, st.row())
				}
			}
		}
	}
	return rows
}

func (st *statement) row() map[string]any {
	return map[string]any{
		"id": st.id, "of": st.of, "field": st.field, "value": st.value, "confidence": st.confidence, catalog.SourceIDs: st.sources,
		catalog.RecordedAt: st.at, catalog.RecordedBy: st.by, "displayed": st.displayed,
	}
}
