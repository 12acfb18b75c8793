// Package mention tells whether a text mentions somebody, by what they are called and known by,
// however it is written there. It is pure and imports canon and catalog.
package mention
