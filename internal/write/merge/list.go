package merge

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// maxPage is the greatest size of a page.
const maxPage = 200

// Page is a part of the list of merges.
type Page struct {
	Merges []Merge
	// Before and After tell that merges come before and after the page.
	Before, After bool
}

// List returns a page of the merges, newest first; with of only those that this entity is or
// was a part of.
func List(ctx context.Context, db *neo.DB, of, after string, first int) (Page, error) {
	if err := checkSize(first); err != nil {
		return Page{}, err
	}
	before, err := parseCursor(after)
	if err != nil {
		return Page{}, err
	}
	merges, err := Merges(ctx, db, of, before, first+1)
	if err != nil {
		return Page{}, err
	}
	return Page{Merges: merges[:min(first, len(merges))], Before: after != "", After: len(merges) > first}, nil
}

func checkSize(first int) error {
	if first < 0 || first > maxPage {
		return &fault.Error{Code: fault.BadUserInput, Message: fmt.Sprintf("first is %d, expected 0 to %d", first, maxPage), Path: []any{"first"}}
	}
	return nil
}

// Cursor is that of a merge in the list.
func Cursor(m Merge) string { return base64.RawURLEncoding.EncodeToString([]byte("m" + m.ID)) }

func parseCursor(after string) (string, error) {
	if after == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(after)
	merge, found := strings.CutPrefix(string(raw), "m")
	if err != nil || !found || !id.Valid(merge, catalog.MergePrefix) {
		return "", &fault.Error{Code: fault.BadUserInput, Message: "this is no cursor of the list of merges; pass the endCursor of a page, or leave it out", Path: []any{"after"}}
	}
	return merge, nil
}
