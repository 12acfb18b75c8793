package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// ChangeKind is what a change did to a node or relationship.
type ChangeKind string

// The kinds of changes, as they are stored and served.
const (
	ChangeCreate ChangeKind = "CREATE"
	ChangeUpdate ChangeKind = "UPDATE"
	ChangeDelete ChangeKind = "DELETE"
	// ChangeErase is a deletion of which nothing is told but that it was.
	ChangeErase ChangeKind = "ERASE"
)

// maxCreations bounds the creations that one change tells of.
const maxCreations = 5_000

// journal gathers what a batch changes: a :Change for each update and deletion, and one
// for all creations of a type, which keeps a large import from writing as many changes as
// rows. It is pure but for write.
type journal struct {
	newID func() string
	by    string
	// reverts is the key of the change that is undone, empty for none.
	reverts string
	// merge is the id of the merge that is done or undone, empty for none.
	merge string
	// reason is why, empty for none.
	reason string
	rows   []any
	// creations are the changes that may take in more creations, by type.
	creations map[string]*creations
}

// creations are what one change tells of: lists of equal length, from and to for
// relationships only.
type creations struct {
	change        map[string]any
	ids, from, to []string
}

func (w *Writer) journal() *journal {
	return &journal{
		newID: func() string { return w.ids.New(catalog.ChangePrefix) }, by: w.actor, reverts: w.reverts, merge: w.merge, reason: w.reason,
		creations: map[string]*creations{},
	}
}

// add starts a change of something.
func (j *journal) add(kind ChangeKind, typ string) map[string]any {
	change := map[string]any{"id": j.newID(), "kind": string(kind), "type": typ, "by": j.by, "count": 1}
	if j.reverts != "" {
		change["reverts"] = j.reverts
	}
	if j.merge != "" {
		change["merge"] = j.merge
	}
	if j.reason != "" {
		change["reason"] = j.reason
	}
	j.rows = append(j.rows, change)
	return change
}

// create notes a creation and returns the change that tells of it.
func (j *journal) create(typ, id string) *creations {
	c := j.creations[typ]
	if c == nil || len(c.ids) == maxCreations {
		c = &creations{change: j.add(ChangeCreate, typ)}
		j.creations[typ] = c
	}
	c.ids = append(c.ids, id)
	c.change["ids"], c.change["count"] = c.ids, len(c.ids)
	return c
}

func (j *journal) createdNode(e *catalog.Entity, id string) any {
	return j.create(e.Name, id).change["id"]
}

func (j *journal) createdEdge(e *edge) any {
	c := j.create(e.kind.Type, e.id())
	c.from, c.to = append(c.from, e.from), append(c.to, e.to)
	c.change["froms"], c.change["tos"] = c.from, c.to
	return c.change["id"]
}

func (j *journal) updatedNode(e *catalog.Entity, n *node) {
	before, after := told(e.Fields, n.stored, n.current)
	if len(before) == 0 {
		return
	}
	change := j.add(ChangeUpdate, e.Name)
	change["of"], change["before"], change["after"] = n.id, property.JSON(before), property.JSON(after)
}

func (j *journal) updatedEdge(e *edge) {
	before, after := told(e.kind.Fields(), e.stored, e.current)
	if len(before) == 0 {
		return
	}
	change := j.aboutEdge(ChangeUpdate, e)
	change["before"], change["after"] = property.JSON(before), property.JSON(after)
}

func (j *journal) deletedEdge(e *edge) {
	before, _ := told(e.kind.Fields(), e.stored, nil)
	change := j.aboutEdge(ChangeDelete, e)
	change["before"] = property.JSON(before)
	if in := e.stored[catalog.CreatedIn]; in != nil {
		change[catalog.CreatedIn] = in
	}
}

// movedEdge tells of a relationship that has other ends by now: they are its values.
func (j *journal) movedEdge(e *edge, from, to string) {
	was, is := map[string]any{}, map[string]any{}
	if e.from != from {
		was["from"], is["from"] = e.from, from
	}
	if e.to != to {
		was["to"], is["to"] = e.to, to
	}
	change := j.aboutEdge(ChangeUpdate, &edge{kind: e.kind, from: from, to: to, current: e.current})
	change["before"], change["after"] = property.JSON(was), property.JSON(is)
}

func (j *journal) aboutEdge(kind ChangeKind, e *edge) map[string]any {
	change := j.add(kind, e.kind.Type)
	change["of"], change["from"], change["to"] = e.id(), e.from, e.to
	return change
}

// write must come after all other statements of a batch: the server's time is then read
// while every lock is held that keeps another writer from the same things, so that of two
// such writers the later has the later time.
func (j *journal) write(ctx context.Context, tx *neo.Tx) error {
	if len(j.rows) == 0 {
		return nil
	}
	_, err := tx.Run(ctx, query.Statement{
		Text: "WITH datetime.realtime() AS at UNWIND $rows AS row " +
			"CREATE (c:" + catalog.ChangeLabel + ":" + catalog.PendingLabel + ") SET c = row SET c.at = at",
		Params: map[string]any{"rows": j.rows},
	})
	return err
}

// last is the change that was noted last.
func (j *journal) last() map[string]any {
	change, _ := j.rows[len(j.rows)-1].(map[string]any)
	return change
}
