package subgraph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Bounds of a request.
const (
	// DefaultDepth holds when a request over HTTP names none.
	DefaultDepth = 1
	// DefaultLimit holds when a request names none.
	DefaultLimit = 2_000
	// MaxDepth bounds the depth of a request.
	MaxDepth = 6
	// MaxLimit bounds the limit of a request.
	MaxLimit = 20_000
	// maxStarts bounds the entities to start from.
	maxStarts = 200
	// edgesPerNode times the limit bounds the relationships.
	edgesPerNode = 20
)

// Request says which part of the graph to write.
type Request struct {
	// IDs are the entities to start from.
	IDs []string
	// Depth is the number of relationships to follow from them; 0 takes only those between them.
	Depth int
	// Relationships are the types to follow, such as SUPPLIES; none stand for all.
	Relationships []string
	// Types are the entities to take in, beside those to start from; none stand for all.
	Types []string
	// Limit bounds the entities; 0 stands for DefaultLimit.
	Limit int
	// AsOf takes relationships as they were at a date; empty takes all of them.
	AsOf string
}

// check completes a request and tells all that is wrong with one.
func (r Request) check(cat *catalog.Catalog) (Request, error) {
	var ids []string
	for _, id := range r.IDs {
		if id = strings.TrimSpace(id); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	r.IDs, r.Limit = ids, cmp.Or(r.Limit, DefaultLimit)
	return r, fault.Join(r.starting(cat), r.bounds(), r.names(cat))
}

// starting checks what to start from.
func (r Request) starting(cat *catalog.Catalog) error {
	switch {
	case len(r.IDs) == 0:
		return wrong("ids", "ids names the entities to start from, such as ids=com_…,per_…")
	case len(r.IDs) > maxStarts:
		return wrong("ids", "ids names %d entities, at most %d are taken to start from", len(r.IDs), maxStarts)
	}
	var all error
	for _, id := range r.IDs {
		if cat.EntityWithID(id) == nil {
			all = fault.Join(all, fault.NoEntityID(id).At("ids"))
		}
	}
	return all
}

func (r Request) bounds() (all error) {
	if r.Depth < 0 || r.Depth > MaxDepth {
		all = wrong("depth", "depth is a number from 0 to %d", MaxDepth)
	}
	if r.Limit < len(r.IDs) || r.Limit > MaxLimit {
		all = fault.Join(all, wrong("limit", "limit is a number from that of the ids to %d", MaxLimit))
	}
	return all
}

func (r Request) names(cat *catalog.Catalog) (all error) {
	types := cat.EdgeTypes()
	for _, name := range r.Relationships {
		if !slices.Contains(types, name) {
			all = fault.Join(all, wrong("relationships", "there is no relationship type %q; there are %s", fault.Excerpt(name), strings.Join(types, ", ")))
		}
	}
	for _, name := range r.Types {
		if cat.Entity(name) == nil {
			all = fault.Join(all, wrong("types", "there is no type %q; there are %s", fault.Excerpt(name), strings.Join(cat.EntityNames(), ", ")))
		}
	}
	return all
}

func wrong(parameter, format string, args ...any) error {
	return fault.New(fault.BadUserInput, format, args...).At(parameter)
}

// follows tells whether a relationship is to be followed.
func (r Request) follows(rel *catalog.Relation) bool {
	return (len(r.Relationships) == 0 || slices.Contains(r.Relationships, rel.Type)) &&
		(len(r.Types) == 0 || slices.Contains(r.Types, rel.Target.Name) || r.starts(rel.Target))
}

// starts tells that some start is of the entity: a way back to it must be seen.
func (r Request) starts(e *catalog.Entity) bool {
	return slices.ContainsFunc(r.IDs, func(id string) bool { return strings.HasPrefix(id, e.Prefix+"_") })
}
