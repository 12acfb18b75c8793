// Package predicate holds conditions on the catalog's entities and relationships as data: what
// filters, scopes and dates of validity are made of. It is pure. It imports catalog and
// scalar.
package predicate
