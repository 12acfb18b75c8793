package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/clustergraph/clustergraph/internal/model/fault"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

const subprotocol = "graphql-transport-ws"

// Close codes of the graphql-transport-ws protocol.
const (
	closeBadMessage   websocket.StatusCode = 4400
	closeUnauthorized websocket.StatusCode = 4401
	closeProtocol     websocket.StatusCode = 4406
	closeInitTimeout  websocket.StatusCode = 4408
	closeDuplicate    websocket.StatusCode = 4409
	closeTooManyInits websocket.StatusCode = 4429
)

// socket is one WebSocket. Only its reading goroutine changes acknowledged.
type socket struct {
	*Server
	conn         *websocket.Conn
	header       http.Header
	acknowledged bool

	mu      sync.Mutex
	active  map[string]*operation
	closing bool
	running sync.WaitGroup
}

// websocket upgrades the request and serves the socket until it is closed.
func (s *Server) websocket(x *exchange) {
	x.call.method = "WS"
	if !s.guard.originAllowed(x.r) {
		s.turnAway(x.w, x.r, otherSite(x.r))
		return
	}
	if !s.life.enter() {
		http.Error(x.w, "The service is stopping.", http.StatusServiceUnavailable)
		return
	}
	defer s.life.leave()
	conn, err := websocket.Accept(x.w, x.r, &websocket.AcceptOptions{
		Subprotocols:       []string{subprotocol},
		InsecureSkipVerify: true, // the guard has looked at the origin
	})
	if err != nil {
		s.opts.Logger.Debug("websocket refused", "requestId", x.call.id, "cause", err.Error())
		return
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(closeProtocol, "Subprotocol not acceptable: use "+subprotocol)
		return
	}
	conn.SetReadLimit(s.opts.MaxBody)
	sock := &socket{Server: s, conn: conn, header: handshake(x.r.Header), active: map[string]*operation{}}
	sock.serve(x.r.Context())
}

// handshake are the headers of a socket that are those of each of its operations: a key of one
// request is not.
func handshake(h http.Header) http.Header {
	h = h.Clone()
	h.Del("Idempotency-Key")
	return h
}

func (k *socket) serve(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer k.running.Wait()
	defer cancel()
	early := time.AfterFunc(k.opts.InitTimeout, func() {
		k.close(closeInitTimeout, "Connection initialisation timeout")
	})
	defer early.Stop()
	defer context.AfterFunc(k.life.stopping, func() { k.finish() })()
	background.Go(k.opts.Logger, "keeping a WebSocket alive", func() error {
		k.keepAlive(ctx, cancel)
		return nil
	})
	k.read(ctx, early)
}

// read handles messages until the socket is closed by either side.
func (k *socket) read(ctx context.Context, early *time.Timer) {
	for {
		kind, data, err := k.conn.Read(ctx)
		if err != nil {
			return
		}
		if kind != websocket.MessageText {
			k.close(closeBadMessage, "Invalid message: send text")
			return
		}
		if code, reason := k.handle(ctx, early, data); code != 0 {
			k.cancelAll()
			k.close(code, reason)
			return
		}
	}
}

// finish stops the socket with the server: streams end by themselves, queries and
// mutations may finish, and the close code makes the client connect again.
func (k *socket) finish() {
	k.mu.Lock()
	k.closing = true
	k.mu.Unlock()
	k.running.Wait()
	k.close(websocket.StatusGoingAway, "The service is stopping")
}

func (k *socket) cancelAll() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, op := range k.active {
		op.cancel()
	}
}

// close sends the close frame. Errors are of no use: the socket is over either way.
func (k *socket) close(code websocket.StatusCode, reason string) {
	const most = 123 // bytes of a reason in a control frame
	_ = k.conn.Close(code, fault.Fit(reason, most))
}

// write sends one text message; a client that does not read in time is cut.
func (k *socket) write(message []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), k.pace.write)
	defer cancel()
	return k.conn.Write(ctx, websocket.MessageText, message)
}

// keepAlive pings, so that a client that vanished is noticed.
func (k *socket) keepAlive(ctx context.Context, cancel context.CancelFunc) {
	ticker := time.NewTicker(k.opts.KeepAlive)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := k.ping(ctx); err != nil {
				cancel()
				return
			}
		}
	}
}

func (k *socket) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, k.pace.write)
	defer cancel()
	return k.conn.Ping(ctx)
}
