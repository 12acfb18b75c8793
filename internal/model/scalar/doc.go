// Package scalar holds the values of the scalars that the schema declares: dates that keep
// their precision, moments, and money in whole yuan. It is pure. It imports the standard
// library only.
package scalar
