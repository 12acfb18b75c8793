package app_test

import (
	"context"
	"fmt"
	"net"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

// pace is the time between two looks of a test at what others do.
const pace = 20 * time.Millisecond

// Half of a hundred subscribers never read. Those who read get everything, those who write
// are answered, and in the end nothing is left of any.
func TestSubscribersThatNeverReadCostNothing(t *testing.T) {
	db := neotest.Open(t)
	hub := live.New(db, live.Options{Kept: 64})
	a := serve(t, db, fixture(t), app.Options{Live: hub})
	a.crowd(t, 16)
	goroutines, heap := settled()
	start := a.endOf(t)
	var readers, others []*events
	for i := range 100 {
		subscribe := []func(testing.TB, string, vars) *events{a.overSSE, a.overWS}[i/2%2]
		e := subscribe(t, changed, vars{"after": start})
		if i%2 == 0 {
			readers = append(readers, e)
			continue
		}
		others = append(others, e)
	}
	require.Eventually(t, func() bool { return hub.Active() == 100 }, patience, pace)
	const writes = 20
	for i := range writes {
		a.data(t, createCompany, vars{"input": vars{"name": fmt.Sprintf("公司 %d", i), "description": longText}})
	}
	want := a.changedSince(t, start)
	require.Len(t, want, writes)
	for _, e := range readers {
		var got []string
		for range writes {
			got = append(got, get(t, e.change(t), "node.of").(string))
		}
		require.Equal(t, want, got)
	}
	_, held := settled()
	assert.Less(t, held, heap+100<<20, "a hundred subscriptions hold little")
	for _, e := range append(readers, others...) {
		e.stop()
	}
	require.Eventually(t, func() bool { return hub.Active() == 0 }, patience, pace)
	require.Eventually(t, func() bool { return runtime.NumGoroutine() < goroutines+40 }, patience, pace, "goroutines are left: %d before", goroutines)
	require.Eventually(t, func() bool { _, now := settled(); return now < heap+20<<20 }, patience, 10*pace, "memory is left: %d before", heap)
}

var longText = func() string {
	text := make([]rune, 1_000)
	for i := range text {
		text[i] = '长'
	}
	return string(text)
}()

// settled are the goroutines and the bytes in use once garbage is collected.
func settled() (goroutines int, heap uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}

// A stop ends the streams at once, without telling the client that they are complete: it
// comes back, here or at another copy.
func TestChangedEndsWithTheServer(t *testing.T) {
	db := neotest.Open(t)
	load(t, db, fixture(t))
	hub := live.New(db, live.Options{})
	srv, err := app.New(t.Context(), db, declared(t), schema.Served(), app.Options{
		Limits: graph.DefaultLimits(), Live: hub, Server: server.Options{DrainTimeout: patience},
	})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stopped := make(chan error, 1)
	go func() { stopped <- srv.Serve(ctx, listener) }()
	a := &api{db, "http://" + listener.Addr().String() + "/graphql"}
	e := a.overSSE(t, changed, vars{"after": a.endOf(t)})
	a.data(t, createCompany, vars{"input": vars{"name": "先"}})
	e.change(t)
	stop()
	require.NoError(t, <-stopped)
	_, more := e.next(t)
	assert.False(t, more)
	hub.Close()
	require.Eventually(t, func() bool { return hub.Active() == 0 }, patience, pace)
}

// Neo4j is killed under subscriptions, one of which has changes still to read. They wait,
// and go on when it is back.
func TestChangedSurvivesAnOutage(t *testing.T) {
	dir := t.TempDir()
	first := startNeo4j(t, dir, localneo4j.AnyPort)
	db, err := neo.Open(first.Config())
	require.NoError(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))
	hub := live.New(db, live.Options{})
	a := serve(t, db, fixture(t), app.Options{Live: hub, Server: server.Options{RequestTimeout: time.Minute}})
	start := a.endOf(t)
	e, late := a.overSSE(t, changed, vars{"after": start}), a.overSSE(t, changed, vars{"after": start})
	a.data(t, createCompany, vars{"input": vars{"name": "先"}})
	assert.Equal(t, "先", get(t, e.change(t), "node.node.name"))
	require.NoError(t, syscall.Kill(first.PID(), syscall.SIGKILL))
	<-first.Done()
	unavailable(t, a.ask(t, createCompany, vars{"input": vars{"name": "无"}}))
	r, _ := a.overSSE(t, changed, vars{"after": nil}).next(t)
	unavailable(t, r)

	startNeo4j(t, dir, first.Port())
	a.data(t, createCompany, vars{"input": vars{"name": "后"}})
	assert.Equal(t, "后", get(t, e.change(t), "node.node.name"))
	assert.Equal(t, "先", get(t, late.change(t), "node.node.name"))
	assert.Equal(t, "后", get(t, late.change(t), "node.node.name"))
}
