// Package guide tests, end to end, that the documentation is true: the requests of the
// guide, on the sample, and an entity that is added as it says. It has only tests.
package guide
