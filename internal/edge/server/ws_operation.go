package server

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// operation is one operation of a socket, from subscribe to complete.
type operation struct {
	sock   *socket
	id     string
	call   *call
	cancel context.CancelFunc

	mu    sync.Mutex
	quiet bool // nothing more may be sent under this id
}

// start runs the operation in a new goroutine.
func (k *socket) start(ctx context.Context, id string, params *graphql.RawParams) (websocket.StatusCode, string) {
	op := &operation{sock: k, id: id, call: k.newOperationCall(params.ReadTime)}
	ctx, op.cancel = context.WithCancel(op.call.within(ctx))
	k.mu.Lock()
	_, taken := k.active[id]
	full := len(k.active) >= maxOperations
	if !taken && !full && !k.closing {
		k.active[id] = op
		k.running.Add(1)
		background.Go(k.opts.Logger, "an operation of a WebSocket", func() error {
			op.run(ctx, params)
			return nil
		})
		k.mu.Unlock()
		return 0, ""
	}
	closing := k.closing
	k.mu.Unlock()
	op.cancel()
	switch {
	case taken:
		return closeDuplicate, "Subscriber for " + id + " already exists"
	case closing:
		return 0, "" // the close frame is on its way
	default:
		op.fail(gqlerror.List{errorOf(fault.New(fault.RateLimited,
			"A connection runs at most %d operations at a time. Complete some first.", maxOperations))})
		return 0, ""
	}
}

func (s *Server) newOperationCall(read graphql.TraceTiming) *call {
	return &call{id: s.calls.next(), start: read.Start, method: "WS", status: http.StatusOK}
}

func (op *operation) run(ctx context.Context, params *graphql.RawParams) {
	k := op.sock
	defer k.running.Done()
	defer k.log(ctx, op.call)
	defer op.cancel()
	oc, rejected := k.engine.prepare(ctx, params)
	switch {
	case rejected != nil:
		op.release()
		op.fail(rejected.Errors)
	case isStream(oc):
		op.stream(ctx, oc)
	default:
		resp := k.engine.single(ctx, oc)
		op.release()
		if op.next(resp) {
			op.send(`"complete"`, parts{})
		}
	}
}

func (op *operation) stream(ctx context.Context, oc *graphql.OperationContext) {
	ctx, cancel := op.sock.life.whileRunning(ctx)
	defer cancel()
	failed := false
	op.sock.engine.stream(ctx, oc, func(resp *graphql.Response) bool {
		failed = !op.next(resp)
		return !failed
	})
	op.release()
	// A stream that was cut is not complete; the close frame tells the client.
	if !failed && ctx.Err() == nil {
		op.send(`"complete"`, parts{})
	}
}

// next sends a response; one without data ends the operation as an error.
func (op *operation) next(resp *graphql.Response) bool {
	if resp.Data == nil && len(resp.Errors) > 0 {
		op.release()
		op.fail(resp.Errors)
		return false
	}
	op.call.note(resp.Errors)
	return op.send(`"next"`, encode(resp))
}

func (op *operation) fail(errs gqlerror.List) {
	op.call.note(errs)
	op.send(`"error"`, parts{head: marshal(errs)})
}

// send writes one message under the operation's id, unless the client has
// completed it.
func (op *operation) send(kind string, payload parts) bool {
	id, err := json.Marshal(op.id)
	if err != nil {
		return false
	}
	b := make([]byte, 0, payload.len()+len(id)+len(kind)+len(`{"id":,"type":,"payload":}`))
	b = append(append(b, `{"id":`...), id...)
	b = append(append(b, `,"type":`...), kind...)
	if payload.len() > 0 {
		b = payload.appendTo(append(b, `,"payload":`...))
	}
	b = append(b, '}')
	op.mu.Lock()
	defer op.mu.Unlock()
	return !op.quiet && op.sock.write(b) == nil
}

// silence ends the operation because the client has completed it.
func (op *operation) silence() {
	op.cancel()
	op.mu.Lock()
	defer op.mu.Unlock()
	op.quiet = true
}

// release frees the id before the last message under it, so that the client may
// use it again at once.
func (op *operation) release() {
	op.sock.mu.Lock()
	defer op.sock.mu.Unlock()
	if op.sock.active[op.id] == op {
		delete(op.sock.active, op.id)
	}
}

func isStream(oc *graphql.OperationContext) bool {
	return oc.Operation.Operation == ast.Subscription
}
