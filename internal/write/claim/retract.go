package claim

import (
	"cmp"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Snapshot is an element and the claims about it, before it took over another and after. It is
// kept as JSON with what undoes a merge.
type Snapshot struct {
	Before       map[string]any `json:"before"`
	After        map[string]any `json:"after"`
	ClaimsBefore []Claim        `json:"saidBefore,omitempty"`
	ClaimsAfter  []Claim        `json:"saidAfter,omitempty"`
}

// Of are the claims about an element as they stand, ordered by their ids.
func (s *Set) Of(element string) []Claim {
	var list []Claim
	for _, claims := range s.byElement[element] {
		for _, c := range claims {
			kept := *c
			kept.Sources, kept.changed = slices.Clone(c.Sources), false
			list = append(list, kept)
		}
	}
	slices.SortFunc(list, func(a, b Claim) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Retract takes back what Unite let be claimed of an element, and keeps what was claimed since.
// Fields of which edits land on the other give that what was claimed of them since. properties
// are those that the element shows again.
func (s *Set) Retract(of string, was Snapshot, properties map[string]any, other Subject, toOther func(field string) bool) {
	before, after := byID(was.ClaimsBefore), byID(was.ClaimsAfter)
	for _, field := range s.fieldsOf(of) {
		list := slices.Clone(s.byElement[of][field])
		since := slices.ContainsFunc(list, func(c *Claim) bool { _, ours := after[c.ID]; return !ours })
		for _, c := range list {
			old, wasThere := before[c.ID]
			made, isOurs := after[c.ID]
			switch {
			case isOurs && wasThere:
				s.restore(c, old, made)
			case isOurs && since && !toOther(field) && was.Before[field] != nil && c.Value == property.JSON(was.Before[field]):
				// What was claimed since contests the element's own value.
				c.Sources, c.changed = property.Sources(was.Before), true
			case isOurs:
				s.reduce(c, made.Sources)
			case toOther(field):
				s.transfer(c, other)
			}
		}
	}
	s.Reconcile(of, was.ClaimsBefore, properties)
}

func byID(list []Claim) map[string]Claim {
	all := make(map[string]Claim, len(list))
	for _, c := range list {
		all[c.ID] = c
	}
	return all
}

// fieldsOf are the fields of an element that the set knows claims of, in order.
func (s *Set) fieldsOf(element string) []string {
	return slices.Sorted(maps.Keys(s.byElement[element]))
}

// restore takes back what Unite added to a claim.
func (s *Set) restore(c *Claim, old, made Claim) {
	added := minus(made.Sources, old.Sources)
	c.Sources = minus(c.Sources, added)
	if len(c.Sources) == 0 && len(old.Sources) > 0 {
		s.remove(c)
		return
	}
	if sameConfidence(c.Confidence, made.Confidence) {
		c.Confidence = old.Confidence
	}
	c.changed = true
}

// reduce removes a claim that Unite made, but for sources that have claimed the same since.
func (s *Set) reduce(c *Claim, made []string) {
	since := minus(c.Sources, made)
	if len(since) == 0 {
		s.remove(c)
		return
	}
	c.Sources, c.changed = since, true
}

// transfer gives a claim to another element, beside that of the value which that has.
func (s *Set) transfer(c *Claim, other Subject) {
	if len(s.byElement[other.ID][c.Field]) == 0 && other.Properties[c.Field] != nil {
		s.add(s.claimOf(other, c.Field, false))
	}
	s.detach(c)
	moved := *c
	moved.Of, moved.Displayed, moved.changed = other.ID, false, true
	s.add(&moved)
}

// Reconcile marks what an element shows. What is claimed of a field stands beside the value
// that is shown; where only that value is left, nobody disagrees any more, unless there were
// claims about the field before.
func (s *Set) Reconcile(of string, before []Claim, properties map[string]any) {
	for _, field := range s.fieldsOf(of) {
		list := s.byElement[of][field]
		value := property.JSON(properties[field])
		same := find(list, func(c *Claim) bool { return c.Value == value })
		known := slices.ContainsFunc(before, func(c Claim) bool { return c.Field == field })
		switch {
		case len(list) == 0:
			continue
		case same == nil:
			s.add(s.claimOf(Subject{of, properties}, field, true))
		case len(list) == 1 && !known:
			s.remove(same)
		}
		s.show(s.byElement[of][field], valued(value))
	}
	s.mark(of, properties)
}
