package changes

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// Visible tells which changes the reader may see. What they tell of beside the element that
// they are about, such as the other one of a merge, must not be withheld either.
func Visible(ctx context.Context, v *view.View, entries []feed.Entry) (func(i int) bool, error) {
	others, err := feed.Others(ctx, v.Run, entries)
	if err != nil {
		return nil, err
	}
	elements := make([][]string, len(entries))
	for i, e := range entries {
		elements[i] = About(e.Of, e.From, e.To)
	}
	return v.VisibleBeside(ctx, elements, others)
}

// About are the entities that an element is, or leads from and to.
func About(of, from, to string) []string {
	if from == "" {
		return []string{of}
	}
	return []string{from, to}
}

func keeping(v *view.View) feed.Keep {
	return func(ctx context.Context, entries []feed.Entry) (func(i int) bool, error) {
		return Visible(ctx, v, entries)
	}
}

// Shown is a change with what the reader may see of its values.
func Shown(v *view.View, e feed.Entry) feed.Entry {
	e.Values = shownValues(v, e.Type, e.Values)
	return e
}

func shown(v *view.View, p feed.Page) feed.Page {
	for i := range p.Items {
		p.Items[i].Entry = Shown(v, p.Items[i].Entry)
	}
	return p
}

func shownValues(v *view.View, typeName string, values []feed.Value) []feed.Value {
	list := make([]feed.Value, len(values))
	for i, one := range values {
		list[i] = feed.Value{Field: one.Field, Before: v.Shown(typeName, one.Field, one.Before), After: v.Shown(typeName, one.Field, one.After)}
	}
	return list
}
