package graph

import (
	"time"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// changesOf is the answer to a question for changes; they refer to the entities that they are about.
func changesOf(cat *catalog.Catalog, page feed.Page) *model.ChangeConnection {
	c := &model.ChangeConnection{
		Edges: []*model.ChangeEdge{}, Nodes: []*model.Change{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: present(page.End)},
	}
	for i, item := range page.Items {
		change := changeOf(cat, item.Entry)
		c.Edges = append(c.Edges, &model.ChangeEdge{Cursor: item.Cursor, Node: *change})
		c.Nodes = append(c.Nodes, change)
		if i == 0 {
			c.PageInfo.StartCursor = &c.Edges[0].Cursor
		}
	}
	return c
}

func changeOf(cat *catalog.Catalog, e feed.Entry) *model.Change {
	return &model.Change{
		ID: e.Key(), At: scalar.FormatDateTime(e.At), By: e.By, Kind: model.ChangeKind(e.Kind), Type: e.Type, Of: e.Of,
		From: present(e.From), To: present(e.To), Values: changedValues(e.Values), Reverts: present(e.Reverts),
		Merge: present(e.Merge), Into: present(e.Into), Reason: present(e.Reason), Erased: e.Erased, Node: entityRef(cat, e.Of), FromNode: entityRef(cat, e.From), ToNode: entityRef(cat, e.To),
	}
}

func kindsOf(kinds []model.ChangeKind) []journal.ChangeKind {
	if kinds == nil {
		return nil
	}
	list := make([]journal.ChangeKind, len(kinds))
	for i, k := range kinds {
		list[i] = journal.ChangeKind(k)
	}
	return list
}

func changedValues(values []feed.Value) []*model.ChangedValue {
	list := []*model.ChangedValue{}
	for _, v := range values {
		list = append(list, &model.ChangedValue{Field: v.Field, Before: v.Before, After: v.After})
	}
	return list
}

// entityRef refers to the entity with an id; nil for that of a relationship, and for none.
func entityRef(cat *catalog.Catalog, id string) *model.Value {
	if cat.EntityOfID(id) == nil {
		return nil
	}
	return model.Ref(id)
}

// present returns nil for no text.
func present(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// momentOf reads a DateTime argument; none is the zero time.
func momentOf(argument *string, name string) (time.Time, error) {
	if argument == nil {
		return time.Time{}, nil
	}
	t, err := scalar.ParseDateTime(*argument)
	if err != nil {
		return t, fault.New(fault.BadUserInput, "%v", err).At(name)
	}
	return t, nil
}
