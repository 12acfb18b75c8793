package mutation

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

const (
	// actor is who writes, as changes tell it.
	actor = "api"
	// attempts bound how often a request that lost a race for a unique value, or for a node
	// without relationships, is tried again: what was in its way is then read as it is.
	attempts = 4
)

// Field is one root field of a mutation request, derived or custom.
type Field struct {
	Kind   catalog.Mutation
	Entity *catalog.Entity
	// Arguments are coerced by the rules of GraphQL.
	Arguments map[string]any
	// Answer reads what the field answers with, nil for a field that answers with the id.
	Answer Answer
	// Custom is what a field does that is not derived; Kind, Entity and Answer are then empty.
	Custom Custom
	// Refused is an error that was found before, nil for none.
	Refused error
}

// Reads reads inside the request's transaction, what it has written included.
type Reads = query.Runner

// Answer reads the entity that was written. Errors are those inside the answer, which is
// nil when they leave nothing of it; err is one of the database, as it came.
type Answer func(ctx context.Context, tx Reads, id string) (answer []byte, errors []error, err error)

// Result is what became of a field: an answer, or errors.
type Result struct {
	ID     string
	Answer []byte
	// Value is what a custom mutation returned.
	Value  any
	Errors []error
	// Partial are errors inside an answer.
	Partial []error
}

// Visible tells which of the entities with these ids a request may see.
type Visible func(ctx context.Context, tx Reads, ids []string) (map[string]bool, error)

// Runner runs mutation fields. It is safe for concurrent use.
type Runner struct {
	cat    *catalog.Catalog
	db     *neo.DB
	writer *record.Writer
}

// NewRunner returns a runner that writes to db.
func NewRunner(cat *catalog.Catalog, db *neo.DB) *Runner {
	writer := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As(actor)
	return &Runner{cat: cat, db: db, writer: writer}
}

// Seeing returns a runner for who sees what the policy shows.
func (r *Runner) Seeing(policy privacy.Policy) *Runner {
	other := *r
	other.writer = r.writer.Seeing(policy)
	return &other
}

// errRefused ends the transaction of a request of which a field was refused.
var errRefused = errors.New("refused")

// errOtherwise ends the transaction of a request whose key another one has.
var errOtherwise = errors.New("another request has the key")

// errRaced ends an attempt that finds a key taken that was free when it looked.
var errRaced = fault.New(fault.Conflict, "others record the same key at the same time; send the request again")

// Run runs the fields of a request in their order: all of them take effect or none. There
// is one result a field. As long as nothing is answered, what fails in passing is tried
// again as a whole. A visible of nil hides nothing.
func (r *Runner) Run(ctx context.Context, fields []Field, visible Visible) []Result {
	return r.RunOnce(ctx, nil, fields, visible).Results
}

// Done is what became of a request.
type Done struct {
	// Results are those of the fields, in their order.
	Results []Result
	// Took tells that the request has taken effect, Repeated that it had before.
	Took, Repeated bool
}

// RunOnce is Run for a request that takes effect once, however often it is sent: one that did
// before writes nothing, and has for results what it wrote. A once of nil is Run.
func (r *Runner) RunOnce(ctx context.Context, once *Once, fields []Field, visible Visible) Done {
	var s *session
	var results []Result
	var err error
	for range attempts {
		err = r.db.Write(ctx, func(tx *neo.Tx) error {
			s = &session{Runner: r, tx: tx, visible: visible, once: once, began: map[string]int64{}, changed: map[string]bool{}, veiled: map[int][]error{}}
			// A panic undoes the transaction, and is told to every field.
			return background.Do(func() (err error) {
				results, err = s.attempt(ctx, fields)
				return err
			})
		})
		if !neo.Violates(err) && !errors.Is(err, errRaced) {
			break
		}
	}
	switch {
	case err == nil:
		return Done{Results: results, Took: true, Repeated: s.repeated}
	case errors.Is(err, errOtherwise):
		return Done{Results: results}
	case errors.Is(err, errRefused):
		return Done{Results: undone(results)}
	}
	return Done{Results: failed(fields, err)}
}

// failed are the results of a request that the database did not carry out.
func failed(fields []Field, err error) []Result {
	err = neo.Effect(err)
	results := make([]Result, len(fields))
	for i := range results {
		results[i].Errors = []error{err}
	}
	return results
}

// attempt runs every field, also behind one that is refused: what is wrong with the others
// is told at once.
func (s *session) attempt(ctx context.Context, fields []Field) ([]Result, error) {
	if results, err := s.before(ctx, fields); err != nil || results != nil {
		return results, err
	}
	results := make([]Result, len(fields))
	var refused error
	for i, f := range fields {
		s.at = i
		result, err := s.run(ctx, f)
		if err != nil {
			return nil, err
		}
		if results[i] = result; len(result.Errors) > 0 {
			refused = errRefused
		}
	}
	if refused == nil && len(s.veiled) > 0 {
		return s.unveiled(results), errRefused
	}
	if refused == nil && s.once != nil {
		return results, s.remember(ctx, *s.once, results)
	}
	return results, refused
}

// undone takes back the answers of the fields beside the refused ones. Their errors have
// the code of what was wrong.
func undone(results []Result) []Result {
	code := fault.Internal
	for i := len(results) - 1; i >= 0; i-- {
		if len(results[i].Errors) > 0 {
			code = fault.CodeOf(results[i].Errors[0])
		}
	}
	for i := range results {
		if len(results[i].Errors) == 0 {
			results[i] = Result{Errors: []error{
				fault.New(code, "nothing of the request took effect, since another field of it was refused; mend that one and send the whole request again"),
			}}
		}
	}
	return results
}
