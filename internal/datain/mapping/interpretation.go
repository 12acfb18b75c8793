package mapping

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// Interpretation is what one row stands for.
type Interpretation struct {
	// Skipped tells that no condition let anything of the row in: it is no fault.
	Skipped bool
	Nodes   []Node
	Links   []Link
	// Problems reject the whole row; Nodes and Links are empty then.
	Problems []Problem
	// Lost are values and fan-out entries that are left out while the row goes on.
	Lost []Problem
	// Notes say what was assumed about values of the row.
	Notes []string
}

// Problem is what is wrong with one value of a row.
type Problem struct {
	// Column is where the value was read, empty when it is the row as a whole.
	Column string
	// Value is the text of the cell, shortened.
	Value string
	// Reason says what is wrong and what is expected.
	Reason string
	// Entry tells that a fan-out entry is lost, not just one value of it.
	Entry string
}

// Node is one node that a row stands for.
type Node struct {
	Entity *catalog.Entity
	// Row has the values by field, and the sources.
	Row input.Node
	// Key is the field by which the mapping wants the node to be found: an indexed one such as
	// name, beside the business keys. Empty leaves it to the business keys.
	Key string
	// Protect are the fields whose stored value, when it differs, rejects the row.
	Protect []string
	// CreateOnly nodes are made when they are missing and never changed.
	CreateOnly bool
	Provenance
	// Columns and Values say for each field where it was read and what stood there.
	Columns, Values map[string]string
	// Entry is the fan-out entry that the node belongs to, empty for the row itself.
	Entry string
}

// Link is one relationship that a row stands for.
type Link struct {
	Type     string
	From, To End
	// Row has the properties and the sources; its ends are left to the importer.
	Row input.Edge
	// Protect are the properties whose stored value, when it differs, rejects the row or
	// entry. "to" stands for the end that a to-one relationship has now, "from" for its
	// start: a relationship with another end is not moved.
	Protect []string
	// Unknown says what to do when an end does not exist.
	Unknown Policy
	Provenance
	// Columns and Values say for each property, and for "from" and "to" when they are
	// references, where it was read and what stood there.
	Columns, Values map[string]string
	// Entry is the fan-out entry that the relationship belongs to, empty for the row itself.
	Entry string
}

// End is one end of a link.
type End struct {
	// Node is an index into Interpretation.Nodes, -1 when the end is Ref.
	Node int
	// Ref is looked up: by id, by a unique field, or by an indexed one.
	Ref input.Ref
}

// Provenance is how far and how long a fact is held to be true.
type Provenance struct {
	// Confidence is from 0 to 1, nil when the source gives none.
	Confidence *float64
	// ValidFrom and ValidTo are dates, empty when the source gives none.
	ValidFrom, ValidTo string
}

// Policy is what to do with a reference to a node that does not exist.
type Policy int

// What to do with a reference to a node that does not exist. "create" in the YAML becomes
// a CreateOnly node, so that no policy is needed for it.
const (
	// Reject the row, or the fan-out entry.
	Reject Policy = iota
	// Skip the link and keep the rest.
	Skip
)

func (p Policy) String() string { return [...]string{"reject", "skip"}[p] }
