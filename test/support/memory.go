package support

import (
	"runtime"
	"runtime/debug"
	"time"
)

// HeapPeak is the most that the heap grew while work ran, garbage nearly left out.
func HeapPeak(work func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, peak := m.HeapAlloc, m.HeapAlloc
	done, looked := make(chan struct{}), make(chan struct{})
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	go func() {
		defer close(looked)
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}()
	work()
	close(done)
	<-looked
	return peak - base
}
