// Package download serves lists and parts of the graph as files over HTTP. It imports
// ask, catalog, extract, subgraph, fault and gqlparser.
package download
