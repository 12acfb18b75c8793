// Package download serves lists and parts of the graph as files over HTTP. It imports
// ask, catalog, extract, subgraph, grant, fault and gqlparser.
package download
