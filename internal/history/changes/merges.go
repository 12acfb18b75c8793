package changes

import (
	"context"
	"encoding/base64"
	"strings"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/merge"
)

// MergePage is a part of the list of merges, newest first.
type MergePage struct {
	Merges []merge.Merge
	// Before and After tell that merges come before and after the page.
	Before, After bool
	// End is where the list goes on, empty where there is nothing.
	End string
}

// mergeChunk is how many merges are read at once, mostMerges how many one page looks at.
const mergeChunk, mostMerges = 201, 20_000

// AskedMerges is which page of the merges is asked for.
type AskedMerges struct {
	// Of leaves those that this entity is or was a part of, unless it is empty.
	Of string
	// After is a cursor, empty for the beginning.
	After string
	First int
}

// Check tells all that is wrong with what is asked.
func (asked AskedMerges) Check(cat *catalog.Catalog) error {
	_, cursor := parseMergeCursor(asked.After)
	return fault.Join(feed.CheckPart(cat, asked.Of, "of"), feed.CheckSize(asked.First), cursor)
}

// Merges returns a page of the merges that the reader may see, newest first.
func Merges(ctx context.Context, v *view.View, asked AskedMerges) (MergePage, error) {
	p := MergePage{Before: asked.After != ""}
	if err := asked.Check(v.Catalog()); err != nil {
		return p, err
	}
	before, err := parseMergeCursor(asked.After)
	if err != nil {
		return p, err
	}
	of, err := veiled(ctx, v, asked.Of)
	if err != nil {
		return p, err
	}
	for scanned := 0; scanned < mostMerges; scanned += mergeChunk {
		found, err := merge.Merges(ctx, v, of, before, mergeChunk)
		if err != nil {
			return p, err
		}
		seen, err := visibleMerges(ctx, v, found)
		if err != nil {
			return p, err
		}
		if p.Merges = append(p.Merges, seen...); len(found) < mergeChunk || len(p.Merges) > asked.First {
			p.cut(asked.First)
			return p, nil
		}
		before = found[len(found)-1].ID
	}
	p.cut(asked.First)
	p.After, p.End = true, mergeCursor(before)
	return p, nil
}

// veiled is an id that is given, empty for none.
func veiled(ctx context.Context, v *view.View, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	return v.Veiled(ctx, id)
}

func (p *MergePage) cut(first int) {
	p.After = len(p.Merges) > first
	p.Merges = p.Merges[:min(first, len(p.Merges))]
	if n := len(p.Merges); n > 0 {
		p.End = MergeCursor(p.Merges[n-1])
	}
}

// visibleMerges are those of what the reader may see: what stands for the other one must be
// within the scope, and neither may be withheld.
func visibleMerges(ctx context.Context, v *view.View, merges []merge.Merge) ([]merge.Merge, error) {
	elements, others := make([][]string, len(merges)), make([][]string, len(merges))
	for i, m := range merges {
		elements[i], others[i] = []string{m.Into}, []string{m.From}
	}
	visible, err := v.VisibleBeside(ctx, elements, others)
	if err != nil {
		return nil, err
	}
	var seen []merge.Merge
	for i, m := range merges {
		if visible(i) {
			seen = append(seen, m)
		}
	}
	return seen, nil
}

// MergeCursor is that of a merge in the list.
func MergeCursor(m merge.Merge) string { return mergeCursor(m.ID) }

func mergeCursor(id string) string { return base64.RawURLEncoding.EncodeToString([]byte("m" + id)) }

func parseMergeCursor(after string) (string, error) {
	if after == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(after)
	merge, found := strings.CutPrefix(string(raw), "m")
	if err != nil || !found || !id.Valid(merge, catalog.MergePrefix) {
		return "", fault.New(fault.BadUserInput, "this is no cursor of the list of merges; pass the endCursor of a page, or leave it out").At("after")
	}
	return merge, nil
}
