package tap

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// handshakeSize is four bytes that name the protocol and four offers of versions, four bytes each.
const handshakeSize = 20

// manifest is the offer to negotiate the version in a longer way.
var manifest = []byte{0, 0, 1, 0xff}

// handshake reads how a connection begins. It withdraws the offer of the longer way: after the
// short one there are only messages.
func handshake(reader io.Reader) ([]byte, error) {
	hello := make([]byte, handshakeSize)
	if _, err := io.ReadFull(reader, hello); err != nil {
		return nil, err
	}
	for at := 4; at < handshakeSize; at += 4 {
		if offer := hello[at : at+4]; bytes.Equal(offer, manifest) {
			clear(offer)
		}
	}
	return hello, nil
}

// message reads the chunks of a message: raw as they came, content without their lengths.
func message(reader *bufio.Reader) (raw, content []byte, err error) {
	for {
		var head [2]byte
		if _, err := io.ReadFull(reader, head[:]); err != nil {
			return nil, nil, err
		}
		raw = append(raw, head[:]...)
		size := int(binary.BigEndian.Uint16(head[:]))
		if size == 0 {
			return raw, content, nil
		}
		chunk := make([]byte, size)
		if _, err := io.ReadFull(reader, chunk); err != nil {
			return nil, nil, err
		}
		raw, content = append(raw, chunk...), append(content, chunk...)
	}
}

// A RUN is a structure of three fields: text, parameters, settings.
var runHead = []byte{0xb3, 0x10}

var errNoRun = errors.New("no statement")

// run reads the statement of a message; the error is errNoRun for one of another kind.
func run(content []byte) (query.Statement, error) {
	fields, isRun := bytes.CutPrefix(content, runHead)
	if !isRun {
		return query.Statement{}, errNoRun
	}
	d := &decoder{rest: fields}
	text, isText := d.value().(string)
	params, isMap := d.value().(map[string]any)
	if d.err != nil {
		return query.Statement{}, fmt.Errorf("cannot read the statement %.80q: %w", text, d.err)
	}
	if !isText || !isMap {
		return query.Statement{}, fmt.Errorf("a statement of a form that is not known: %.80q", content)
	}
	return query.Statement{Text: text, Params: params}, nil
}
