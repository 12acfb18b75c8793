// Package writetest is the bench of the tests of writes: an empty migrated database of a small
// schema, and a writer to it whose clock stands still. When a test ends, what is kept beside values
// must be what they say. Only tests import it. It imports alias, aside,
// catalog, element, id, input, migrate, neo, neotest, property, query and record.
package writetest
