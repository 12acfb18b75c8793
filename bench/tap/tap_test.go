package tap

import (
	"bytes"
	"io"
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	hello = "6060b017 000001ff 00080805 00020404 00000003"
	// A RUN of RETURN $n in three chunks, then a PULL.
	sent = "0005 b310 89 5245 000f 5455524e 20246e a1 816e 01 a1846d6f 0004 6465 8172 0000" + " 0002 b03f 0000"
)

func TestStatementsAreNotedAndPassedOn(t *testing.T) {
	var passed bytes.Buffer
	tap := &Tap{}
	from := bytes.NewReader(append(bytesOf(t, hello), bytesOf(t, sent)...))
	assert.ErrorIs(t, tap.forward(&passed, from), io.EOF)

	want := append(bytesOf(t, "6060b017 00000000 00080805 00020404 00000003"), bytesOf(t, sent)...)
	assert.Equal(t, want, passed.Bytes(), "all passes as it came, but the longer handshake is not offered")
	noted, err := tap.Take()
	require.NoError(t, err)
	assert.Equal(t, []query.Statement{{Text: "RETURN $n", Params: map[string]any{"n": int64(1)}}}, noted)
	noted, err = tap.Take()
	require.NoError(t, err)
	assert.Empty(t, noted, "each is taken once")
}

func TestUnreadableStatementsAreReported(t *testing.T) {
	tests := []struct{ name, message, want string }{
		{"structure", "b310 8131 a1 816e b1 44 01 a0", `cannot read the statement "1"`},
		{"no text", "b310 01 a0 a0", "a form that is not known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stmt, err := run(bytesOf(t, tt.message))
			require.ErrorContains(t, err, tt.want)
			tap := &Tap{}
			tap.note(stmt, err)
			noted, err := tap.Take()
			assert.ErrorContains(t, err, tt.want)
			assert.Empty(t, noted)
		})
	}
}

func TestAnswersComeBack(t *testing.T) {
	database, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer database.Close()
	go func() {
		conn, err := database.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.CopyN(io.Discard, conn, handshakeSize)
		_, _ = conn.Write([]byte{0, 0, 8, 5})
	}()
	tap, err := Open(database.Addr().String())
	require.NoError(t, err)
	defer tap.Close()

	program, err := net.Dial("tcp", tap.Address())
	require.NoError(t, err)
	defer program.Close()
	_, err = program.Write(bytesOf(t, hello))
	require.NoError(t, err)
	answer, err := io.ReadAll(program)
	require.NoError(t, err, "the database's end of the connection ends the program's")
	assert.Equal(t, []byte{0, 0, 8, 5}, answer)
}
