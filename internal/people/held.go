package people

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/merge"
)

// Held reads everything that is held about a person, withheld or not, for who may see
// sensitive values. Relationships and sources that the reader may not see are left out.
func Held(ctx context.Context, v *view.View, id string) (*Record, error) {
	if err := mayShow(v.Grant()); err != nil {
		return nil, err
	}
	r, err := held(ctx, v, id)
	return r, ofPerson(err)
}

func held(ctx context.Context, v *view.View, id string) (*Record, error) {
	s, err := find(ctx, v, v.Catalog(), id)
	if err != nil {
		return nil, err
	}
	if err := s.restrict(ctx, v); err != nil {
		return nil, err
	}
	r := &Record{Person: s.ID, Type: s.Type, Withheld: s.aside, Values: valuesOf(s.Fields, s.Properties), Relationships: s.relationships()}
	if r.Merges, err = s.merges(ctx, v); err != nil {
		return nil, err
	}
	if r.Sources, err = s.sources(ctx, v); err != nil {
		return nil, err
	}
	if r.Statements, err = s.statements(ctx, v); err != nil {
		return nil, err
	}
	r.History, err = s.history(ctx, v)
	return r, err
}

// valuesOf are the declared values and what the service keeps beside them that tells of the
// element itself, in the order of the declaration.
func valuesOf(fields []*catalog.Field, properties map[string]any) []Value {
	values := []Value{}
	note := func(name string) {
		if v := properties[name]; v != nil {
			values = append(values, Value{name, v})
		}
	}
	for _, f := range fields {
		if f.Name != "id" {
			note(f.Name)
		}
	}
	for _, name := range []string{catalog.RecordedBy, catalog.Confidence, catalog.ValidFrom, catalog.ValidTo} {
		note(name)
	}
	return values
}

func (s *subject) relationships() []Relationship {
	list := []Relationship{}
	for _, l := range s.links {
		r := Relationship{
			ID: l.ID, Type: l.Type, Outward: !l.inward(), Other: l.other, Name: present(property.Text(l.otherProperties["name"])),
			Values: valuesOf(l.Fields, l.Properties), Sources: s.shownSources(sourcesOf(l.Properties)), OtherValues: []Value{},
		}
		if l.otherEntity != nil {
			r.OtherType = l.otherEntity.Name
			if l.inward() {
				r.OtherValues = valuesOf(l.otherEntity.Fields, l.otherProperties)
			}
		}
		list = append(list, r)
	}
	return list
}

func sourcesOf(properties map[string]any) []string {
	return append([]string{}, property.Sources(properties)...)
}

// sourceIDs are the sources of the person and of the relationships, each once.
func (s *subject) sourceIDs() []string {
	var ids []string
	for _, t := range s.elements() {
		ids = append(ids, sourcesOf(t.Properties)...)
	}
	slices.Sort(ids)
	return s.shownSources(slices.Compact(ids))
}

// shownSources are those of some sources that the reader may see.
func (s *subject) shownSources(ids []string) []string {
	if s.hidden == nil {
		return ids
	}
	return slices.DeleteFunc(ids, s.hidden)
}

func (s *subject) sources(ctx context.Context, run query.Runner) ([]Source, error) {
	return query.All[Source](ctx, run, query.Statement{
		Text:   "UNWIND $ids AS v MATCH (n:" + query.Quote(catalog.SourceEntity) + " {id: v}) RETURN n.id AS id, n.name AS name, n.publisher AS publisher, n.link AS link, n.text AS text",
		Params: map[string]any{"ids": s.sourceIDs()},
	})
}

// elements are the person and the relationships, and those of what was merged into them.
func (s *subject) elements() []element.Element {
	var elements []element.Element
	for _, one := range s.all() {
		elements = append(elements, one.Element)
		for _, l := range one.links {
			elements = append(elements, l.Element)
		}
	}
	return elements
}

// mostMerges bounds the merges of one person that are told.
const mostMerges = 1_000

// merges are those that the person was a part of.
func (s *subject) merges(ctx context.Context, run query.Runner) ([]Merge, error) {
	list := []Merge{}
	for _, one := range s.all() {
		merges, err := merge.Merges(ctx, run, one.ID, "", mostMerges)
		if err != nil {
			return nil, err
		}
		for _, m := range merges {
			if slices.ContainsFunc(list, func(known Merge) bool { return known.ID == m.ID }) {
				continue
			}
			list = append(list, Merge{
				ID: m.ID, Into: m.Into, From: m.From, Evidence: m.Evidence, At: m.At, By: m.By, UndoneAt: present(m.UndoneAt), Values: s.formerValues(m.From),
			})
		}
	}
	return list, nil
}

// formerValues are those of somebody who was merged into the person.
func (s *subject) formerValues(id string) []Value {
	for _, one := range s.former {
		if one.ID == id {
			return valuesOf(one.Fields, one.Properties)
		}
	}
	return []Value{}
}

func (s *subject) statements(ctx context.Context, run query.Runner) ([]Statement, error) {
	list := []Statement{}
	for _, t := range s.elements() {
		if t.Properties[catalog.Contested] == nil {
			continue
		}
		rows, err := run.Query(ctx, claim.About([]string{t.ID}))
		if err != nil {
			return nil, err
		}
		claims, err := claim.Decode(rows)
		if err != nil {
			return nil, err
		}
		for _, c := range claims {
			list = append(list, Statement{
				Of: t.ID, Field: c.Field, Value: json.RawMessage(c.Value), Confidence: c.Confidence, Displayed: c.Displayed,
				Sources: s.shownSources(append([]string{}, c.Sources...)), RecordedAt: c.RecordedAt, RecordedBy: c.RecordedBy,
			})
		}
	}
	return list, nil
}

// history is that of the person and of all relationships, oldest first.
func (s *subject) history(ctx context.Context, v *view.View) ([]Change, error) {
	elements := s.elements()
	for _, one := range s.all() {
		for _, id := range one.past {
			elements = append(elements, element.Element{ID: id})
		}
	}
	var entries []feed.Entry
	for _, t := range elements {
		changes, err := feed.HistoryOf(ctx, v, t)
		if err != nil {
			return nil, err
		}
		entries = append(entries, changes...)
	}
	entries, err := s.within(ctx, v, entries)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(entries, func(a, b feed.Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	list := make([]Change, len(entries))
	for i, e := range entries {
		list[i] = changeOf(e)
	}
	return list, nil
}

func changeOf(e feed.Entry) Change {
	c := Change{
		At: scalar.FormatDateTime(e.At), By: e.By, Kind: string(e.Kind), Type: e.Type, Of: e.Of, From: present(e.From), To: present(e.To), Values: []ChangedValue{},
	}
	for _, v := range e.Values {
		c.Values = append(c.Values, ChangedValue{v.Field, v.Before, v.After})
	}
	return c
}
