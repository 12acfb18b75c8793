// Package read holds the one way out: operations become plans, statements and answers
// behind a View, and so do questions that are built by hand. Nothing in it knows the database;
// searchindex, which writes what search reads, has a rule of its own. It imports nothing itself.
//
// May import: access, model, read, store/alias, store/query, write/match.
package read
