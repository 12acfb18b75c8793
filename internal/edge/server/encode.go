package server

import (
	"encoding/json"
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// parts is a response as JSON in three pieces. The middle one is the data as
// the executor encoded it: json.Marshal would scan and copy it once more.
type parts struct {
	head string
	data []byte
	tail string
}

func (p parts) len() int { return len(p.head) + len(p.data) + len(p.tail) }

// encode cuts a response into parts; without data the key is absent, as the
// specification requires for a request that was not executed.
func encode(resp *graphql.Response) parts {
	p := parts{head: `{"data":`, data: resp.Data, tail: "}"}
	if len(resp.Errors) > 0 {
		p.head = `{"errors":` + marshal(resp.Errors)
		if resp.Data != nil {
			p.head += `,"data":`
		}
	} else if resp.Data == nil {
		p.head += "null"
	}
	if len(resp.Extensions) > 0 {
		p.tail = `,"extensions":` + marshal(resp.Extensions) + "}"
	}
	return p
}

func (p parts) appendTo(b []byte) []byte {
	b = append(b, p.head...)
	b = append(b, p.data...)
	return append(b, p.tail...)
}

func (p parts) writeTo(w io.Writer) error {
	if _, err := io.WriteString(w, p.head); err != nil {
		return err
	}
	if _, err := w.Write(p.data); err != nil {
		return err
	}
	_, err := io.WriteString(w, p.tail)
	return err
}

// marshal encodes what is small and rare. An extension that cannot be encoded
// must not take the answer with it.
func marshal(value any) string {
	b, err := json.Marshal(value)
	if err != nil {
		return "null"
	}
	return string(b)
}
