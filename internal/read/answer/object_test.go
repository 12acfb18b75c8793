package answer_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/read/answer"
)

func TestObject(t *testing.T) {
	check(t, []answered{
		{
			name:    "fields in the order of the request",
			request: `{ company(by: {id: "com_1"}) { registeredCapital __typename called: name name formerNames foundedOn } }`,
			rows:    []list{{int64(5), "望舒", "望舒", list{"甲", "乙"}, "2020-03"}},
			want:    `{"registeredCapital":5,"__typename":"Company","called":"望舒","name":"望舒","formerNames":["甲","乙"],"foundedOn":"2020-03"}`,
		},
		{
			name:    "missing values",
			request: `{ person(by: {id: "per_1"}) { title formerNames highestDegree sourceIsPublic name } }`,
			rows:    []list{{nil, nil, nil, nil, "江"}},
			want:    `{"title":null,"formerNames":null,"highestDegree":null,"sourceIsPublic":null,"name":"江"}`,
		},
		{
			name:    "nothing is found",
			request: `{ company(by: {id: "com_1"}) { name } }`,
		},
		{
			name:    "an interface, of the type that the id names",
			request: `{ node(id: "com_1") { id ... on Company { name } ... on Person { title } } }`,
			rows:    []list{{"com_1", "望舒"}},
			want:    `{"id":"com_1","name":"望舒"}`,
		},
		{
			name:    "null where it must not be",
			request: `{ company(by: {id: "com_1"}) { shortName name } }`,
			rows:    []list{{"舒", nil}},
			errs:    []string{"at.name: Cannot return null for non-nullable field Company.name. INTERNAL"},
		},
		{
			name:    "a value of another type where null may be",
			request: `{ company(by: {id: "com_1"}) { short: shortName name } }`,
			rows:    []list{{true, "望舒"}},
			want:    `{"short":null,"name":"望舒"}`,
			errs:    []string{"at.short: the stored value of Company.shortName is not one of its type INTERNAL"},
		},
	})
}

func TestMasked(t *testing.T) {
	check(t, []answered{
		{
			name:    "by the rules of the format",
			request: `{ person(by: {id: "per_1"}) { telephone email name } }`,
			rows:    []list{{"13812345678", "zhang@example.com", "江"}},
			want:    `{"telephone":"138****5678","email":"z***@example.com","name":"江"}`,
		},
		{
			name:    "no text, and none",
			request: `{ person(by: {id: "per_1"}) { telephone email } }`,
			rows:    []list{{int64(13812345678), nil}},
			want:    `{"telephone":"***","email":null}`,
		},
	})
}

func TestToOne(t *testing.T) {
	const request = `{ company(by: {id: "com_1"}) { before: shortName district { id name region: __typename } after: name } }`
	check(t, []answered{
		{
			name:    "there",
			request: request,
			rows:    []list{{"舒", list{"dst_1", "张家港"}, "望舒"}},
			want:    `{"before":"舒","district":{"id":"dst_1","name":"张家港","region":"District"},"after":"望舒"}`,
		},
		{
			name:    "none",
			request: request,
			rows:    []list{{"舒", nil, "望舒"}},
			want:    `{"before":"舒","district":null,"after":"望舒"}`,
		},
		{
			name:    "null inside propagates to it and no further",
			request: request,
			rows:    []list{{"舒", list{"dst_1", nil}, "望舒"}},
			want:    `{"before":"舒","district":null,"after":"望舒"}`,
			errs:    []string{"at.district.name: Cannot return null for non-nullable field District.name. INTERNAL"},
		},
		{
			name:    "null after one that propagated has the path of its field",
			request: request,
			rows:    []list{{"舒", list{nil, "张家港"}, nil}},
			errs: []string{
				"at.district.id: Cannot return null for non-nullable field District.id. INTERNAL",
				"at.after: Cannot return null for non-nullable field Company.name. INTERNAL",
			},
		},
	})
}

func TestNodes(t *testing.T) {
	const request = `{ nodes(ids: ["per_1", "com_1", "com_2", "per_2", "com_1"]) { id ... on Company { name } ... on Person { name title } } }`
	check(t, []answered{
		{
			name:    "in the order of the ids, one twice, and null for what is not there",
			request: request,
			rows: []list{{
				list{list{"com_2", "com_2", "羲和"}, list{"com_1", "com_1", "望舒"}},
				list{list{"per_1", "per_1", "江", nil}},
			}},
			want: `[{"id":"per_1","name":"江","title":null},{"id":"com_1","name":"望舒"},{"id":"com_2","name":"羲和"},null,{"id":"com_1","name":"望舒"}]`,
		},
		{
			name:    "null inside propagates to its entry",
			request: request,
			rows:    []list{{list{list{"com_1", "com_1", nil}, list{"com_2", "com_2", "羲和"}}, nil}},
			want:    `[null,null,{"id":"com_2","name":"羲和"},null,null]`,
			errs: []string{
				"at[1].name: Cannot return null for non-nullable field Company.name. INTERNAL",
				"at[4].name: Cannot return null for non-nullable field Company.name. INTERNAL",
			},
		},
		{
			name:    "no ids",
			request: `{ nodes(ids: []) { id } }`,
			rows:    []list{{int64(0)}},
			want:    `[]`,
		},
		{
			name:    "no row",
			request: request,
		},
	})
}

// What was merged away is answered with what stands for it, at its place.
func TestRedirectedNodes(t *testing.T) {
	c := newCompiler(t)
	root := *c.plan(t, `{ nodes(ids: ["com_1", "com_2", "com_3"]) { id } }`, nil)
	root.Nodes = root.Nodes.Redirected(map[string]string{"com_1": "com_9", "com_3": "com_2"})
	json, errs, err := answer.Write(c.cat, &root, []list{{list{list{"com_9", "com_9"}, list{"com_2", "com_2"}}}}, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, `[{"id":"com_9"},{"id":"com_2"},{"id":"com_2"}]`, string(json))
	assert.Empty(t, errs)
}

func TestObjects(t *testing.T) {
	c := newCompiler(t)
	nodes := c.plan(t, `{ nodes(ids: ["com_1", "com_2", "com_3", "per_1"]) { id ... on Company { name } } }`, nil).Nodes
	objects, errs, err := answer.Objects(c.cat, nodes, list{
		list{list{"com_1", "com_1", "望舒"}, list{"com_2", "com_2", nil}, list{"com_4", "com_4", "扶光"}},
		list{list{"per_1", "per_1"}},
	}, ast.Path{ast.PathName("search"), ast.PathName("node")}, nil)
	require.NoError(t, err)
	got := map[string]string{}
	for id, json := range objects {
		got[id] = string(json)
	}
	assert.Equal(t, map[string]string{
		"com_1": `{"id":"com_1","name":"望舒"}`,
		"com_4": `{"id":"com_4","name":"扶光"}`,
		"per_1": `{"id":"per_1"}`,
	}, got, "what is not there is absent, and so is what lacks what it must have")
	assert.Equal(t, []string{"search.node.name: Cannot return null for non-nullable field Company.name. INTERNAL"}, texts(errs))
}
