package people

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/query"
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

// mostMentions bounds the records that are told of, mostHits those of one name.
const mostMentions, mostHits = 200, 200

// mention finds what may still mention the person: the sources of what was known, what was
// recorded about the person, and what search finds by their names and keys.
func (e *Eraser) mention(ctx context.Context, run query.Runner, s *subject, result *Erasure) error {
	found := mentioned{list: []Mention{}, seen: map[string]bool{}}
	var links []link
	for _, one := range s.all() {
		found.seen[one.ID], links = true, append(links, one.links...)
	}
	for _, id := range s.sourceIDs() {
		found.add(id, catalog.SourceEntity, MentionSource)
	}
	for _, l := range links {
		if l.inward() && l.otherEntity != nil {
			found.add(l.other, l.otherEntity.Name, MentionLinked)
		}
	}
	for _, name := range result.Markers {
		page, err := e.finder.Find(ctx, reader{run}, search.Request{Text: name, First: mostHits})
		if err != nil {
			return err
		}
		for _, h := range page.Hits {
			if mentions(h.Text, []string{name}) {
				found.add(h.ID, h.Entity, MentionText)
			}
		}
		found.truncated = found.truncated || page.Further
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

// reader lets search read inside a transaction.
type reader struct{ query.Runner }

// Read runs a reading statement.
func (r reader) Read(ctx context.Context, stmt query.Statement) ([][]any, error) {
	rows, err := r.Query(ctx, stmt)
	return rows.Values, err
}
