package live

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
)

// maxNames bounds the types and the ids of a filter.
const maxNames = 200

// Filter says which changes a subscriber wants. The zero value wants all.
type Filter struct {
	// types that a wanted change may be of, nil for all. Ids narrow them, so that a batch
	// of another type is passed by unread.
	types []string
	// ids are of the entity or relationship, or of an end of the latter; nil for all.
	ids map[string]bool
}

// NewFilter takes names of entities and of relationship types, and ids of both. Either may
// be nil, for all; its errors carry the argument's path, and all that is wrong is told.
func NewFilter(cat *catalog.Catalog, types, ids []string) (Filter, error) {
	var f Filter
	wrong := []error{checkList("types", types), checkList("ids", ids)}
	if types != nil {
		known := typesOf(cat)
		for i, name := range types[:min(len(types), maxNames)] {
			if !slices.Contains(known, name) {
				wrong = append(wrong, feed.UnknownType(name, known, i))
			}
		}
		f.types = slices.Compact(slices.Sorted(slices.Values(types)))
	}
	if ids == nil {
		return f, fault.Join(wrong...)
	}
	f.ids = map[string]bool{}
	of := map[string]bool{}
	for i, text := range ids[:min(len(ids), maxNames)] {
		names := touching(cat, text)
		if names == nil {
			wrong = append(wrong, unknownID(text, i))
		}
		f.ids[text] = true
		for _, name := range names {
			of[name] = true
		}
	}
	f.narrow(of)
	return f, fault.Join(wrong...)
}

// Also adds the id of what stands for one of the filter's, which is of the same type.
func (f Filter) Also(id string) { f.ids[id] = true }

// narrow leaves the types that changes with the ids may have.
func (f *Filter) narrow(of map[string]bool) {
	narrowed := []string{}
	for name := range of {
		if f.types == nil || slices.Contains(f.types, name) {
			narrowed = append(narrowed, name)
		}
	}
	slices.Sort(narrowed)
	f.types = narrowed
}

func checkList(argument string, given []string) error {
	switch {
	case given != nil && len(given) == 0:
		return fault.EmptyList(argument)
	case len(given) > maxNames:
		return refuse([]any{argument}, "at most %d %s are taken, %d are given", maxNames, argument, len(given))
	}
	return nil
}

// touching are the types of changes that an id may occur in; nil for no id of ours.
func touching(cat *catalog.Catalog, text string) []string {
	if id.Valid(text, catalog.EdgePrefix) {
		return edgeTypes(cat, nil)
	}
	if entity := cat.EntityWithID(text); entity != nil {
		return append(edgeTypes(cat, entity), entity.Name)
	}
	return nil
}

// edgeTypes are the relationship types at an entity, or all.
func edgeTypes(cat *catalog.Catalog, end *catalog.Entity) []string {
	names := []string{}
	for _, e := range cat.Edges {
		if (end == nil || e.From == end || e.To == end) && !slices.Contains(names, e.Type) {
			names = append(names, e.Type)
		}
	}
	return names
}

func typesOf(cat *catalog.Catalog) []string {
	names := edgeTypes(cat, nil)
	for _, e := range cat.Entities {
		names = append(names, e.Name)
	}
	return names
}

// want is what may be wanted, for the database.
func (f Filter) want() feed.Want {
	w := feed.Want{Types: f.types}
	if f.ids != nil {
		w.IDs = slices.Collect(maps.Keys(f.ids))
	}
	return w
}

// wantsType tells whether changes of a type may be wanted.
func (f Filter) wantsType(name string) bool { return f.types == nil || slices.Contains(f.types, name) }

// wants tells whether an entry is wanted. One that tells of nothing is not.
func (f Filter) wants(e feed.Entry) bool {
	return e.Of != "" && f.wantsType(e.Type) && (f.ids == nil || f.ids[e.Of] || slices.ContainsFunc(e.Ends(), func(id string) bool { return f.ids[id] }))
}

func refuse(path []any, format string, args ...any) error {
	return fault.New(fault.BadUserInput, format, args...).At(path...)
}
