package record

import "github.com/clustergraph/clustergraph/internal/write/input"

// Status tells what became of a row.
type Status int

// What becomes of a row.
const (
	Rejected Status = iota
	Created
	// Updated includes a relationship that took the place of another at a to-one end.
	Updated
	Unchanged
)

func (s Status) String() string {
	return [...]string{"rejected", "created", "updated", "unchanged"}[s]
}

// Outcome is what became of one row.
type Outcome struct {
	Status Status
	// ID of the node or relationship, empty when the row was rejected.
	ID string
	// Problems say why a row was rejected, all of them at once.
	Problems []input.Problem
	// Warnings tell of values that are accepted but odd.
	Warnings []input.Problem
	// Barred say of a row that a veiled writer took in that it names what must not be recorded.
	Barred []input.Problem
}
