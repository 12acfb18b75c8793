package view

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// What was merged away is found by its id and keys as what stands for it. Only a request that
// finds nothing, or whose filters name ids, looks for it.

// Redirects are the ids that stand for others since a merge, by the ids of these.
func (v *View) Redirects(ctx context.Context, ids []string) (map[string]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	aliases, err := alias.Redirects(ctx, v, ids)
	redirects := map[string]string{}
	for id, alias := range aliases {
		if alias.Into != "" {
			redirects[id] = alias.Into
		}
	}
	return redirects, err
}

// withheld tells which of the ids are those of what is withheld, or was erased.
func (v *View) withheld(ctx context.Context, ids []string) (func(id string) bool, error) {
	slices.Sort(ids)
	aliases, err := alias.Redirects(ctx, v, slices.Compact(ids))
	// In a graph that was restored, what had been withheld has no id.
	return func(id string) bool { return id == "" || v.hides(aliases[id]) }, err
}

// hides tells that nothing may be told of what a redirect is of. What remains of somebody erased
// is an audit, for who may see personal data: others would learn from it who was erased, and
// who is withheld.
func (v *View) hides(r alias.Redirect) bool {
	return r.Why == alias.Withheld || r.Why == alias.Erased && !v.grant.Policy.ShowSensitive
}

// redirectFilters is the plan of a root field with the ids that its filters name redirected.
func (o *Operation) redirectFilters(ctx context.Context, alias string, root *plan.Root) (*plan.Root, error) {
	redirects, err := o.Redirects(ctx, root.Named)
	if err != nil || len(redirects) == 0 {
		return root, err
	}
	return o.plans.Redirected(alias, redirects)
}

// redirectMissed reads what stands for what a lookup by id or key did not find; root and rows
// stay as they are where nothing does.
func (v *View) redirectMissed(ctx context.Context, root *plan.Root, rows query.Rows) (*plan.Root, query.Rows, error) {
	redirected := *root
	switch {
	case root.One != nil && len(rows.Values) == 0:
		alias, err := alias.RedirectOf(ctx, v, root.One.Object.Entity, root.One.Key, root.One.Value)
		if err != nil || alias.Into == "" {
			return root, rows, err
		}
		redirected.One = root.One.Redirected(alias.Into)
	case root.Nodes != nil && len(rows.Values) == 1:
		redirects, err := v.Redirects(ctx, missing(root.Nodes, rows.Values[0]))
		if err != nil || len(redirects) == 0 {
			return root, rows, err
		}
		redirected.Nodes = root.Nodes.Redirected(redirects)
	default:
		return root, rows, nil
	}
	rows, err := v.rows(ctx, &redirected)
	return &redirected, rows, err
}

// missing are the ids of which a row of the plan has nothing.
func missing(nodes *plan.Nodes, row []any) []string {
	found := map[string]bool{}
	for _, column := range row {
		list, _ := column.([]any)
		for _, item := range list {
			if columns, _ := item.([]any); len(columns) > 0 {
				id, _ := columns[0].(string)
				found[id] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(nodes.IDs), func(id string) bool { return found[id] })
}
