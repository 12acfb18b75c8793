package claim

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Claim is a value that sources give to a field for which sources disagree.
type Claim struct {
	ID string `column:"id" json:"id"`
	// Of is the id of the node or relationship.
	Of    string `column:"of" json:"-"`
	Field string `column:"field" json:"field"`
	// Value is JSON.
	Value string `column:"value" json:"value"`
	// Confidence is nil where no source says how far it is believed.
	Confidence *float64 `column:"confidence" json:"confidence,omitempty"`
	// Sources are ids.
	Sources []string `column:"sources" json:"sources"`
	// RecordedAt is a moment in stored form.
	RecordedAt string `column:"at" json:"at"`
	RecordedBy string `column:"by" json:"by"`
	// Displayed tells that the field shows this value.
	Displayed bool `column:"displayed" json:"displayed"`
	// changed tells that it differs from what is stored, if it is.
	changed bool
}

// stored begins the pattern of stored claims.
const stored = "(s:" + catalog.StatementLabel

// About asks for the claims about elements, oldest first.
func About(elements []string) query.Statement {
	return query.Statement{
		Text: "UNWIND $elements AS v MATCH " + stored + " {of: v}) RETURN s.id AS id, s.of AS of, s.field AS field, s.value AS value, " +
			"s.confidence AS confidence, s.sourceIds AS sources, s.recordedAt AS at, s.recordedBy AS by, s.displayed AS displayed ORDER BY s.id",
		Params: map[string]any{"elements": elements},
	}
}

// Decode reads the rows of About.
func Decode(rows query.Rows) ([]Claim, error) { return query.Scan[Claim](rows) }

const removeAbout = "UNWIND $rows AS row MATCH " + stored + " {of: row}) DELETE s"

// Remove removes all claims about elements.
func Remove(elements []string) query.Statement {
	return query.Statement{Text: removeAbout, Params: map[string]any{"rows": elements}}
}

// Fields are those of an element over which sources can disagree: the declared ones, and the
// dates between which it holds.
func Fields(declared []*catalog.Field) []*catalog.Field {
	var list []*catalog.Field
	for _, f := range declared {
		if !f.System {
			list = append(list, f)
		}
	}
	return append(list, &catalog.Field{Name: catalog.ValidFrom, Kind: catalog.Date}, &catalog.Field{Name: catalog.ValidTo, Kind: catalog.Date})
}
