package fault

import "slices"

// Code classifies an error for a client; it becomes extensions.code of a
// GraphQL error. The list is closed: clients switch on it.
type Code string

// The codes of this service; the GraphQL layer adds those for parse errors,
// validation errors and persisted queries.
const (
	BadUserInput        Code = "BAD_USER_INPUT"
	NotFound            Code = "NOT_FOUND"
	Conflict            Code = "CONFLICT"
	Unauthenticated     Code = "UNAUTHENTICATED"
	Forbidden           Code = "FORBIDDEN"
	QueryTooComplex     Code = "QUERY_TOO_COMPLEX"
	RateLimited         Code = "RATE_LIMITED"
	Timeout             Code = "TIMEOUT"
	DatabaseUnavailable Code = "DATABASE_UNAVAILABLE"
	Internal            Code = "INTERNAL"
)

// class is how the transports answer errors of a code.
type class struct {
	code Code
	// status is the HTTP status, as a number: this package does not know net/http.
	status int
	// hidden tells that the cause is for the log, not for the client.
	hidden bool
}

// badRequest is also the status of the GraphQL layer's codes: the request is at fault.
const badRequest = 400

// classes are all codes, in the order of the documentation.
var classes = []class{
	{code: BadUserInput, status: badRequest},
	{code: NotFound, status: 404},
	{code: Conflict, status: badRequest},
	{code: Unauthenticated, status: 401},
	{code: Forbidden, status: 403},
	{code: QueryTooComplex, status: badRequest},
	{code: RateLimited, status: 429},
	{code: Timeout, status: 504},
	{code: DatabaseUnavailable, status: 503, hidden: true},
	{code: Internal, status: 500, hidden: true},
}

// Codes are all codes of this service.
func Codes() []Code {
	codes := make([]Code, len(classes))
	for i, c := range classes {
		codes[i] = c.code
	}
	return codes
}

// HTTPStatus is the status of an HTTP answer that is an error of the code and nothing else.
// It is the same for every transport: files answer so, and so does GraphQL under
// application/graphql-response+json when it has no data. An answer with data is 200.
func (c Code) HTTPStatus() int {
	if i := c.index(); i >= 0 {
		return classes[i].status
	}
	return badRequest
}

// Public tells that the message of an error of the code may be shown to the client as it is.
// That of the others has a cause for the log; a code that is not in the list is not public.
func (c Code) Public() bool {
	i := c.index()
	return i >= 0 && !classes[i].hidden
}

// LeavesOpen tells that an error of the code does not say by itself whether what was to be
// written took effect.
func (c Code) LeavesOpen() bool { return c == Timeout || c == DatabaseUnavailable || c == Internal }

func (c Code) index() int {
	return slices.IndexFunc(classes, func(known class) bool { return known.code == c })
}
