package changes

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Seen are changes as the reader may see them, nil for those that it may not. What a change
// tells of beside the element that it is about, such as the other one of a merge, must not be
// withheld; what its values name, such as sources, is left out where it is not to be seen.
// Sensitive values are masked.
func Seen(ctx context.Context, v *view.View, entries []feed.Entry) ([]*feed.Entry, error) {
	seen, err := inScope(ctx, v, entries)
	for _, e := range seen {
		if e != nil {
			mask(v, e)
		}
	}
	return seen, err
}

// mask leaves of the values of a change what the reader may see.
func mask(v *view.View, e *feed.Entry) {
	for i, one := range e.Values {
		e.Values[i].Before, e.Values[i].After = v.Shown(e.Type, one.Field, one.Before), v.Shown(e.Type, one.Field, one.After)
	}
}

// Shown is a change that the reader made, as it may see it.
func Shown(ctx context.Context, v *view.View, e feed.Entry) (feed.Entry, error) {
	seen, err := Seen(ctx, v, []feed.Entry{e})
	switch {
	case err != nil:
		return e, err
	case seen[0] == nil:
		return e, element.Unknown()
	}
	return *seen[0], nil
}

// inScope is Seen without masks.
func inScope(ctx context.Context, v *view.View, entries []feed.Entry) ([]*feed.Entry, error) {
	others, err := feed.Others(ctx, v, entries)
	if err != nil {
		return nil, err
	}
	elements := make([][]string, len(entries))
	for i, e := range entries {
		elements[i] = About(e.Of, e.From, e.To)
	}
	named := namedIn(v.Catalog(), entries)
	for _, id := range named {
		elements, others = append(elements, []string{id}), append(others, nil)
	}
	visible, err := v.VisibleBeside(ctx, elements, others)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, id := range named {
		at[id] = len(entries) + i
	}
	hidden := func(text string) bool {
		i, isNamed := at[text]
		return isNamed && !visible(i)
	}
	seen := make([]*feed.Entry, len(entries))
	for i, e := range entries {
		if visible(i) {
			seen[i] = Without(e, hidden)
		}
	}
	return seen, nil
}

// Without is a change without what its values name that is hidden; nil when nothing is left of
// what it changed.
func Without(e feed.Entry, hidden func(id string) bool) *feed.Entry {
	values := make([]feed.Value, 0, len(e.Values))
	for _, one := range e.Values {
		if left, tells := withoutHidden(one, hidden); tells {
			values = append(values, left)
		}
	}
	if e.Kind == journal.ChangeUpdate && len(values) == 0 && len(e.Values) > 0 {
		return nil
	}
	e.Values = values
	return &e
}

// About are the entities that an element is, or leads from and to.
func About(of, from, to string) []string {
	if from == "" {
		return []string{of}
	}
	return []string{from, to}
}
