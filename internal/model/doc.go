// Package model is the area of what things are: the catalog of the schema, predicates, identifiers,
// dates, money, personal data, faults. All of it is pure: no database, no network, no clock of
// its own. It imports nothing itself.
//
// May import: model.
package model
