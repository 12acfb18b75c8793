package mutation

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// delete removes an entity, and its relationships where the field says so.
func (s *session) delete(ctx context.Context, f Field, p *problems) (string, error) {
	t, err := s.hold(ctx, f, p)
	if err != nil || t.held == nil {
		return "", err
	}
	if stale, err := s.stale(ctx, f, t, &fieldInput{}, p); err != nil || stale {
		return "", err
	}
	if err := s.depended(ctx, f, t, p); err != nil || len(*p) > 0 {
		return "", err
	}
	links, err := element.EdgesOf(ctx, s.tx, s.cat, t.entity, t.id)
	if err != nil {
		return "", err
	}
	if len(links) > 0 {
		if err := s.writer.Unlink(ctx, s.tx, links); err != nil {
			return "", err
		}
	}
	return t.id, s.writer.Delete(ctx, s.tx, t.entity, t.held)
}

// depended refuses to remove what something depends on.
func (s *session) depended(ctx context.Context, f Field, t target, p *problems) error {
	if t.entity.IsSource() {
		cited, err := record.Cited(ctx, s.tx, t.id)
		if err != nil {
			return err
		}
		if cited {
			p.add(fault.Conflict, []any{"id"}, "it is a source that is cited, and what is known must keep where it is known from; give what cites it other sources first")
		}
	}
	if even, _ := f.Arguments["evenIfLinked"].(bool); even {
		return nil
	}
	groups, err := alias.Members(ctx, s.tx, []string{t.id})
	if err != nil {
		return err
	}
	if n := len(groups[t.id]) - 1; n > 0 {
		p.add(fault.Conflict, []any{"id"}, "it stands for %d that were merged into it; undo these merges first, or say evenIfLinked: true to remove them with it", n)
	}
	counts, err := element.CountEdges(ctx, s.tx, s.cat, t.entity, t.id)
	if err != nil || len(counts) == 0 {
		return err
	}
	byField, texts := map[string]any{}, []string{}
	for _, c := range counts {
		byField[c.Field] = c.Count
		texts = append(texts, fmt.Sprintf("%s %d", c.Field, c.Count))
	}
	refused := fault.New(fault.Conflict, "it has relationships: %s; unlink them first, or say evenIfLinked: true to remove them too", strings.Join(texts, ", "))
	refused.Path, refused.Details = []any{"id"}, map[string]any{"relationships": byField}
	*p = append(*p, refused)
	return nil
}
