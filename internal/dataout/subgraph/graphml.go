package subgraph

import (
	"io"
	"strconv"
)

// writeGraphML writes GraphML 1.0, http://graphml.graphdrawing.org. A node's label is its
// name, which is what Gephi and yEd show.
func writeGraphML(w io.Writer, g *Graph) error {
	nodes, edges := g.nodeAttributes(labelAttribute, nameAttribute, typeAttribute), g.edgeAttributes(typeAttribute)
	x := newXMLWriter(w)
	x.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
	x.raw("\n")
	x.empty("key", "id", "truncated", "for", "graph", "attr.name", "truncated", "attr.type", "boolean")
	x.keys("node", "n", nodes)
	x.keys("edge", "e", edges)
	x.open("graph", "edgedefault", "directed")
	x.raw("\n")
	x.data("truncated", strconv.FormatBool(g.Truncated))
	for _, n := range g.Nodes {
		x.open("node", "id", n.ID)
		x.data(keyOf("n", nodes, labelAttribute), n.Name)
		x.data(keyOf("n", nodes, nameAttribute), n.Name)
		x.data(keyOf("n", nodes, typeAttribute), n.Type)
		x.values("n", nodes, n.Values)
		x.close("node")
	}
	for _, e := range g.Edges {
		x.open("edge", "id", e.ID, "source", e.From, "target", e.To)
		x.data(keyOf("e", edges, typeAttribute), e.Type)
		x.values("e", edges, e.Values)
		x.close("edge")
	}
	x.close("graph")
	x.close("graphml")
	return x.flush()
}

func (x xmlWriter) keys(of, prefix string, as attributes) {
	for i, a := range as.list {
		x.empty("key", "id", prefix+strconv.Itoa(i), "for", of, "attr.name", a.name, "attr.type", a.kind.String())
	}
}

func keyOf(prefix string, as attributes, a attribute) string {
	return prefix + strconv.Itoa(as.at[a])
}

func (x xmlWriter) values(prefix string, as attributes, values []Value) {
	for _, v := range values {
		x.data(keyOf(prefix, as, attributeOf(v.Field)), valueText(v.Value))
	}
}

func (x xmlWriter) data(key, text string) {
	x.open("data", "key", key)
	x.text(text)
	x.close("data")
}
