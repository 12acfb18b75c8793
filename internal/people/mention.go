package people

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// MentionReason is why a record of others may mention a person.
type MentionReason string

// The reasons.
const (
	// MentionSource: it was a source of what was known of the person.
	MentionSource MentionReason = "SOURCE"
	// MentionLinked: it was recorded about the person.
	MentionLinked MentionReason = "LINKED"
	// MentionText: its text names the person.
	MentionText MentionReason = "TEXT"
)

// Mention is a record of others that may mention a person.
type Mention struct {
	ID   string        `json:"id"`
	Type string        `json:"type"`
	Why  MentionReason `json:"why"`
}

// mostMentions bounds the records that are told of.
const mostMentions = 200

// tell tells what may still mention the person: what has a text that does, what was recorded about
// the person, and the sources of what was known, as far as the reader may see it.
func (result *Erasure) tell(ctx context.Context, v *view.View, s *subject, texts []other) error {
	found := mentioned{list: []Mention{}, seen: map[string]bool{}}
	var links []link
	for _, one := range s.all() {
		found.seen[one.ID], links = true, append(links, one.links...)
	}
	for _, r := range texts {
		if !r.hidden() {
			found.add(r.ID, r.Type, MentionText)
		}
	}
	for _, id := range s.sourceIDs() {
		found.add(id, catalog.SourceEntity, MentionSource)
	}
	for _, l := range links {
		if l.inward() && l.otherEntity != nil {
			found.add(l.other, l.otherEntity.Name, MentionLinked)
		}
	}
	if err := found.keepVisible(ctx, v); err != nil {
		return err
	}
	slices.SortStableFunc(found.list, func(a, b Mention) int { return rank(a.Why) - rank(b.Why) })
	result.MayStillMention, result.Truncated = found.list, found.truncated
	return nil
}

func rank(why MentionReason) int {
	return slices.Index([]MentionReason{MentionText, MentionLinked, MentionSource}, why)
}

type mentioned struct {
	list      []Mention
	seen      map[string]bool
	truncated bool
}

func (m *mentioned) add(id, typ string, why MentionReason) {
	switch {
	case m.seen[id]:
	case len(m.list) == mostMentions:
		m.truncated = true
	default:
		m.seen[id] = true
		m.list = append(m.list, Mention{id, typ, why})
	}
}

// keepVisible leaves out what the reader may not see.
func (m *mentioned) keepVisible(ctx context.Context, v *view.View) error {
	elements := make([][]string, len(m.list))
	for i, one := range m.list {
		elements[i] = []string{one.ID}
	}
	visible, err := v.InScope(ctx, elements)
	if err != nil {
		return err
	}
	kept := []Mention{}
	for i, one := range m.list {
		if visible(i) {
			kept = append(kept, one)
		}
	}
	m.list = kept
	return nil
}
