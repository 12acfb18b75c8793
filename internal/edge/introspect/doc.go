// Package introspect answers __schema and __type. The executor's own way builds the whole tree
// of the answer first, whatever its size and whether or not anybody waits for it, and has empty
// lists where the specification has null. It imports fault, gqlgen's run time and gqlparser.
package introspect
