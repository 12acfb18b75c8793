package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// unsay takes back what a merge let be said of a thing, and keeps what was said since. Fields
// of which edits land on the other give that what was said of them since. properties are those
// that the thing shows again. It is pure.
func (s *statements) unsay(of string, was snapshot, properties map[string]any, other known, toOther func(field string) bool) {
	before, after := byID(was.SaidBefore), byID(was.SaidAfter)
	for _, field := range fieldsIn(s.byThing[of]) {
		list := slices.Clone(s.byThing[of][field])
		since := slices.ContainsFunc(list, func(st *statement) bool { _, ours := after[st.id]; return !ours })
		for _, st := range list {
			old, wasThere := before[st.id]
			made, isOurs := after[st.id]
			switch {
			case isOurs && wasThere:
				s.reset(st, old, made)
			case isOurs && since && !toOther(field) && was.Before[field] != nil && st.value == property.JSON(was.Before[field]):
				// What was said since contests the thing's own value.
				st.sources, st.changed = listed(was.Before[catalog.SourceIDs]), true
			case isOurs:
				s.shrink(st, made.Sources)
			case toOther(field):
				s.hand(st, other)
			}
		}
	}
	s.settleSaid(of, was, properties)
}

func listed(v any) []string {
	list, _ := property.Texts(v)
	return list
}

// hand gives a statement to another thing, beside that of the value which that has.
func (s *statements) hand(st *statement, other known) {
	if len(s.byThing[other.id][st.field]) == 0 && other.properties[st.field] != nil {
		s.add(s.stated(other, st.field, false))
	}
	s.detach(st)
	moved := *st
	moved.of, moved.displayed, moved.changed = other.id, false, true
	s.add(&moved)
}

func byID(rows []saidRow) map[string]saidRow {
	all := make(map[string]saidRow, len(rows))
	for _, r := range rows {
		all[r.ID] = r
	}
	return all
}

func fieldsIn(said map[string][]*statement) []string {
	var fields []string
	for field := range said {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	return fields
}

// reset takes back what the merge added to a statement.
func (s *statements) reset(st *statement, old, made saidRow) {
	st.sources = slices.DeleteFunc(slices.Clone(st.sources), func(id string) bool {
		return slices.Contains(made.Sources, id) && !slices.Contains(old.Sources, id)
	})
	if len(st.sources) == 0 && len(old.Sources) > 0 {
		s.detach(st)
		s.gone = append(s.gone, st.id)
		return
	}
	then := made.statement(st.of)
	if st.confidence == then.confidence {
		st.confidence = old.statement(st.of).confidence
	}
	st.changed = true
}

// shrink removes a statement that the merge made, but for sources that said the same since.
func (s *statements) shrink(st *statement, made []string) {
	since := slices.DeleteFunc(slices.Clone(st.sources), func(id string) bool { return slices.Contains(made, id) })
	if len(since) == 0 {
		s.detach(st)
		s.gone = append(s.gone, st.id)
		return
	}
	st.sources, st.changed = since, true
}

func (s *statements) detach(st *statement) {
	fields := s.byThing[st.of]
	fields[st.field] = slices.DeleteFunc(slices.Clone(fields[st.field]), func(other *statement) bool { return other.id == st.id })
}

// settleSaid marks what a thing shows. What is said of a field stands beside the value that is
// shown; where only that value is left, nobody disagrees any more.
func (s *statements) settleSaid(of string, was snapshot, properties map[string]any) {
	for _, field := range fieldsIn(s.byThing[of]) {
		list := s.byThing[of][field]
		value := property.JSON(properties[field])
		same := find(list, func(st *statement) bool { return st.value == value })
		before := slices.ContainsFunc(was.SaidBefore, func(r saidRow) bool { return r.Field == field })
		switch {
		case len(list) == 0:
			continue
		case same == nil:
			s.add(s.stated(known{of, properties}, field, true))
		case len(list) == 1 && !before:
			s.detach(same)
			s.gone = append(s.gone, same.id)
		}
		s.show(s.byThing[of][field], value)
	}
	s.markOn(of, properties)
}
