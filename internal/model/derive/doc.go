// Package derive turns the hand-written SDL into the served SDL, and into the
// projection from which gqlgen generates. It runs at build time. It imports catalog and
// gqlparser.
package derive
