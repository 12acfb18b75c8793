package support

// The mutations that merge two entities, that undo it, and that say that two are not one.
const (
	MergeBoth = `mutation ($into: ID!, $from: ID!, $evidence: String!, $sources: [ID!]) { merge(into: $into, from: $from, evidence: $evidence, sources: $sources) {
		id type into from by evidence undoneAt node { id name } sources { id } } }`
	UnmergeOne = `mutation ($merge: ID!, $edits: [EditSide!]) { unmerge(merge: $merge, edits: $edits) {
		merge { id undoneAt undoneBy } into { id name } from { id name } landed { change of field side } left } }`
	DeclareDistinct = `mutation ($a: ID!, $b: ID!, $reason: String!) { declareDistinct(a: $a, b: $b, reason: $reason) { id a b reason by withdrawnAt } }`
)
