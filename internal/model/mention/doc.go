// Package mention tells whether a text mentions somebody, by what they are called and known by,
// however it is written there. It is pure and imports canon, catalog, hanzi and x/text.
package mention
