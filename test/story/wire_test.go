package story_test

import (
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// wire stands between the service and its Neo4j. It counts the bytes that the service
// sends, and lets something happen at one of them.
type wire struct {
	uri, target string
	bytes       atomic.Int64

	mu   sync.Mutex
	left int64
	do   func()
}

func newWire(t *testing.T, target string) *wire {
	t.Helper()
	to, err := url.Parse(target)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &wire{uri: to.Scheme + "://" + listener.Addr().String(), target: to.Host}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go w.join(client)
		}
	}()
	return w
}

// join carries one connection until either side ends it.
func (w *wire) join(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", w.target)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(client, server)
		_ = client.Close()
	}()
	_, _ = io.Copy(server, io.TeeReader(client, w))
}

// Write sees what the service sends, before Neo4j does.
func (w *wire) Write(p []byte) (int, error) {
	w.bytes.Add(int64(len(p)))
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.do == nil {
		return len(p), nil
	}
	if w.left -= int64(len(p)); w.left <= 0 {
		w.do()
		w.do = nil
	}
	return len(p), nil
}

func (w *wire) sent() int64 { return w.bytes.Load() }

// cut lets something happen once that many bytes more are to be sent.
func (w *wire) cut(after int64, do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.left, w.do = after, do
}

func (w *wire) wasCut() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.do == nil
}
