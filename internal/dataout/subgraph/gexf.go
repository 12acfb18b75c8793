package subgraph

import (
	"io"
	"strconv"
)

// writeGEXF writes GEXF 1.3, https://gexf.net. It has no attributes of a graph as a whole, so
// the description says whether it is truncated.
func writeGEXF(w io.Writer, g *Graph) error {
	nodes, edges := g.nodeAttributes(nameAttribute, typeAttribute), g.edgeAttributes(typeAttribute)
	x := newXMLWriter(w)
	x.open("gexf", "xmlns", "http://gexf.net/1.3", "version", "1.3")
	x.raw("\n<meta><creator>ClusterGraph</creator><description>" + described(g) + "</description></meta>\n")
	x.open("graph", "defaultedgetype", "directed", "mode", "static")
	x.raw("\n")
	x.declare("node", nodes)
	x.declare("edge", edges)
	x.open("nodes")
	x.raw("\n")
	for _, n := range g.Nodes {
		x.open("node", "id", n.ID, "label", n.Name)
		x.open("attvalues")
		x.attvalue(nodes, nameAttribute, n.Name)
		x.attvalue(nodes, typeAttribute, n.Type)
		x.attvalues(nodes, n.Values)
		x.close("node")
	}
	x.close("nodes")
	x.open("edges")
	x.raw("\n")
	for _, e := range g.Edges {
		x.open("edge", "id", e.ID, "source", e.From, "target", e.To, "label", e.Type)
		x.open("attvalues")
		x.attvalue(edges, typeAttribute, e.Type)
		x.attvalues(edges, e.Values)
		x.close("edge")
	}
	x.close("edges")
	x.close("graph")
	x.close("gexf")
	return x.flush()
}

func described(g *Graph) string {
	if g.Truncated {
		return "A part: truncated, there is more than the limit let in."
	}
	return "Whole: not truncated."
}

func (x xmlWriter) declare(class string, as attributes) {
	x.open("attributes", "class", class, "mode", "static")
	x.raw("\n")
	for i, a := range as.list {
		x.empty("attribute", "id", strconv.Itoa(i), "title", a.name, "type", a.kind.String())
	}
	x.close("attributes")
}

func (x xmlWriter) attvalue(as attributes, a attribute, text string) {
	x.empty("attvalue", "for", strconv.Itoa(as.at[a]), "value", text)
}

// attvalues ends the list of values.
func (x xmlWriter) attvalues(as attributes, values []Value) {
	for _, v := range values {
		x.attvalue(as, attributeOf(v.Field), valueText(v.Value))
	}
	x.close("attvalues")
}
