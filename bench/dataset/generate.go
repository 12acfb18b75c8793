package dataset

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// Edges names relationships by their type and the labels of their ends.
type Edges struct{ Type, From, To string }

// Sink takes what is made, a batch at a time, nodes before the edges between them.
type Sink interface {
	// Nodes takes the properties of new nodes.
	Nodes(label string, properties []any) error
	// Edges takes triples: id of the start, id of the end, properties.
	Edges(edges Edges, triples []any) error
}

// generator draws from one seeded source, so every run makes the same graph.
type generator struct {
	random *rand.Rand
	newID  *id.Generator
	scale  int
	sink   Sink
	// made are the ids of the nodes, a label.
	made map[string][]string
}

const (
	seed       = 20260101
	batchSize  = 5_000
	recordedAt = "2026-01-01T08:00:00Z"
)

// Generate makes the graph of a scale.
func Generate(scale int, sink Sink) error {
	var key [32]byte
	copy(key[:], fmt.Sprint(seed))
	clock := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	tick := func() time.Time {
		clock = clock.Add(time.Millisecond)
		return clock
	}
	g := &generator{
		random: rand.New(rand.NewPCG(seed, uint64(scale))),
		newID:  id.NewGenerator(tick, rand.NewChaCha8(key)),
		scale:  scale, sink: sink, made: map[string][]string{},
	}
	if err := g.nodes(); err != nil {
		return err
	}
	return g.edges()
}

// node makes count nodes of a label; own adds the properties of the i-th.
func (g *generator) node(label, prefix string, count int, own func(i int) map[string]any) error {
	ids := make([]string, count)
	var batch []any
	for i := range count {
		ids[i] = g.newID.New(prefix)
		p := own(i)
		p["id"], p["version"], p["recordedAt"], p["illustrative"] = ids[i], 1, recordedAt, true
		p["name_pinyin"] = pinyin.SortKey(p["name"].(string))
		for _, name := range []string{"name", "shortName", "code", "registrationCode"} {
			if s, is := p[name].(string); is {
				p[name+"_canonical"] = canon.Text(s)
			}
		}
		p[catalog.SourceIDs] = g.sources()
		if batch = append(batch, p); len(batch) == batchSize || i == count-1 {
			if err := g.sink.Nodes(label, batch); err != nil {
				return err
			}
			batch = nil
		}
	}
	g.made[label] = ids
	return nil
}

// sources names one source, or none before there are any.
func (g *generator) sources() []any {
	known := g.made["Source"]
	if len(known) == 0 {
		return []any{}
	}
	return []any{known[g.random.IntN(len(known))]}
}

// edge makes count relationships; ends gives those of the i-th, and its own properties.
func (g *generator) edge(e Edges, count int, ends func(i int) (from, to string, own map[string]any, key string)) error {
	type pair struct{ from, to, key string }
	seen := map[pair]bool{}
	var batch []any
	for i := range count {
		from, to, own, key := ends(i)
		if p := (pair{from, to, key}); from == to || seen[p] {
			continue
		} else {
			seen[p] = true
		}
		if own == nil {
			own = map[string]any{}
		}
		own["id"], own[catalog.EdgeKey], own[catalog.SourceIDs], own["recordedAt"] = g.newID.New("rel"), key, g.sources(), recordedAt
		if batch = append(batch, []any{from, to, own}); len(batch) == batchSize {
			if err := g.sink.Edges(e, batch); err != nil {
				return err
			}
			batch = nil
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return g.sink.Edges(e, batch)
}

// any is one of the label's nodes, all with the same chance.
func (g *generator) any(label string) string {
	ids := g.made[label]
	return ids[g.random.IntN(len(ids))]
}

// popular is one of the label's nodes; the first ones are drawn more often.
func (g *generator) popular(label string) string {
	ids := g.made[label]
	x := g.random.Float64()
	return ids[int(x*x*float64(len(ids)))]
}

func (g *generator) day() string {
	return fmt.Sprintf("%04d-%02d-%02d", 2000+g.random.IntN(26), 1+g.random.IntN(12), 1+g.random.IntN(28))
}
