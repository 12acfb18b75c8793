package mapping

import (
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// fileSpec is how the rows of a file are interpreted, ready to be applied.
type fileSpec struct {
	cat     *catalog.Catalog
	when    condition
	require []requirement
	fanouts []*fanout
	nodes   []*nodeSpec
	links   []*linkSpec
	// zone is where the days of moments are looked up; named tells that the mapping says so.
	zone  *time.Location
	named bool
	// doubts are what may be wrong with the mapping, whatever the rows are.
	doubts []string
	// clearAs are texts that remove the stored value.
	clearAs map[string]bool
	// columns are those that are read, sorted.
	columns []string
}

// rowItself stands for no fan-out.
const rowItself = -1

// partSpec is what nodes and links have in common.
type partSpec struct {
	// fan is an index into fileSpec.fanouts, or rowItself.
	fan     int
	when    condition
	require []requirement
	fields  []fieldSpec
	protect []string
	sources []*value
	about   aboutSpec
}

// fieldSpec is a field or property and its value.
type fieldSpec struct {
	field *catalog.Field
	value *value
}

// aboutSpec is the provenance; a value is nil when the mapping gives none.
type aboutSpec struct{ confidence, validFrom, validTo *value }

// nodeSpec makes a node.
type nodeSpec struct {
	partSpec
	entity *catalog.Entity
	// id finds the node by an id of ours, nil when the mapping reads none.
	id *value
	// keys are the fields that find the node; the first that has a value does.
	keys       []*catalog.Field
	createOnly bool
}

// linkSpec makes a relationship.
type linkSpec struct {
	partSpec
	typ      string
	edge     *catalog.Edge
	from, to endSpec
	unknown  Policy
	// id finds the relationship by an id of ours, nil for none; where remove holds it is removed.
	id     *value
	remove condition
}

// endSpec is one end of a link: a node of the row, or a lookup.
type endSpec struct {
	// node is an index into fileSpec.nodes; before tells that it is the previous entry's.
	node   int
	before bool
	// lookup is nil for a node of the row.
	lookup *lookupSpec
}

type lookupSpec struct {
	entity *catalog.Entity
	key    *catalog.Field
	value  *value
	// create makes what is missing, nil to leave that to the policy.
	create *nodeSpec
}
