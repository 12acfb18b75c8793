package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
)

const writesName = "writes"

const (
	createCompany = "mutation($name: String!) { createCompany(input: {name: $name}) { id version } }"
	updateCompany = "mutation($id: ID!, $name: String) { updateCompany(id: $id, patch: {shortName: $name}) { version } }"
	// updated are the companies that each program changes in turn.
	updated = 500
)

// compareWrites compares writes of both programs, on a Neo4j of their own that is removed.
func (b *bench) compareWrites(ctx context.Context) ([]pair, error) {
	fmt.Fprintln(os.Stderr, "measuring", writesName)
	dir, err := os.MkdirTemp("", "clustergraph-bench-writes-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	base := &database{data: filepath.Join(dir, "data")}
	if err := base.start(ctx); err != nil {
		return nil, err
	}
	defer base.stop(ctx)
	apis, stop, err := b.serveBoth(ctx, base)
	if err != nil {
		return nil, err
	}
	defer stop()
	return b.writes(apis)
}

func (b *bench) writes(apis [2]*client) ([]pair, error) {
	pairs := []pair{{name: "create a company"}, {name: "update a company"}}
	var creating, updating [2]way
	for side, api := range apis {
		w := &writer{api: api}
		if err := w.prepare(); err != nil {
			return nil, err
		}
		creating[side], updating[side] = w.way(w.create), w.way(w.update)
	}
	if err := b.alternate(creating, &pairs[0]); err != nil {
		return nil, err
	}
	return pairs, b.alternate(updating, &pairs[1])
}

// writer makes writes none of which repeats another.
type writer struct {
	api  *client
	made atomic.Int64
	ids  []string
}

// prepare makes the companies to update.
func (w *writer) prepare() error {
	for range updated {
		answer, err := w.api.ask(w.create())
		if err != nil {
			return err
		}
		var got struct {
			Data struct{ CreateCompany struct{ ID string } }
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return err
		}
		w.ids = append(w.ids, got.Data.CreateCompany.ID)
	}
	return nil
}

func (w *writer) create() []byte {
	return w.api.request(createCompany, map[string]any{"name": fmt.Sprintf("张家港%d号半导体有限公司", w.made.Add(1))})
}

func (w *writer) update() []byte {
	n := w.made.Add(1)
	return w.api.request(updateCompany, map[string]any{"id": w.ids[n%updated], "name": fmt.Sprintf("%d号半导体", n)})
}

func (w *writer) way(next func() []byte) way {
	return func() (ask, func(), error) {
		k, err := w.api.take()
		if err != nil {
			return nil, nil, err
		}
		ask := func(int) error {
			_, err := k.send(next())
			return err
		}
		return ask, func() { w.api.give(k) }, nil
	}
}
