package answer_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// An answer may be as long as it is allowed to be, and not a byte longer, whatever makes it long.
func TestAllowance(t *testing.T) {
	c := newCompiler(t)
	long := strings.Repeat("a", 100)
	for name, request := range map[string]string{
		"values":  `{ nodes(ids: ["com_1", "com_2", "com_1"]) { id ... on Company { name } } }`,
		"aliases": `{ nodes(ids: ["com_1", "com_2", "com_1"]) { ` + long + `: id } }`,
	} {
		t.Run(name, func(t *testing.T) {
			root := c.plan(t, request, nil)
			row := list{"com_1", "com_1", long}[:len(root.Nodes.ByType[0].Object.Fields)+1]
			rows := []list{{list{row}}}
			for len(rows[0]) < len(root.Nodes.ByType) {
				rows[0] = append(rows[0], list{})
			}
			whole, _, err := answer.Write(c.cat, root, rows, nil, nil)
			require.NoError(t, err)
			_, _, err = answer.Write(c.cat, root, rows, nil, query.NewAllowance(int64(len(whole))))
			require.NoError(t, err)
			text, errs, err := answer.Write(c.cat, root, rows, nil, query.NewAllowance(int64(len(whole)-1)))
			assert.Equal(t, fault.QueryTooComplex, fault.CodeOf(err))
			assert.ErrorContains(t, err, "--max-answer")
			assert.Nil(t, text)
			assert.Empty(t, errs, "one refusal, and not one for each entity")
		})
	}
}

// Errors take of the allowance too: a page of entities that are all wrong has as many of them.
func TestErrorsAreAllowedFor(t *testing.T) {
	c := newCompiler(t)
	root := c.plan(t, `{ nodes(ids: ["com_1"]) { ... on Company { name } } }`, nil)
	var wrong list
	for range 1000 {
		wrong = append(wrong, list{"com_1", nil})
	}
	rows := list{wrong}
	_, errs, err := answer.Objects(c.cat, root.Nodes, rows, nil, query.NewAllowance(100_000))
	assert.Equal(t, fault.QueryTooComplex, fault.CodeOf(err))
	assert.Empty(t, errs)
}
