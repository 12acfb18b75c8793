package answer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

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
	json, errs := answer.Write(c.cat, root, groups(plan.MaxGroups), nil)
	assert.Empty(t, errs)
	assert.Equal(t, plan.MaxGroups, strings.Count(string(json), "count"))

	json, errs = answer.Write(c.cat, root, groups(plan.MaxGroups+1), nil)
	assert.Nil(t, json)
	assert.Equal(t, []string{fmt.Sprintf("aggregate: more than %d groups: narrow the filter, or group by less QUERY_TOO_COMPLEX", plan.MaxGroups)}, texts(errs))
}
