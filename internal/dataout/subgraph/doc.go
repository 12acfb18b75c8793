// Package subgraph reads the part of the graph around some entities and writes it for
// programs that draw and measure graphs: GraphML, GEXF and JSON in node-link form. It reads
// through the service's GraphQL, so scope and masks are those of queries. It imports ask,
// catalog, format and fault.
package subgraph
