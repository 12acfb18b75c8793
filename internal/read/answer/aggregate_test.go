package answer_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

func TestAggregate(t *testing.T) {
	check(t, []answered{
		{
			name:    "of all",
			request: `{ companies { aggregate { count registeredCapital { sum avg __typename min max } key ids __typename } } }`,
			rows:    []list{{list{list{int64(3), int64(30), 10.5, int64(5), nil, list{}, list{}}}}},
			want:    `{"aggregate":[{"count":3,"registeredCapital":{"sum":30,"avg":10.5,"__typename":"YuanSummary","min":5,"max":null},"key":[],"ids":[],"__typename":"CompanyAggregate"}]}`,
		},
		{
			name:    "in groups, of which some have no value or entity",
			request: `{ companies { aggregate(groupBy: [DISTRICT, FOUNDED_YEAR]) { key ids n: count } } }`,
			rows: []list{{list{
				list{list{"张家港", "2020"}, list{"dst_1", nil}, int64(2)},
				list{list{nil, nil}, list{nil, nil}, int64(1)},
			}}},
			want: `{"aggregate":[{"key":["张家港","2020"],"ids":["dst_1",null],"n":2},{"key":["",""],"ids":[null,null],"n":1}]}`,
		},
		{
			name:    "several beside the other parts of the page",
			request: `{ companies { all: aggregate { count } nodes { name } by: aggregate(groupBy: [FOUNDED_YEAR]) { key } totalCount } }`,
			rows:    []list{{list{list{list{"望舒"}}}, int64(1), list{list{int64(1)}}, list{list{list{"2020"}}}}},
			want:    `{"all":[{"count":1}],"nodes":[{"name":"望舒"}],"by":[{"key":["2020"]}],"totalCount":1}`,
		},
		{
			name:    "no groups",
			request: `{ companies { aggregate(groupBy: [FOUNDED_YEAR]) { key } } }`,
			rows:    []list{{list{}}},
			want:    `{"aggregate":[]}`,
		},
	})
}

// A sum leaves the type of what it adds up; what no type of the answer can hold is an error in
// its place, and no other number.
func TestSummaries(t *testing.T) {
	const beyond = "narrow the filter, or group by more QUERY_TOO_COMPLEX"
	tests := []struct {
		name, request string
		value         any
		want, refused string
	}{
		{"an Int", `chainSegments { aggregate { order { sum } } }`, int64(math.MaxInt32), `{"sum":2147483647}`, ""},
		{"the least Int", `chainSegments { aggregate { order { sum } } }`, int64(math.MinInt32), `{"sum":-2147483648}`, ""},
		{
			"beyond Int", `chainSegments { aggregate { order { sum } } }`, int64(4_000_000_000), `{"sum":null}`,
			"aggregate[0].order.sum: the sum of order is 4000000000, beyond Int (±2^31); ask for total QUERY_TOO_COMPLEX",
		},
		{
			"below Int", `chainSegments { aggregate { order { sum } } }`, int64(math.MinInt32 - 1), `{"sum":null}`,
			"aggregate[0].order.sum: the sum of order is -2147483649, beyond Int (±2^31); ask for total QUERY_TOO_COMPLEX",
		},
		{"a total of Int", `chainSegments { aggregate { order { total } } }`, int64(4_000_000_000), `{"total":4000000000}`, ""},
		{"no total", `chainSegments { aggregate { order { total } } }`, nil, `{"total":null}`, ""},
		{
			"a total beyond all", `chainSegments { aggregate { order { total } } }`, int64(1<<53 + 1), `{"total":null}`,
			"aggregate[0].order.total: the total of order is 9007199254740993, beyond ±2^53; " + beyond,
		},
		{"a Yuan", `companies { aggregate { registeredCapital { sum } } }`, int64(1 << 53), `{"sum":9007199254740992}`, ""},
		{
			"beyond Yuan", `companies { aggregate { registeredCapital { sum } } }`, int64(1<<53 + 1), `{"sum":null}`,
			"aggregate[0].registeredCapital.sum: the sum of registeredCapital is 9007199254740993, beyond ±2^53; " + beyond,
		},
		{
			"below Yuan", `companies { aggregate { registeredCapital { sum } } }`, int64(-1<<53 - 1), `{"sum":null}`,
			"aggregate[0].registeredCapital.sum: the sum of registeredCapital is -9007199254740993, beyond ±2^53; " + beyond,
		},
		{
			"beyond what is counted", `companies { aggregate { registeredCapital { sum } } }`, 9.9e18, `{"sum":null}`,
			"aggregate[0].registeredCapital.sum: the sum of registeredCapital is about 9.9e+18, beyond ±2^53; " + beyond,
		},
		{"an average", `companies { aggregate { registeredCapital { avg } } }`, 1e300, `{"avg":1e+300}`, ""},
		{
			"infinite", `companies { aggregate { registeredCapital { avg } } }`, math.Inf(1), `{"avg":null}`,
			"aggregate[0].registeredCapital.avg: the avg of registeredCapital is infinite, beyond the largest Float; " + beyond,
		},
		{
			"infinite below", `companies { aggregate { registeredCapital { avg } } }`, math.Inf(-1), `{"avg":null}`,
			"aggregate[0].registeredCapital.avg: the avg of registeredCapital is infinite, beyond the largest Float; " + beyond,
		},
		{
			"no number", `companies { aggregate { registeredCapital { avg } } }`, math.NaN(), `{"avg":null}`,
			"aggregate[0].registeredCapital.avg: the avg of registeredCapital is infinite, beyond the largest Float; " + beyond,
		},
	}
	c := newCompiler(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, errs, err := answer.Write(c.cat, c.plan(t, "{ "+tt.request+" }", nil), []list{{list{list{tt.value}}}}, nil, nil)
			require.NoError(t, err)
			assert.True(t, json.Valid(got), "%s", got)
			assert.Contains(t, string(got), tt.want)
			assert.Equal(t, strings.Fields(tt.refused), strings.Fields(strings.Join(texts(errs), "\n")))
		})
	}
}

func TestMostGroups(t *testing.T) {
	c := newCompiler(t)
	root := c.plan(t, `{ companies { aggregate(groupBy: [FOUNDED_YEAR]) { count } } }`, nil)
	groups := func(n int) []list {
		var all list
		for i := range n {
			all = append(all, list{int64(i)})
		}
		return []list{{all}}
	}
	text, errs, err := answer.Write(c.cat, root, groups(plan.MaxGroups), nil, nil)
	require.NoError(t, err)
	assert.Empty(t, errs)
	assert.Equal(t, plan.MaxGroups, strings.Count(string(text), "count"))

	text, errs, err = answer.Write(c.cat, root, groups(plan.MaxGroups+1), nil, nil)
	require.NoError(t, err)
	assert.Nil(t, text)
	assert.Equal(t, []string{fmt.Sprintf("aggregate: more than %d groups: narrow the filter, or group by less QUERY_TOO_COMPLEX", plan.MaxGroups)}, texts(errs))
}
