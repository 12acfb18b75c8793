package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/test/support"
)

// What one request is answered with has a bound in bytes, however it is spread over fields, and
// one page of it has not.
func TestAnswersAreBoundedInBytes(t *testing.T) {
	limits := grant.DefaultLimits()
	limits.Bytes = 40_000
	a := support.Serve(t, neotest.Open(t), sample.Files(), app.Options{Grant: grant.Grant{Limits: limits}})
	const page = "companies(first: 20) { edges { cursor node { id name uscc } } }"
	var pages, aliases strings.Builder
	for i := range 40 {
		fmt.Fprintf(&pages, "p%d: %s ", i, page)
		fmt.Fprintf(&aliases, "%s%d: name ", strings.Repeat("a", 100), i)
	}
	reply := a.Ask(t, "{ "+page+" }", nil)
	require.Empty(t, reply.Errors)
	for name, query := range map[string]string{
		"many pages":      pages.String(),
		"many long names": "companies(first: 20) { nodes { " + aliases.String() + " } }",
	} {
		t.Run(name, func(t *testing.T) {
			reply := a.Ask(t, "{ "+query+" }", nil)
			require.NotEmpty(t, reply.Errors)
			assert.Equal(t, "QUERY_TOO_COMPLEX", reply.Errors[0].Extensions["code"])
			assert.Contains(t, reply.Errors[0].Message, "40000 bytes")
		})
	}
}
