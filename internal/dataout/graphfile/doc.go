// Package graphfile is the form in which the whole graph is kept in files: their names, the
// manifest, and the lines of nodes, relationships and the service's own records. Whole exports
// write it, restores read it. It is pure but for the file system that it is given. It imports
// catalog and fault.
package graphfile
