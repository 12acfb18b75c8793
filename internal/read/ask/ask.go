package ask

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Func answers a GraphQL query as the service answers it to a client: within the same scope,
// with the same masks, limits and errors.
type Func func(ctx context.Context, query string, variables map[string]any) (data []byte, errs gqlerror.List)

// Refused are the errors of a query, as a client receives them.
type Refused struct{ Errors gqlerror.List }

// Error is the errors with the paths to the values at fault.
func (r *Refused) Error() string { return r.Errors.Error() }

// Unwrap is the first error as a fault, which has its code.
func (r *Refused) Unwrap() error {
	first := r.Errors[0]
	code, _ := first.Extensions["code"].(string)
	switch code {
	case "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "":
		code = string(fault.BadUserInput)
	}
	return fault.New(fault.Code(code), "%s", first.Message)
}

// Into reads a value, numbers as json.Number. Any error refuses all of it: what a client
// would get in part is no part of a file.
func (run Func) Into(ctx context.Context, query string, variables map[string]any, into any) error {
	data, errs := run(ctx, query, variables)
	if len(errs) > 0 {
		return &Refused{errs}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return fault.Wrap(fault.Internal, err, "the answer to the query of an export cannot be read")
	}
	return nil
}
