package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/edge/coding"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// statusClientGone is what proxies log when the client left before the answer.
const statusClientGone = 499

// exchange is one GraphQL request over plain HTTP and its answer.
type exchange struct {
	*Server
	w    http.ResponseWriter
	r    *http.Request
	call *call
	take accepted
}

// graphql answers /graphql: it sends the request to the transport that fits.
func (s *Server) graphql(w http.ResponseWriter, r *http.Request) {
	x := exchange{Server: s, w: w, r: r, call: s.newCall(r), take: negotiate(r.Header)}
	s.headers.graphql(w.Header(), x.call.id)
	if r.Header.Get("Upgrade") != "" && r.Method == http.MethodGet {
		s.websocket(&x)
		return
	}
	defer func() { s.log(r.Context(), x.call) }()
	if refused := x.serve(); refused != nil {
		x.refuse(refused)
	}
}

// serve runs the request, or says why it does not.
func (x *exchange) serve() *refusal {
	if !x.guard.originAllowed(x.r) {
		return otherSite(x.r)
	}
	if x.take.media == "" && !x.take.events {
		return refusef(http.StatusNotAcceptable, "Accept %s or %s.", typeResponse, typeJSON)
	}
	params := graphql.RawParams{Headers: x.r.Header}
	params.ReadTime.Start = x.call.start
	if refused := x.read(&params); refused != nil {
		return refused
	}
	params.ReadTime.End = graphql.Now()
	return x.run(x.call.within(x.r.Context()), &params)
}

func (x *exchange) read(params *graphql.RawParams) *refusal {
	switch x.r.Method {
	case http.MethodPost:
		return x.readPost(x.w, x.r, params)
	case http.MethodGet:
		return readGet(x.r, params)
	default:
		x.w.Header().Set("Allow", "GET, POST")
		return refusef(http.StatusMethodNotAllowed, "Use GET or POST.")
	}
}

func (x *exchange) run(ctx context.Context, params *graphql.RawParams) *refusal {
	oc, rejected := x.engine.prepare(ctx, params)
	if rejected != nil {
		if x.take.media == "" {
			x.events(ctx, rejected, nil)
		} else {
			x.write(statusOf(x.take.media, rejected), rejected)
		}
		return nil
	}
	kind := oc.Operation.Operation
	if x.r.Method == http.MethodGet && kind == ast.Mutation {
		x.w.Header().Set("Allow", "POST")
		return refusef(http.StatusMethodNotAllowed, "GET only reads. Send a mutation by POST.")
	}
	switch {
	case x.take.events && (kind == ast.Subscription || x.take.media == ""):
		x.events(ctx, nil, oc)
	case kind == ast.Subscription:
		return refusef(http.StatusNotAcceptable,
			"Subscriptions are served over WebSocket (graphql-transport-ws) or with Accept: text/event-stream.")
	default:
		x.single(ctx, oc)
	}
	return nil
}

func (x *exchange) single(ctx context.Context, oc *graphql.OperationContext) {
	resp := x.engine.single(ctx, oc)
	if gone := x.r.Context().Err(); errors.Is(gone, context.Canceled) {
		x.call.status = statusClientGone
		return
	}
	x.write(statusOf(x.take.media, resp), resp)
}

// write sends a response in the JSON type that the client takes.
func (x *exchange) write(status int, resp *graphql.Response) {
	h := x.w.Header()
	if x.take.media == typeResponse {
		h["Content-Type"] = x.headers.response
	} else {
		h["Content-Type"] = x.headers.json
	}
	x.call.status = status
	x.call.note(resp.Errors)
	p := encode(resp)
	if p.len() < leastAnswer && !coding.MustCode(x.r.Header) {
		h.Add("Vary", "Accept-Encoding")
		x.send(x.w, status, p)
		return
	}
	x.packed.handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { x.send(w, status, p) })).ServeHTTP(x.w, x.r)
}

func (x *exchange) send(w http.ResponseWriter, status int, p parts) {
	// For short answers net/http sets the length itself.
	if n := p.len(); n > 2000 {
		w.Header()["Content-Length"] = []string{strconv.Itoa(n)}
	}
	w.WriteHeader(status)
	_ = p.writeTo(w) // the client is gone; net/http has noticed
}

// refuse answers a request that was not a GraphQL request.
func (x *exchange) refuse(why *refusal) {
	x.write(why.status, &graphql.Response{Errors: gqlerror.List{errorOf(why.Error)}})
}

// errorOf is a fault as a GraphQL error, for what fails outside of the executor.
func errorOf(f *fault.Error) *gqlerror.Error {
	return &gqlerror.Error{Message: f.Message, Extensions: map[string]any{"code": string(f.Code)}}
}
