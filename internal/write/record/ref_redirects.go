package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// aliasOf is the key under which a normalised reference is known when it is aside.
func aliasOf(r input.Ref) string {
	if r.ID != "" {
		return r.ID
	}
	return alias.Key(r.Entity, r.Field, r.Value)
}

// redirectsOf finds where normalised references lead that lead to no public node.
func redirectsOf(ctx context.Context, tx *neo.Tx, refs []input.Ref) (map[input.Ref]alias.Redirect, error) {
	keys := make([]string, len(refs))
	for i, r := range refs {
		keys[i] = aliasOf(r)
	}
	known, err := alias.Redirects(ctx, tx, keys)
	found := map[input.Ref]alias.Redirect{}
	for i, r := range refs {
		if to, is := known[keys[i]]; is {
			found[r] = to
		}
	}
	return found, err
}
