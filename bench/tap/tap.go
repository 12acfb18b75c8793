package tap

import (
	"bufio"
	"errors"
	"io"
	"net"
	"sync"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Tap passes connections on to a Neo4j and notes the statements of all of them.
type Tap struct {
	listener net.Listener
	target   string

	mu         sync.Mutex
	statements []query.Statement
	err        error
}

// Open listens on a free port of the loopback for programs that want the Neo4j at the target,
// HOST:PORT, which must speak Bolt without TLS.
func Open(target string) (*Tap, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &Tap{listener: listener, target: target}
	go t.accept()
	return t, nil
}

// Address is HOST:PORT for the program.
func (t *Tap) Address() string { return t.listener.Addr().String() }

// Take returns the statements since the last Take, in the order in which they were sent. It
// fails when one of them could not be read.
func (t *Tap) Take() ([]query.Statement, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	statements, err := t.statements, t.err
	t.statements, t.err = nil, nil
	return statements, err
}

// Close takes no more connections; those that are open end with the program.
func (t *Tap) Close() error { return t.listener.Close() }

func (t *Tap) accept() {
	for {
		program, err := t.listener.Accept()
		if err != nil {
			return
		}
		go t.connect(program)
	}
}

// connect lives as long as a connection; when either end closes it, so does the other.
func (t *Tap) connect(program net.Conn) {
	defer program.Close()
	database, err := net.Dial("tcp", t.target)
	if err != nil {
		t.note(query.Statement{}, err)
		return
	}
	defer database.Close()
	go func() {
		_, _ = io.Copy(program, database) // the program sees how it ends
		program.Close()
	}()
	_ = t.forward(database, program) // likewise
}

// forward notes a statement before it passes it on: whoever has the answer finds it noted.
func (t *Tap) forward(to io.Writer, from io.Reader) error {
	reader := bufio.NewReader(from)
	hello, err := handshake(reader)
	if err != nil {
		return err
	}
	for raw := hello; ; {
		if _, err := to.Write(raw); err != nil {
			return err
		}
		var content []byte
		if raw, content, err = message(reader); err != nil {
			return err
		}
		if stmt, err := run(content); !errors.Is(err, errNoRun) {
			t.note(stmt, err)
		}
	}
}

func (t *Tap) note(stmt query.Statement, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.err = errors.Join(t.err, err)
	if err == nil {
		t.statements = append(t.statements, stmt)
	}
}
