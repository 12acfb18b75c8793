package input

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
)

// Check checks a row of an entity, as far as that can be done without the database.
func (r Node) Check(cat *catalog.Catalog, e *catalog.Entity) Checked {
	c := coerceNode(cat, e, r.Values)
	if !r.Restored {
		c.rules(e.Fields, e.Intervals)
	}
	c.Problems = append(slices.Clone(r.Problems), c.Problems...)
	if r.ID != "" && !id.Valid(r.ID, e.Prefix) {
		c.Refuse("id", "%s is not an id of a %s, such as %s_…; leave it out to have one made", fault.Shown(r.ID), e.Name, e.Prefix)
	}
	if r.Version < 0 {
		c.Refuse("version", "must be 1 or more")
	}
	c.moment(r.RecordedAt)
	c.validity(validity{r.Confidence, r.ValidFrom, r.ValidTo, r.Drop, r.Restored, cat.Ranges[catalog.Date]})
	c.normalizeSources(cat, r.Sources)
	c.checkClaims(cat, e.Fields, r.Claims, r.Restored)
	c.restored(e.Fields, r.CreatedIn, r.Contested)
	return c
}

// CheckedEdge is a checked row of a relationship.
type CheckedEdge struct {
	Checked
	// Kind is nil where the ends do not tell it.
	Kind *catalog.Edge
	// From and To are normalised.
	From, To Ref
}

// Check checks a row of a relationship type, as far as that can be done without the database.
func (r Edge) Check(cat *catalog.Catalog, typ string) CheckedEdge {
	var c CheckedEdge
	var wrongFrom, wrongTo error
	c.From, wrongFrom = r.From.Normalize(cat, Unique)
	c.To, wrongTo = r.To.Normalize(cat, Unique)
	if wrongFrom == nil && wrongTo == nil {
		from, to := c.From.EntityIn(cat), c.To.EntityIn(cat)
		if c.Kind = cat.Edge(typ, from, to); c.Kind == nil {
			wrongFrom = fmt.Errorf("%s does not lead from a %s to a %s; it leads %s", typ, from.Name, to.Name, edgeKinds(cat, typ))
		}
	}
	c.Checked = r.values(cat, typ, anyKind(cat, typ, c.Kind))
	c.refuseEnd("from", wrongFrom)
	c.refuseEnd("to", wrongTo)
	r.records(cat, c.Kind, &c.Checked)
	return c
}

// CheckBetween is Check for a row whose ends are found by something else than keys: all but
// what concerns them.
func (r Edge) CheckBetween(cat *catalog.Catalog, kind *catalog.Edge) Checked {
	c := r.values(cat, kind.Type, kind)
	r.records(cat, kind, &c)
	return c
}

func (r Edge) values(cat *catalog.Catalog, typ string, kind *catalog.Edge) Checked {
	c := checkValues(cat, typ, kind.Fields(), r.Values)
	if !r.Restored {
		c.rules(kind.Fields(), kind.Intervals())
	}
	c.Problems = append(slices.Clone(r.Problems), c.Problems...)
	return c
}

// records checks what the row says of itself; kind is nil where the ends do not tell it.
func (r Edge) records(cat *catalog.Catalog, kind *catalog.Edge, c *Checked) {
	if r.ID != "" && !id.Valid(r.ID, catalog.EdgePrefix) {
		c.Refuse("id", "%s is not an id of a relationship, such as %s_…; leave it out to have one made", fault.Shown(r.ID), catalog.EdgePrefix)
	}
	c.moment(r.RecordedAt)
	c.validity(validity{r.Confidence, r.ValidFrom, r.ValidTo, r.Drop, r.Restored, cat.Ranges[catalog.Date]})
	c.normalizeSources(cat, r.Sources)
	if kind != nil {
		c.checkClaims(cat, kind.ValueFields(), r.Claims, r.Restored)
		c.restored(kind.ValueFields(), r.CreatedIn, r.Contested)
	}
}

// refuseEnd notes what is wrong with an end, unless the reader of the row has done so.
func (c *Checked) refuseEnd(field string, wrong error) {
	if wrong != nil && !c.Has(field) {
		c.Refuse(field, "%s", wrong)
	}
}

// anyKind returns kind, or when a row's ends do not tell it some kind of the type, so that
// the rest of the row is checked all the same.
func anyKind(cat *catalog.Catalog, typ string, kind *catalog.Edge) *catalog.Edge {
	for _, e := range cat.Edges {
		if kind == nil && e.Type == typ {
			return e
		}
	}
	return kind
}

func edgeKinds(cat *catalog.Catalog, typ string) string {
	var list []string
	for _, e := range cat.Edges {
		if e.Type == typ {
			list = append(list, "from "+e.From.Name+" to "+e.To.Name)
		}
	}
	return strings.Join(list, ", or ")
}
