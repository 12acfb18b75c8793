package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// statusOf is the HTTP status of a response to a well-formed request. Under
// application/json that is always 200, as the GraphQL-over-HTTP specification
// asks; under the newer type a response without data says why.
func statusOf(media string, resp *graphql.Response) int {
	if media == typeJSON || resp.Data != nil || len(resp.Errors) == 0 {
		return http.StatusOK
	}
	code, _ := resp.Errors[0].Extensions["code"].(string)
	return statusOfCode(fault.Code(code))
}

func statusOfCode(code fault.Code) int {
	switch code {
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.RateLimited:
		return http.StatusTooManyRequests
	case fault.Timeout:
		return http.StatusGatewayTimeout
	case fault.DatabaseUnavailable:
		return http.StatusServiceUnavailable
	case fault.Internal:
		return http.StatusInternalServerError
	default:
		return http.StatusBadRequest
	}
}
