// Package grant says who reads and what that lets them see, as data: which entities, which
// values, and how much at once. It is pure and imports catalog, predicate and privacy.
package grant
