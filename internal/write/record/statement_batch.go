package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/property"
)

// present makes the statement of the value that a thing shows so far.
func (s *statements) present(c claim, field string) *statement {
	st := s.stated(known{c.of, c.current}, field, true)
	s.add(st)
	return st
}

// fresh makes the statement of a value that is new; a source that gave another value
// before, which is not shown, corrects that.
func (s *statements) fresh(c claim, field, value string) *statement {
	st := find(s.byThing[c.of][field], func(st *statement) bool {
		return !st.displayed && subset(c.sources, st.sources) && subset(st.sources, c.sources)
	})
	if st == nil {
		st = &statement{id: s.newID(), of: c.of, field: field}
		s.add(st)
	}
	st.value, st.confidence, st.at, st.by, st.changed = value, c.confidence, s.stamp.At, s.stamp.By, true
	return st
}

// join counts the row's sources among those of a statement. A source withdraws what it
// said before; but a row that speaks for more sources than a statement has, as an exported
// one does, says nothing new of them. The statement is believed as far as the row that is
// most sure of it.
func (s *statements) join(c claim, st *statement) (changed bool) {
	for _, other := range slices.Clone(s.byThing[c.of][st.field]) {
		if other != st && len(c.sources) > 0 && subset(c.sources, other.sources) {
			s.withdraw(other, c.sources)
			changed = true
		}
	}
	if added := s.unattributed(c, st.field); len(added) > 0 {
		st.sources, st.changed, changed = property.Union(st.sources, added), true, true
	}
	if len(st.sources) == 0 && len(c.sources) > 0 {
		st.sources = slices.Clone(c.sources)
	}
	if c.confidence != nil && believed(c.confidence) > believed(st.confidence) {
		st.confidence, st.changed, changed = c.confidence, true, true
	}
	return changed
}

// unattributed are the row's sources that no statement about the field has.
func (s *statements) unattributed(c claim, field string) []string {
	var list []string
	for _, id := range c.sources {
		known := find(s.byThing[c.of][field], func(st *statement) bool { return slices.Contains(st.sources, id) })
		if known == nil {
			list = append(list, id)
		}
	}
	return list
}

// withdraw takes sources from a statement, and removes it when it has no more.
func (s *statements) withdraw(st *statement, sources []string) {
	st.changed = true
	st.sources = slices.DeleteFunc(slices.Clone(st.sources), func(id string) bool { return slices.Contains(sources, id) })
	if len(st.sources) > 0 {
		return
	}
	fields := s.byThing[st.of]
	fields[st.field] = slices.DeleteFunc(fields[st.field], func(other *statement) bool { return other == st })
	s.gone = append(s.gone, st.id)
}

// show marks the statement of a value, if there is one, as the one that is shown.
func (s *statements) show(list []*statement, value string) (changed bool) {
	for _, st := range list {
		if shown := st.value == value; st.displayed != shown {
			st.displayed, st.changed, changed = shown, true, true
		}
	}
	return changed
}
