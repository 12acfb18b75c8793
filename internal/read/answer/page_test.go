package answer_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

func TestPage(t *testing.T) {
	check(t, []answered{
		{
			name:    "parts in the order of the request",
			request: `{ companies { totalCount nodes { name } edges { node { id } } more: nodes { __typename shortName } __typename } }`,
			rows:    []list{{list{list{list{"望舒"}, list{"com_1"}, list{"舒"}}, list{list{"羲和"}, list{"com_2"}, list{nil}}}, int64(7)}},
			want: `{"totalCount":7,"nodes":[{"name":"望舒"},{"name":"羲和"}],"edges":[{"node":{"id":"com_1"}},{"node":{"id":"com_2"}}],` +
				`"more":[{"__typename":"Company","shortName":"舒"},{"__typename":"Company","shortName":null}],"__typename":"CompanyConnection"}`,
		},
		{
			name:    "the row beyond the page is left out",
			request: `{ companies(first: 2) { nodes { id } } }`,
			rows:    []list{{list{list{list{"com_1"}}, list{list{"com_2"}}, list{list{"com_3"}}}}},
			want:    `{"nodes":[{"id":"com_1"},{"id":"com_2"}]}`,
		},
		{
			name:    "a page of the end is read backward",
			request: `{ companies(last: 2) { nodes { id } } }`,
			rows:    []list{{list{list{list{"com_3"}}, list{list{"com_2"}}, list{list{"com_1"}}}}},
			want:    `{"nodes":[{"id":"com_2"},{"id":"com_3"}]}`,
		},
		{
			name:    "the count alone",
			request: `{ companies { totalCount } }`,
			rows:    []list{{int64(0)}},
			want:    `{"totalCount":0}`,
		},
		{
			name:    "empty",
			request: `{ companies { edges { cursor } nodes { id } pageInfo { hasNextPage startCursor endCursor } } }`,
			rows:    []list{{list{}}},
			want:    `{"edges":[],"nodes":[],"pageInfo":{"hasNextPage":false,"startCursor":null,"endCursor":null}}`,
		},
		{
			name:    "no row",
			request: `{ companies { nodes { id } } }`,
		},
		{
			name:    "null inside an entry propagates to the whole page",
			request: `{ companies { nodes { id name } } }`,
			rows:    []list{{list{list{list{"com_1", "望舒"}}, list{list{"com_2", nil}}}}},
			errs:    []string{"at.nodes[1].name: Cannot return null for non-nullable field Company.name. INTERNAL"},
		},
		{
			name:    "null inside an edge does too",
			request: `{ companies { edges { node { name } } } }`,
			rows:    []list{{list{list{list{nil}}}}},
			errs:    []string{"at.edges[0].node.name: Cannot return null for non-nullable field Company.name. INTERNAL"},
		},
	})
}

func TestNestedPage(t *testing.T) {
	const request = `{ company(by: {id: "com_1"}) { projects { totalCount nodes { name } } name } }`
	check(t, []answered{
		{
			name:    "its columns stand among those of the owner",
			request: request,
			rows:    []list{{list{list{list{"氮化镓"}}}, int64(3), "望舒"}},
			want:    `{"projects":{"totalCount":3,"nodes":[{"name":"氮化镓"}]},"name":"望舒"}`,
		},
		{
			name:    "null inside propagates to the owner",
			request: request,
			rows:    []list{{list{list{list{nil}}}, int64(3), "望舒"}},
			errs:    []string{"at.projects.nodes[0].name: Cannot return null for non-nullable field Project.name. INTERNAL"},
		},
		{
			name:    "null inside a to-one field inside a page propagates to the former",
			request: `{ people { nodes { employers { nodes { district { name } name } } name } } }`,
			rows:    []list{{list{list{list{list{list{list{list{nil}, "望舒"}}, list{list{nil, "羲和"}}}, "江"}}}}},
			want:    `{"nodes":[{"employers":{"nodes":[{"district":null,"name":"望舒"},{"district":null,"name":"羲和"}]},"name":"江"}]}`,
			errs:    []string{"at.nodes[0].employers.nodes[0].district.name: Cannot return null for non-nullable field District.name. INTERNAL"},
		},
	})
}

func TestEdges(t *testing.T) {
	check(t, []answered{
		{
			name:    "of a relationship, with its values and sources",
			request: `{ person(by: {id: "per_1"}) { projects { edges { role __typename id relationship node { name } sources { totalCount nodes { name } __typename } since } nodes { id } } title } }`,
			rows: []list{{list{
				list{"LEAD", "rel_1", "rel_1", list{"氮化镓"}, list{list{list{"公告"}}}, int64(1), "2020", list{"prj_1"}},
				list{nil, "rel_2", "rel_2", list{"碳化硅"}, list{}, int64(0), nil, list{"prj_2"}},
			}, "教授"}},
			want: `{"projects":{"edges":[` +
				`{"role":"LEAD","__typename":"PersonProjectsEdge","id":"rel_1.from","relationship":"rel_1","node":{"name":"氮化镓"},"sources":{"totalCount":1,"nodes":[{"name":"公告"}],"__typename":"SourceConnection"},"since":"2020"},` +
				`{"role":null,"__typename":"PersonProjectsEdge","id":"rel_2.from","relationship":"rel_2","node":{"name":"碳化硅"},"sources":{"totalCount":0,"nodes":[],"__typename":"SourceConnection"},"since":null}` +
				`],"nodes":[{"id":"prj_1"},{"id":"prj_2"}]},"title":"教授"}`,
		},
		{
			name:    "sources of which the count alone is read",
			request: `{ person(by: {id: "per_1"}) { projects { edges { sources { totalCount } } nodes { id } } } }`,
			rows:    []list{{list{list{int64(2), list{"prj_1"}}}}},
			want:    `{"projects":{"edges":[{"sources":{"totalCount":2}}],"nodes":[{"id":"prj_1"}]}}`,
		},
		{
			name:    "sources with their aggregates",
			request: `{ person(by: {id: "per_1"}) { projects { edges { sources { all: aggregate { count } nodes { name } } role } totalCount aggregate(groupBy: [STAGE]) { key count } } name } }`,
			rows:    []list{{list{list{list{list{list{"公告"}}}, list{list{int64(1)}}, "LEAD"}}, int64(1), list{list{list{"BUILDING"}, int64(1)}}, "江"}},
			want: `{"projects":{"edges":[{"sources":{"all":[{"count":1}],"nodes":[{"name":"公告"}]},"role":"LEAD"}],` +
				`"totalCount":1,"aggregate":[{"key":["BUILDING"],"count":1}]},"name":"江"}`,
		},
		{
			name:    "a relationship without an id",
			request: `{ person(by: {id: "per_1"}) { projects { edges { id } } } }`,
			rows:    []list{{list{list{"rel_1"}, list{nil}}}},
			errs:    []string{"at.projects.edges[1].id: Cannot return null for non-nullable field PersonProjectsEdge.id. INTERNAL"},
		},
		{
			name:    "sources that lack what they must have",
			request: `{ person(by: {id: "per_1"}) { projects { edges { sources { nodes { name } } } } } }`,
			rows:    []list{{list{list{list{list{list{nil}}}}}}},
			errs:    []string{"at.projects.edges[0].sources.nodes[0].name: Cannot return null for non-nullable field Source.name. INTERNAL"},
		},
	})
}

// cursors has the cursors of an answer to `{ companies { … } }`.
type cursors struct {
	Edges    []struct{ Cursor string }
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
		Typename                     string `json:"__typename"`
	}
}

const cursorRequest = `query($first: Int, $last: Int, $after: String, $before: String) {
  companies(first: $first, last: $last, after: $after, before: $before, orderBy: [{foundedOn: ASC}, {registeredCapital: DESC}]) {
    pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
  }
}`

// rowsOf are rows of companies with these ids, under cursorRequest.
func rowsOf(ids ...string) []list {
	rows := list{}
	for i, id := range ids {
		rows = append(rows, list{"2020", int64(i), id, list{id}})
	}
	return []list{{rows}}
}

func (c *compiler) cursors(t *testing.T, root *plan.Root, rows []list) (got cursors) {
	t.Helper()
	text, errs, err := answer.Write(c.cat, root, rows, nil, nil)
	require.NoError(t, err)
	require.Empty(t, errs)
	require.NoError(t, json.Unmarshal(text, &got), "%s", text)
	return got
}

func TestPageInfo(t *testing.T) {
	c := newCompiler(t)
	first := c.plan(t, cursorRequest, map[string]any{"first": 1})
	cursor := c.cursors(t, first, rowsOf("com_5")).Edges[0].Cursor
	tests := []struct {
		name             string
		variables        map[string]any
		ids              []string
		next, previous   bool
		startsAt, endsAt string
		entries          int
	}{
		{"all there is", map[string]any{"first": 2}, []string{"com_1", "com_2"}, false, false, "com_1", "com_2", 2},
		{"there is more", map[string]any{"first": 2}, []string{"com_1", "com_2", "com_3"}, true, false, "com_1", "com_2", 2},
		{"behind a cursor", map[string]any{"first": 2, "after": cursor}, []string{"com_6"}, false, true, "com_6", "com_6", 1},
		{"more behind a cursor", map[string]any{"first": 1, "after": cursor}, []string{"com_6", "com_7"}, true, true, "com_6", "com_6", 1},
		{"up to a cursor", map[string]any{"first": 2, "before": cursor}, []string{"com_1", "com_2"}, false, false, "com_1", "com_2", 2},
		{"the end", map[string]any{"last": 2}, []string{"com_9", "com_8"}, false, false, "com_8", "com_9", 2},
		{"the end of more", map[string]any{"last": 2}, []string{"com_9", "com_8", "com_7"}, false, true, "com_8", "com_9", 2},
		{"before a cursor", map[string]any{"last": 1, "before": cursor}, []string{"com_4"}, true, false, "com_4", "com_4", 1},
		{"more before a cursor", map[string]any{"last": 1, "before": cursor}, []string{"com_4", "com_3"}, true, true, "com_4", "com_4", 1},
		{"the end behind a cursor", map[string]any{"last": 1, "after": cursor}, []string{"com_9"}, false, false, "com_9", "com_9", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := c.plan(t, cursorRequest, tt.variables)
			got := c.cursors(t, root, rowsOf(tt.ids...))
			assert.Equal(t, "PageInfo", got.PageInfo.Typename)
			assert.Equal(t, []bool{tt.next, tt.previous}, []bool{got.PageInfo.HasNextPage, got.PageInfo.HasPreviousPage}, "next, previous")
			require.Len(t, got.Edges, tt.entries)
			assert.Equal(t, got.Edges[0].Cursor, *got.PageInfo.StartCursor)
			assert.Equal(t, got.Edges[tt.entries-1].Cursor, *got.PageInfo.EndCursor)
			for want, cursor := range map[string]*string{tt.startsAt: got.PageInfo.StartCursor, tt.endsAt: got.PageInfo.EndCursor} {
				position, err := root.Page.Position(*cursor)
				require.NoError(t, err)
				assert.Equal(t, want, position.ID)
			}
		})
	}
}

// A cursor holds the values of the order, null included, and the id.
func TestCursor(t *testing.T) {
	c := newCompiler(t)
	root := c.plan(t, cursorRequest, nil)
	got := c.cursors(t, root, []list{{list{list{"2020-03", int64(7), "com_1", list{"com_1"}}, list{nil, nil, "com_2", list{"com_2"}}}}})
	var positions []*plan.Position
	for _, e := range got.Edges {
		position, err := root.Page.Position(e.Cursor)
		require.NoError(t, err)
		positions = append(positions, position)
	}
	assert.Equal(t, []*plan.Position{{Values: list{"2020-03", int64(7)}, ID: "com_1"}, {Values: list{nil, nil}, ID: "com_2"}}, positions)
}

// What is stored may be a number that JSON does not know.
func TestCursorThatCannotBeWritten(t *testing.T) {
	const message = "the cursor cannot be written: a value that the page is ordered by is not one of its type INTERNAL"
	wrong := math.NaN()
	check(t, []answered{
		{
			name:    "of an edge",
			request: `{ companies(orderBy: [{foundedOn: ASC}]) { edges { node { id } cursor } } }`,
			rows:    []list{{list{list{wrong, "com_1", list{"com_1"}}}}},
			errs:    []string{"at.edges[0].cursor: " + message},
		},
		{
			name:    "of the page, where null may be",
			request: `{ companies(orderBy: [{foundedOn: ASC}]) { pageInfo { startCursor endCursor hasNextPage } } }`,
			rows:    []list{{list{list{wrong, "com_1"}}}},
			want:    `{"pageInfo":{"startCursor":null,"endCursor":null,"hasNextPage":false}}`,
			errs:    []string{"at.pageInfo.startCursor: " + message, "at.pageInfo.endCursor: " + message},
		},
	})
}
