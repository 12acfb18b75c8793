package subgraph_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/subgraph"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// hostile is every kind of text that could break a file.
const hostile = "a & <b> \"c\" 'd' ]]> \x00\x07\x1f\ufffe \xff\r\n\t\u2028 永钢 😀 <!-- -->"

// made is a graph with each kind of value, two relationships between the same entities, one
// from an entity to itself, and a field that is called as what each node has anyway.
func made() *subgraph.Graph {
	field := func(name string, k catalog.Kind) *catalog.Field { return &catalog.Field{Name: name, Kind: k} }
	tags := &catalog.Field{Name: "tags", List: true}
	return &subgraph.Graph{
		Truncated: true,
		Nodes: []*subgraph.Node{
			{ID: "com_1", Type: "Company", Name: hostile, Values: []subgraph.Value{
				{Field: field("registeredCapital", catalog.Yuan), Value: json.Number("9007199254740992")},
				{Field: field("share", catalog.Float), Value: json.Number("0.5")},
				{Field: field("illustrative", catalog.Boolean), Value: true},
				{Field: tags, Value: []any{"a", hostile}},
				{Field: field("type", catalog.Enum), Value: "LARGE"},
				{Field: field("year", catalog.Int), Value: json.Number("2021")},
			}},
			{ID: "per_1", Type: "Person", Name: "李", Values: []subgraph.Value{{Field: field("year", catalog.Date), Value: "2021-02"}}},
		},
		Edges: []*subgraph.Edge{
			{ID: "rel_1", Type: "WORKS_AT", From: "per_1", To: "com_1", Values: []subgraph.Value{{Field: field("title", catalog.String), Value: hostile}}},
			{ID: "rel_2", Type: "WORKS_AT", From: "per_1", To: "com_1"},
			{ID: "rel_3", Type: "SUPPLIES", From: "com_1", To: "com_1", Values: []subgraph.Value{{Field: field("weight", catalog.Float), Value: json.Number("2")}}},
		},
	}
}

func written(t *testing.T, g *subgraph.Graph, f subgraph.Format) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, g.Write(&out, f))
	return out.Bytes()
}

// readable is what is left of hostile where a format cannot hold all of it.
func readable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE {
			return 0xFFFD
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

type graphML struct {
	Keys []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Directed string `xml:"edgedefault,attr"`
		Data     []data `xml:"data"`
		Nodes    []struct {
			ID   string `xml:"id,attr"`
			Data []data `xml:"data"`
		} `xml:"node"`
		Edges []struct {
			ID   string `xml:"id,attr"`
			From string `xml:"source,attr"`
			To   string `xml:"target,attr"`
			Data []data `xml:"data"`
		} `xml:"edge"`
	} `xml:"graph"`
}

type data struct {
	Key  string `xml:"key,attr"`
	Text string `xml:",chardata"`
}

func TestGraphML(t *testing.T) {
	var got graphML
	require.NoError(t, xml.Unmarshal(written(t, made(), subgraph.GraphML), &got))
	names := map[string]string{}
	for _, k := range got.Keys {
		assert.NotContains(t, names, k.ID)
		names[k.ID] = k.For + " " + k.Name + " " + k.Type
	}
	values := func(list []data) map[string]string {
		m := map[string]string{}
		for _, d := range list {
			m[names[d.Key]] = d.Text
		}
		return m
	}
	assert.Equal(t, "directed", got.Graph.Directed)
	assert.Equal(t, map[string]string{"graph truncated boolean": "true"}, values(got.Graph.Data))
	require.Len(t, got.Graph.Nodes, 2)
	assert.Equal(t, map[string]string{
		"node label string": readable(hostile), "node name string": readable(hostile), "node type string": "Company",
		"node registeredCapital long": "9007199254740992", "node share double": "0.5", "node illustrative boolean": "true",
		"node tags string": "a; " + readable(hostile), "node type_ string": "LARGE", "node year long": "2021",
	}, values(got.Graph.Nodes[0].Data))
	assert.Equal(t, "2021-02", values(got.Graph.Nodes[1].Data)["node year string"])
	require.Len(t, got.Graph.Edges, 3)
	assert.Equal(t, []string{"rel_1", "per_1", "com_1"}, []string{got.Graph.Edges[0].ID, got.Graph.Edges[0].From, got.Graph.Edges[0].To})
	assert.Equal(t, map[string]string{"edge type string": "WORKS_AT", "edge title string": readable(hostile)}, values(got.Graph.Edges[0].Data))
}

type gexf struct {
	Version string `xml:"version,attr"`
	Meta    struct {
		Description string `xml:"description"`
	} `xml:"meta"`
	Graph struct {
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
				Type  string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []struct {
			ID     string     `xml:"id,attr"`
			Label  string     `xml:"label,attr"`
			Values []attvalue `xml:"attvalues>attvalue"`
		} `xml:"nodes>node"`
		Edges []struct {
			ID     string     `xml:"id,attr"`
			From   string     `xml:"source,attr"`
			To     string     `xml:"target,attr"`
			Values []attvalue `xml:"attvalues>attvalue"`
		} `xml:"edges>edge"`
	} `xml:"graph"`
}

type attvalue struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

func TestGEXF(t *testing.T) {
	text := written(t, made(), subgraph.GEXF)
	assert.Contains(t, string(text), `<gexf xmlns="http://gexf.net/1.3" version="1.3">`)
	var got gexf
	require.NoError(t, xml.Unmarshal(text, &got))
	assert.Contains(t, got.Meta.Description, "truncated")
	titles := map[string]map[string]string{}
	for _, as := range got.Graph.Attributes {
		titles[as.Class] = map[string]string{}
		for _, a := range as.List {
			titles[as.Class][a.ID] = a.Title + " " + a.Type
		}
	}
	require.Len(t, got.Graph.Nodes, 2)
	assert.Equal(t, readable(hostile), got.Graph.Nodes[0].Label)
	values := map[string]string{}
	for _, v := range got.Graph.Nodes[0].Values {
		values[titles["node"][v.For]] = v.Value
	}
	assert.Equal(t, map[string]string{
		"name string": readable(hostile), "type string": "Company", "registeredCapital long": "9007199254740992", "share double": "0.5",
		"illustrative boolean": "true", "tags string": "a; " + readable(hostile), "type_ string": "LARGE", "year long": "2021",
	}, values)
	require.Len(t, got.Graph.Edges, 3)
	assert.Equal(t, "rel_3", got.Graph.Edges[2].ID)
	assert.Equal(t, "weight double", titles["edge"][got.Graph.Edges[2].Values[1].For])
}

func TestNodeLink(t *testing.T) {
	var got struct {
		Directed, Multigraph bool
		Graph                map[string]any
		Nodes, Edges         []map[string]any
	}
	require.NoError(t, json.Unmarshal(written(t, made(), subgraph.JSON), &got))
	assert.True(t, got.Directed && got.Multigraph)
	assert.Equal(t, map[string]any{"truncated": true}, got.Graph)
	require.Len(t, got.Nodes, 2)
	clean := strings.ToValidUTF8(hostile, "\ufffd")
	assert.Equal(t, map[string]any{
		"id": "com_1", "label": clean, "name": clean, "type": "Company", "registeredCapital": 9007199254740992.0,
		"share": 0.5, "illustrative": true, "tags": []any{"a", clean}, "type_": "LARGE", "year": 2021.0,
	}, got.Nodes[0])
	require.Len(t, got.Edges, 3)
	assert.Equal(t, map[string]any{"id": "rel_2", "key": "rel_2", "source": "per_1", "target": "com_1", "type": "WORKS_AT"}, got.Edges[1])
}

func TestAnEmptyGraphIsWhole(t *testing.T) {
	for _, f := range []subgraph.Format{subgraph.GraphML, subgraph.GEXF} {
		assert.NoError(t, xml.Unmarshal(written(t, &subgraph.Graph{}, f), new(struct{})))
	}
	assert.True(t, json.Valid(written(t, &subgraph.Graph{}, subgraph.JSON)))
	err := (&subgraph.Graph{}).Write(&bytes.Buffer{}, "dot")
	assert.Equal(t, fault.NotFound, fault.CodeOf(err))
	assert.ErrorContains(t, err, "graphml, gexf or json")
}
