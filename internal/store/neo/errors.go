package neo

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// translate gives a driver error its code. The context is looked at first: the
// driver reports an expired deadline as a lost connection.
func translate(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e
	}
	if u, ok := errors.AsType[unsure](err); ok {
		return marked(translate(ctx, u.error), true)
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return fault.Wrap(fault.Timeout, err, "the request took too long; ask for less at once, or narrow the filter")
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if e, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		return translateServer(e)
	}
	if neo4j.IsConnectivityError(err) || neo4j.IsRetryable(err) {
		return fault.Wrap(fault.DatabaseUnavailable, err, "the database cannot be reached right now; try again shortly")
	}
	return fault.Wrap(fault.Internal, err, "the database refused the request")
}

// refusals is how the codes begin with which Neo4j turns a user away.
const refusals = "Neo.ClientError.Security."

// Refused tells whether err is the database's refusal of a user or password, which
// trying again does not mend.
func Refused(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && strings.HasPrefix(e.Code, refusals)
}

const violation = "Neo.ClientError.Schema.ConstraintValidationFailed"

// ErrVanished is the cause of an error of work that found something removed between reading
// and writing it. Write does such work again.
var ErrVanished = errors.New("removed by another transaction")

// Vanished tells that work failed since others removed what it had found: Write does it again.
func Vanished(err error) bool { return vanished(err) }

// vanished tells whether err says that what a statement had found was removed before it could
// be locked. The same work finds it gone when it is done again.
func vanished(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && e.Code == "Neo.ClientError.Statement.EntityNotFound" || errors.Is(err, ErrVanished)
}

// Violates tells whether err says that a constraint would no longer hold: somebody else
// was faster. The same work reads what is there now when it is done again.
func Violates(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && e.Code == violation
}

// quiet is an error of the server as it goes to the log: Neo4j quotes the values at fault,
// which may be somebody's, and the log is read and kept by others.
type quiet struct{ *neo4j.Neo4jError }

// quotedValues reaches from the first quotation mark of a line to its last: a value may hold some itself.
var quotedValues = regexp.MustCompile(`'.*'`)

func (q quiet) Error() string {
	return q.Code + ": " + quotedValues.ReplaceAllString(q.Msg, "'…'")
}

func (q quiet) Unwrap() error { return q.Neo4jError }

func translateServer(server *neo4j.Neo4jError) error {
	e := quiet{server}
	switch {
	case panicked(server):
		return fault.Wrap(fault.DatabaseUnavailable, e, "the database gave up after a failure, such as a full disk, and has to be started again")
	case strings.Contains(e.Code, "TransactionTimedOut"):
		return fault.Wrap(fault.Timeout, e, "the request took too long; ask for less at once, or narrow the filter")
	case strings.HasPrefix(e.Code, refusals):
		return fault.Wrap(fault.DatabaseUnavailable, e, "the database refuses the service's user or password")
	case e.Code == violation:
		return fault.Wrap(fault.Conflict, e, "a unique value is already taken")
	case strings.Contains(e.Code, "MemoryPoolOutOfMemory"):
		return fault.Wrap(fault.QueryTooComplex, e, "the request needs too much memory; ask for less at once")
	case neo4j.IsRetryable(server), strings.HasPrefix(e.Code, "Neo.TransientError."), strings.HasPrefix(e.Code, "Neo.DatabaseError.General."):
		return fault.Wrap(fault.DatabaseUnavailable, e, "the database cannot be reached right now; try again shortly")
	}
	return fault.Wrap(fault.Internal, e, "the database refused the request")
}
