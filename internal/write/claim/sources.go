package claim

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// present makes the claim of the value that an element shows so far.
func (s *Set) present(r Report, field string) *Claim {
	c := s.claimOf(Subject{r.Of, r.Current}, field, true)
	s.add(c)
	return c
}

// claimOf is the claim of the value that a subject has.
func (s *Set) claimOf(of Subject, field string, displayed bool) *Claim {
	return &Claim{
		ID: s.newID(), Of: of.ID, Field: field, Value: property.JSON(of.Properties[field]), Confidence: confidenceIn(of.Properties),
		Sources: slices.Clone(property.Sources(of.Properties)), RecordedAt: property.Text(of.Properties[catalog.RecordedAt]),
		RecordedBy: property.Text(of.Properties[catalog.RecordedBy]), Displayed: displayed, changed: true,
	}
}

// fresh makes the claim of a value that is new; a source that claimed another value before,
// which is not shown, corrects that.
func (s *Set) fresh(r Report, field, value string) *Claim {
	c := find(s.byElement[r.Of][field], func(c *Claim) bool {
		return !c.Displayed && subset(r.Sources, c.Sources) && subset(c.Sources, r.Sources)
	})
	if c == nil {
		c = &Claim{ID: s.newID(), Of: r.Of, Field: field}
		s.add(c)
	}
	c.Value, c.Confidence, c.RecordedAt, c.RecordedBy, c.changed = value, r.confidence, s.stamp.At, s.stamp.By, true
	return c
}

// join counts the row's sources among those of a claim. A source withdraws what it claimed
// before; but a row that speaks for more sources than a claim has, as an exported one does,
// says nothing new of them. The claim is believed as far as the row that is most sure of it.
func (s *Set) join(r Report, c *Claim) (changed bool) {
	for _, other := range slices.Clone(s.byElement[r.Of][c.Field]) {
		if other != c && len(r.Sources) > 0 && subset(r.Sources, other.Sources) {
			s.withdraw(other, r.Sources)
			changed = true
		}
	}
	if added := s.unattributed(r, c.Field); len(added) > 0 {
		c.Sources, c.changed, changed = property.Union(c.Sources, added), true, true
	}
	if len(c.Sources) == 0 && len(r.Sources) > 0 {
		c.Sources = slices.Clone(r.Sources)
	}
	if r.confidence != nil && believed(r.confidence) > believed(c.Confidence) {
		c.Confidence, c.changed, changed = r.confidence, true, true
	}
	return changed
}

// unattributed are the row's sources that no claim about the field has.
func (s *Set) unattributed(r Report, field string) []string {
	var list []string
	for _, id := range r.Sources {
		known := find(s.byElement[r.Of][field], func(c *Claim) bool { return slices.Contains(c.Sources, id) })
		if known == nil {
			list = append(list, id)
		}
	}
	return list
}

// withdraw takes sources from a claim, and removes it when it has no more.
func (s *Set) withdraw(c *Claim, sources []string) {
	c.changed = true
	c.Sources = minus(c.Sources, sources)
	if len(c.Sources) == 0 {
		s.remove(c)
	}
}

// remove removes a claim that is stored.
func (s *Set) remove(c *Claim) {
	s.detach(c)
	s.gone = append(s.gone, c.ID)
}

// detach takes a claim out of the set.
func (s *Set) detach(c *Claim) {
	fields := s.byElement[c.Of]
	fields[c.Field] = slices.DeleteFunc(slices.Clone(fields[c.Field]), func(other *Claim) bool { return other == c })
}

// valued tells which claims are of a value.
func valued(value string) func(*Claim) bool { return func(c *Claim) bool { return c.Value == value } }

// show marks the claim that is meant, if there is one, as the one that is shown.
func (s *Set) show(list []*Claim, is func(*Claim) bool) (changed bool) {
	for _, c := range list {
		if shown := is(c); c.Displayed != shown {
			c.Displayed, c.changed, changed = shown, true, true
		}
	}
	return changed
}

// contested are the fields for which an element has claims, as they are noted on the element
// itself: nil for none.
func (s *Set) contested(of string) any {
	var fields []string
	for field, list := range s.byElement[of] {
		if len(list) > 0 {
			fields = append(fields, field)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	slices.Sort(fields)
	return fields
}
