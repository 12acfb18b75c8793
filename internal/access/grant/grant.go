package grant

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// Grant is what a reader may see. The zero value sees every entity, no sensitive value, and
// is refused every request by its limits: see Default and Full.
type Grant struct {
	// Reader names who reads, for logs.
	Reader string
	// Scope restricts which entities may be seen.
	Scope Scope
	// Policy says which values are shown as they are.
	Policy privacy.Policy
	Limits Limits
}

// Scope holds, by the name of an entity, the condition that each of its nodes must satisfy to
// be seen. An entity that is absent is not restricted; nil restricts nothing. It reaches far
// ends, counts and paths alike.
type Scope map[string]predicate.Predicate

// On is the condition on the nodes of an entity, nil for none.
func (s Scope) On(e *catalog.Entity) predicate.Predicate { return s[e.Name] }

// Limits bound what one request may ask for.
type Limits struct {
	// Rows estimated over all root fields when every page is full.
	Rows int
	// Hops from entity to entity, in the answer or in a filter.
	Hops int
	// Bytes of one answer, counted while it is made; 0 bounds nothing.
	Bytes int64
	// Conditions bounds the comparisons of filters, Followed the relationships that filters,
	// orders and groups follow, Nested the pages, related entities and aggregates of an answer,
	// and Values its values: what the database must plan, which it does not interrupt.
	Conditions, Followed, Nested, Values int
	// Listed bounds the values in lists of filters, which are one parameter and cheap.
	Listed int
	// ExportRows bounds the rows of one export; 0 bounds nothing.
	ExportRows int
}

// DefaultLimits let an analyst follow a person to the clusters with default pages at every
// hop, and stop what would read most of a graph, or what Neo4j would plan for more than about two
// seconds.
func DefaultLimits() Limits {
	return Limits{Rows: 200_000, Hops: 12, Bytes: 32 << 20, Conditions: 400, Followed: 50, Nested: 80, Values: 600, Listed: 20_000}
}

// NoLimits let everything through.
func NoLimits() Limits {
	const most = 1 << 40
	return Limits{Rows: most, Hops: most, Conditions: most, Followed: most, Nested: most, Values: most, Listed: most}
}

// Default is the grant of a service without authentication: all entities, sensitive values masked.
func Default() Grant { return Grant{Reader: "anonymous", Limits: DefaultLimits()} }

// Full is the grant of commands that operators run on the machine itself: they have the
// database's password, and could read it without us.
func Full() Grant {
	return Grant{Reader: "operator", Policy: privacy.Policy{ShowSensitive: true}, Limits: NoLimits()}
}
