// Package aside takes nodes out of the public graph and puts them back, and makes the aliases
// under which their ids and keys lead on (see package alias). What was erased leaves aliases
// too, since a key that must not be recorded again is looked up together with the others. It
// imports alias, catalog, element, fault, neo, property and
// query.
package aside
