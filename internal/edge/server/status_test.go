package server

import (
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/stretchr/testify/assert"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Under the newer type an answer without data has the status that files have for the code.
func TestStatusOfEveryCode(t *testing.T) {
	for _, code := range fault.Codes() {
		t.Run(string(code), func(t *testing.T) {
			refused := &graphql.Response{Errors: gqlerror.List{errorOf(fault.New(code, "refused"))}}
			assert.Equal(t, code.HTTPStatus(), statusOf(typeResponse, refused))
			assert.Equal(t, 200, statusOf(typeJSON, refused))
			refused.Data = []byte("null")
			assert.Equal(t, 200, statusOf(typeResponse, refused), "a field failed, the request did not")
		})
	}
}
