package history_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// Half of a hundred subscribers never read. Those who read get everything, those who write
// are answered, and in the end nothing is left of any.
func TestSubscribersThatNeverReadCostNothing(t *testing.T) {
	db := neotest.Open(t)
	hub := live.New(db, live.Options{Kept: 64})
	a := support.Serve(t, db, support.Fixture(t), app.Options{Live: hub})
	a.Crowd(t, 16)
	goroutines, heap := collected()
	start := a.EndOf(t)
	var readers, others []*support.Events
	for i := range 100 {
		subscribe := []func(testing.TB, string, vars) *support.Events{a.OverSSE, a.OverWS}[i/2%2]
		e := subscribe(t, support.Changed, vars{"after": start})
		if i%2 == 0 {
			readers = append(readers, e)
			continue
		}
		others = append(others, e)
	}
	require.Eventually(t, func() bool { return hub.Active() == 100 }, support.Patience, support.Pace)
	const writes = 20
	for i := range writes {
		a.Data(t, support.CreateCompany, vars{"input": vars{"name": fmt.Sprintf("公司 %d", i), "description": longText}})
	}
	want := changedSince(t, a, start)
	require.Len(t, want, writes)
	for _, e := range readers {
		var got []string
		for range writes {
			got = append(got, support.Get(t, e.Change(t), "node.of").(string))
		}
		require.Equal(t, want, got)
	}
	_, held := collected()
	assert.Less(t, held, heap+100<<20, "a hundred subscriptions hold little")
	for _, e := range append(readers, others...) {
		e.Stop()
	}
	require.Eventually(t, func() bool { return hub.Active() == 0 }, support.Patience, support.Pace)
	require.Eventually(t, func() bool { return runtime.NumGoroutine() < goroutines+40 }, support.Patience, support.Pace, "goroutines are left: %d before", goroutines)
	require.Eventually(t, func() bool { _, now := collected(); return now < heap+20<<20 }, support.Patience, 10*support.Pace, "memory is left: %d before", heap)
}

var longText = func() string {
	text := make([]rune, 1_000)
	for i := range text {
		text[i] = '长'
	}
	return string(text)
}()

// collected are the goroutines and the bytes in use once garbage is collected.
func collected() (goroutines int, heap uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}
