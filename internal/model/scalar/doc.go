// Package scalar holds the values of the schema's own scalars: dates that keep
// their precision, moments, and money in whole yuan. It is pure and imports nothing of ours.
package scalar
