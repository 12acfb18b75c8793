package writing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// Sums that leave the type of what they add up, down to those that the database cannot count.
func sums(t *testing.T, a *support.API) {
	const most = 1 << 53
	for i := range 2 {
		a.Data(t, `mutation ($input: ChainSegmentCreate!) { createChainSegment(input: $input) { id } }`,
			vars{"input": vars{"name": fmt.Sprint("summed ", i), "order": 2_000_000_000}})
		a.RecordCompany(t, vars{"name": fmt.Sprint("summed ", i), "registeredCapital": most})
	}
	const segments = `{ chainSegments(where: {name: {startsWith: "summed"}}) { aggregate { count order { %s avg min max } } } }`
	got := support.Get(t, a.Data(t, fmt.Sprintf(segments, "total"), nil), "chainSegments.aggregate.0.order")
	assert.Equal(t, map[string]any{"total": 4e9, "avg": 2e9, "min": 2e9, "max": 2e9}, got)
	told := a.Ask(t, fmt.Sprintf(segments, "sum"), nil)
	assert.EqualValues(t, 2, support.Get(t, told.Data, "chainSegments.aggregate.0.count"), "the rest is answered")
	tooMuch(t, told, "the sum of order is 4000000000, beyond Int (±2^31); ask for total")

	const companies = `{ companies(where: {name: {startsWith: "summed"}}) { aggregate { registeredCapital { sum } } } }`
	tooMuch(t, a.Ask(t, companies, nil), "the sum of registeredCapital is 18014398509481984, beyond ±2^53; narrow the filter, or group by more")

	a.Run(t, "UNWIND range(1, 1100) AS i CREATE (:Company {id: 'com_sum' + i, name: 'summed more', name_canonical: 'summed more', registeredCapital: 9007199254740992})", nil)
	tooMuch(t, a.Ask(t, companies, nil), "the sum of registeredCapital is about 9.93e+18, beyond ±2^53; narrow the filter, or group by more")
	a.Run(t, "MATCH (c:Company {name: 'summed more'}) DELETE c", nil)
}

func tooMuch(t *testing.T, told support.Reply, says string) {
	t.Helper()
	require.Len(t, told.Errors, 1)
	assert.Equal(t, "QUERY_TOO_COMPLEX", told.Errors[0].Code())
	assert.Equal(t, says, told.Errors[0].Message)
}
