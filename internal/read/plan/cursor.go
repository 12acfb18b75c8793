package plan

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/sortkey"
)

// Signer makes cursors tamper-evident. All copies of a service share its secret.
type Signer struct{ secret []byte }

// macSize is the length of the code in a cursor, in bytes.
const macSize = 9

// NewSigner returns a signer with this secret.
func NewSigner(secret []byte) *Signer { return &Signer{secret: bytes.Clone(secret)} }

func (s *Signer) mac(list string, payload []byte) []byte {
	h := hmac.New(sha256.New, s.secret)
	h.Write([]byte(list))
	h.Write([]byte{0})
	h.Write(payload)
	return h.Sum(nil)[:macSize]
}

// Seal returns a cursor of a list that the compiler does not know: the payload behind a
// code that binds it to the list, which is named with all that its order depends on.
func (s *Signer) Seal(list string, payload []byte) string {
	return base64.RawURLEncoding.EncodeToString(append(s.mac(list, payload), payload...))
}

// Open returns the payload of a cursor that Seal made for the list; ok is false when it is
// none.
func (s *Signer) Open(list, cursor string) (payload []byte, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < macSize || !hmac.Equal(raw[:macSize], s.mac(list, raw[macSize:])) {
		return nil, false
	}
	return raw[macSize:], true
}

// AppendCursor appends the cursor of a position in the page's list: its order values and
// id as JSON behind a code that binds them to the list and its order.
func (p *Page) AppendCursor(to []byte, values []any, id string) ([]byte, error) {
	payload, err := json.Marshal(append(values[:len(values):len(values)], id))
	if err != nil {
		return to, err
	}
	raw := append(p.signer.mac(p.list(), payload), payload...)
	return base64.RawURLEncoding.AppendEncode(to, raw), nil
}

// Position reads a cursor of the page's list.
func (p *Page) Position(cursor string) (*Position, error) {
	wrong := fault.New(fault.BadUserInput, "the cursor is not one of this list in this order; take endCursor or startCursor of a page asked for with the same field and orderBy")
	payload, ok := p.signer.Open(p.list(), cursor)
	if !ok {
		return nil, wrong
	}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	var values []any
	if decoder.Decode(&values) != nil || len(values) != len(p.Order)+1 {
		return nil, wrong
	}
	id, isText := values[len(p.Order)].(string)
	if !isText {
		return nil, wrong
	}
	pos := &Position{ID: id, Values: values[:len(p.Order)]}
	for i, key := range p.Order {
		if pos.Values[i] = key.decoded(pos.Values[i]); pos.Values[i] == nil && !key.Nullable() {
			return nil, wrong
		}
	}
	return pos, nil
}

// decoded is an order value as it was before it was written as JSON.
func (k OrderKey) decoded(v any) any {
	number, isNumber := v.(json.Number)
	switch {
	case !isNumber:
		return v
	case k.Field != nil && k.Field.Kind == catalog.Float:
		f, _ := number.Float64()
		return f
	}
	n, _ := number.Int64()
	return n
}

// list names the list and its order: a cursor is good for this one only.
func (p *Page) list() string {
	var b strings.Builder
	b.WriteString(p.TypeName)
	if p.Cited {
		b.WriteString(" cited")
	}
	for _, k := range p.Order {
		b.WriteByte(' ')
		b.WriteString(k.Name())
		if k.Field != nil {
			// What was sorted by keys that were made otherwise is another list.
			b.WriteString(" " + sortkey.Definition(k.Field))
		}
		if k.Descending {
			b.WriteString(" desc")
		}
	}
	return b.String()
}
