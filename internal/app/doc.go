// Package app puts the parts together: a database and a schema in, a server out. It imports
// ask, catalog, changes, download, grant, graph, importjob, live, migrate, mutation, neo, plan,
// scalar, server, tabs and view.
package app
