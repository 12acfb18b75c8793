// Package history tests, end to end, what changed: changes, histories, provenance,
// values over time, differences, reverts, and subscriptions to changes. It has only
// tests.
package history
