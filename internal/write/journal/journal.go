package journal

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Journal gathers what a batch changes: a :Change for each update and deletion, and one
// for all creations of a type, which keeps a large import from writing as many changes as
// rows. It runs nothing: Statements write what it has.
type Journal struct {
	newID  func() string
	author Author
	rows   []any
	// creations are the changes that may take in more creations, by type.
	creations map[string]*creations
}

// New returns an empty journal. newID makes the ids of changes.
func New(newID func() string, author Author) *Journal {
	return &Journal{newID: newID, author: author, creations: map[string]*creations{}}
}

// add starts a change of something.
func (j *Journal) add(kind ChangeKind, typ string) map[string]any {
	change := map[string]any{"id": j.newID(), "kind": string(kind), "type": typ, "by": j.author.By, "count": 1}
	setText(change, "reverts", j.author.Reverts)
	setText(change, "merge", j.author.Merge)
	setText(change, "reason", j.author.Reason)
	j.rows = append(j.rows, change)
	return change
}

// about starts a change of an element.
func (j *Journal) about(kind ChangeKind, e element.Element) map[string]any {
	change := j.add(kind, e.Type)
	change["of"] = e.ID
	if e.From != "" {
		change["from"], change["to"] = e.From, e.To
	}
	return change
}

// Updated notes how an element differs from what is stored of it. Fields that were touched are
// noted even where they have the same value again: who may not see it must not learn that.
func (j *Journal) Updated(stored element.Element, current map[string]any, touched ...string) {
	before, after := audited(stored.Fields, stored.Properties, current, touched...)
	if len(before) > 0 {
		change := j.about(ChangeUpdate, stored)
		forget(change, stored, before)
		setValues(change, before, after)
	}
}

// Deleted notes that an element is no more, with all values that it had. into is the id of what
// stands for it from now on, empty for nothing.
func (j *Journal) Deleted(e element.Element, into string) {
	before, _ := audited(e.Fields, e.Properties, nil)
	change := j.about(ChangeDelete, e)
	forget(change, e, before)
	change["before"] = property.JSON(before)
	if e.From == "" {
		change[catalog.Version] = property.Version(e.Properties)
	}
	createdIn(change, e)
	setText(change, "into", into)
}

// Moved notes that a relationship has other ends by now: they are its values.
func (j *Journal) Moved(e element.Element, from, to string) {
	was, is := map[string]any{}, map[string]any{}
	if e.From != from {
		was["from"], is["from"] = e.From, from
	}
	if e.To != to {
		was["to"], is["to"] = e.To, to
	}
	e.From, e.To = from, to
	setValues(j.about(ChangeUpdate, e), was, is)
}

// Noted notes a change of something about an element that is none of its values.
func (j *Journal) Noted(e element.Element, before, after map[string]any) {
	setValues(j.about(ChangeUpdate, e), before, after)
}

// Erased notes that a node and its relationships are gone, and nothing of what they were.
func (j *Journal) Erased(node element.Element, edges []element.Element) {
	note := func(kind ChangeKind, e element.Element) {
		change := j.about(kind, e)
		change["erased"] = true
		createdIn(change, e)
	}
	for _, e := range edges {
		note(ChangeDelete, e)
	}
	note(ChangeErase, node)
}

// Statements write the changes: one, or none where there is no change. It must come after all
// other statements of a batch: the server's time is then read while every lock is held that
// keeps another writer from the same elements, so that of two such writers the later has the
// later time.
func (j *Journal) Statements() []query.Statement {
	if len(j.rows) == 0 {
		return nil
	}
	return []query.Statement{{
		Text: "WITH datetime.realtime() AS at UNWIND $rows AS row " +
			"CREATE (c:" + catalog.ChangeLabel + ":" + catalog.PendingLabel + ") SET c = row SET c.at = at",
		Params: map[string]any{"rows": j.rows},
	}}
}
