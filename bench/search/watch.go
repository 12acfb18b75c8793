package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// pollPause is the time between two looks for a write.
const pollPause = 20 * time.Millisecond

// watch writes companies and notes how long it takes until each is found, until the turn ends.
func (b *bench) watch(ctx context.Context, turn <-chan struct{}, r *report) error {
	finder := search.NewFinder(b.cat)
	for {
		select {
		case <-turn:
			return nil
		default:
		}
		name := fmt.Sprintf("候鸟%d%d", len(r.found), time.Now().UnixNano())
		if _, err := b.write(ctx, input.Node{Values: map[string]any{"name": name}}); err != nil {
			return err
		}
		began := time.Now()
		for {
			found, err := b.find(ctx, finder, name)
			if err != nil {
				return err
			}
			if found {
				break
			}
			time.Sleep(pollPause)
		}
		r.found = append(r.found, time.Since(began))
	}
}

func (b *bench) find(ctx context.Context, finder *search.Finder, name string) (bool, error) {
	v := view.NewDoor(b.cat, b.db, plan.NewSigner(nil), nil).Open(grant.Default())
	defer v.Close(ctx)
	page, err := finder.Find(ctx, v, search.Request{Text: name, First: 1})
	return err == nil && page.Total > 0, err
}

// report is what was measured.
type report struct {
	options
	without, with []float64
	found         []time.Duration
}

func (r report) markdown() string {
	slices.Sort(r.found)
	without, with := mean(r.without), mean(r.with)
	var b strings.Builder
	fmt.Fprintf(&b, "| writes/s, %d writers | with the indexer | ratio | found after, p50 | at most | of |\n|--:|--:|--:|--:|--:|--:|\n", r.writers)
	fmt.Fprintf(&b, "| %.0f | %.0f | %.2f | %s | %s | %d |\n", without, with, with/without, seconds(r.found[len(r.found)/2]), seconds(r.found[len(r.found)-1]), len(r.found))
	return b.String()
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
