package server

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// events answers with an event stream, as the distinct connections mode of the
// GraphQL-over-SSE protocol says: a next event a response, then complete. A
// rejected request gets its errors in an event too, because a browser's
// EventSource shows no body of a failed request.
func (x *exchange) events(ctx context.Context, rejected *graphql.Response, oc *graphql.OperationContext) {
	ctx, cancel := x.life.whileRunning(ctx)
	defer cancel()
	out := x.openEvents(cancel)
	defer out.keepAlive(ctx, x.opts.KeepAlive)()
	emit := func(resp *graphql.Response) bool {
		x.call.note(resp.Errors)
		return out.next(resp)
	}
	switch {
	case rejected != nil:
		emit(rejected)
	case isStream(oc):
		x.engine.stream(ctx, oc, emit)
	default:
		emit(x.engine.single(ctx, oc))
	}
	// Without complete the client knows that the stream was cut, and connects again.
	if ctx.Err() == nil {
		out.send([]byte("event: complete\ndata:\n\n"))
	}
}

// openEvents sends the head of the stream at once, so that the client knows it is open.
func (x *exchange) openEvents(cancel context.CancelFunc) *eventWriter {
	out := &eventWriter{w: x.w, control: http.NewResponseController(x.w), cancel: cancel, patience: x.pace.write}
	// The server's deadlines bound a request; a stream has none but its writes.
	_ = out.control.SetReadDeadline(time.Time{}) // a recorder in a test has no deadlines
	x.w.Header()["Content-Type"] = x.headers.events
	x.w.Header()["X-Accel-Buffering"] = []string{"no"}
	x.call.status = http.StatusOK
	x.w.WriteHeader(http.StatusOK)
	out.send([]byte(":\n\n"))
	return out
}

// eventWriter writes events one at a time and cuts a client that does not read.
type eventWriter struct {
	mu      sync.Mutex
	w       io.Writer
	control *http.ResponseController
	cancel  context.CancelFunc
	// patience is how long one write may take.
	patience time.Duration
}

func (e *eventWriter) next(resp *graphql.Response) bool {
	const start = "event: next\ndata: "
	event := encode(resp).appendTo([]byte(start))
	// A line break, legal between JSON tokens, would end the event's line.
	for i := len(start); i < len(event); i++ {
		if event[i] == '\n' || event[i] == '\r' {
			event[i] = ' '
		}
	}
	return e.send(append(event, "\n\n"...))
}

func (e *eventWriter) send(event []byte) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = e.control.SetWriteDeadline(time.Now().Add(e.patience)) // a recorder in a test has no deadlines
	_, err := e.w.Write(event)
	if err == nil {
		err = e.control.Flush()
	}
	if err != nil {
		e.cancel()
	}
	return err == nil
}

// keepAlive sends comments, so that proxies keep the stream open and a client
// that is gone is noticed. The function it returns ends it.
func (e *eventWriter) keepAlive(ctx context.Context, pause time.Duration) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := background.Run(func() error {
		ticker := time.NewTicker(pause)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.C:
				e.send([]byte(": ping\n\n"))
			}
		}
	})
	// The response writer must not be used after the handler has returned.
	return func() {
		cancel()
		<-done
	}
}
