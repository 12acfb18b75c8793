// Package backup writes the whole graph to files, for operators: nodes, relationships and the
// service's own records, from which a restore makes an equal graph. It reads past the View, in
// pages, and imports alias, catalog, fault, feed, graphfile, neo, property and query.
package backup
