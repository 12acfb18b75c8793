// Package derive turns the hand-written SDL into the served SDL, and into the
// projection from which gqlgen generates. It runs at build time; it imports
// gqlparser and internal/model/catalog.
package derive
