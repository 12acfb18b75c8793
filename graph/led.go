package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// What was merged away is found by its id and keys as what stands for it. Only a request that
// finds nothing, or whose filters name ids, looks for it.

// filtersLed is the plan of the root field at hand with the ids that its filters name led to
// what stands for them.
func (r *Resolver) filtersLed(ctx context.Context, alias string, root *plan.Root) (*plan.Root, error) {
	led, err := r.led(ctx, root.Named)
	if err != nil || len(led) == 0 {
		return root, err
	}
	return requestOf(ctx).plans.Again(alias, led)
}

// led are the ids of what stands for others, by the ids of these.
func (r *Resolver) led(ctx context.Context, ids []string) (map[string]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	leads, err := aside.Redirects(ctx, requestOf(ctx).reads, ids)
	led := map[string]string{}
	for id, lead := range leads {
		if lead.Into != "" {
			led[id] = lead.Into
		}
	}
	return led, err
}

// missedLed reads what stands for what a lookup by id or key did not find; root and rows stay
// as they are where nothing does.
func (r *Resolver) missedLed(ctx context.Context, root *plan.Root, rows [][]any) (*plan.Root, [][]any, error) {
	again := *root
	switch {
	case root.One != nil && len(rows) == 0:
		lead, err := aside.RedirectOf(ctx, requestOf(ctx).reads, root.One.Object.Entity, root.One.Key, root.One.Value)
		if err != nil || lead.Into == "" {
			return root, rows, err
		}
		again.One = root.One.Led(lead.Into)
	case root.Nodes != nil && len(rows) == 1:
		led, err := r.led(ctx, missing(root.Nodes, rows[0]))
		if err != nil || len(led) == 0 {
			return root, rows, err
		}
		again.Nodes = root.Nodes.With(led)
	default:
		return root, rows, nil
	}
	rows, err := requestOf(ctx).read(ctx, &again)
	return &again, rows, err
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
	var ids []string
	for _, id := range nodes.IDs {
		if !found[id] {
			ids = append(ids, id)
		}
	}
	return ids
}
