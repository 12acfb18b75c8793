package journal

import (
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// maxCreations bounds the creations that one change tells of.
const maxCreations = 5_000

// creations are what one change tells of: lists of equal length, from and to for
// relationships only.
type creations struct {
	change        map[string]any
	ids, from, to []string
}

// Created notes a creation and returns the id of the change that tells of it.
func (j *Journal) Created(e element.Element) string {
	return property.Text(j.creation(e).change["id"])
}

// Restored is Created for a node that another stood for.
func (j *Journal) Restored(e element.Element, by string) string {
	c := j.creation(e)
	c.change["into"] = by
	return property.Text(c.change["id"])
}

func (j *Journal) creation(e element.Element) *creations {
	c := j.creations[e.Type]
	if c == nil || len(c.ids) == maxCreations {
		c = &creations{change: j.add(ChangeCreate, e.Type)}
		j.creations[e.Type] = c
	}
	c.ids = append(c.ids, e.ID)
	c.change["ids"], c.change["count"] = c.ids, len(c.ids)
	if e.From != "" {
		c.from, c.to = append(c.from, e.From), append(c.to, e.To)
		c.change["froms"], c.change["tos"] = c.from, c.to
	}
	return c
}
