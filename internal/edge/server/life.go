package server

import (
	"context"
	"sync"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// life knows whether the server is stopping, and waits for the WebSockets,
// which net/http no longer counts.
type life struct {
	stopping context.Context // it is the state of the server, not of a call
	stop     context.CancelFunc

	mu      sync.Mutex
	sockets sync.WaitGroup
}

func newLife() *life {
	stopping, stop := context.WithCancel(context.Background())
	return &life{stopping: stopping, stop: stop}
}

// enter counts a socket in; it refuses one when the server is stopping.
func (l *life) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stopping.Err() != nil {
		return false
	}
	l.sockets.Add(1)
	return true
}

func (l *life) leave() { l.sockets.Done() }

// end starts the stop; no socket enters after it returns.
func (l *life) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stop()
}

// left waits until every socket has left.
func (l *life) left(ctx context.Context) error {
	done := background.Run(func() error {
		l.sockets.Wait()
		return nil
	})
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// whileRunning returns a context that also ends when the server starts to stop;
// streams run in it, since they would never end by themselves.
func (l *life) whileRunning(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	release := context.AfterFunc(l.stopping, cancel)
	return ctx, func() {
		release()
		cancel()
	}
}
