package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// snapshot is what is there at a moment: the values of every element by its id.
type snapshot struct {
	at    time.Time
	known map[string]map[string]string
}

func (b *bench) snapshot() snapshot {
	s := snapshot{known: map[string]map[string]string{}}
	rows, err := b.db.Exec(context.Background(), query.Statement{Text: "RETURN datetime.realtime(), " +
		"COLLECT { MATCH (n:Firm) RETURN n.id } + COLLECT { MATCH (n:City) RETURN n.id } + COLLECT { MATCH ()-[r]->() WHERE r.id STARTS WITH 'rel_' RETURN r.id }"})
	require.NoError(b.t, err)
	s.at, _ = rows[0][0].(time.Time)
	for _, id := range rows[0][1].([]any) {
		el, found, err := element.Find(context.Background(), b.db, b.cat, id.(string))
		require.NoError(b.t, err)
		require.True(b.t, found)
		s.known[el.ID] = map[string]string{}
		for field, v := range journal.Audited(el.Fields, el.Properties) {
			text, err := json.Marshal(v)
			require.NoError(b.t, err)
			s.known[el.ID][field] = string(text)
		}
	}
	return s
}

// against are the differences of two snapshots, each as a text.
func (s snapshot) against(later snapshot) []string {
	list := []string{}
	for id := range union(s.known, later.known) {
		was, before := s.known[id]
		is, after := later.known[id]
		text := id
		for _, field := range slices.Sorted(maps.Keys(union(was, is))) {
			if was[field] != is[field] {
				text += fmt.Sprintf(" %s %s %s", field, orNull(was[field]), orNull(is[field]))
			}
		}
		if before != after || text != id {
			list = append(list, fmt.Sprint(before, after, " ", text))
		}
	}
	slices.Sort(list)
	return list
}

func union[V any](a, b map[string]V) map[string]bool {
	all := map[string]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}

func orNull(s string) string {
	if s == "" {
		return "null"
	}
	return s
}

// differences are what the feed tells, each as the same text, read in pages of a size.
func (b *bench) differences(interval feed.Interval) []string {
	list := []string{}
	for {
		last, err := feed.CatchUp(context.Background(), b.db)
		require.NoError(b.t, err)
		page, err := feed.Differences(context.Background(), b.db, b.cat, interval, last, func(_ context.Context, found []feed.Difference) ([]feed.Difference, error) { return found, nil })
		require.NoError(b.t, err)
		for _, d := range page.Items {
			text := d.Of
			for _, v := range d.Values {
				text += fmt.Sprintf(" %s %s %s", v.Field, v.Before, v.After)
			}
			list = append(list, fmt.Sprint(d.Kind != journal.ChangeCreate, d.Kind != journal.ChangeDelete, " ", text))
		}
		if !page.After {
			slices.Sort(list)
			return list
		}
		interval.After = page.End
	}
}

// Between any two moments of a random past the feed tells what comparing the graphs tells.
func TestDifferencesAreThoseOfTheGraphs(t *testing.T) {
	b := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		moments := []snapshot{b.snapshot()}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			for range rapid.IntRange(1, 4).Draw(rt, "writes") {
				b.step(rt)
			}
			moments = append(moments, b.snapshot())
		}
		i := rapid.IntRange(0, len(moments)-1).Draw(rt, "from")
		j := rapid.IntRange(i, len(moments)-1).Draw(rt, "to")
		got := b.differences(feed.Interval{From: moments[i].at, To: moments[j].at, First: rapid.IntRange(1, 5).Draw(rt, "page")})
		assert.Equal(rt, moments[i].against(moments[j]), got)
	})
}

// step writes or removes something at random.
func (b *bench) step(rt *rapid.T) {
	ticker := func(label string) string { return tickerOf(rapid.IntRange(0, 3).Draw(rt, label)) }
	switch rapid.IntRange(0, 4).Draw(rt, "kind") {
	case 0, 1:
		row := firm(ticker("firm"), "staff", rapid.IntRange(0, 2).Draw(rt, "staff"))
		if rapid.Bool().Draw(rt, "about") {
			row.Values["about"] = rapid.SampledFrom([]any{"x", "y", nil}).Draw(rt, "text")
		}
		b.nodes("Firm", row)
	case 2:
		from, to := ticker("from"), ticker("to")
		b.nodes("Firm", firm(from), firm(to))
		b.edges("SELLS_TO", input.Edge{From: byTicker(from), To: byTicker(to), Values: map[string]any{"share": float64(rapid.IntRange(0, 2).Draw(rt, "share"))}})
	case 3:
		from, city := ticker("lies"), rapid.SampledFrom([]string{"X", "Y"}).Draw(rt, "city")
		b.nodes("Firm", firm(from))
		b.nodes("City", input.Node{Values: map[string]any{"name": city}})
		b.edges("LIES_IN", input.Edge{From: byTicker(from), To: input.Ref{Entity: "City", Field: "name", Value: city}})
	default:
		b.remove(ticker("removed"))
	}
}

// remove deletes a firm and its relationships, if there is one.
func (b *bench) remove(ticker string) {
	ctx, e := context.Background(), b.cat.Entity("Firm")
	require.NoError(b.t, b.db.Write(ctx, func(tx *neo.Tx) error {
		stored, err := element.Hold(ctx, tx, e, e.Field("ticker"), ticker)
		if err != nil || stored == nil {
			return err
		}
		links, err := element.EdgesOf(ctx, tx, b.cat, e, stored["id"].(string))
		if err == nil && len(links) > 0 {
			err = b.w.Unlink(ctx, tx, links)
		}
		if err != nil {
			return err
		}
		return b.w.Delete(ctx, tx, e, stored)
	}))
}

// A batch of creations is looked at in parts, and its memory is that of a part.
func TestDifferencesOfALargeBatch(t *testing.T) {
	b := open(t)
	from := b.snapshot().at
	var rows []input.Node
	for i := range 1_300 {
		rows = append(rows, firm(tickerOf(i)))
	}
	b.nodes("Firm", rows...)
	b.nodes("Firm", firm(tickerOf(700), "staff", 4))
	got := b.differences(feed.Interval{From: from, To: time.Now().Add(time.Hour), First: 200})
	require.Len(t, got, 1_300)
	changed := slices.DeleteFunc(got, func(text string) bool {
		return !strings.HasSuffix(text, "staff null 4 ticker null \""+tickerOf(700)+"\"")
	})
	assert.Len(t, changed, 1)
}
