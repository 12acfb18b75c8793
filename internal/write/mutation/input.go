package mutation

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// maxLinks bounds the relationships that one input is about.
const maxLinks = 1_000

// fieldInput is what a create input or a patch says. Every part knows its path inside the
// arguments.
type fieldInput struct {
	values map[string]any
	// sources are added; dropSources removes the stored ones.
	sources     []ref
	dropSources bool
	links       []link
	edits       []edit
	cuts        []cut
}

// ref points at an entity that must exist.
type ref struct {
	id     string
	target *catalog.Entity
	path   []any
}

// link makes a relationship, or changes one of the same ends and key.
type link struct {
	relation *catalog.Relation
	node     ref
	values   map[string]any
	sources  []ref
	path     []any
}

// edit changes the properties of a relationship.
type edit struct {
	relation *catalog.Relation
	id       string
	values   map[string]any
	// sources are added; dropSources removes the stored ones.
	sources     []ref
	dropSources bool
	path        []any
}

// cut removes a relationship; without an id whatever a to-one field leads over.
type cut struct {
	relation *catalog.Relation
	id       string
	path     []any
}

// reader takes an input apart.
type reader struct {
	cat   *catalog.Catalog
	patch bool
	in    fieldInput
}

// read takes apart the input of an entity that stands at an argument.
func read(cat *catalog.Catalog, e *catalog.Entity, argument string, patch bool, given map[string]any) *fieldInput {
	r := &reader{cat: cat, patch: patch, in: fieldInput{values: map[string]any{}}}
	for _, f := range e.Fields {
		if v, is := given[f.Name]; is && !f.System {
			r.in.values[f.Name] = valueOf(f, v)
		}
	}
	for _, rel := range e.Relations {
		if v, is := given[rel.Name]; is {
			r.relation(rel, v, []any{argument, rel.Name})
		}
	}
	if v, is := given["sources"]; is {
		r.in.dropSources = v == nil
		r.in.sources = r.refs(cat.Source(), v, []any{argument, "sources"})
	}
	return &r.in
}

func (r *reader) relation(rel *catalog.Relation, v any, path []any) {
	switch {
	case !rel.Many && v == nil:
		r.in.cuts = append(r.in.cuts, cut{relation: rel, path: path})
	case !rel.Many:
		r.in.links = append(r.in.links, link{relation: rel, node: ref{idOf(v), rel.Target, path}, path: path})
	case !r.patch:
		r.links(rel, v, path)
	default:
		r.relationPatch(rel, v, path)
	}
}

func (r *reader) relationPatch(rel *catalog.Relation, v any, path []any) {
	patch, _ := v.(map[string]any)
	r.links(rel, patch["link"], below(path, "link"))
	for i, item := range listOf(patch["change"]) {
		given, _ := item.(map[string]any)
		r.edit(rel, given, below(path, "change", i))
	}
	for i, item := range listOf(patch["unlink"]) {
		r.in.cuts = append(r.in.cuts, cut{rel, idOf(item), below(path, "unlink", i)})
	}
}

func (r *reader) edit(rel *catalog.Relation, given map[string]any, path []any) {
	sources, is := given["sources"]
	r.in.edits = append(r.in.edits, edit{
		relation: rel, id: idOf(given["id"]), values: properties(rel, given),
		sources: r.refs(r.cat.Source(), sources, below(path, "sources")), dropSources: is && sources == nil, path: path,
	})
}

func (r *reader) links(rel *catalog.Relation, v any, path []any) {
	for i, item := range listOf(v) {
		given, _ := item.(map[string]any)
		at := below(path, i)
		r.in.links = append(r.in.links, link{
			relation: rel, node: ref{idOf(given["node"]), rel.Target, below(at, "node")}, values: properties(rel, given),
			sources: r.refs(r.cat.Source(), given["sources"], below(at, "sources")), path: at,
		})
	}
}

func (r *reader) refs(target *catalog.Entity, v any, path []any) []ref {
	var refs []ref
	for i, item := range listOf(v) {
		refs = append(refs, ref{idOf(item), target, below(path, i)})
	}
	return refs
}

// properties are those that a link or a change names.
func properties(rel *catalog.Relation, given map[string]any) map[string]any {
	values := map[string]any{}
	if rel.Properties == nil {
		return values
	}
	for _, f := range rel.Properties.Fields {
		if v, is := given[f.Name]; is {
			values[f.Name] = valueOf(f, v)
		}
	}
	return values
}

// size is how many relationships and sources the input is about.
func (in *fieldInput) size() int {
	n := len(in.sources) + len(in.links) + len(in.edits) + len(in.cuts)
	for _, l := range in.links {
		n += len(l.sources)
	}
	for _, e := range in.edits {
		n += len(e.sources)
	}
	return n
}

func below(path []any, steps ...any) []any { return append(slices.Clone(path), steps...) }

// idOf reads an ID, for which GraphQL takes a number too. That of a relationship may say from
// which end it is seen.
func idOf(v any) string {
	if v == nil {
		return ""
	}
	return catalog.RelationshipID(fmt.Sprint(v))
}

func valueOf(f *catalog.Field, v any) any {
	if f.List && v != nil {
		return listOf(v)
	}
	return v
}

// listOf follows GraphQL's input coercion: a single value stands for a list of one. A list
// that comes by a variable may be of the values' own type.
func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		return []any{v}
	}
	all := make([]any, list.Len())
	for i := range all {
		all[i] = list.Index(i).Interface()
	}
	return all
}
