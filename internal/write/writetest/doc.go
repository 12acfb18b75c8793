// Package writetest is the bench of the tests of writes: an empty migrated database of a small
// schema, and a writer to it whose clock stands still. Only tests import it. It imports alias, aside,
// catalog, id, input, migrate, neo, neotest, query and record.
package writetest
