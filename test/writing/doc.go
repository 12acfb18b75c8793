// Package writing tests, end to end, mutations: what they write, what they refuse, what
// many at once do, and which two are the same, merged and apart again. It has only
// tests.
package writing
