package catalog

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/id"
)

// Ends of a relationship, as they are appended to its id where it is seen from one of them.
const (
	seenFrom = ".from"
	seenTo   = ".to"
)

// Side is what the id of a relationship ends in where an edge of this field has it under the
// name id: clients that keep what they read by id must not mix the edges of its two ends.
func (r *Relation) Side() string {
	if r.Out {
		return seenFrom
	}
	return seenTo
}

// RelationshipID is an id without the side from which a relationship is seen. Every other text
// is returned as it is.
func RelationshipID(text string) string {
	whole, isSeen := strings.CutSuffix(text, seenFrom)
	if !isSeen {
		whole, isSeen = strings.CutSuffix(text, seenTo)
	}
	if isSeen && id.Valid(whole, EdgePrefix) {
		return whole
	}
	return text
}
