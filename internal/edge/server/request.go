package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// refusal is a request that is not a well-formed GraphQL request.
type refusal struct {
	status int
	*fault.Error
}

func refusef(status int, format string, args ...any) *refusal {
	return &refusal{status, fault.New(fault.BadUserInput, format, args...)}
}

// readPost reads the parameters of a POST.
func (s *Server) readPost(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) *refusal {
	if !jsonBody(r.Header.Get("Content-Type")) {
		return refusef(http.StatusUnsupportedMediaType, "Send the request as Content-Type: application/json in UTF-8.")
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return refusef(http.StatusUnsupportedMediaType, "Send the request without Content-Encoding.")
	}
	if r.ContentLength > s.opts.MaxBody {
		w.Header().Set("Connection", "close")
		return tooLarge(s.opts.MaxBody)
	}
	s.hasten(w)
	body := r.Body
	if r.ContentLength < 0 {
		body = http.MaxBytesReader(w, body, s.opts.MaxBody)
	}
	if err := s.decoders.decode(body, params); err != nil {
		return badBody(err, s.opts.MaxBody)
	}
	return complete(params)
}

// hasten gives the client the time of a transfer for its body, however long an operation may
// take; net/http takes the deadline away at the body's end.
func (s *Server) hasten(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.pace.transfer)) // a recorder in a test has no deadlines
}

// readGet reads the parameters of a GET.
func readGet(r *http.Request, params *graphql.RawParams) *refusal {
	query, refused := parameters(r)
	if refused != nil {
		return refused
	}
	params.Query, params.OperationName = query.Get("query"), query.Get("operationName")
	for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		if err := decodeJSON(strings.NewReader(text), into); err != nil {
			if malformed, is := errors.AsType[*wellformed.Error](err); is {
				return refusef(http.StatusBadRequest, "The parameter %s cannot be read: %s.", name, malformed)
			}
			return refusef(http.StatusBadRequest, "The parameter %s must be a JSON object.", name)
		}
	}
	return complete(params)
}

func complete(params *graphql.RawParams) *refusal {
	if params.Query == "" && params.Extensions["persistedQuery"] == nil {
		return refusef(http.StatusBadRequest,
			`The request has no query. Send {"query": "{ … }"} by POST, or open /playground to try queries.`)
	}
	return nil
}

func tooLarge(limit int64) *refusal {
	return refusef(http.StatusRequestEntityTooLarge, "The request is larger than %d bytes. Send less at once.", limit)
}

// badBody says what is wrong with a body that could not be decoded.
func badBody(err error, limit int64) *refusal {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return tooLarge(limit)
	}
	if malformed, ok := errors.AsType[*wellformed.Error](err); ok {
		return refusef(http.StatusBadRequest, "The body cannot be read: %s.", malformed)
	}
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		return refusef(http.StatusRequestTimeout, "The request body did not arrive in time.")
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		switch {
		case kind.Field == "" && kind.Value == "array":
			return refusef(http.StatusBadRequest, "Batches are not served. Send each operation as a request of its own.")
		case kind.Field == "":
			return refusef(http.StatusBadRequest, "The body must be a JSON object, not a %s.", kind.Value)
		default:
			return refusef(http.StatusBadRequest, "The parameter %s must be %s, not a %s.",
				kind.Field, wanted(kind.Field), kind.Value)
		}
	}
	if errors.Is(err, io.EOF) {
		return refusef(http.StatusBadRequest, `The request has no body. Send {"query": "{ … }"}.`)
	}
	return refusef(http.StatusBadRequest, "The body is not JSON: %s.", err)
}

func wanted(field string) string {
	if field == "variables" || field == "extensions" {
		return "an object"
	}
	return "a string"
}

var errTrailing = errors.New("more text follows the JSON value")

// decodeJSON decodes exactly one value of well-formed text; numbers keep their digits.
func decodeJSON(r io.Reader, into any) error {
	r = wellformed.NewReader(r)
	dec := json.NewDecoder(r)
	dec.UseNumber()
	return decodeOne(dec, r, into)
}

func decodeOne(dec *json.Decoder, r io.Reader, into any) error {
	if err := dec.Decode(into); err != nil {
		return err
	}
	return onlySpace(io.MultiReader(dec.Buffered(), r))
}

// onlySpace reads r to its end.
func onlySpace(r io.Reader) error {
	var buf [64]byte
	for {
		n, err := r.Read(buf[:])
		if len(bytes.TrimLeft(buf[:n], " \t\r\n")) > 0 {
			return errTrailing
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the rest: %w", err)
		}
	}
}

// decoders keeps JSON decoders with their buffers. A decoder that met an error
// or a large body is not used again.
type decoders struct{ pool *sync.Pool }

const largestKept = 64 << 10

type decoder struct {
	dec *json.Decoder
	src *wellformed.Reader
	n   int
}

func newDecoders() decoders {
	return decoders{&sync.Pool{New: func() any {
		d := &decoder{src: wellformed.NewReader(nil)}
		d.dec = json.NewDecoder(d)
		d.dec.UseNumber()
		return d
	}}}
}

// Read reads from the body at hand.
func (d *decoder) Read(p []byte) (int, error) {
	n, err := d.src.Read(p)
	if d.n == 0 && bytes.HasPrefix(p[:n], []byte(wellformed.ByteOrderMark)) {
		n = copy(p, p[len(wellformed.ByteOrderMark):n])
	}
	d.n += n
	return n, err
}

func (ds decoders) decode(r io.Reader, into any) error {
	d := ds.pool.Get().(*decoder) // the pool holds nothing else
	d.src.Reset(r)
	d.n = 0
	err := decodeOne(d.dec, d.src, into)
	d.src.Reset(nil)
	if err == nil && d.n <= largestKept {
		ds.pool.Put(d)
	}
	return err
}
