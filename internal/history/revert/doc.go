// Package revert undoes one recorded change: what is to be done follows from the element's
// past alone, and is done as a part of a mutation request. It imports alias, catalog, element,
// fault, feed, input, journal, privacy and record.
package revert
