// Package element is a node or relationship as it is stored: found by its id, held until the
// end of a transaction, and for a relationship what can be beside it. Everything goes through a
// query.Runner, so it is as good for a read of its own as inside of a transaction. It stands
// with the database, since the history and what is held about people read elements as writes
// do. It imports canon, catalog, fault, property and query.
package element
