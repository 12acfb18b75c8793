package claim

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Set holds the claims about the elements of a batch as they will be after it. It runs
// nothing: About asks for what is stored, Add takes that in, and Statements write what differs.
type Set struct {
	byElement map[string]map[string][]*Claim
	// gone are ids of claims to remove, forgotten those of elements of which all are.
	gone, forgotten []any
	newID           func() string
	stamp           property.Stamp
	// blind tells of which fields values must not be compared, since who writes may not see them.
	blind func(*catalog.Field) bool
}

// NewSet returns an empty set. newID makes the ids of new claims; values of fields that are blind
// count as different, whatever they are; nil for none.
func NewSet(newID func() string, stamp property.Stamp, blind func(*catalog.Field) bool) *Set {
	return &Set{byElement: map[string]map[string][]*Claim{}, newID: newID, stamp: stamp, blind: blind}
}

func (s *Set) hides(f *catalog.Field) bool { return s.blind != nil && s.blind(f) }

// Add takes in the rows of About.
func (s *Set) Add(rows query.Rows) error {
	list, err := Decode(rows)
	for i := range list {
		s.add(&list[i])
	}
	return err
}

func (s *Set) add(c *Claim) {
	if s.byElement[c.Of] == nil {
		s.byElement[c.Of] = map[string][]*Claim{}
	}
	s.byElement[c.Of][c.Field] = append(s.byElement[c.Of][c.Field], c)
}

// Forget removes all claims about an element that is removed itself.
func (s *Set) Forget(of string) {
	if s.byElement[of] == nil {
		return
	}
	delete(s.byElement, of)
	s.forgotten = append(s.forgotten, of)
}

// Statements remove, make and change claims, with one statement a kind; none where nothing
// differs.
func (s *Set) Statements() []query.Statement {
	var list []query.Statement
	for _, step := range []struct {
		text string
		rows []any
	}{
		{removeAbout, s.forgotten},
		{"UNWIND $rows AS row MATCH " + stored + " {id: row}) DELETE s", s.gone},
		{"UNWIND $rows AS row MERGE " + stored + " {id: row.id}) SET s = row", s.rows()},
	} {
		if len(step.rows) > 0 {
			list = append(list, query.Statement{Text: step.text, Params: map[string]any{"rows": step.rows}})
		}
	}
	return list
}

func (s *Set) rows() []any {
	var rows []any
	for _, of := range slices.Sorted(maps.Keys(s.byElement)) {
		for _, field := range slices.Sorted(maps.Keys(s.byElement[of])) {
			for _, c := range s.byElement[of][field] {
				if c.changed {
					rows = append(rows, c.row())
				}
			}
		}
	}
	return rows
}

// row is the claim as it is stored.
func (c *Claim) row() map[string]any {
	var confidence any
	if c.Confidence != nil {
		confidence = *c.Confidence
	}
	return map[string]any{
		"id": c.ID, "of": c.Of, "field": c.Field, "value": c.Value, "confidence": confidence, catalog.SourceIDs: c.Sources,
		catalog.RecordedAt: c.RecordedAt, catalog.RecordedBy: c.RecordedBy, "displayed": c.Displayed,
	}
}
