package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// statusOf is the HTTP status of a response to a well-formed request. Under
// application/json that is always 200, as the GraphQL-over-HTTP specification
// requires; under the newer type a response without data has the status of its first error.
func statusOf(media string, resp *graphql.Response) int {
	if media == typeJSON || resp.Data != nil || len(resp.Errors) == 0 {
		return http.StatusOK
	}
	code, _ := resp.Errors[0].Extensions["code"].(string)
	return fault.Code(code).HTTPStatus()
}
