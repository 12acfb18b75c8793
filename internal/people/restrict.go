package people

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// restrict leaves of a person what the reader's scope lets it see: NOT_FOUND where that is not
// the person itself. One who is withheld is in no scope, and shown to who may see them at all.
func (s *subject) restrict(ctx context.Context, v *view.View) error {
	if len(v.Grant().Scope) == 0 {
		return nil
	}
	seen, err := v.Seen(ctx, append(s.others(), s.ID))
	if err != nil {
		return err
	}
	if !s.aside && !seen[s.ID] {
		return fault.NoSuch(s.entity.Name, s.ID)
	}
	for _, one := range s.all() {
		one.links = slices.DeleteFunc(one.links, func(l link) bool { return !seen[l.other] })
	}
	s.hidden = func(id string) bool { return v.Catalog().EntityOfID(id) != nil && !seen[id] }
	return nil
}

// others are what the person's relationships lead to, and the sources.
func (s *subject) others() []string {
	ids := s.sourceIDs()
	for _, one := range s.all() {
		for _, l := range one.links {
			ids = append(ids, l.other)
		}
	}
	return ids
}

// within leaves those changes that are about the person alone, or lead to what the reader may see.
func (s *subject) within(ctx context.Context, v *view.View, entries []feed.Entry) ([]feed.Entry, error) {
	if len(v.Grant().Scope) == 0 {
		return entries, nil
	}
	own := map[string]bool{}
	for _, one := range s.all() {
		own[one.ID] = true
	}
	ends := make([][]string, len(entries))
	for i, e := range entries {
		ends[i] = slices.DeleteFunc(e.Ends(), func(id string) bool { return own[id] })
	}
	visible, err := v.InScope(ctx, ends)
	if err != nil {
		return nil, err
	}
	var kept []feed.Entry
	for i, e := range entries {
		if left := changes.Without(e, s.hidden); visible(i) && left != nil {
			kept = append(kept, *left)
		}
	}
	return kept, nil
}
